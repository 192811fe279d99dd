import Rules

// The last day on which an application can be paid. It stands in its start, or where it was given more time after it had
// expired; and it moves where the agency's clock stops while somebody else has a part that payment waits for. Whoever
// asks whether it is over asks here.

extension Application {
  /// The end of the last day, as far as `moment` lets one know: somebody who still has a part then has it no longer.
  ///
  /// A day that was begun counts whole. Where the last day has moved, this may be up to two hours late,
  /// and is never early: journals know no time zone. `Overview.deadline` is the end of a day.
  package func deadline(at moment: Moment) -> Moment {
    let days = daysStopped(until: moment)
    return days == 0 ? statedDeadline : statedDeadline.adding(seconds: days * 86_400 + 3600)
  }

  /// The end of the last day as it was stated last, without the days that the clock has stood still since.
  package var statedDeadline: Moment { moreTimes.last?.given.until ?? start.deadline }

  /// The same if nobody answers who still has a part. Follows from the journal alone.
  package var latestDeadline: Moment {
    deadline(at: invitations.map(\.until).max() ?? statedDeadline)
  }

  /// So many days the clock has stood still by then. Times that overlap count once, and those before it was given more
  /// time not at all: that day was stated anew.
  private func daysStopped(until moment: Moment) -> Int {
    let since = moreTimes.last?.at ?? startedAt
    let times = invitations.filter(\.invitation.stopsClock).flatMap { $0.times(until: moment) }
      .filter { $0.upperBound > since }
      .map { max($0.lowerBound, since)..<$0.upperBound }
      .sorted { $0.lowerBound < $1.lowerBound }
    guard var end = times.first?.lowerBound else { return 0 }
    var milliseconds = 0
    for time in times where time.upperBound > end {
      milliseconds +=
        time.upperBound.millisecondsSince1970
        - max(time.lowerBound, end).millisecondsSince1970
      end = time.upperBound
    }
    return (milliseconds + 86_399_999) / 86_400_000
  }
}

extension Edition {
  /// Whether the applicant's days stand still while somebody has that element.
  package func stopsClock(_ element: Element) -> Bool {
    agency.waiting?.clock == .stops && element.neededBefore == .payment
  }
}

extension Overview {
  /// The end of the last day on which it can be paid. While somebody has a part that stops the clock, of the last day
  /// it would be if they answered now.
  package var deadline: Moment { endOfDay(application.deadline(at: now)) }

  /// The same if nobody answers who still has a part.
  package var latestDeadline: Moment { endOfDay(application.latestDeadline) }

  /// Whether the clock stands still now.
  package var isClockStopped: Bool { latestDeadline > deadline }

  private func endOfDay(_ moment: Moment) -> Moment {
    guard moment != application.statedDeadline else { return moment }
    // By all that a moved last day may be late, so that it falls on the day itself.
    let zone = edition.agency.timeZone
    return zone.end(of: zone.day(of: moment.adding(seconds: -3 * 3600)))
  }
}
