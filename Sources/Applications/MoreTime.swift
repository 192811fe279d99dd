import Rules

/// More time for an application that had expired: it is filled in and paid as before, until another day.
package struct MoreTime: Hashable, Sendable {
  /// The end of the new last day.
  package let until: Moment
  /// As typed. The applicant reads it.
  package let reason: String
  package let key: String

  package init(until: Moment, reason: String, key: String) {
    self.until = until
    self.reason = reason
    self.key = key
  }

  /// The longest reason, in characters (Unicode scalars).
  package static let reasonLimit = 500
}

package struct MoreTimeRecord: Hashable, Sendable {
  package let given: MoreTime
  package let at: Moment
  package let who: Event.Actor

  init(_ given: MoreTime, _ event: Event) {
    self.given = given
    at = event.at
    who = event.who
  }
}

extension Overview {
  /// Why staff cannot give it more time now.
  package enum NoMoreTime: Hashable, Sendable {
    /// The definitions have no rule for it.
    case noRule
    /// It has not expired, or has ended otherwise.
    case notExpired
    /// It was given more time as often as the rule says.
    case tooOften(Int)
    /// This was the last day on which it could be given.
    case tooLate(Day)
  }

  /// `nil` where staff can, by this rule.
  package func whyNoMoreTime(by rule: ReopeningRule?) -> NoMoreTime? {
    guard stage == .expired, !application.isErased else { return .notExpired }
    guard let rule else { return .noRule }
    guard application.moreTimes.count < rule.times else { return .tooOften(rule.times) }
    let last = lastDay.adding(days: rule.withinDays)
    return edition.agency.timeZone.day(of: now) > last ? .tooLate(last) : nil
  }

  /// The last day to pay that it would have, if it were given more time now.
  package func lastDay(by rule: ReopeningRule) -> Day {
    edition.agency.timeZone.day(of: now).adding(days: rule.days)
  }
}
