import Rules

/// The mails by which one person, who needs no account, was sent a secret link, oldest first. Only the newest link
/// opens anything.
///
/// The secret itself is nowhere in an application: a link has a name of its own here, and what was mailed leads to
/// that name.
package struct SentLinks: Hashable, Sendable {
  /// Oldest first; never empty.
  package private(set) var all: [Sent]

  package struct Sent: Hashable, Sendable {
    /// A random word.
    package let link: String
    package let at: Moment
    /// The number of the event that owed the mail.
    package let event: Int
  }

  /// So often it can be sent again, after the first mail: within 24 hours, and in all.
  package static let limits = (aDay: 3, inAll: 5)

  init(_ link: String, _ event: Event) {
    all = [Sent(link: link, at: event.at, event: event.number)]
  }

  mutating func send(_ link: String, _ event: Event) {
    all.append(Sent(link: link, at: event.at, event: event.number))
  }

  /// The one that opens.
  package var newest: Sent { all[all.count - 1] }

  package func contains(_ link: String) -> Bool { all.contains { $0.link == link } }

  /// Why it cannot be sent again now; `nil` while it can.
  package func limit(at moment: Moment) -> Limit? {
    let again = all.dropFirst()
    if again.count >= Self.limits.inAll { return .inAll }
    let today = again.filter { moment < $0.at.adding(seconds: 86_400) }
    guard today.count >= Self.limits.aDay, let first = today.first else { return nil }
    return .today(until: first.at.adding(seconds: 86_400))
  }

  package enum Limit: Hashable, Sendable {
    /// It can be sent again from then on.
    case today(until: Moment)
    case inAll
  }
}
