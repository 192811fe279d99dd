import Applications
import Markup

/// The form in which somebody is appointed, as typed.
package struct AppointForm: Hashable, Sendable {
  package let name: String
  package let emailAddress: String
  package let roles: Set<OrganisationRole>
  package let faults: [Fault]

  package enum Fault: Hashable, Sendable {
    case noName, noEmailAddress, noRole
    case membership(MembershipFault)
    /// The page was opened before a session that has ended.
    case openedBefore
  }

  package init(
    name: String = "", emailAddress: String = "", roles: Set<OrganisationRole> = [.submits],
    faults: [Fault] = []
  ) {
    self.name = name
    self.emailAddress = emailAddress
    self.roles = roles
    self.faults = faults
  }
}

/// Who acts for an organisation, and the form in which somebody else is appointed.
package func peoplePage(
  _ frame: OrganisationFrame, _ members: [OrganisationMember], _ form: AppointForm, keys: FormKeys
) -> Page {
  let errors = form.faults.map(\.error)
  func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  return organisationPage(
    frame, title: "People", back: Links.workList(frame.id), backLabel: "Work list",
    hasErrors: !errors.isEmpty,
    .lines(
      errorSummary(errors), "<h1>Who acts for \(frame.name)</h1>",
      summaryList(
        members.map { member in
          SummaryRow(
            member.fullName,
            "\(member.emailAddress)<br>\(roleWords(member.roles))",
            actions: [
              .init("Change", link: Links.member(frame.id, member.id), unseen: member.fullName)
            ])
        }),
      "<h2>Add somebody</h2>",
      """
      <p>They get an email, and sign in with an account of that address. What they sign, they sign by their own name.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.people(frame.id)))\" novalidate>",
      hidden(keys),
      textInput(Field("name", label: "Full name", error: error("name")), value: form.name),
      textInput(
        Field("email", label: "Email address", error: error("email")), value: form.emailAddress,
        kind: .text),
      roleBoxes(form.roles, error("submits")),
      buttonGroup(button("Add this person")), "</form>"))
}

/// One person who acts for an organisation: what they may do, and the way to end it.
package func memberPage(
  _ frame: OrganisationFrame, _ member: OrganisationMember, isSelf: Bool,
  _ fault: AppointForm.Fault? = nil, keys: FormKeys
) -> Page {
  let errors = fault.map { [$0.error] } ?? []
  let link = Links.member(frame.id, member.id)
  return organisationPage(
    frame, title: member.fullName, back: Links.people(frame.id), backLabel: "People",
    hasErrors: fault != nil,
    .lines(
      errorSummary(errors), "<h1>\(member.fullName)</h1>",
      "<p>\(member.emailAddress)\(isSelf ? ". This is you." : "")</p>",
      "<form method=\"post\" action=\"\(Links.action(link))\" novalidate>", hidden(keys),
      roleBoxes(member.roles, errors.first?.message),
      buttonGroup(button("Save", name: "then", value: "save")),
      "<h2>Acts for you no more?</h2>",
      "<p>From then on they see nothing of \(frame.name) here. What they signed stays.</p>",
      buttonGroup(
        button("Take \(member.fullName) off the list", .warning, name: "then", value: "dismiss")),
      "</form>"))
}

private func roleWords(_ roles: Set<OrganisationRole>) -> String {
  OrganisationRole.allCases.filter(roles.contains).map { role in
    switch role {
    case .appoints: "says who acts for it"
    case .submits: "completes and signs parts"
    }
  }.joined(separator: ", ")
}

private func roleBoxes(_ roles: Set<OrganisationRole>, _ error: String?) -> HTML {
  fieldset(
    "What may they do?",
    confirmation(
      Field("submits", label: "Complete and sign parts of applications", error: error),
      isChosen: roles.contains(.submits)),
    confirmation(
      Field("appoints", label: "Say who acts for the organization"),
      isChosen: roles.contains(.appoints)))
}

extension AppointForm.Fault {
  var error: FieldError {
    switch self {
    case .noName:
      FieldError(field: "name", message: "Enter their full name, of at most 200 characters")
    case .noEmailAddress:
      FieldError(field: "email", message: "Enter their email address, like name@example.com")
    case .noRole: FieldError(field: "submits", message: "Choose what they may do: at least one")
    case .membership(.addressOfAnother(let name)):
      FieldError(
        field: "email",
        message:
          "This is the address of \(name): take them off the list first, if it is another's now")
    case .membership(.unknown):
      FieldError(field: "submits", message: "This person acts for the organization no more")
    case .membership(.lastWhoAppoints):
      FieldError(
        field: "submits",
        message:
          "Let somebody else say who acts for the organization first: nobody would be left who does"
      )
    case .openedBefore:
      FieldError(
        field: "name", message: "This page was opened before you signed in again: send it once more"
      )
    }
  }
}
