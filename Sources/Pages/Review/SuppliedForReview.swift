import Applications
import Markup
import Rules

// What was supplied for an element, for whoever reviews it. Each thing says whether it has changed since it was sent
// back, what is flagged about it, and leads to the form that flags it.

func suppliedForReview(_ form: ReviewElementForm) -> HTML {
  guard !form.part.isUntouched else { return "<p>Nothing was supplied.</p>" }
  return supplied(form.part, form, isNow: true)
}

/// - `isNow`: whether it is what stands there now, and not what was signed before it was asked anew.
func supplied(_ part: Part, _ form: ReviewElementForm, isNow: Bool) -> HTML {
  let edition = form.edition
  if part.statesNone, let none = form.element.none {
    return .lines(
      summaryList([SummaryRow(edition.text(form.element.title), "\(edition.text(none))")]),
      signature(part, form))
  }
  let questions = form.element.questions.applying(to: part.answers).map { question in
    row(
      question, part.answers, before: isNow ? form.before?.answers : nil,
      isFlaggable: isNow, form)
  }
  return .lines(
    summaryList(questions), files(part, entry: nil, form, isNow: isNow),
    .lines(
      form.element.groups(applyingTo: part.answers).map { group in
        .lines(
          part.entries(of: group.id).enumerated().map { index, entry in
            suppliedEntry(entry, at: index, group, part, form, isNow: isNow)
          })
      }), signature(part, form))
}

private func suppliedEntry(
  _ entry: SuppliedEntry, at index: Int, _ group: EntryGroup, _ part: Part,
  _ form: ReviewElementForm, isNow: Bool
) -> HTML {
  let before = isNow ? form.before?.entries.first { $0.id == entry.id } : nil
  let isNew = isNow && form.before != nil && before == nil
  let title = form.edition.name(ofEntry: index + 1, group)
  return .lines(
    "<h3>\(title)\(" <span class=\"aside\">(new since it was sent back)</span>", when: isNew)</h3>",
    summaryList(
      group.questions.applying(to: entry.answers).map {
        row($0, entry.answers, before: before?.answers, isFlaggable: false, form)
      }), files(part, entry: entry.id, form, isNow: isNow),
    isNow ? flagLink(.entry(entry.id), title, form).map { "<p class=\"no-print\">\($0)</p>" } : nil)
}

private func row(
  _ question: Question, _ answers: Answers, before: Answers?, isFlaggable: Bool,
  _ form: ReviewElementForm
) -> SummaryRow {
  let edition = form.edition
  let answer = answerText(question, answers, edition)
  let old = before.map { answerText(question, $0, edition) }
  var shown: HTML = "\(answer ?? "Not answered")"
  if let old, old != answer {
    shown += "<br><strong>Changed.</strong> Before: \(old ?? "not answered")"
  }
  if form.part.helpedFields[question.id.text] != nil, isFlaggable {
    shown += "<br><span class=\"aside\">Filled in by a helper</span>"
  }
  let actions: [SummaryRow.Action] =
    isFlaggable && form.canFlag
    ? [
      .init(
        "Flag",
        link: Links.reviewed(
          form.review.number, form.element.id, flag: Flag.Target.question(question.id).word),
        unseen: edition.text(question.ask))
    ] : []
  return SummaryRow(edition.text(question.ask), shown, actions: actions)
}

private func flagLink(
  _ target: Flag.Target, _ what: String, _ form: ReviewElementForm
) -> HTML? {
  guard form.canFlag else { return nil }
  let link = Links.reviewed(form.review.number, form.element.id, flag: target.word)
  return "<a href=\"\(link)\">Flag<span class=\"unseen\"> \(what)</span></a>"
}

private func files(
  _ part: Part, entry: String?, _ form: ReviewElementForm, isNow: Bool
) -> HTML? {
  let files = part.attachments(of: entry)
  guard !files.isEmpty else { return nil }
  let types =
    entry == nil
    ? form.element.attachments?.types ?? []
    : form.element.entries.flatMap { $0.attachments?.types ?? [] }
  let rows = files.map { file -> HTML in
    let (words, kind, meaning) = file.state.words
    let type = types.first { $0.id.text == file.type }.map { form.edition.text($0.label) }
    let isNew =
      isNow && form.before.map { old in !old.attachments.contains { $0.id == file.id } } ?? false
    let facts = [
      isBlank(file.description) ? nil : file.description, type, file.mediaType,
      byteCountText(file.byteCount), isNew ? "New since it was sent back" : nil,
    ].compactMap(\.self).joined(separator: ", ")
    let links = [
      file.state == .accepted
        ? "<a href=\"\(Links.reviewedFile(form.review.number, file.id))\">Download<span class=\"unseen\"> \(file.fileName)</span></a>"
          as HTML : nil,
      isNow ? flagLink(.file(file.id), file.fileName, form) : nil,
    ].compactMap(\.self)
    return .lines(
      "<li>", "<p dir=\"auto\"><strong>\(file.fileName)</strong><br>\(facts)<br>",
      "\(statusWords(words, kind))\(meaning.map { ": \($0)" } ?? "")</p>",
      links.isEmpty ? nil : "<div class=\"actions\">\n\(links)\n</div>", "</li>")
  }
  return "<ul class=\"cards\">\n\(rows)\n</ul>"
}

private func signature(_ part: Part, _ form: ReviewElementForm) -> HTML? {
  guard let signature = part.signature, let moment = part.sealedAt else { return nil }
  let role = signature.role.map { ", \($0)," } ?? ""
  return """
    <p>Signed by \(signature.name)\(role) on \(form.review.time(moment)), in the wording of \
    \(text(of: signature.version)).\(" It has changed since, and is to be signed again.", when: !part.isSealed)</p>
    """
}

extension ReviewElementForm {
  /// Whether whoever looks can flag something now.
  var canFlag: Bool {
    guard !review.rules.reasons(for: element.id).isEmpty, review.whyNotPutRight(entry) == nil
    else { return false }
    return element.isUnderSeal
      ? review.sees(element) && review.why(not: .findFitness) == nil
      : review.may(.flag) && review.why(not: .flag) == nil
  }
}

/// What is flagged, with the way to lift what nobody was told of yet.
func flagList(_ form: ReviewElementForm, _ keys: FormKeys) -> HTML? {
  let review = form.review
  let flags = review.flags(on: form.element.id)
  guard !flags.isEmpty else { return nil }
  let items = flags.map { record -> HTML in
    let (words, kind) = record.stateWords
    return .lines(
      "<li>", "<h3>\(review.overview.words(of: record.flag))</h3>",
      """
      <p dir="auto">\(statusWords(words, kind)): \(record.flag.reason.html)\
      \(record.flag.words.isEmpty ? nil : "<br>\(record.flag.words)" as HTML)<br>\
      <span class="aside">\(review.name(record.who)), \(review.time(record.at))</span></p>
      """,
      record.state == .open && form.canFlag
        ? .lines(
          "<form method=\"post\" action=\"\(Links.reviewed(review.number, "lift"))\">",
          hidden(
            keys,
            [
              HiddenField("flag", record.flag.id), HiddenField("element", form.element.id.text),
            ]),
          "<p>\(button("Lift this flag", .secondary))</p>", "</form>") : nil, "</li>")
  }
  return .lines("<h2>What is flagged</h2>", "<ul class=\"cards\">\n\(items)\n</ul>")
}
