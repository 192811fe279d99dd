import Rules

/// Asking somebody else to pay, by mail.
package struct PayerRequest: Hashable, Sendable {
  /// A random word: the name of the payer in journals.
  package let id: String
  /// As typed.
  package let name: String
  package let emailAddress: String
  /// From then on nobody can begin to pay by it. Never after the deadline.
  package let until: Moment
  /// The name of the first link.
  package let link: String
  package let key: String

  package init(
    id: String, name: String, emailAddress: String, until: Moment, link: String, key: String
  ) {
    self.id = id
    self.name = name
    self.emailAddress = emailAddress
    self.until = until
    self.link = link
    self.key = key
  }

  /// The last day on which one can begin to pay by it.
  package func lastDay(in zone: TimeZoneTable) -> Day { zone.day(of: until.adding(seconds: -1)) }

  /// The longest name, in characters (Unicode scalars).
  package static let nameLimit = 100
  /// An application can ask so often: within 24 hours, and in all.
  package static let limits = (aDay: 3, inAll: 10)
}

/// Something that was done about a request, by the key of a form.
package struct PayerMark: Hashable, Sendable {
  /// The id of the request.
  package let request: String
  package let key: String

  package init(request: String, key: String) {
    self.request = request
    self.key = key
  }
}

/// A further mail with a link, which takes the place of the one before.
package struct PayerReminder: Hashable, Sendable {
  /// The id of the request.
  package let request: String
  /// The name of the new link.
  package let link: String
  package let key: String

  package init(request: String, link: String, key: String) {
    self.request = request
    self.link = link
    self.key = key
  }
}

/// Who was asked does not want to pay.
package struct PayerRefusal: Hashable, Sendable {
  /// The id of the request.
  package let request: String
  /// As typed; empty where none was given.
  package let reason: String
  package let key: String

  package init(request: String, reason: String, key: String) {
    self.request = request
    self.reason = reason
    self.key = key
  }

  /// The longest reason, in characters (Unicode scalars).
  package static let reasonLimit = 2000
}
