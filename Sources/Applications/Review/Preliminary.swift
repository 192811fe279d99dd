import Rules

// An approval before fitness is decided: what those find who see what is under a seal, the approval itself, and what it
// comes to.

/// Those with the right to it have found that the conditions of a preliminary approval hold that are about what is
/// under a seal. Fitness itself is not decided by it.
package struct PreliminaryFinding: Hashable, Sendable {
  /// As they read when they were found.
  package let conditions: [GivenReason]
  package let day: Day
  /// The sealed elements that it is about, as they stand. Where one is entered anew it says nothing any more.
  package let elements: [Element.ID]
  /// As typed, for those with that right alone; empty where nothing was said.
  package let words: String
  package let key: String

  package init(
    conditions: [GivenReason], day: Day, elements: [Element.ID], words: String = "", key: String
  ) {
    self.conditions = conditions
    self.day = day
    self.elements = elements
    self.words = words
    self.key = key
  }
}

package struct PreliminaryFindingRecord: Hashable, Sendable {
  package let finding: PreliminaryFinding
  package let at: Moment
  package let who: Event.Actor
  let seen: [SeenPart]
}

/// What makes an approval a preliminary one.
package struct Preliminary: Hashable, Sendable {
  /// How the applicant is told, and by which rule. Its id says nothing.
  package let rule: GivenReason
  /// What whoever decided has found to hold, as it read then.
  package let conditions: [GivenReason]
  /// The last day of a certificate that it issues, until it is confirmed; `nil` where that has its own.
  package let until: Day?

  package init(rule: GivenReason, conditions: [GivenReason] = [], until: Day? = nil) {
    self.rule = rule
    self.conditions = conditions
    self.until = until
  }
}

/// Fitness is cleared, and that confirms a preliminary approval.
package struct PreliminaryConfirmation: Hashable, Sendable {
  /// It clears.
  package let outcome: FitnessOutcome
  package let letter: SentLetter

  package init(outcome: FitnessOutcome, letter: SentLetter) {
    self.outcome = outcome
    self.letter = letter
  }
}

extension DecisionRecord {
  /// That a preliminary approval was confirmed.
  package struct Confirmation: Hashable, Sendable {
    package let at: Moment
    package let who: Event.Actor
    package let letter: SentLetter
  }

  /// Whether it is an approval that waits to be confirmed or revoked, as long as it holds.
  package var isPreliminary: Bool { decision.preliminary != nil && confirmation == nil }

  /// What it grants as it is now: a certificate that a preliminary approval issues holds no longer than that says.
  package var grants: [Grant] {
    isPreliminary
      ? decision.grants.preliminary(until: decision.preliminary?.until) : decision.grants
  }
}

extension [Grant] {
  /// The same as long as the approval is preliminary. What it issues has no later last day than `until`.
  package func preliminary(until: Day?) -> [Grant] {
    map { grant in
      let certificate = grant.certificate
      let end = grant.how == .issues ? until : nil
      return Grant(
        request: grant.request, how: grant.how,
        certificate: HeldCertificate(
          kind: certificate.kind, number: certificate.number, first: certificate.first,
          last: [certificate.last, end].compactMap(\.self).min(), isPreliminary: true),
        clause: grant.clause, aligned: grant.aligned)
    }
  }
}

extension Review {
  /// The approval that holds and waits to be confirmed or revoked.
  package var preliminary: DecisionRecord? { decision.flatMap { $0.isPreliminary ? $0 : nil } }

  /// The approval that is revoked: a preliminary one whose revocation holds.
  package var revoked: DecisionRecord? {
    guard decision?.decision.outcome == .revoked else { return nil }
    return decisions.last { $0.holdsSince != nil && $0.isPreliminary }
  }
}

extension Application {
  /// Whether it is approved, and that waits to be confirmed or revoked.
  package var isPreliminary: Bool { review.preliminary != nil }

  /// What was found for a preliminary approval, as long as it is about what is there now and fitness is not decided.
  package var preliminaryFinding: PreliminaryFindingRecord? {
    guard fitnessNow == nil, let last = review.findings.last,
      last.seen.allSatisfy({ $0.isStill(part($0.element)) })
    else { return nil }
    return last
  }
}
