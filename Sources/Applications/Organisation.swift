import Rules

/// What journals call an organisation. It is never given to another.
package struct OrganisationID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// 1 to 32 small letters, digits and hyphens. `nil` for anything else.
  package init?(_ text: String) {
    guard isPlainWord(text) else { return nil }
    self.text = text
  }

  package var description: String { text }
}

/// An organisation that completes parts of applications, as its journal leaves it: a district, a preparation
/// provider.
package struct Organisation: Hashable, Sendable {
  package let id: OrganisationID
  /// What it is called, as everybody may know.
  package private(set) var name: String
  /// The kind of party it is, from the agency's definitions.
  package let party: Party.ID
  package let addedAt: Moment
  /// Everybody who acts for it or did, in the order in which they were appointed first.
  package private(set) var members: [OrganisationMember] = []
  /// When it ceased to complete parts; `nil` before.
  package private(set) var withdrawnAt: Moment?
  /// As typed.
  package private(set) var withdrawalReason = ""

  package init(id: OrganisationID, name: String, party: Party.ID, addedAt: Moment) {
    self.id = id
    self.name = name
    self.party = party
    self.addedAt = addedAt
  }

  package var isActive: Bool { withdrawnAt == nil }

  package func member(_ id: String) -> OrganisationMember? { members.first { $0.id == id } }

  /// Whoever acts for it now and has this address; `isSame` says whether two addresses are one.
  package func activeMember(
    at address: String, isSame: (String, String) -> Bool
  ) -> OrganisationMember? {
    members.first { $0.isActive && isSame($0.emailAddress, address) }
  }

  /// Takes what has happened to it after all that came before.
  package mutating func take(_ change: Change, at moment: Moment) {
    switch change {
    case .renamed(let name): self.name = name
    case .appointed(let member):
      if self.member(member.id) == nil { members.append(member) }
    case .rolesChanged(let id, let roles): self.change(id) { $0.roles = roles }
    case .dismissed(let id): self.change(id) { $0.dismissedAt = $0.dismissedAt ?? moment }
    case .withdrawn(let reason):
      if withdrawnAt == nil { (withdrawnAt, withdrawalReason) = (moment, reason) }
    }
  }

  package enum Change: Hashable, Sendable {
    case renamed(String)
    case appointed(OrganisationMember)
    /// In place of those before, by the member's id.
    case rolesChanged(String, Set<OrganisationRole>)
    /// The member of this id acts for it no more.
    case dismissed(String)
    /// It completes no more parts, for that reason.
    case withdrawn(String)
  }

  private mutating func change(_ id: String, _ body: (inout OrganisationMember) -> Void) {
    guard let index = members.firstIndex(where: { $0.id == id }) else { return }
    body(&members[index])
  }
}

/// Somebody who acts for an organisation, or did.
package struct OrganisationMember: Hashable, Sendable {
  /// A random word: what journals call them by.
  package let id: String
  /// Empty after an erasure, like the address.
  package let fullName: String
  /// Who has an account with this address, and has confirmed it, is this person.
  package let emailAddress: String
  package fileprivate(set) var roles: Set<OrganisationRole>
  package let appointedAt: Moment
  /// `nil` while they act for it.
  package fileprivate(set) var dismissedAt: Moment?

  package init(
    id: String, fullName: String, emailAddress: String, roles: Set<OrganisationRole>,
    appointedAt: Moment
  ) {
    self.id = id
    self.fullName = fullName
    self.emailAddress = emailAddress
    self.roles = roles
    self.appointedAt = appointedAt
  }

  package var isActive: Bool { dismissedAt == nil }
}

/// What somebody may do for an organisation.
package enum OrganisationRole: String, Hashable, Sendable, CaseIterable {
  /// Says who acts for it.
  case appoints
  /// Completes and signs parts.
  case submits
}
