import Applications
import CGI
import Pages
import Rules
import Store

// Who acts for an organisation, as those say who appoint. Each change is a line of its journal, by them.

extension OrganisationVisit {
  func showPeople() throws -> Response {
    try require(.appoints)
    return try people(AppointForm())
  }

  /// Lets somebody act for it, who is told by mail. The same form again is one appointment, and one mail.
  func appoint() throws -> Response {
    try require(.appoints)
    let form = try visit.request.form()
    let name = trimmed(form["name"])
    let address = trimmed(form["email"])
    let roles = self.roles(of: form)
    func again(_ status: Status, _ faults: [AppointForm.Fault]) throws -> Response {
      try people(
        AppointForm(name: name, emailAddress: address, roles: roles, faults: faults),
        status: status)
    }
    guard try visit.isOfThisPage(form) else { return try again(.forbidden, [.openedBefore]) }
    var faults: [AppointForm.Fault] = []
    if isBlank(name) || name.unicodeScalars.count > Invitation.nameLimit { faults.append(.noName) }
    if !isEmailAddress(address) { faults.append(.noEmailAddress) }
    if roles.isEmpty { faults.append(.noRole) }
    guard faults.isEmpty else { return try again(.unprocessable, faults) }
    let member = OrganisationMember(
      id: visit.services.random.word(), fullName: name, emailAddress: address, roles: roles,
      appointedAt: visit.services.now)
    do {
      let after = try change { organisation in
        try organisation.appointing(member) { folded($0) == folded($1) }
      }
      if let known = after.activeMember(at: address, isSame: { folded($0) == folded($1) }) {
        try afterwards { try tell(known) }
      }
    } catch let fault as MembershipFault {
      return try again(.unprocessable, [.membership(fault)])
    }
    return visit.redirect(to: "organisation/\(organisation.id)/people")
  }

  func showMember() throws -> Response {
    try require(.appoints)
    return try show(try named())
  }

  /// Gives a member other roles, or dismisses them.
  func changeMember() throws -> Response {
    try require(.appoints)
    let form = try visit.request.form()
    let named = try named()
    try visit.admit(form)
    do {
      _ = try change { organisation in
        if form["then"] == "dismiss" {
          return try organisation.dismissing(named.id, keepsOne: true)
        }
        let roles = self.roles(of: form)
        guard !roles.isEmpty else { throw NoRole() }
        return try organisation.giving(roles, to: named.id, keepsOne: true)
      }
    } catch let fault as MembershipFault {
      return try show(named, .membership(fault), status: .unprocessable)
    } catch is NoRole {
      return try show(named, .noRole, status: .unprocessable)
    }
    // Whoever has taken that from themselves sees it no more.
    return visit.redirect(
      to: named.id == member.id ? "organisation" : "organisation/\(organisation.id)/people")
  }

  /// Under the organisation's lock, while whoever says so still may.
  private func change(
    _ decide: (Organisation) throws -> Organisation.Change?
  ) throws -> Organisation {
    try visit.services.store.change(organisation.id, at: visit.services.now, by: who.text) { now in
      guard now.isActive, let me = now.member(member.id), me.isActive, me.roles.contains(.appoints)
      else {
        throw Refusal(
          .conflict, "You say no more who acts for \(now.name), so nothing was changed.")
      }
      return try decide(now)
    }.organisation
  }

  /// A crash after the line is made good by sending the form again.
  private func tell(_ member: OrganisationMember) throws {
    let services = visit.services
    let name = "organisation-appointed-\(organisation.id)-\(member.id)"
    guard try !services.store.hasPosted(name) else { return }
    let message = try services.message(
      AccountMail(
        letter: "organisation-appointed", to: member.emailAddress, name: member.fullName,
        path: "organisation/\(organisation.id)", organisation: organisation.name,
        roles: words(of: member.roles)), named: name)
    try services.store.post(message, at: services.now)
    services.sendMail([message])
  }

  /// 404 for nobody who acts for it now.
  private func named() throws -> OrganisationMember {
    guard let named = organisation.member(visit.request["member"]), named.isActive else {
      throw Refusal.notFound
    }
    return named
  }

  private func roles(of form: Form) -> Set<OrganisationRole> {
    Set(OrganisationRole.allCases.filter { form[$0.rawValue] == "yes" })
  }

  private func people(_ form: AppointForm, status: Status = .ok) throws -> Response {
    try visit.reply(
      peoplePage(frame, organisation.members.filter(\.isActive), form, keys: visit.keys),
      status: status)
  }

  private func show(
    _ named: OrganisationMember, _ fault: AppointForm.Fault? = nil, status: Status = .ok
  ) throws -> Response {
    try visit.reply(
      memberPage(frame, named, isSelf: named.id == member.id, fault, keys: visit.keys),
      status: status)
  }
}

private struct NoRole: Error {}
