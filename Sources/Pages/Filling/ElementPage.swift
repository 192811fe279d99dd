import Applications
import Markup
import Rules

/// The form of one element, or what it holds where nothing can be changed any more.
package func elementPage(_ form: ElementForm) -> Page {
  // The signature is asked for on the page that reads the answers back.
  let faults = form.faults.filter { $0.field != "signature" }
  let form = ElementForm(form.overview, form.entry, faults: faults, keys: form.keys)
  let title = form.edition.text(form.element.title)
  return elementFrame(
    form, title: title,
    .lines(
      errorSummary(Messages(form.edition).summary(faults)),
      "<h1>\(title)</h1>", elementIntroduction(form.element, form.edition), body(form)))
}

/// The page around everything that is about one element: the way back, and all elements at the side.
func elementFrame(_ form: ElementForm, title: String, _ content: HTML) -> Page {
  Page(
    title: "\(title), \(form.overview.title)",
    main: """
      <div class="split">
      <div class="column">
      \(backLink(Links.overview(form.overview.application.number), label: "Overview"))
      \(content)
      </div>
      \(elementAside(form.overview, current: form.element.id))
      </div>
      """,
    hasErrors: !form.faults.isEmpty, section: .dashboard, about: form.overview.application.number)
}

private func body(_ form: ElementForm) -> HTML {
  if form.part.isSealed { return sealed(form) }
  guard form.element.submittedBy == Party.applicant else { return ofSomebodyElse(form) }
  guard form.overview.stage == .open else { return closed(form) }
  return open(form)
}

private func open(_ form: ElementForm) -> HTML {
  let fields = QuestionFields(
    form.element.questions, answers: form.part.answers, faults: form.faults, edition: form.edition)
  return .lines(
    """
    <form method="post" action="\(Links.action(form.link))" novalidate>
    """,
    hidden(form.keys, [HiddenField("revision", String(form.part.revision))]),
    form.element.attachments == nil ? nil : buttonForEnter,
    noneField(
      form.element, isChosen: form.part.statesNone,
      error: form.faults.first { $0.field == "none" }.map(Messages(form.edition).sentence),
      form.edition),
    fields.html, files(form),
    form.element.seal == nil
      ? nil
      : warningText(
        """
        When everything is filled in, you read it back and sign it. Until then you can save as often as \
        you like. Once it is signed it cannot be undone.
        """),
    buttonGroup(
      button("Save & Continue", name: "then", value: "continue"),
      button("Save and leave", .secondary, name: "then", value: "leave")),
    lastSaved(form), "</form>")
}

/// Enter presses the first button of a form, which must not be the one that adds a file. This one is
/// neither seen, nor read out, nor reached with the keyboard.
private let buttonForEnter: HTML = """
  <button type="submit" name="then" value="continue" class="unseen" tabindex="-1" \
  aria-hidden="true">Save &amp; Continue</button>
  """

private func files(_ form: ElementForm) -> HTML {
  guard let rule = form.element.attachments else { return "" }
  let count = form.part.attachments.count
  let needed: HTML =
    switch rule.atLeast {
    case 0: "Files are optional."
    case 1: "At least one file is needed."
    default: "At least \(rule.atLeast) files are needed."
    }
  return .lines(
    "<h2 id=\"attachments\" tabindex=\"-1\">Files</h2>",
    "<p>\(needed) You can add up to \(rule.atMost).</p>",
    FilePlace(form.entry, ofEntry: nil).map { openFileList($0, form.overview) },
    count < rule.atMost
      ? """
      <p>\(button("+ Add a file", .secondary, name: "then", value: "attach")) \
      <span class="aside">What you have typed is saved first.</span></p>
      """ : "<p>No more files can be added.</p>")
}

private func sealed(_ form: ElementForm) -> HTML {
  let zone = form.edition.agency.timeZone
  let name = form.part.signature?.name ?? ""
  let signed: HTML =
    form.part.sealedAt.map { "Signed by \(name) on \(text(of: $0, in: zone))." } ?? ""
  return .lines(
    note("<p>\(signed) This part is submitted and cannot be changed.</p>"), supplied(form))
}

private func ofSomebodyElse(_ form: ElementForm) -> HTML {
  let who = form.edition.name(of: form.element.submittedBy)
  let (words, kind) = form.overview.status(of: form.entry)
  return .lines(
    "<p>Status: \(statusWords(words, kind))</p>",
    note("<p>You cannot fill in this part yourself. It is submitted by: \(who).</p>"))
}

private func closed(_ form: ElementForm) -> HTML {
  let why =
    switch form.overview.stage {
    case .paying: "While a payment is being made, nothing can be changed."
    case .expired: "This application has expired. Nothing can be changed any more."
    case .cancelled: "This application was cancelled. Nothing can be changed any more."
    case .withdrawn: "This application was withdrawn. Nothing can be changed any more."
    case .open, .submitted: "This application is submitted. Nothing can be changed any more."
    }
  return .lines(note("<p>\(why)</p>"), supplied(form), lastSaved(form))
}

private func supplied(_ form: ElementForm) -> HTML {
  .lines(
    "<h2>What was supplied</h2>",
    summaryList(suppliedRows(form.element, form.part, form.edition)),
    fileList(form.part, form.element, form.overview))
}

private func lastSaved(_ form: ElementForm) -> HTML {
  guard let moment = form.part.savedAt else { return "<p class=\"aside\">Not saved yet.</p>" }
  let zone = form.edition.agency.timeZone
  return "<p class=\"aside\">Last saved on \(text(of: moment, in: zone)).</p>"
}

extension ElementForm {
  var edition: Edition { overview.edition }
  var link: Link { Links.element(overview.application.number, element.id) }
}
