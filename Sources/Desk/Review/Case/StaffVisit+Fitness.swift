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
    let isCleared = ["cleared": true, "not-cleared": false][form["outcome"] ?? ""]
    var faults: [FitnessForm.Fault] = isCleared == nil ? [.noOutcome] : []
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
          outcome: form["outcome"] ?? "", day: typed, words: words, faults: faults, why: why),
        status: status)
    }
    guard faults.isEmpty, let day, let isCleared else {
      return try again(.unprocessable, review, faults)
    }
    let act = ReviewAct.fitnessDecided(
      FitnessOutcome(
        isCleared: isCleared, day: day, elements: review.sealed.map(\.element.id), words: words,
        key: key(of: form)))
    do {
      _ = try self.act(on: review) { now in
        if now.application.hasDone(.review(act), byForm: act.key ?? "") { return nil }
        try now.check(.findFitness)
        guard now.fitnessMark == form["seen"] else {
          throw OutOfDate(why: OutOfDate.changed, review: now)
        }
        return act
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
    return try reply(fitnessPage(review, entries, form, keys: keys), status: status)
  }
}
