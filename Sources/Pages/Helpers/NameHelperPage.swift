import Applications
import Markup
import Rules

/// The form in which the applicant names a helper, as it was typed.
package struct HelperForm: Hashable, Sendable {
  package var name = ""
  package var emailAddress = ""
  /// The parts that are chosen.
  package var parts: [String] = []
  package var isTold = false
  package var faults: [Fault] = []
  /// Said above the form.
  package var why: String?

  package enum Fault: Hashable, Sendable {
    case noName, nameTooLong, noEmailAddress, ownAddress, helpsAlready, noPart
    case tooManyTries(until: String)
  }

  package init() {}
}

/// Says before anything is sent what a helper sees, does and never does, and who is told what.
package func nameHelperPage(_ overview: Overview, _ form: HelperForm, keys: FormKeys) -> Page {
  let number = overview.application.number
  let errors = form.faults.map(\.error)
  let title = "Name a helper"
  func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  let end = text(
    of: overview.edition.agency.timeZone.day(of: overview.helperEnd.adding(seconds: -1)))
  let choices = overview.helpable.map { entry in
    Choice(entry.element.id.text, overview.edition.text(entry.element.title))
  }
  return Page(
    title: title,
    main: .lines(
      backLink(Links.helpers(number), label: "Helpers"), errorSummary(errors),
      "<h1>\(title)</h1>",
      "<p class=\"lead\">\(overview.title), application \(number.description)</p>",
      form.why.map { note("<p>\($0)</p>") },
      "<h2>What a helper does</h2>",
      """
      <p>We send them a link by email. With it they see the parts you choose, with all that stands in them, and can \
      fill them in and change them. They need no account. They are told your name, the number of this application and \
      what you apply for.</p>
      """,
      "<h2>What a helper never does</h2>", "<p>A helper cannot:</p>",
      "<ul>\n\(neverOfHelpers.map { "<li>\($0)</li>" as HTML })\n</ul>",
      """
      <p>You see who filled in what, on the page of the part and in the history. You read it, and you sign for it \
      yourself. The link opens until the end of <strong>\(end)</strong>; you can send a new one, and end the help at any \
      time.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.nameHelper(number)))\" novalidate>",
      hidden(keys),
      textInput(Field("name", label: "Their full name", error: error("name")), value: form.name),
      textInput(
        Field(
          "email", label: "Their email address", hint: "The link goes there and nowhere else.",
          error: error("email")), value: form.emailAddress, kind: .emailOfSomebodyElse),
      checkboxes(
        Field(
          "part", label: "Which parts may they see and fill in?",
          hint: "Parts that are signed, or that others complete, are not among them.",
          error: error("part")), choices: choices, chosen: Set(form.parts)),
      "<h2>What they are told</h2>",
      """
      <p>In any case: this link, and each new one you send. Nobody writes to them when you end the help, or when the \
      application is submitted or ends; their link says so.</p>
      """, updatesBox(isChosen: form.isTold),
      buttonGroup(button("Send the link"), "<a href=\"\(Links.helpers(number))\">Back</a>"),
      "</form>"),
    hasErrors: !errors.isEmpty, section: .dashboard, about: number)
}

/// The box by which the applicant lets somebody be told what becomes of the application. It begins empty.
func updatesBox(isChosen: Bool) -> HTML {
  confirmation(
    Field(
      "told",
      label:
        "Tell them also when my application is submitted, when it ends, and later when it is decided",
      hint: "Its number and how it stands, nothing else. You can change this later.",
      isOptional: true), isChosen: isChosen)
}

extension HelperForm.Fault {
  fileprivate var error: FieldError {
    switch self {
    case .noName: FieldError(field: "name", message: "Enter their full name")
    case .nameTooLong:
      FieldError(
        field: "name", message: "Shorten the name to \(Helper.nameLimit) characters or fewer")
    case .noEmailAddress:
      FieldError(field: "email", message: "Enter their email address, like name@example.com")
    case .ownAddress:
      FieldError(
        field: "email", message: "Enter the address of somebody else: this one is your own")
    case .helpsAlready:
      FieldError(
        field: "email", message: "Somebody with this address helps already. End that help first")
    case .noPart: FieldError(field: "part", message: "Choose at least one part")
    case .tooManyTries(let until):
      FieldError(
        field: "email", message: "Too many links were sent. Try again after \(until)")
    }
  }
}
