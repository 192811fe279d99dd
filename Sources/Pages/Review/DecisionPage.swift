import Applications
import Markup
import Rules

/// The form in which an application is decided: what stands in the way, what an approval grants, the reasons of a
/// denial, and the letter exactly as it will be sent.
package func decisionPage(_ review: ReviewCase, _ form: DecisionForm, keys: FormKeys) -> Page {
  let errors = form.faults.map(\.error)
  if let why = review.why(not: .decide) {
    return casePage(
      review, title: "Decide about it", why: form.why, note("<p>\(why)</p>"),
      typed([("For the letter", form.words), ("Note", form.note)]))
  }
  return casePage(
    review, title: "Decide about it", errors: errors, why: form.why, obstacleList(review),
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(review.number, "decision")))\" novalidate>",
    hidden(keys, [HiddenField("shown", form.shown), HiddenField("seen", review.mark)]),
    radios(
      Field("outcome", label: "What is decided?", error: errors.message("outcome")),
      choices: [
        Choice(
          "approved", "Approve it", hint: "It holds at once.",
          followUp: certificates(review, form, errors))
      ] + preliminary(review, form, errors) + [
        Choice(
          "denied", "Deny it", hint: "It holds when a second person agrees.",
          followUp: denial(review, form, errors))
      ], chosen: form.isPreliminary ? "preliminary" : form.outcome?.rawValue),
    wordsAndNote(form, errors),
    form.outcome == .approved && form.letter != nil
      ? granted(review, review.grants(of: form)) : nil,
    form.letter.map(letterPreview),
    buttonGroup(
      button("Show me the letter", .secondary, name: "then", value: "look"),
      decide(review, form) ?? ""),
    "</form>")
}

private func decide(_ review: ReviewCase, _ form: DecisionForm) -> HTML? {
  guard form.letter != nil else { return nil }
  return switch form.outcome {
  case .approved where form.isPreliminary:
    button("Approve it preliminarily and send this letter", name: "then", value: "send")
  case .approved where !review.obstacles.isEmpty: nil
  case .approved: button("Approve it and send this letter", name: "then", value: "send")
  case .denied: button("Propose that it is denied", .warning, name: "then", value: "send")
  case .revoked, nil: nil
  }
}

private func obstacleList(_ review: ReviewCase) -> HTML {
  let obstacles = review.obstacles
  let items = obstacles.map { obstacle -> HTML in
    obstacle.link.map { "<li><a href=\"\($0)\">\(obstacle.words)</a></li>" }
      ?? "<li>\(obstacle.words)</li>"
  }
  let unseen = review.notLookedAt.map { review.title(of: $0.element.id) }
  return .lines(
    obstacles.isEmpty
      ? "<p>Nothing stands in the way of an approval.</p>"
      : .lines("<h2>What stands in the way of an approval</h2>", "<ul>\n\(items)\n</ul>"),
    review.knowsPreliminary && !review.isCleared
      ? review.whyNotPreliminary.map { "<p>A preliminary approval: not now. \($0)</p>" } : nil,
    unseen.isEmpty
      ? nil
      : note(
        "<p>Nobody has marked as right yet: \(unseen.joined(separator: ", ")). You can decide all the same.</p>"
      ))
}

/// Which of the certificates that are held is meant, where there are several.
private func certificates(
  _ review: ReviewCase, _ form: DecisionForm, _ errors: [FieldError]
) -> HTML? {
  guard !form.choices.isEmpty else { return nil }
  return .lines(
    form.choices.map { choice in
      let field = "certificate.\(choice.request)"
      let title = review.overview.requests.first { $0.id == choice.request }?.title
      return radios(
        Field(
          field,
          label:
            "Which certificate is meant by \(title.map { review.overview.edition.text($0) } ?? choice.request.text)?",
          error: errors.message(field)),
        choices: choice.certificates.enumerated().map { index, held in
          Choice(String(index + 1), review.certificateWords(held))
        }, chosen: form.chosen[choice.request])
    })
}

/// What whoever decides says to the applicant, and to those who work here.
func wordsAndNote(_ form: DecisionForm, _ errors: [FieldError]) -> HTML {
  .lines(
    textArea(
      Field(
        "words", label: "What should be said besides?", hint: "It stands in the letter.",
        error: errors.message("words"), isOptional: true), value: form.words, lines: 3),
    textArea(
      Field(
        "note", label: "Why, for those who work here", hint: "The applicant never sees it.",
        error: errors.message("note"), isOptional: true), value: form.note, lines: 3))
}

/// Which conditions of a preliminary approval somebody has found to hold.
func foundConditions(
  _ conditions: [PreliminaryCondition], in review: ReviewCase, chosen: [String],
  _ errors: [FieldError]
) -> HTML {
  checkboxes(
    Field(
      "conditions", label: "What have you found to hold?", hint: "All of it has to.",
      error: errors.message("conditions")),
    choices: conditions.map { condition in
      Choice(
        condition.id.text, review.edition.text(condition.text),
        hint: condition.clause.map { "\($0.citation)" })
    }, chosen: Set(chosen))
}

/// What is asked of whoever approves before fitness is decided; nothing where that cannot be.
private func preliminary(
  _ review: ReviewCase, _ form: DecisionForm, _ errors: [FieldError]
) -> [Choice] {
  guard review.knowsPreliminary, review.whyNotPreliminary == nil else { return [] }
  let conditions = review.ownConditions
  let ticks: HTML? =
    conditions.isEmpty
    ? nil
    : foundConditions(conditions, in: review, chosen: form.conditions, errors)
  return [
    Choice(
      "preliminary", "Approve it preliminarily",
      hint: "It holds at once, and is confirmed or revoked when fitness is decided.",
      followUp: ticks)
  ]
}

private func denial(
  _ review: ReviewCase, _ form: DecisionForm, _ errors: [FieldError]
) -> HTML {
  denialReasons(review, form, label: "Why is it denied?", errors)
}

/// The reasons to choose from.
func denialReasons(
  _ review: ReviewCase, _ form: DecisionForm, label: String, _ errors: [FieldError]
) -> HTML {
  checkboxes(
    Field("reasons", label: label, error: errors.message("reasons")),
    choices: review.rules.denialReasons.map { reason in
      Choice(
        reason.id.text, review.overview.edition.text(reason.text),
        hint: reason.clause.map { "\($0.citation)" })
    }, chosen: Set(form.reasons))
}

/// What an approval gives.
func granted(_ review: ReviewCase, _ grants: [Grant]) -> HTML {
  let items = grants.map { grant -> HTML in
    let title = review.overview.requests.first { $0.id == grant.request }?.title
    let aligned = grant.aligned.map {
      "<li>To the same last day: \(review.certificateWords($0))</li>" as HTML
    }
    return .lines(
      "<li>\(title.map { review.overview.edition.text($0) } ?? grant.request.text): \(words(of: grant.how))",
      "\(review.certificateWords(grant.certificate)). <span class=\"aside\">\(grant.clause)</span>",
      aligned.isEmpty ? nil : "<ul>\n\(aligned)\n</ul>", "</li>")
  }
  return .lines(
    "<h2>What is granted</h2>",
    items.isEmpty ? "<p>No certificate.</p>" : "<ul>\n\(items)\n</ul>")
}

private func words(of how: GrantRule.How) -> String {
  switch how {
  case .issues: "a new certificate:"
  case .renews: "a further term of"
  case .copies: "another copy of"
  case .amends: "a change to"
  }
}

extension ReviewCase {
  package func certificateWords(_ held: HeldCertificate) -> String {
    let kind = edition.certificateKind(held.kind).map { edition.text($0.title) } ?? held.kind.text
    let end = held.last.map { " to \(text(of: $0))" } ?? ", with no last day"
    let mark = held.isPreliminary ? ", preliminary" : ""
    return "\(kind) \(held.number), from \(text(of: held.first))\(end)\(mark)"
  }

  /// What an approval as it is being made would give at first.
  package func grants(of form: DecisionForm) -> [Grant] {
    guard form.isPreliminary else { return form.grants }
    let today = edition.agency.timeZone.day(of: overview.now)
    return form.grants.preliminary(until: preliminary(on: today)?.until)
  }

  /// What somebody has proposed, in a word.
  var proposalWord: String {
    review.proposedDecision?.decision.outcome == .revoked ? "revocation" : "denial"
  }
}
