import Applications
import Markup
import Rules

/// The letter that sends an application back: what it asks for, until when, what follows, and the letter itself
/// exactly as it will be sent.
package func deficiencyPage(_ review: ReviewCase, _ form: DeficiencyForm, keys: FormKeys) -> Page {
  let errors = form.faults.map { $0.error(at: "words") }
  let title = "Send it back to the applicant"
  if let why = review.why(not: .sendBack) {
    return casePage(
      review, title: title, why: form.why, note("<p>\(why)</p>"), typed([("Words", form.words)]))
  }
  guard let rule = review.rules.deficiency, let day = form.lastDay else {
    return casePage(
      review, title: title, why: form.why,
      note("<p>The definitions have no letter by which something is sent back.</p>"),
      typed([("Words", form.words)]))
  }
  let round = review.review.round + 1
  return casePage(
    review, title: title, errors: errors, why: form.why,
    summaryList([
      SummaryRow("Round", "\(round)"),
      SummaryRow(
        "Last day",
        "\(text(of: day)), \(rule.days) days from today\(rule.clause.map { " \(clauseMark($0))" as HTML })"
      ),
      SummaryRow("What follows after it", "\(consequenceWords(rule.consequence))"),
      SummaryRow("The fee", "No second fee is asked."),
      SummaryRow("The queue", "It keeps its place by the day on which it was received."),
    ]),
    "<h2>What it asks for</h2>", asked(review),
    "<h2>What happens when it is sent</h2>", happenings(review),
    letterForm(
      review, form, "deficiency", errors,
      hint: "It stands in the letter below what is asked for.", send: "Send this letter", keys))
}

/// The letter that gives the applicant more time, also after the last day.
package func extensionPage(
  _ review: ReviewCase, _ form: DeficiencyForm, day: DateAnswer, dayFault: String? = nil,
  keys: FormKeys
) -> Page {
  let errors =
    (dayFault.map { [FieldError(field: "day", message: $0)] } ?? [])
    + form.faults.map { $0.error(at: "words") }
  let title = "Give the applicant more time"
  if let why = review.why(not: .extend) {
    return casePage(
      review, title: title, why: form.why, note("<p>\(why)</p>"), typed([("Words", form.words)]))
  }
  let isOver = review.review.openDeficiency?.isOver(at: review.overview.now) == true
  return casePage(
    review, title: title, errors: errors, why: form.why,
    summaryList([
      SummaryRow("Last day now", "\(review.lastDayToAnswer)"),
      SummaryRow(
        "What happens",
        isOver
          ? "It is open again for the same items, until the new last day. What was entered is there as it was."
          : "The same items stay open, until the new last day."),
    ]),
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "extend")))\" novalidate>",
    hidden(keys, [HiddenField("shown", form.shown)]),
    dateInput(
      Field("day", label: "The new last day", error: dayFault), value: day,
      order: dateOrder(review.overview.edition.agency)),
    textArea(
      Field(
        "words", label: "Why is more time given?", hint: "For those who work here.",
        error: errors.message("words")), value: form.words, lines: 3),
    form.letter.map(letterPreview),
    buttonGroup(
      button("Show me the letter", .secondary, name: "then", value: "look"),
      form.letter.map { _ in button("Send this letter", name: "then", value: "send") } ?? ""),
    "</form>")
}

func consequenceWords(_ consequence: DeficiencyRule.Consequence) -> String {
  switch consequence {
  case .decided: "It goes back into its place, and is decided by what is there."
  case .closed:
    "The application is closed undecided. A reviewer or an administrator can open it again."
  }
}

private func asked(_ review: ReviewCase) -> HTML {
  let items = review.review.openFlags.map { record -> HTML in
    let title = review.title(of: record.flag.element)
    guard review.sees(record.flag.element) else {
      return
        "<li>\(title): something that only \(words(of: review.overview.edition.element(record.flag.element)?.rolesThatSee ?? [])) see</li>"
    }
    return """
      <li dir="auto"><a href="\(Links.reviewed(review.number, record.flag.element))">\(title)</a>: \
      \(review.overview.words(of: record.flag))<br>\(record.flag.reason.html)\
      \(record.flag.words.isEmpty ? nil : "<br>\(record.flag.words)" as HTML)</li>
      """
  }
  return "<ol>\n\(items)\n</ol>"
}

/// What becomes of the parts that are flagged.
private func happenings(_ review: ReviewCase) -> HTML {
  let plan = review.sendingBack
  func list(_ ids: [Element.ID]) -> String {
    ids.map(review.title).joined(separator: ", ")
  }
  let items: [HTML?] = [
    "<li>Only what is flagged can be changed. Everything else stays as it is.</li>",
    plan.anew.isEmpty
      ? nil
      : "<li>To be entered anew from the beginning, with what was signed kept beside it: \(list(plan.anew)).</li>",
    plan.signAgain.isEmpty
      ? nil : "<li>To be signed again, with its answers as they are: \(list(plan.signAgain)).</li>",
    plan.sentBack.isEmpty
      ? nil
      : "<li>Back to whoever signed it: \(plan.sentBack.map { "\(review.title(of: $0.element)) (\($0.record.holder))" }.joined(separator: ", ")).</li>",
  ]
  return "<ul>\n\(items.compactMap(\.self))\n</ul>"
}

/// Words, the letter with them, and the two buttons: one to look, one to send.
func letterForm(
  _ review: ReviewCase, _ form: DeficiencyForm, _ what: String, _ errors: [FieldError],
  hint: HTML, send: String, _ keys: FormKeys
) -> HTML {
  .lines(
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, what)))\" novalidate>",
    hidden(keys, [HiddenField("shown", form.shown), HiddenField("seen", review.mark)]),
    textArea(
      Field(
        "words", label: "What should be said besides?", hint: hint, error: errors.message("words"),
        isOptional: true), value: form.words),
    buttonGroup(
      button("Show me the letter with these words", .secondary, name: "then", value: "look")),
    form.letter.map(letterPreview),
    form.letter.map { _ in buttonGroup(button(send, name: "then", value: "send")) }, "</form>")
}
