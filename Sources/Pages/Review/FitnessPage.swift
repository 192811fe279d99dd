import Applications
import Markup
import Rules

/// What a fitness officer types about an outcome.
package struct FitnessForm: Hashable, Sendable {
  /// `cleared` or `not-cleared`; empty before anything is chosen.
  package let outcome: String
  package let day: DateAnswer
  package let words: String
  package let faults: [Fault]
  package let why: String?

  package enum Fault: Hashable, Sendable {
    case noOutcome, noDay, dayToCome
    case words(WordsFault)

    var error: FieldError {
      switch self {
      case .noOutcome: FieldError(field: "outcome", message: "Choose what was found")
      case .noDay: FieldError(field: "day", message: "Enter the day on which it was found")
      case .dayToCome:
        FieldError(field: "day", message: "Enter a day that is not still to come")
      case .words(let fault): fault.error(at: "words")
      }
    }
  }

  package init(
    outcome: String = "", day: DateAnswer = DateAnswer(), words: String = "",
    faults: [Fault] = [], why: String? = nil
  ) {
    self.outcome = outcome
    self.day = day
    self.words = words
    self.faults = faults
    self.why = why
  }
}

/// What was said under a seal, for those who may see it, and what was found about it.
///
/// - `entries`: the sealed elements, each in the words in which it was signed, and as it was when it was last sent back.
package func fitnessPage(
  _ review: ReviewCase, _ entries: [ReviewElementForm], _ form: FitnessForm = FitnessForm(),
  keys: FormKeys
) -> Page {
  let errors = form.faults.map(\.error)
  let status: HTML =
    switch review.application.fitnessNow?.outcome.isCleared {
    case true?: statusWords("Cleared", .done)
    case false?: statusWords("Not cleared", .wrong)
    case nil: statusWords("Not looked at", .open)
    }
  return casePage(
    review, title: "Fitness", errors: errors, why: form.why,
    """
    <p>Status: \(status). Others learn no more than <em>cleared</em> or <em>not yet</em>. That you look at this is \
    noted in the history.</p>
    """,
    .lines(
      entries.map { entry in
        .lines(
          "<h2>\(entry.edition.text(entry.element.title))</h2>", suppliedForReview(entry),
          flagList(entry, keys),
          """
          <p class="no-print"><a href="\(Links.reviewed(review.number, entry.element.id))">Flag something, or read what \
          was signed before<span class="unseen"> in \(entry.edition.text(entry.element.title))</span></a></p>
          """)
      }),
    outcomes(review), "<h2>What was found</h2>",
    review.why(not: .findFitness).map {
      .lines(note("<p>\($0)</p>"), typed([("Words", form.words)]))
    }
      ?? outcome(review, form, errors, keys))
}

private func outcomes(_ review: ReviewCase) -> HTML? {
  let rows = review.review.fitness.map { record in
    SummaryRow(
      "\(text(of: record.outcome.day)), by \(review.name(record.who))",
      .lines(
        "\(record.outcome.isCleared ? "Cleared" : "Not cleared")\(record == review.application.fitnessNow ? "" : " (about what stood there then)")",
        record.outcome.words.isEmpty ? nil : "\(record.outcome.words)"))
  }
  return rows.isEmpty ? nil : .lines("<h2>Found before</h2>", summaryList(rows))
}

private func outcome(
  _ review: ReviewCase, _ form: FitnessForm, _ errors: [FieldError], _ keys: FormKeys
) -> HTML {
  .lines(
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "fitness")))\" novalidate>",
    hidden(keys, [HiddenField("seen", review.fitnessMark)]),
    radios(
      Field("outcome", label: "What was found?", error: errors.message("outcome")),
      choices: [
        Choice("cleared", "Cleared", hint: "Nothing under the seal stands in the way."),
        Choice("not-cleared", "Not cleared", hint: "It cannot be approved."),
      ], chosen: form.outcome),
    dateInput(
      Field(
        "day", label: "On which day?", hint: "The day of the meeting.",
        error: errors.message("day")),
      value: form.day, order: dateOrder(review.overview.edition.agency)),
    textArea(
      Field(
        "words", label: "In your words",
        hint: "Only fitness officers and administrators read this.", error: errors.message("words"),
        isOptional: true), value: form.words),
    buttonGroup(button("Record what was found")), "</form>")
}

extension ReviewCase {
  /// Changes whenever anything under a seal does, or is found about it.
  package var fitnessMark: String {
    sealed.map(\.part.mark).joined(separator: ".") + "." + String(review.fitness.count)
  }
}
