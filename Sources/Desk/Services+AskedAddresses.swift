import Applications
import Notation
import Rules
import Store

/// Somebody who was asked to complete a part of an application, or to pay for it, as staff sees it.
package struct AskedParty: Hashable, Sendable {
  package let role: AskedAddress.Role
  /// `nil` for somebody who was asked to pay.
  package let element: Element?
  package let name: String
  package let emailAddress: String
  package let organisation: String
  package let askedAt: Moment
  package let since: Moment
  /// One word: how it stands.
  package let state: String
  /// Of requests to one person to complete a part.
  package let hints: [AddressHint]
}

extension Services {
  /// Everybody who was asked for something in an application, oldest first, with what is to be noticed about their
  /// addresses. For staff alone: nothing of it is shown to an applicant, and nothing is held up by it.
  package func askedParties(of application: Application) throws -> [AskedParty] {
    let overview = try overview(of: application, isPriced: false)
    let free = overview.edition.agency.freeMailDomains
    let newest = try publication(newestPublication()).agency().freeMailDomains
    let records = application.invitations
    let names = records.map { $0.invitation.organisation }.filter { !$0.isEmpty }
    let registered = names.isEmpty ? [] : try store.organisations { _ in }
    let asked = records.map { overview.asked($0.invitation, registered: registered) }
    let payers = application.payers.all.map {
      AskedAddress(role: .payer, emailAddress: $0.request.emailAddress)
    }
    let helpers = application.helpers.map {
      AskedAddress(role: .helper, emailAddress: $0.helper.emailAddress)
    }
    let parties = zip(records, asked).map { record, address in
      AskedParty(
        role: address.role, element: overview.edition.element(record.invitation.element),
        name: record.invitation.name, emailAddress: address.emailAddress,
        organisation: address.organisation, askedAt: record.askedAt, since: record.since(at: now),
        state: record.state(at: now).word,
        hints: address.hints(
          applicant: application.start.profile.emailAddress, others: asked + payers + helpers,
          freeMailDomains: free + newest))
    }
    return (parties + application.payers.all.map { AskedParty($0, at: now) })
      .sorted { $0.askedAt < $1.askedAt }
  }
}

extension AskedParty {
  fileprivate init(_ record: PayerRecord, at now: Moment) {
    let (state, since): (String, Moment) =
      switch record.state {
      case .asked where now < record.request.until: ("asked", record.askedAt)
      case .asked: ("expired", record.request.until)
      case .declined(_, let at): ("declined", at)
      case .takenBack(let at): ("taken-back", at)
      case .expired: ("expired", record.request.until)
      }
    self.init(
      role: .payer, element: nil, name: record.request.name,
      emailAddress: record.request.emailAddress, organisation: "", askedAt: record.askedAt,
      since: since, state: state, hints: [])
  }
}

extension Overview {
  /// The address of one request. An organisation counts as registered where somebody named it as the register does.
  fileprivate func asked(
    _ invitation: Invitation, registered: [Organisation]
  ) -> AskedAddress {
    let party = edition.element(invitation.element)?.submittedBy ?? Party.applicant
    let members = registered.filter {
      $0.isActive && $0.party == party && folded($0.name) == folded(invitation.organisation)
    }.flatMap(\.members).filter(\.isActive)
    return AskedAddress(
      role: .party(party), emailAddress: invitation.emailAddress,
      organisation: invitation.organisation, members: members.map(\.emailAddress))
  }
}

extension InvitationRecord.State {
  /// For other programs.
  package var word: String {
    switch self {
    case .asked: "asked"
    case .begun: "begun"
    case .signed: "signed"
    case .declined: "declined"
    case .takenBack: "taken-back"
    case .expired: "expired"
    case .released: "released"
    case .received: "received"
    }
  }
}
