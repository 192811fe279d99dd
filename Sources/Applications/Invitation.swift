import Rules

/// A request to one person to complete an element, sent by mail with a link of its own; or to an organisation, whose
/// members find it in its work list.
package struct Invitation: Hashable, Sendable {
  /// A random word, one within the application. It names the person where journals name people.
  package let id: String
  package let element: Element.ID
  /// The organisation that is asked; `nil` where it is one person.
  package let organisationID: OrganisationID?
  /// As the applicant typed it; of an organisation, what it was called then.
  package let name: String
  /// As typed. Empty where an organisation is asked.
  package let emailAddress: String
  /// Empty where none was named.
  package let organisation: String
  /// Whether the person is also told what becomes of the application.
  package let isTold: Bool
  /// The end of its last day.
  package let until: Moment
  /// Whether the applicant's days stand still while somebody has the part.
  package let stopsClock: Bool
  package let key: String

  package init(
    id: String, element: Element.ID, of organisationID: OrganisationID? = nil, name: String,
    emailAddress: String = "", organisation: String = "", isTold: Bool = false, until: Moment,
    stopsClock: Bool = false, key: String
  ) {
    self.id = id
    self.element = element
    self.organisationID = organisationID
    self.name = name
    self.emailAddress = emailAddress
    self.organisation = organisation
    self.isTold = isTold
    self.until = until
    self.stopsClock = stopsClock
    self.key = key
  }

  /// So many may be sent in one application, to whomever.
  package static let countLimit = 30
  /// The longest of what is typed, in characters (Unicode scalars).
  package static let nameLimit = 200
  package static let reasonLimit = 2000
}

/// The same request sent once more, to the same person.
package struct InvitationRenewal: Hashable, Sendable {
  package let invitation: String
  package let until: Moment
  package let key: String

  package init(invitation: String, until: Moment, key: String) {
    self.invitation = invitation
    self.until = until
    self.key = key
  }
}

/// The person who was asked will not complete it.
package struct InvitationDecline: Hashable, Sendable {
  package let invitation: String
  /// As typed.
  package let reason: String
  package let key: String

  package init(invitation: String, reason: String, key: String) {
    self.invitation = invitation
    self.reason = reason
    self.key = key
  }
}

/// The applicant sends a signed part back to whoever signed it. Its answers stay, and are signed anew.
package struct SentBackPart: Hashable, Sendable {
  package let invitation: String
  /// As typed.
  package let reason: String
  package let until: Moment
  package let key: String

  package init(invitation: String, reason: String, until: Moment, key: String) {
    self.invitation = invitation
    self.reason = reason
    self.until = until
    self.key = key
  }
}
