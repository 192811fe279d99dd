import Rules

// How long the agency has had an application, in days on which somebody works: Monday to Friday without its
// holidays, and without the time in which the applicant had it, or in which a hold stopped the clock.

/// A time that does not count.
package struct Pause: Hashable, Sendable {
  package let from: Moment
  /// `nil` while nobody knows when it ends.
  package let until: Moment?

  package init(from: Moment, until: Moment?) {
    self.from = from
    self.until = until
  }
}

extension Application {
  /// The times that do not count, oldest first; they may overlap. Of a deficiency that nobody has answered it is the
  /// time to its last day.
  package var pauses: [Pause] {
    let holds = review.holds.filter(\.hold.stopsClock).map {
      Pause(from: $0.at, until: $0.resumedAt)
    }
    let deficiencies = review.deficiencies.map {
      Pause(from: $0.sentAt, until: $0.answeredAt ?? $0.until)
    }
    return (holds + deficiencies).sorted { $0.from < $1.from }
  }
}

/// On which days somebody works.
package struct WorkCalendar: Sendable {
  package let timeZone: TimeZoneTable
  private let holidays: Set<Day>

  package init(timeZone: TimeZoneTable, holidays: [Day]) {
    self.timeZone = timeZone
    self.holidays = Set(holidays)
  }

  package func isWorkingDay(_ day: Day) -> Bool {
    // The first of January 1970 was a Thursday: 0 is Monday.
    let weekday = ((day.daysSince1970 + 3) % 7 + 7) % 7
    return weekday < 5 && !holidays.contains(day)
  }

  /// The working days after the day of `from` up to that of `until`, that one included: 0 on the same day, 1 on the
  /// next. Of a pause the days after its first up to its last do not count.
  package func workingDays(
    from: Moment, until: Moment, without pauses: [Pause] = []
  ) -> Int {
    let first = timeZone.day(of: from)
    let last = timeZone.day(of: until)
    guard first < last else { return 0 }
    let spans = pauses.map { pause in
      let end = pause.until.map { $0 < until ? $0 : until } ?? until
      return (after: timeZone.day(of: pause.from), last: timeZone.day(of: end))
    }
    var count = 0
    var day = first.adding(days: 1)
    while day <= last {
      if isWorkingDay(day), !spans.contains(where: { $0.after < day && day <= $0.last }) {
        count += 1
      }
      day = day.adding(days: 1)
    }
    return count
  }
}
