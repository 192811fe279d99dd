import Applications
import Markup
import Rules

/// One element with all that was supplied, for whoever reviews it: what it says, what has changed since it was sent
/// back, what is flagged; and the forms that find it right or flag it.
package func reviewElementPage(_ form: ReviewElementForm, keys: FormKeys) -> Page {
  let (review, element) = (form.review, form.element)
  let errors = form.flag.faults.map(\.error)
  let (words, kind) = review.standing(of: form.entry)
  let why = element.isUnderSeal ? nil : review.why(not: .flag)
  let canReview = why == nil && (element.isUnderSeal || review.may(.flag))
  let stuck = review.whyNotPutRight(form.entry)
  return casePage(
    review, title: form.edition.text(element.title), errors: errors, why: form.why,
    """
    <p>Status: \(statusWords(words, kind)). \(clauseMark(element.clause)). \
    Submitted By: \(element.submittedBy == Party.applicant ? "the applicant" : form.edition.name(of: element.submittedBy)).</p>
    """,
    form.edition.inline(element.why).wrapped,
    evidence(form), request(form), "<h2>What was supplied</h2>", changedNote(form),
    suppliedForReview(form), flagList(form, keys),
    canReview ? acceptance(form, keys) : why.map { note("<p>\($0)</p>") },
    canReview ? stuck.map { "<p>\($0)</p>" } ?? flagging(form, errors, keys) : nil, earlier(form))
}

extension HTML {
  fileprivate var wrapped: HTML { "<p>\(self)</p>" }
}

private func evidence(_ form: ReviewElementForm) -> HTML? {
  guard let record = form.entry.evidence else { return nil }
  return .lines(
    "<h2>It has come another way</h2>",
    summaryList([
      SummaryRow("Received on", "\(text(of: record.evidence.day))"),
      SummaryRow("From", "\(record.evidence.source)"),
      SummaryRow("Marked by", "\(form.review.name(record.who)), \(form.review.time(record.at))"),
      SummaryRow("For those who work here", "\(record.evidence.words)"),
    ]))
}

/// Who was asked for a part of somebody else.
private func request(_ form: ReviewElementForm) -> HTML? {
  guard form.element.submittedBy != Party.applicant else { return nil }
  let record = form.entry.invitation
  let hints = form.hints.map { "<li>\($0.sentence(form.edition))</li>" as HTML }
  return .lines(
    "<h2>Who completes it</h2>",
    "<p>\(record.map { $0.who } ?? form.edition.name(of: form.element.submittedBy)). \(form.review.overview.waitingSinceForStaff(form.entry))</p>",
    hints.isEmpty ? nil : "<p>To be noticed, though it proves nothing:</p>\n<ul>\n\(hints)\n</ul>")
}

private func changedNote(_ form: ReviewElementForm) -> HTML? {
  guard let before = form.before else { return nil }
  return before == form.part
    ? "<p>Nothing has changed since it was sent back.</p>"
    : "<p>What has changed since it was sent back is marked.</p>"
}

private func acceptance(_ form: ReviewElementForm, _ keys: FormKeys) -> HTML? {
  let (review, id) = (form.review, form.element.id)
  guard !form.element.isUnderSeal else { return nil }
  if review.application.isAccepted(id) {
    return "<p>\(statusWords("Right", .done)): somebody has looked at it as it stands.</p>"
  }
  guard review.flags(on: id).allSatisfy({ $0.state != .open }) else {
    return "<p>It can be found right when no flag on it is open.</p>"
  }
  guard form.entry.status == .complete else {
    return "<p>It is not complete, so it cannot be found right.</p>"
  }
  return .lines(
    "<h2>Is it right?</h2>",
    "<form method=\"post\" action=\"\(Links.reviewed(review.number, "accept"))\">",
    hidden(keys, [HiddenField("element", id.text), HiddenField("seen", form.part.mark)]),
    buttonGroup(button("This part is right")), "</form>")
}

private func flagging(
  _ form: ReviewElementForm, _ errors: [FieldError], _ keys: FormKeys
) -> HTML {
  let (review, element) = (form.review, form.element)
  let reasons = review.rules.reasons(for: element.id)
  guard !reasons.isEmpty else {
    return "<p>The definitions name no reason for which this part could be flagged.</p>"
  }
  let overview = review.overview
  return .lines(
    "<h2 id=\"flag\">Flag something</h2>",
    "<p>The applicant is told of it when it is sent back, and not before.</p>",
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "flag")))\" novalidate>",
    hidden(keys, [HiddenField("element", element.id.text), HiddenField("seen", form.part.mark)]),
    select(
      Field("target", label: "What has to be put right?", error: errors.message("target")),
      choices: element.targets(in: form.part).map {
        Choice($0.word, overview.words(of: $0, on: element, in: form.part))
      }, chosen: form.flag.target),
    radios(
      Field("reason", label: "Why?", error: errors.message("reason")),
      choices: reasons.map { reason in
        Choice(
          reason.id.text, form.edition.text(reason.text),
          hint: reason.clause.map { "\($0.citation)" })
      }, chosen: form.flag.reason),
    textArea(
      Field(
        "words", label: "What exactly should they do?",
        hint: "The applicant reads this in the letter.", error: errors.message("words"),
        isOptional: true), value: form.flag.words, lines: 3),
    buttonGroup(button("Flag it", .secondary)), "</form>")
}

private func earlier(_ form: ReviewElementForm) -> HTML? {
  guard !form.part.earlier.isEmpty else { return nil }
  return .lines(
    form.part.earlier.enumerated().map { index, part in
      .lines(
        "<h2>What was signed before\(form.part.earlier.count > 1 ? ", \(index + 1)" : "")</h2>",
        supplied(part, form, isNow: false))
    })
}
