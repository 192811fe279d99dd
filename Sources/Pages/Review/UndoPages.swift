import Applications
import Markup
import Rules

/// The form that undoes a decision: an event of its own with a reason, and a letter that takes the first one back.
package func undoPage(_ review: ReviewCase, _ form: DeficiencyForm, keys: FormKeys) -> Page {
  let errors = form.faults.map { $0.error(at: "words") }
  guard review.why(not: .undo) == nil, let holding = review.review.decision,
    let since = holding.holdsSince
  else {
    return casePage(
      review, title: "Undo the decision", why: form.why,
      note("<p>\(review.why(not: .undo) ?? "")</p>"), typed([("Why", form.words)]))
  }
  let decision = holding.decision
  return casePage(
    review, title: "Undo the decision", errors: errors, why: form.why,
    summaryList([
      SummaryRow("Decided", "\(holding.outcomeWords)"),
      SummaryRow("By", "\(review.name(holding.who)), holds since \(review.time(since))"),
    ]),
    decision.grants.isEmpty ? nil : granted(review, holding.grants),
    decision.outcome == .revoked
      ? """
      <p>Nothing is taken out of the history. The revocation holds no more: the preliminary approval holds again with \
      what it granted, until fitness is decided.</p>
      """
      : """
      <p>Nothing is taken out of the history. The decision holds no more, what it granted is withdrawn, and the \
      application is under review again in its old place in the queue.</p>
      """,
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "undo")))\" novalidate>",
    hidden(
      keys,
      [
        HiddenField("decision", decision.id), HiddenField("shown", form.shown),
        HiddenField("seen", review.mark),
      ]),
    textArea(
      Field(
        "words", label: "Why is it undone?", hint: "The applicant reads this in the letter.",
        error: errors.message("words")), value: form.words, lines: 3),
    form.letter.map(letterPreview),
    buttonGroup(
      button("Show me the letter", .secondary, name: "then", value: "look"),
      form.letter.map { _ in
        button("Undo the decision and send this letter", .warning, name: "then", value: "send")
      } ?? ""),
    "</form>")
}

/// The form that answers an appeal where the denial stands. Where it does not, the decision is undone.
package func appealAnswerPage(
  _ review: ReviewCase, _ form: DeficiencyForm, keys: FormKeys
) -> Page {
  let errors = form.faults.map { $0.error(at: "words") }
  guard let appeal = review.review.openAppeal else {
    return casePage(
      review, title: "Answer the appeal", why: form.why,
      note("<p>\(review.why(not: .answerAppeal) ?? "")</p>"), typed([("Words", form.words)]))
  }
  let isRevoked = review.review.decision?.decision.outcome == .revoked
  let word = isRevoked ? (noun: "revocation", past: "revoked") : (noun: "denial", past: "denied")
  let reasons = (review.review.decision?.decision.reasons ?? []).map {
    "<li>\($0.html)</li>" as HTML
  }
  return casePage(
    review, title: "Answer the appeal", errors: errors, why: form.why,
    summaryList([
      SummaryRow("Asked", "\(review.time(appeal.at))"),
      SummaryRow("In their words", "\(appeal.appeal.text)"),
    ]),
    "<h2>Why it was \(word.past)</h2>", "<ul>\n\(reasons)\n</ul>",
    """
    <p>If the \(word.noun) does not stand, <a href="\(Links.reviewed(review.number, "undo"))">undo the decision</a>. If it \
    does, say so here.</p>
    """,
    review.why(not: .answerAppeal).map { note("<p>\($0)</p>") }
      ?? .lines(
        "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "appeal")))\" novalidate>",
        hidden(keys, [HiddenField("shown", form.shown), HiddenField("seen", review.mark)]),
        textArea(
          Field(
            "words", label: "Why does it stand?", hint: "The applicant reads this in the letter.",
            error: errors.message("words")), value: form.words),
        form.letter.map(letterPreview),
        buttonGroup(
          button("Show me the letter", .secondary, name: "then", value: "look"),
          form.letter.map { _ in
            button(
              "The \(word.noun) stands: send this letter", .warning, name: "then", value: "send")
          } ?? ""),
        "</form>"))
}
