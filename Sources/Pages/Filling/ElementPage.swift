import Applications
import Markup
import Rules

/// The form of one element, or what it holds where nothing can be changed any more.
package func elementPage(_ form: ElementForm) -> Page {
  // The signature is asked for on the page that reads the answers back.
  let faults = form.faults.filter { $0.field != "signature" }
  let form = form.naming(faults)
  let title = form.edition.text(form.element.title)
  return elementFrame(
    form, title: title,
    .lines(
      errorSummary(summary(of: form)),
      "<h1>\(title)</h1>",
      elementIntroduction(
        form.element, form.edition,
        by: form.overview.viewer.isHelper ? form.overview.application.start.profile.name : nil),
      body(form)))
}

/// The lines of the error summary; what is wrong in an entry leads to its page.
private func summary(of form: ElementForm) -> [FieldError] {
  let errors = Messages(form.edition).summary(form.faults)
  return zip(form.faults, errors).map { fault, error in
    guard case .incompleteEntry(let group, let id, _) = fault.fault else { return error }
    var error = error
    error.link = form.overview.link(toEntry: id, of: group.id, in: form.element.id)
    return error
  }
}

/// The page around everything that is about one element: the way back, and all elements at the side.
///
/// - `isWithinElement`: whether the way back is to the element's own page.
func elementFrame(
  _ form: ElementForm, title: String, isWithinElement: Bool = false, _ content: HTML
) -> Page {
  if case .helper(_, let link) = form.overview.viewer {
    return caseFrame(
      form.overview, title: title, back: isWithinElement ? form.link : Links.helper(link),
      backLabel: isWithinElement
        ? "Back to \(form.edition.text(form.element.title))" : "All parts you help with",
      hasErrors: !form.faults.isEmpty, content)
  }
  if form.overview.viewer.isParty {
    return partyFrame(
      form, title: title, back: isWithinElement ? form.link : form.home,
      backLabel: isWithinElement
        ? "Back to \(form.edition.text(form.element.title))" : form.homeLabel,
      content)
  }
  return Page(
    title: "\(title), \(form.overview.title)",
    main: """
      <div class="split">
      <div class="column">
      \(isWithinElement
        ? backLink(form.link, label: "Back to \(form.edition.text(form.element.title))")
        : backLink(Links.overview(form.overview.application.number), label: "Overview"))
      \(content)
      </div>
      \(elementAside(form.overview, current: form.element.id))
      </div>
      """,
    hasErrors: !form.faults.isEmpty, section: .dashboard, about: form.overview.application.number)
}

private func body(_ form: ElementForm) -> HTML {
  if form.overview.viewer.isParty { return form.part.isSealed ? sealed(form) : open(form) }
  guard form.element.submittedBy == Party.applicant else { return ofSomebodyElse(form) }
  if form.part.isSealed { return sealed(form) }
  if let open = form.overview.reopening(of: form.element.id) { return reopened(form, open) }
  guard form.overview.stage == .open else { return closed(form) }
  return open(form)
}

/// The form of what was sent back: of the whole element, or of what was flagged alone, with all else as it stands.
private func reopened(_ form: ElementForm, _ reopening: Reopening) -> HTML {
  let why: HTML = .lines(
    "<h2>Why this came back to you</h2>",
    form.overview.flagList(form.overview.flags(on: form.element.id))
      ?? "<p>It has to be signed again, because something else in your application is put right.</p>",
    form.overview.deficiencyDeadline)
  guard !reopening.isWhole else { return .lines(why, open(form)) }
  guard reopening.hasSomething else {
    return .lines(
      why, supplied(form, form.part),
      buttonGroup(
        buttonLink(
          "Read it back and sign it",
          link: Links.page(form.overview.addresses(of: form.element.id).sign))))
  }
  let closed = form.element.questions.filter { !reopening.opens($0) }
  return .lines(
    why, open(form, reopening), "<h2>What stays as you submitted it</h2>",
    summaryList(readBack(closed, among: form.element.questions, form.part, form.edition)))
}

/// Those of the questions that apply, which is seen from all of them.
private func readBack(
  _ some: [Question], among all: [Question], _ part: Part, _ edition: Edition
) -> [SummaryRow] {
  let applying = Set(all.applying(to: part.answers).map(\.id))
  return some.filter { applying.contains($0.id) }.map {
    SummaryRow(edition.text($0.ask), answerText($0, part.answers, edition).map { "\($0)" })
  }
}

/// `reopening` is what of it can be changed, where that is not all.
private func open(_ form: ElementForm, _ reopening: Reopening? = nil) -> HTML {
  let fields = QuestionFields(
    form.element.questions.filter { reopening?.opens($0) ?? true }, answers: form.part.answers,
    faults: form.faults,
    entries: form.element.entries, toldBefore: form.toldBefore, edition: form.edition)
  let hasMoreButtons = form.element.attachments != nil || !form.element.entries.isEmpty
  return .lines(
    form.overview.viewer.isParty ? sentBackNote(form) : earlierVersions(form),
    form.overview.viewer == .applicant ? filledInByHelpers(form) : nil,
    """
    <form method="post" action="\(Links.action(form.link))" novalidate>
    """,
    hidden(form.keys, [HiddenField("revision", String(form.part.revision))]),
    hasMoreButtons ? buttonForEnter : nil,
    reopening != nil
      ? nil
      : noneField(
        form.element, isChosen: form.part.statesNone,
        error: form.faults.first { $0.field == "none" }.map(Messages(form.edition).sentence),
        form.edition),
    fields.html, entrySections(form), files(form),
    form.element.wording == nil
      ? nil
      : warningText(
        """
        When everything is filled in, you read it back and sign it. Until then you can save as often as \
        you like. \(form.overview.viewer.isParty ? partySigning : "Once it is signed it cannot be undone.")
        """),
    buttonGroup(
      button("Save & Continue", name: "then", value: "continue"),
      button("Save and leave", .secondary, name: "then", value: "leave")),
    lastSaved(form.part, form.overview), "</form>")
}

/// Enter presses the first button of a form, which must not be the one that adds a file. This one is
/// neither seen, nor read out, nor reached with the keyboard.
let buttonForEnter: HTML = """
  <button type="submit" name="then" value="continue" class="unseen" tabindex="-1" \
  aria-hidden="true">Save &amp; Continue</button>
  """

private func files(_ form: ElementForm) -> HTML {
  guard let rule = form.element.attachments else { return "" }
  return fileSection(rule, FilePlace(form.entry, ofEntry: nil), form.overview)
}

/// The files of a form, and the way to add more.
///
/// - `place`: `nil` for an entry that was not saved yet, and so has none.
func fileSection(
  _ rule: Element.AttachmentRule, _ place: FilePlace?, _ overview: Overview
) -> HTML {
  if let place, let open = overview.reopening(of: place.element.id),
    !open.takesFiles(ofEntry: place.entry)
  {
    return .lines(
      "<h2 id=\"attachments\" tabindex=\"-1\">Files</h2>", partlyOpenFileList(place, open, overview)
    )
  }
  let needed: HTML =
    switch rule.atLeast {
    case 0: "Files are optional."
    case 1: "At least one file is needed."
    default: "At least \(rule.atLeast) files are needed."
    }
  return .lines(
    "<h2 id=\"attachments\" tabindex=\"-1\">Files</h2>",
    "<p>\(needed) You can add up to \(rule.atMost).</p>",
    place.map { openFileList($0, overview) },
    !overview.opensFiles
      ? "<p>The applicant adds the files.</p>"
      : place?.files.count ?? 0 < rule.atMost
        ? """
        <p>\(button("+ Add a file", .secondary, name: "then", value: "attach")) \
        <span class="aside">What you have typed is saved first.</span></p>
        """ : "<p>No more files can be added.</p>")
}

func sealed(_ form: ElementForm) -> HTML {
  let zone = form.edition.agency.timeZone
  let name = form.part.signature?.name ?? ""
  let signed: HTML =
    form.part.sealedAt.map { "Signed by \(name) on \(text(of: $0, in: zone))." } ?? ""
  return .lines(
    note("<p>\(signed) This part is submitted and cannot be changed.</p>"),
    supplied(form, form.part), pointedTo(form), seal(form, form.part), earlierVersions(form))
}

/// What the answers that nothing is new point to.
func pointedTo(_ form: ElementForm) -> HTML {
  .lines(
    form.toldBefore.filter { $0.isPointedTo(by: form.part) }.map(\.shown))
}

/// What was signed, and the digest by which it can be told that nothing of it was changed.
private func seal(_ form: ElementForm, _ part: Part) -> HTML {
  guard let signature = part.signature else { return "" }
  let statement = form.element.wording.map { "\(form.edition.text($0.statement))" as HTML }
  return .lines(
    "<h2>Signature</h2>",
    summaryList(
      [
        SummaryRow("Signed", statement), SummaryRow("Signed by", "\(signature.name)"),
      ] + (signature.role.map { [SummaryRow("As", "\($0)")] } ?? []) + [
        SummaryRow(
          "Signed on",
          part.sealedAt.map { "\(text(of: $0, in: form.edition.agency.timeZone))" }),
        SummaryRow("Version of the wording", "\(text(of: signature.version))"),
        SummaryRow(
          "Seal",
          """
          <code>\(signature.digest)</code><br><span class="aside">A digest (SHA-256) of everything you read \
          back. It shows that nothing of it was changed since.</span>
          """),
      ]))
}

/// What was signed before this part was asked again, to be read only.
private func earlierVersions(_ form: ElementForm) -> HTML {
  guard !form.part.earlier.isEmpty else { return "" }
  let zone = form.edition.agency.timeZone
  let versions = form.part.earlier.map { part -> HTML in
    let signed = part.sealedAt.map { text(of: $0, in: zone) } ?? ""
    return .lines(
      "<details>", "<summary>What you signed on \(signed)</summary>",
      summaryList(suppliedRows(form.element, part, form.edition)),
      suppliedEntries(form.element, part, form.overview, level: 2),
      fileList(part, form.element, form.overview),
      "<p class=\"aside\">Signed by \(part.signature?.name ?? "").</p>", "</details>")
  }
  return .lines(
    form.part.isSealed
      ? nil
      : note(
        """
        <p>You are asked for this part again, from the beginning. What you signed before stays as it is, and \
        nothing of it is filled in for you.</p>
        """),
    .lines(versions))
}

private func closed(_ form: ElementForm) -> HTML {
  let why =
    switch form.overview.stage {
    case .payerAsked:
      "\(form.overview.payerSentence) Until then nothing can be changed, unless you take the request back on the invoice."
    case .paying: "While a payment is being made, nothing can be changed."
    case .expired: "This application has expired. Nothing can be changed any more."
    case .cancelled: "This application was cancelled. Nothing can be changed any more."
    case .withdrawn: "This application was withdrawn. Nothing can be changed any more."
    case .open, .submitted, .pendingReview:
      "This application is submitted. Nothing can be changed any more."
    case .deficient: "This part was not sent back to you, so it stays as it is."
    case .closed: "This application is closed. Nothing can be changed any more."
    case .approved, .denied, .revoked:
      "This application is decided. Nothing can be changed any more."
    }
  return .lines(
    note("<p>\(why)</p>"), filledInByHelpers(form), supplied(form, form.part),
    lastSaved(form.part, form.overview), earlierVersions(form))
}

private func supplied(_ form: ElementForm, _ part: Part) -> HTML {
  .lines(
    "<h2>What was supplied</h2>", summaryList(suppliedRows(form.element, part, form.edition)),
    suppliedEntries(form.element, part, form.overview), fileList(part, form.element, form.overview))
}

/// With who did, where it was a helper.
private func lastSaved(_ part: Part, _ overview: Overview) -> HTML {
  guard let helper = part.savedByHelper, let moment = part.savedAt, !overview.viewer.isHelper else {
    return lastSaved(part.savedAt, overview.edition)
  }
  return """
    <p class="aside">Last saved on \(text(of: moment, in: overview.edition.agency.timeZone)), by \
    \(overview.helperName(helper)).</p>
    """
}

func lastSaved(_ moment: Moment?, _ edition: Edition) -> HTML {
  guard let moment else { return "<p class=\"aside\">Not saved yet.</p>" }
  return "<p class=\"aside\">Last saved on \(text(of: moment, in: edition.agency.timeZone)).</p>"
}

extension ElementForm {
  var edition: Edition { overview.edition }
  var link: Link { overview.link(to: element.id) }
  /// The page from which somebody else begins.
  var home: Link { Links.page(overview.addresses(of: element.id).home) }
  var homeLabel: String {
    if case .organisation = overview.viewer { "The request" } else { "Your link" }
  }
}
