import Applications
import CGI
import Pages
import Rules
import Store

/// A visit of somebody who acts for an organisation: whoever is signed in with the address at which they were
/// appointed, which they have confirmed.
struct OrganisationVisit {
  let visit: Visit
  let organisation: Organisation
  let member: OrganisationMember

  /// Of the organisation that the path names. 404 alike for one that there is not, and for whoever does not act for it.
  /// - Throws: `SignInNeeded` when nobody is signed in; `WithdrawnOrganisation` once it completes no more parts.
  init(_ visit: Visit) throws {
    let account = try visit.account(then: visit.pageAddress)
    guard let id = OrganisationID(visit.request["organisation"]),
      let organisation = try visit.services.store.organisation(id),
      let member = organisation.member(for: account)
    else { throw Refusal.notFound }
    guard organisation.isActive else { throw WithdrawnOrganisation(name: organisation.name) }
    self.visit = visit
    self.organisation = organisation
    self.member = member
  }

  /// Who writes lines about what this visit does.
  var who: Event.Actor { .member(member.id, of: organisation.id) }

  /// 403 for a member who may not do that.
  func require(_ role: OrganisationRole) throws {
    guard member.roles.contains(role) else {
      throw Refusal(
        .forbidden,
        role == .submits
          ? "You act for \(organisation.name), but do not complete parts for it. Whoever appoints people there can change that."
          : "You act for \(organisation.name), but do not say who else does. Whoever appoints people there can change that."
      )
    }
  }

  /// The one request to the organisation that the path names, and what of it may be seen.
  func part() throws -> PartyVisit.Outcome {
    try require(.submits)
    guard let number = ApplicationNumber(visit.request["application"]),
      number.text == visit.request["application"],
      let element = Element.ID(visit.request["element"]),
      let application = try visit.services.store.application(number), !application.isErased,
      let record = application.invitation(for: element, of: organisation.id)
    else { throw Refusal.notFound }
    guard application.applicant != visit.session?.account else {
      throw Refusal(
        .forbidden,
        "This is your own application. Somebody else who completes parts for \(organisation.name) has to do this."
      )
    }
    return try PartyVisit.of(
      visit, record, of: application, as: who,
      .organisation(organisation.id, invitation: record.invitation.id), member: member.fullName)
  }

  /// The frame's own facts.
  var frame: OrganisationFrame {
    OrganisationFrame(id: organisation.id, name: organisation.name, roles: member.roles)
  }
}

/// Thrown where somebody acts for an organisation that completes no more parts.
struct WithdrawnOrganisation: Error {
  let name: String
}

extension Organisation {
  /// Whoever acts for it with this account: its address is confirmed, and is that of the appointment.
  func member(for account: Account) -> OrganisationMember? {
    let address = folded(account.profile.emailAddress)
    // What an erasure has left is nobody's address.
    guard account.isConfirmed, !address.isEmpty else { return nil }
    return activeMember(at: address) { folded($0) == folded($1) }
  }
}
