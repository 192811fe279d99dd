import Rules

extension Application {
  /// Since when it has its place in the queue. Nothing that happens later changes it.
  package var receivedAt: Moment? { submittedAt }

  /// Whether those who work here have it, or wait for the applicant: it is submitted, not withdrawn and not decided, and
  /// was not closed for want of an answer. Follows from the journal alone.
  package var isInReview: Bool {
    submittedAt != nil && withdrawnAt == nil && review.decision == nil && !hasLapsedClosed
  }

  /// Whether it was noted that nobody answered in time, where that closes it.
  private var hasLapsedClosed: Bool {
    guard let open = review.openDeficiency, open.lapsedAt != nil else { return false }
    return open.deficiency.consequence == .closed
  }

  /// Whether nobody has answered in time, where that closes it.
  package func isClosed(at now: Moment) -> Bool {
    guard let open = review.openDeficiency else { return false }
    return open.isOver(at: now) && open.deficiency.consequence == .closed
  }

  /// The deficiency that the applicant can answer.
  package func deficiency(at now: Moment) -> DeficiencyRecord? {
    guard submittedAt != nil, withdrawnAt == nil, let open = review.openDeficiency,
      !open.isOver(at: now)
    else { return nil }
    return open
  }

  /// Whether somebody has found the element right, and nothing of it has changed since.
  package func isAccepted(_ element: Element.ID) -> Bool {
    review.accepted.contains { $0.element == element && $0.isStill(part(element)) }
  }

  /// What was found about fitness last, where what it was found about still stands so.
  package var fitnessNow: FitnessRecord? {
    guard let last = review.fitness.last,
      last.seen.allSatisfy({ $0.isStill(part($0.element)) })
    else { return nil }
    return last
  }

  mutating func take(_ act: ReviewAct, _ event: Event) {
    switch act {
    case .assigned(let assignment): review.take(assigned: assignment, event)
    case .released: review.release(event)
    case .accepted(let element, _):
      review.take(accepted: SeenPart(element, part(element), event))
    case .flagged(let flag): review.take(flagged: flag, event)
    case .flagLifted(let id, _): review.lift(flag: id)
    case .noted(let note): review.take(noted: note, event)
    case .held(let hold): review.take(held: hold, event)
    case .resumed: review.resume(event)
    case .deficiencySent(let deficiency): send(deficiency, event)
    case .deficiencyExtended(let extended): review.take(extended: extended, event)
    case .deficiencyAnswered: review.answerDeficiency(event)
    case .deficiencyLapsed(let id): review.lapse(id, event)
    case .fitnessDecided(let outcome):
      review.take(
        fitness: outcome, outcome.elements.map { SeenPart($0, part($0), event) }, event)
    case .preliminaryFound(let finding):
      review.take(found: finding, finding.elements.map { SeenPart($0, part($0), event) }, event)
    case .preliminaryConfirmed(let confirmation):
      let elements = confirmation.outcome.elements
      review.take(confirmed: confirmation, elements.map { SeenPart($0, part($0), event) }, event)
    case .sealedViewed(let element): review.take(viewed: element, event)
    case .decided(let decision): review.take(decided: decision, event)
    case .decisionConfirmed(let id, _): review.confirm(decision: id, event)
    case .decisionRefused(let id, let words, _): review.refuse(decision: id, words: words, event)
    case .decisionUndone(let undoing): review.undo(undoing, event)
    case .appealed(let appeal): review.take(appealed: appeal, event)
    case .appealRefused(let answer): review.answer(appeal: answer, event)
    }
  }

  private mutating func send(_ deficiency: Deficiency, _ event: Event) {
    guard review.openDeficiency == nil, review.decision == nil else { return }
    review.take(sent: deficiency, event)
    for element in deficiency.anew { change(element) { $0.reopen() } }
    for element in deficiency.signAgain { change(element) { $0.unseal() } }
    for sentBack in deficiency.sentBack { send(back: sentBack, at: event.at) }
  }
}

extension Overview {
  /// The last day to ask that the decision that holds is looked at again; `nil` where nobody can.
  package var lastDayToAppeal: Day? {
    guard let record = application.review.decision, let since = record.holdsSince else {
      return nil
    }
    return lastDayToAppeal(record, heldSince: since)
  }

  /// The same for one that holds from `since` on. The days are those between the proposal and its `appealUntil`: they
  /// begin when the letter is sent, and it is not sent before another person agrees.
  package func lastDayToAppeal(_ record: DecisionRecord, heldSince since: Moment) -> Day? {
    let zone = edition.agency.timeZone
    return record.decision.appealUntil?
      .adding(days: zone.day(of: record.at).days(until: zone.day(of: since)))
  }
}
