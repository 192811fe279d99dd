import Applications
import Markup
import Rules

/// What a second person reads before they agree to a denial or a revocation, and the two things they can do.
///
/// - `words`: why it is refused, as typed.
package func confirmPage(
  _ review: ReviewCase, words: String = "", faults: [WordsFault] = [], why: String? = nil,
  keys: FormKeys
) -> Page {
  let errors = faults.map { $0.error(at: "words") }
  guard let proposed = review.review.proposedDecision else {
    return casePage(
      review, title: "A second person", why: why,
      note("<p>\(review.why(not: .confirm) ?? "")</p>"), typed([("Words", words)]))
  }
  let decision = proposed.decision
  let reasons = decision.reasons.map { "<li>\($0.html)</li>" as HTML }
  let refusal =
    review.may(.confirm)
    ? review.why(not: .confirm) : "A reviewer or an administrator has to confirm or refuse it."
  let isRevocation = decision.outcome == .revoked
  let word = isRevocation ? "revoked" : "denied"
  return casePage(
    review, title: "Should it be \(word)?", errors: errors, why: why,
    summaryList([
      SummaryRow("Proposed by", "\(review.name(proposed.who)), \(review.time(proposed.at))"),
      SummaryRow("Why, for those who work here", "\(decision.words)"),
      SummaryRow("Another look", "\(review.appealWords(proposed))"),
    ]),
    isRevocation ? granted(review, review.review.preliminary?.grants ?? []) : nil,
    "<h2>The reasons</h2>", "<ul>\n\(reasons)\n</ul>",
    "<h2>How its parts stand</h2>", partList(review), letterPreview(decision.letter),
    refusal.map { note("<p>\($0)</p>") }
      ?? .lines(
        "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "confirm")))\" novalidate>",
        hidden(keys, [HiddenField("decision", decision.id), HiddenField("seen", review.mark)]),
        textArea(
          Field(
            "words", label: "If you refuse it: why?",
            hint: "For those who work here. The applicant is told nothing.",
            error: errors.message("words")), value: words, lines: 3),
        warningText("When you confirm, it is \(word), and the letter is sent at once."),
        buttonGroup(
          button("Confirm: it is \(word)", .warning, name: "then", value: "confirm"),
          button(
            isRevocation ? "Refuse: the approval stays" : "Refuse: look at it again", .secondary,
            name: "then", value: "refuse")),
        "</form>"))
}

extension ReviewCase {
  /// Until when somebody can ask for another look, if it is confirmed today.
  fileprivate func appealWords(_ record: DecisionRecord) -> String {
    guard let day = overview.lastDayToAppeal(record, heldSince: overview.now) else {
      return "Cannot be asked for"
    }
    return "Can be asked for until \(text(of: day))"
  }
}

private func partList(_ review: ReviewCase) -> HTML {
  let items = review.overview.elements.map { entry -> HTML in
    let (words, kind) = review.standing(of: entry)
    let title = review.title(of: entry.element.id)
    return review.sees(entry.element)
      ? "<li><a href=\"\(Links.reviewed(review.number, entry.element.id))\">\(title)</a>: \(statusWords(words, kind))</li>"
      : "<li>\(title): \(statusWords(words, kind))</li>"
  }
  return "<ul>\n\(items)\n</ul>"
}
