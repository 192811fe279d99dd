import Rules

/// Somebody the applicant has named to fill in some of the applicant's own parts with them, by a mailed link.
///
/// A helper never signs, pays, submits or takes back anything, and sees no part but the chosen ones.
package struct Helper: Hashable, Sendable {
  /// A random word, one within the application. It names the person where journals name people.
  package let id: String
  /// The parts that were chosen, at least one.
  package let elements: [Element.ID]
  /// As the applicant typed them.
  package let name: String
  package let emailAddress: String
  /// Whether the helper is also told what becomes of the application.
  package let isTold: Bool
  /// The end of the last day of the link.
  package let until: Moment
  package let key: String

  package init(
    id: String, elements: [Element.ID], name: String, emailAddress: String, isTold: Bool = false,
    until: Moment, key: String
  ) {
    self.id = id
    self.elements = elements
    self.name = name
    self.emailAddress = emailAddress
    self.isTold = isTold
    self.until = until
    self.key = key
  }

  /// A link is good for the day it is sent and so many days after.
  package static let lastsDays = 28
  /// So many can help with one application at a time, and so many can be named in all.
  package static let limits = (atOnce: 5, inAll: 30)
  /// So often the link of one helper can be sent again.
  package static let renewalLimit = 10
  /// The longest name, in characters (Unicode scalars).
  package static let nameLimit = 200
}

/// A new link for the same helper, good for as long again. The one before opens nothing any more.
package struct HelperRenewal: Hashable, Sendable {
  package let helper: String
  package let until: Moment
  package let key: String

  package init(helper: String, until: Moment, key: String) {
    self.helper = helper
    self.until = until
    self.key = key
  }
}
