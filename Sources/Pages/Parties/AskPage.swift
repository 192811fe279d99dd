import Applications
import Markup
import Rules

/// The form in which the applicant says who completes an element.
package struct AskForm: Hashable, Sendable {
  package let form: ElementForm
  /// Those that can be asked, in the order in which they are shown.
  package let organisations: [Organisation]
  /// The word of the one that is chosen; empty for one person.
  package let registered: String
  package let name: String
  package let organisation: String
  package let emailAddress: String
  /// Whether the person is also told what becomes of the application.
  package let isTold: Bool
  package let faults: [Fault]
  /// Said above the form.
  package let why: String?

  package enum Fault: Hashable, Sendable {
    case noName, nameTooLong, organisationTooLong, noEmailAddress
    case ownAddress
    /// One that is there no longer, or completes no more parts.
    case noOrganisation
    /// An organisation was chosen, and a person named as well.
    case bothNamed
    case tooManyTries(until: String)
  }

  package init(
    _ form: ElementForm, organisations: [Organisation] = [], registered: String = "",
    name: String = "", organisation: String = "", emailAddress: String = "",
    isTold: Bool = false, faults: [Fault] = [], why: String? = nil
  ) {
    self.form = form
    self.organisations = organisations
    self.registered = registered
    self.name = name
    self.organisation = organisation
    self.emailAddress = emailAddress
    self.isTold = isTold
    self.faults = faults
    self.why = why
  }
}

/// Says before anything is sent what the person will see, and until when they are asked.
package func askPage(_ ask: AskForm) -> Page {
  let form = ask.form
  let edition = form.edition
  let overview = form.overview
  let title = "Who completes it: \(edition.text(form.element.title))"
  let errors = ask.faults.map(\.error)
  func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  guard let rule = form.element.invitation else { return elementPage(form) }
  let zone = edition.agency.timeZone
  let end = overview.invitationEnd(rule, for: form.element)
  let lastDay = text(of: zone.day(of: end.adding(seconds: -1)))
  return elementFrame(
    form.naming([]), title: title, isWithinElement: true,
    .lines(
      errorSummary(errors), "<h1>\(title)</h1>", ask.why.map { note("<p>\($0)</p>") },
      """
      <p>This part is submitted by: \(edition.name(of: form.element.submittedBy)). \
      \(ask.organisations.isEmpty ? "Name the person there who can complete it." : "Choose the organization, or name one person who can complete it.") \
      \(ask.organisations.isEmpty ? "We send them a link by email, with which they open this one part." : "We write to whoever completes such parts there, or to that person. They open this one part and nothing else.")</p>
      """,
      "<h2>What they see</h2>",
      "<ul>\n\(edition.seen(under: rule, overview.clarifyingQuestions).map { "<li>\($0.capitalizedFirst)</li>" as HTML })\n</ul>",
      "<p>They see nothing else of your application. You see what they answer once they have signed it.</p>",
      """
      <p>They have until the end of <strong>\(lastDay)</strong>. \(reminders(rule))You can send the request again \
      \(times(rule.resendsAtMost)), and take it back at any time.</p>
      """,
      edition.waitingRule, "<h2>Who is it?</h2>",
      "<form method=\"post\" action=\"\(Links.action(Links.ask(overview.application.number, form.element.id)))\" novalidate>",
      hidden(form.keys), organisationField(ask, error("registered")),
      ask.organisations.isEmpty
        ? nil : "<p>Is it not among them? Leave that open, and name one person:</p>",
      textInput(Field("name", label: "Their full name", error: error("name")), value: ask.name),
      textInput(
        Field(
          "organisation", label: "Their organization",
          hint: "The school, district, office or firm they do it for.",
          error: error("organisation"), isOptional: true),
        value: ask.organisation),
      textInput(
        Field(
          "email", label: "Their email address",
          hint: "Their own one at work, if they have one. The link goes there and nowhere else.",
          error: error("email")),
        value: ask.emailAddress, kind: .text),
      "<h2>What they are told</h2>",
      """
      <p>In any case: this request, reminders before its last day, and an email if you send the part back. Nobody writes \
      to them if you take the request back; the link says so.</p>
      """, updatesBox(isChosen: ask.isTold),
      buttonGroup(button("Send the request"), "<a href=\"\(form.link)\">Back</a>"), "</form>"))
}

/// The organisations that can be asked; none where there are none.
private func organisationField(_ ask: AskForm, _ error: String?) -> HTML? {
  guard !ask.organisations.isEmpty else { return nil }
  return select(
    Field(
      "registered", label: "Organization",
      hint: "Whoever completes such parts there finds it in their work list.", error: error,
      isOptional: true),
    choices: ask.organisations.map { Choice($0.id.text, $0.name) },
    chosen: ask.registered.isEmpty ? nil : ask.registered)
}

private func reminders(_ rule: InvitationRule) -> String {
  switch rule.remindDays.count {
  case 0: ""
  case 1: "We remind them once. "
  default: "We remind them \(rule.remindDays.count) times. "
  }
}

func times(_ count: Int) -> String {
  switch count {
  case 0: "no more"
  case 1: "once"
  case 2: "twice"
  default: "\(count) times"
  }
}

extension AskForm.Fault {
  var error: FieldError {
    switch self {
    case .noName: FieldError(field: "name", message: "Enter their full name")
    case .nameTooLong: FieldError(field: "name", message: "Shorten the name")
    case .organisationTooLong:
      FieldError(field: "organisation", message: "Shorten the name of the organization")
    case .noEmailAddress:
      FieldError(field: "email", message: "Enter their email address, like name@example.com")
    case .ownAddress:
      FieldError(
        field: "email", message: "Enter an address that is not yours: somebody else completes it")
    case .noOrganisation:
      FieldError(
        field: "registered",
        message: "Choose another organization, or name one person: it is not there any more")
    case .bothNamed:
      FieldError(
        field: "registered",
        message: "Choose an organization or name one person: leave the one or the other empty")
    case .tooManyTries(let until):
      FieldError(
        field: "email", message: "Too many requests were sent. Try again after \(until)")
    }
  }
}
