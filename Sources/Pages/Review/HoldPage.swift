import Applications
import Markup
import Rules

/// What somebody types who puts an application on hold.
package struct HoldForm: Hashable, Sendable {
  /// The id of the reason.
  package let reason: String
  package let words: String
  package let faults: [Fault]
  package let why: String?

  package enum Fault: Hashable, Sendable {
    case noReason
    case words(WordsFault)

    var error: FieldError {
      switch self {
      case .noReason: FieldError(field: "reason", message: "Choose why it waits")
      case .words(let fault): fault.error(at: "words")
      }
    }
  }

  package init(
    reason: String = "", words: String = "", faults: [Fault] = [], why: String? = nil
  ) {
    self.reason = reason
    self.words = words
    self.faults = faults
    self.why = why
  }
}

/// The form that puts an application on hold; where it is, the one that takes it up again.
package func holdPage(_ review: ReviewCase, _ form: HoldForm = HoldForm(), keys: FormKeys) -> Page {
  let errors = form.faults.map(\.error)
  if let hold = review.review.hold {
    let why = review.why(not: .resume)
    return casePage(
      review, title: "On hold", errors: why == nil ? errors : [], why: form.why,
      summaryList([
        SummaryRow("Why", hold.hold.reason.html),
        SummaryRow("Since", "\(review.time(hold.at)), by \(review.name(hold.who))"),
        SummaryRow("The clock", "\(clockWords(stops: hold.hold.stopsClock))"),
        SummaryRow("For those who work here", "\(hold.hold.words)"),
      ]),
      why.map { note("<p>\($0)</p>") } ?? resuming(review, form, errors, keys))
  }
  let why = review.why(not: .hold)
  return casePage(
    review, title: "Put it on hold", errors: why == nil ? errors : [], why: form.why,
    why.map { note("<p>\($0)</p>") },
    why == nil ? holding(review, form, errors, keys) : typed([("Words", form.words)]))
}

private func resuming(
  _ review: ReviewCase, _ form: HoldForm, _ errors: [FieldError], _ keys: FormKeys
) -> HTML {
  .lines(
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "resume")))\" novalidate>",
    hidden(keys),
    textArea(
      Field(
        "words", label: "What has changed?", hint: "For those who work here.",
        error: errors.message("words"), isOptional: true), value: form.words, lines: 3),
    buttonGroup(button("Take it up again")), "</form>")
}

private func holding(
  _ review: ReviewCase, _ form: HoldForm, _ errors: [FieldError], _ keys: FormKeys
) -> HTML {
  let edition = review.overview.edition
  guard !review.rules.holdReasons.isEmpty else {
    return "<p>The definitions name no reason for which an application is put on hold.</p>"
  }
  return .lines(
    "<p>Nothing is decided or sent back while it is on hold. It keeps its place in the queue.</p>",
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "hold")))\" novalidate>",
    hidden(keys),
    radios(
      Field("reason", label: "Why does it wait?", error: errors.message("reason")),
      choices: review.rules.holdReasons.map { reason in
        Choice(
          reason.id.text, edition.text(reason.text),
          hint:
            "\(clockWords(stops: reason.clock == .stops))\(reason.clause.map { " \($0.citation)" } ?? "")"
        )
      }, chosen: form.reason),
    textArea(
      Field(
        "words", label: "What is waited for?", hint: "For those who work here.",
        error: errors.message("words"), isOptional: true), value: form.words, lines: 3),
    buttonGroup(button("Put it on hold")), "</form>")
}

/// What was typed for nothing, so that it can be copied.
func typed(_ words: [(label: String, text: String)]) -> HTML? {
  let rows = words.filter { !$0.text.isEmpty }.map { SummaryRow($0.label, "\($0.text)") }
  guard !rows.isEmpty else { return nil }
  return .lines(
    "<h2>What you typed</h2>", "<p>Nothing was done with it. Copy it if you still need it.</p>",
    summaryList(rows))
}
