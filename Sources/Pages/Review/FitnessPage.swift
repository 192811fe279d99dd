import Applications
import Markup
import Rules

/// What a fitness officer types about an outcome.
package struct FitnessForm: Hashable, Sendable {
  /// `cleared`, `not-cleared` or `preliminary`; empty before anything is chosen.
  package let outcome: String
  /// The ids of the conditions of a preliminary approval that are found to hold.
  package let conditions: [String]
  package let day: DateAnswer
  package let words: String
  /// That which goes out when a preliminary approval is confirmed; `nil` where there is none.
  package let letter: SentLetter?
  /// What tells this letter from any other.
  package let shown: String
  package let faults: [Fault]
  package let why: String?

  package enum Fault: Hashable, Sendable {
    case noOutcome, noCondition, noDay, dayToCome
    case words(WordsFault)

    var error: FieldError {
      switch self {
      case .noOutcome: FieldError(field: "outcome", message: "Choose what was found")
      case .noCondition:
        FieldError(
          field: "conditions",
          message: "Tick every condition that you have found to hold: all have to")
      case .noDay: FieldError(field: "day", message: "Enter the day on which it was found")
      case .dayToCome:
        FieldError(field: "day", message: "Enter a day that is not still to come")
      case .words(let fault): fault.error(at: "words")
      }
    }
  }

  package init(
    outcome: String = "", conditions: [String] = [], day: DateAnswer = DateAnswer(),
    words: String = "", letter: SentLetter? = nil, shown: String = "", faults: [Fault] = [],
    why: String? = nil
  ) {
    self.outcome = outcome
    self.conditions = conditions
    self.letter = letter
    self.shown = shown
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
    outcomes(review), approvedBefore(review), "<h2>What was found</h2>",
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
  let findings = review.review.findings.map { record in
    let isStill = record == review.application.preliminaryFinding
    let items = record.finding.conditions.map { "<li>\($0.html)</li>" as HTML }
    return SummaryRow(
      "\(text(of: record.finding.day)), by \(review.name(record.who))",
      .lines(
        "The conditions of a preliminary approval hold\(isStill ? "" : " (they did then)")",
        items.isEmpty ? nil : "<ul>\n\(items)\n</ul>",
        record.finding.words.isEmpty ? nil : "\(record.finding.words)"))
  }
  let all = findings + rows
  return all.isEmpty ? nil : .lines("<h2>Found before</h2>", summaryList(all))
}

/// What follows from an outcome where it is approved already.
private func approvedBefore(_ review: ReviewCase) -> HTML? {
  guard let approved = review.review.preliminary else { return nil }
  return note(
    .lines(
      """
      <p>It was approved preliminarily on \(review.time(approved.at)). <em>Cleared</em> confirms that. <em>Not cleared</em> \
      does not revoke it: two people do.</p>
      """,
      review.why(not: .revoke) == nil
        ? "<p><a href=\"\(Links.reviewed(review.number, "revoke"))\">Propose that the approval is revoked</a></p>"
        : nil))
}

/// That it may be approved before it is decided; nothing where no rule asks that.
private func preliminary(
  _ review: ReviewCase, _ form: FitnessForm, _ errors: [FieldError]
) -> [Choice] {
  let conditions = review.sealedConditions
  guard !conditions.isEmpty else { return [] }
  return [
    Choice(
      "preliminary", "Not decided yet, and it may be approved preliminarily",
      hint: "Others learn that the conditions hold, and not which they are.",
      followUp: foundConditions(conditions, in: review, chosen: form.conditions, errors))
  ]
}

private func outcome(
  _ review: ReviewCase, _ form: FitnessForm, _ errors: [FieldError], _ keys: FormKeys
) -> HTML {
  let isPreliminary = review.application.isPreliminary
  return .lines(
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "fitness")))\" novalidate>",
    hidden(
      keys,
      [HiddenField("seen", review.fitnessMark)]
        + (isPreliminary ? [HiddenField("shown", form.shown)] : [])),
    radios(
      Field("outcome", label: "What was found?", error: errors.message("outcome")),
      choices: [
        Choice(
          "cleared", "Cleared",
          hint: isPreliminary
            ? "The approval is confirmed, and the letter below goes out at once."
            : "Nothing under the seal stands in the way."),
        Choice(
          "not-cleared", "Not cleared",
          hint: isPreliminary ? "The approval is to be revoked." : "It cannot be approved."),
      ] + preliminary(review, form, errors), chosen: form.outcome),
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
    form.letter.map { letter in
      .lines("<h2>The letter, if it is cleared</h2>", letterRows(letter))
    },
    buttonGroup(button("Record what was found")), "</form>")
}

extension ReviewCase {
  /// Changes whenever anything under a seal does, or is found about it.
  package var fitnessMark: String {
    sealed.map(\.part.mark).joined(separator: ".") + "."
      + String(review.fitness.count + review.findings.count)
      + (application.isPreliminary ? ".preliminary" : "")
  }
}
