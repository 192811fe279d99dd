import Applications
import Markup
import Rules

/// The answers of an element to be read back and signed, once and for all.
///
/// - `name`: what was typed as the signature, and `role` beside it where somebody else signs.
/// - `edition`: the publication whose words these are, in hexadecimal; what comes back with the form.
/// - `before`: the element in the words that the person has read before; what reads otherwise now is marked.
/// - `isShownAgain`: whether it was about to be signed in those words.
package func readBackPage(
  _ form: ElementForm, name: String, role: String = "", edition publication: String,
  before: Element? = nil,
  isShownAgain: Bool = false
) -> Page {
  let edition = form.edition
  let title = "Read back and sign: \(edition.text(form.element.title))"
  let errors = Messages(edition).summary(form.faults)
  let statement = form.element.wording.map { edition.text($0.statement) } ?? ""
  let wordings = Wordings(form.element, before: before ?? form.element, edition)
  return elementFrame(
    form, title: title,
    .lines(
      errorSummary(errors), "<h1>\(title)</h1>",
      isShownAgain ? shownAgain : nil,
      "<p>Check every answer. To change one, <a href=\"\(form.link)\">go back to the form</a>.</p>",
      wordings.changes,
      summaryList(suppliedRows(form.element, form.part, edition)),
      suppliedEntries(form.element, form.part, form.overview, level: 2),
      fileList(form.part, form.element, form.overview), pointedTo(form),
      "<h2>Sign</h2>",
      warningText(
        form.overview.viewer.isParty
          ? "\(partySigning)" : "Once you submit this part it cannot be undone."),
      note("<p>\(statement)</p>"),
      """
      <form method="post" action="\(Links.action(form.signLink))" novalidate>
      """,
      hidden(
        form.keys,
        [
          HiddenField("changes", String(form.part.changes)), HiddenField("edition", publication),
        ]),
      textInput(
        Field(
          "signature", label: "Your full name, as your signature",
          hint: "Typing it means that you agree with the statement above.",
          error: errors.first { $0.field == "signature" }?.message),
        value: name, kind: .personal(purpose: "name")),
      form.overview.viewer.isParty
        ? textInput(
          Field(
            "role", label: "As what you sign",
            hint: "Your position or office, like Head of the department.",
            error: errors.first { $0.field == "role" }?.message),
          value: role, kind: .personal(purpose: "organization-title")) : nil,
      buttonGroup(
        button("Sign and submit this part"), "<a href=\"\(form.link)\">Go back to the form</a>"),
      "</form>"))
}

private let shownAgain: HTML = notificationBanner(
  """
  <p>The wording of this part has changed since you read it, so nothing is signed yet. Everything you \
  typed is still here. Read what is new, and sign again if you agree.</p>
  """)

/// What reads otherwise than the person has read it before.
private struct Wordings {
  private var rows: [[HTML]] = []

  init(_ element: Element, before: Element, _ edition: Edition) {
    func compare(_ new: Words?, _ old: Words?) {
      let (new, old) = (new.map(edition.text), old.map(edition.text))
      guard new != old else { return }
      rows.append(["\(new ?? "Nothing")", "\(old ?? "Nothing")"])
    }
    func compare(_ new: [Question], _ old: [Question]) {
      for (new, old) in zip(new, old) {
        compare(new.ask, old.ask)
        compare(new.hint, old.hint)
        for (new, old) in zip(new.choices, old.choices) { compare(new.label, old.label) }
      }
    }
    compare(element.questions, before.questions)
    for (new, old) in zip(element.entries, before.entries) {
      compare(new.title, old.title)
      compare(new.questions, old.questions)
    }
    compare(element.none, before.none)
    compare(element.wording?.statement, before.wording?.statement)
  }

  /// A table of them, above what is read back.
  var changes: HTML? {
    guard !rows.isEmpty else { return nil }
    return table(
      caption: "New wording", columns: [Column("It reads now"), Column("It read before")],
      rows: rows)
  }
}

extension Question {
  fileprivate var choices: [Choice] {
    switch kind {
    case .oneOf(let choices), .severalOf(let choices): choices
    default: []
    }
  }
}

extension ElementForm {
  fileprivate var signLink: Link { Links.page(overview.addresses(of: element.id).sign) }
}
