import Applications
import Markup
import Rules

/// The form that proposes to revoke a preliminary approval: the reasons, and the letter exactly as it will be sent when
/// a second person agrees.
package func revokePage(_ review: ReviewCase, _ form: DecisionForm, keys: FormKeys) -> Page {
  let title = "Revoke the approval"
  let errors = form.faults.map(\.error)
  guard review.why(not: .revoke) == nil, let approved = review.review.preliminary else {
    return casePage(
      review, title: title, why: form.why, note("<p>\(review.why(not: .revoke) ?? "")</p>"),
      typed([("For the letter", form.words), ("Note", form.note)]))
  }
  return casePage(
    review, title: title, errors: errors, why: form.why,
    summaryList([
      SummaryRow("Approved preliminarily", "\(review.time(approved.at))"),
      SummaryRow("By", "\(review.name(approved.who))"),
    ]),
    granted(review, approved.grants),
    """
    <p>It was found that it is not cleared. When a second person agrees, the approval is revoked, what it granted holds no \
    more, and its public page says so.</p>
    """,
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "revoke")))\" novalidate>",
    hidden(keys, [HiddenField("shown", form.shown), HiddenField("seen", review.mark)]),
    denialReasons(review, form, label: "Why is it revoked?", errors),
    wordsAndNote(form, errors),
    form.letter.map(letterPreview),
    buttonGroup(
      button("Show me the letter", .secondary, name: "then", value: "look"),
      form.letter.map { _ in
        button("Propose that it is revoked", .warning, name: "then", value: "send")
      } ?? ""),
    "</form>")
}
