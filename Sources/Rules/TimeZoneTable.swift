/// A time zone as a table of its changes, so that a program needs no zone files to know the day.
///
/// A publication carries it: a statically linked program without zone files would silently use UTC.
package struct TimeZoneTable: Hashable, Sendable {
  package struct Change: Hashable, Sendable {
    /// Seconds since 1970 from which the offset holds.
    package let at: Int
    /// Seconds east of UTC.
    package let offset: Int

    package init(at: Int, offset: Int) {
      self.at = at
      self.offset = offset
    }
  }

  /// The IANA name, like `Europe/London`.
  package let name: String
  /// In order of time; the first holds for all time before it too. Never empty.
  package let changes: [Change]

  /// `nil` when there are no changes or they are out of order.
  package init?(name: String, changes: [Change]) {
    guard !changes.isEmpty, zip(changes, changes.dropFirst()).allSatisfy({ $0.at < $1.at }) else {
      return nil
    }
    self.name = name
    self.changes = changes
  }

  package static let utc = TimeZoneTable(name: "UTC", only: 0)

  private init(name: String, only offset: Int) {
    self.name = name
    changes = [Change(at: 0, offset: offset)]
  }

  /// The local day and the minutes since its midnight at `moment`.
  package func local(_ moment: Moment) -> (day: Day, minutes: Int) {
    let seconds = moment.secondsSince1970 + offset(at: moment.secondsSince1970)
    var (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    if rest < 0 { (days, rest) = (days - 1, rest + 86_400) }
    return (Day(daysSince1970: days), rest / 60)
  }

  package func day(of moment: Moment) -> Day { local(moment).day }

  /// The first instant from which it is never `day` here again: a deadline on `day` has passed from
  /// then on.
  ///
  /// Where a zone skips midnight, that is the first instant of the next day all the same. Where the
  /// clocks go back over midnight, part of the day comes twice, and it ends after the second.
  package func end(of day: Day) -> Moment {
    let midnight = day.adding(days: 1).daysSince1970 * 86_400
    // Right on both sides of a change: try the offset that holds before and the one after.
    let candidates = Set([
      midnight - offset(at: midnight - 86_400), midnight - offset(at: midnight + 86_400),
    ]).sorted(by: >)
    for seconds in candidates {
      let moment = Moment(millisecondsSince1970: seconds * 1000)
      if self.day(of: moment) > day, self.day(of: moment.adding(seconds: -1)) <= day {
        return moment
      }
    }
    // Midnight was skipped: the day ends where the clocks change.
    let change = changes.first { $0.at > midnight - 2 * 86_400 && self.day(of: $0.at) > day }
    return Moment(millisecondsSince1970: (change?.at ?? candidates[0]) * 1000)
  }

  private func day(of seconds: Int) -> Day {
    day(of: Moment(millisecondsSince1970: seconds * 1000))
  }

  /// The last change at or before `seconds`, found by halving.
  private func offset(at seconds: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].at <= seconds { low = middle + 1 } else { high = middle }
    }
    return changes[max(0, low - 1)].offset
  }
}
