import Applications
import CGI
import Markup
import Pages
import Rules
import Store

// The track of fitness: its own role, and nobody else sees more than whether it is cleared.

extension StaffVisit {
  func showFitness() throws -> Response { try fitness(try fitnessCase(), FitnessForm()) }

  func findFitness() throws -> Response {
    let review = try fitnessCase()
    let form = try request.form()
    try admit(form)
    let words = trimmed(form["words"])
    let typed = typedDay(form, "day")
    let day = day(from: typed)
    let found = Found(form["outcome"], review)
    var faults: [FitnessForm.Fault] = found == nil ? [.noOutcome] : []
    if found == .preliminary {
      let ticked = form.all("conditions")
      let isWhole = review.sealedConditions.allSatisfy { ticked.contains($0.id.text) }
      if !isWhole { faults.append(.noCondition) }
    }
    if let day {
      if day > today(review) { faults.append(.dayToCome) }
    } else {
      faults.append(.noDay)
    }
    faults += self.faults(in: words).map(FitnessForm.Fault.words)
    func again(
      _ status: Status, _ review: ReviewCase, _ faults: [FitnessForm.Fault] = [],
      why: String? = nil
    ) throws -> Response {
      try fitness(
        review,
        FitnessForm(
          outcome: form["outcome"] ?? "", conditions: form.all("conditions"), day: typed,
          words: words, faults: faults, why: why),
        status: status)
    }
    guard faults.isEmpty, let day, let found else {
      return try again(.unprocessable, review, faults)
    }
    let key = key(of: form)
    let elements = review.sealed.map(\.element.id)
    let outcome = FitnessOutcome(
      isCleared: found == .cleared, day: day, elements: elements, words: words, key: key)
    do {
      _ = try act(on: review) { now in
        let deeds = now.application.deeds(ofForm: key)
        if deeds.contains(where: { $0.says(found, outcome) }) { return nil }
        try now.check(.findFitness)
        guard now.fitnessMark == form["seen"],
          found != .preliminary || !now.sealedConditions.isEmpty
        else { throw OutOfDate(why: OutOfDate.changed, review: now) }
        if found == .preliminary {
          return .preliminaryFound(
            PreliminaryFinding(
              conditions: now.given(now.sealedConditions), day: day, elements: elements,
              words: words, key: key))
        }
        guard outcome.isCleared, now.application.isPreliminary else {
          return .fitnessDecided(outcome)
        }
        // One line clears and confirms, with the letter that was shown beside the choice.
        guard let letter = try confirmation(of: now), word(of: letter) == form["shown"] else {
          throw OutOfDate(why: OutOfDate.otherLetter, review: now)
        }
        return .preliminaryConfirmed(PreliminaryConfirmation(outcome: outcome, letter: letter))
      }
    } catch let late as OutOfDate {
      return try again(.conflict, late.review, why: late.why)
    }
    return backToCase(review)
  }

  /// 403 for whoever may not see all that is under a seal; 404 where nothing is.
  private func fitnessCase() throws -> ReviewCase {
    let review = try reviewCase(for: ReviewCase.roles(for: .findFitness))
    guard !review.sealed.isEmpty else { throw Refusal.notFound }
    for entry in review.sealed { try requireSight(of: entry.element) }
    return review
  }

  private func fitness(
    _ review: ReviewCase, _ form: FitnessForm, status: Status = .ok
  ) throws -> Response {
    let review = try noting(viewOf: review.sealed.map(\.element), review)
    let entries = try review.sealed.map { try self.form(for: $0, review) }
    let letter = try confirmation(of: review)
    let whole = FitnessForm(
      outcome: form.outcome, conditions: form.conditions, day: form.day, words: form.words,
      letter: letter, shown: letter.map(word(of:)) ?? "", faults: form.faults, why: form.why)
    return try reply(fitnessPage(review, entries, whole, keys: keys), status: status)
  }

  /// The letter by which a preliminary approval is confirmed; `nil` where there is none.
  private func confirmation(of review: ReviewCase) throws -> SentLetter? {
    guard let approved = review.review.preliminary else { return nil }
    return try services.reviewLetter(
      "fitness-confirmed", about: review.overview,
      ["certificates": review.words(of: approved.decision.grants)])
  }
}

/// What somebody has chosen.
private enum Found: Equatable {
  case cleared, notCleared, preliminary

  /// `nil` for what is not offered.
  init?(_ word: String?, _ review: ReviewCase) {
    switch word {
    case "cleared": self = .cleared
    case "not-cleared": self = .notCleared
    case "preliminary" where review.rules.preliminary != nil: self = .preliminary
    default: return nil
    }
  }
}

extension Event.What {
  /// Whether it is what that form does, whatever became of it.
  fileprivate func says(_ found: Found, _ outcome: FitnessOutcome) -> Bool {
    switch self {
    case .review(.fitnessDecided(let done)): found != .preliminary && done == outcome
    case .review(.preliminaryConfirmed(let done)):
      found != .preliminary && done.outcome == outcome
    case .review(.preliminaryFound(let done)):
      found == .preliminary && done.day == outcome.day && done.words == outcome.words
    default: false
    }
  }
}
