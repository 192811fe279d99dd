import Rules

/// What those with the right to it have found about somebody's fitness.
package struct FitnessOutcome: Hashable, Sendable {
  package let isCleared: Bool
  /// The day of the meeting, or of whatever it was decided by.
  package let day: Day
  /// The sealed elements that it is about, as they stand. Where one is entered anew it says nothing any more.
  package let elements: [Element.ID]
  /// As typed, for those with that right alone; empty where nothing was said.
  package let words: String
  package let key: String

  package init(
    isCleared: Bool, day: Day, elements: [Element.ID], words: String = "", key: String
  ) {
    self.isCleared = isCleared
    self.day = day
    self.elements = elements
    self.words = words
    self.key = key
  }
}

package struct FitnessRecord: Hashable, Sendable {
  package let outcome: FitnessOutcome
  package let at: Moment
  package let who: Event.Actor
  let seen: [SeenPart]
}

/// A certificate that an approval gives, or changes.
package struct Grant: Hashable, Sendable {
  package let request: RequestType.ID
  package let how: GrantRule.How
  /// As it is from then on.
  package let certificate: HeldCertificate
  /// The rule for its term.
  package let clause: String
  /// The other certificates whose last day moves to the same day, as they are from then on.
  package let aligned: [HeldCertificate]

  package init(
    request: RequestType.ID, how: GrantRule.How, certificate: HeldCertificate, clause: String,
    aligned: [HeldCertificate] = []
  ) {
    self.request = request
    self.how = how
    self.certificate = certificate
    self.clause = clause
    self.aligned = aligned
  }
}

/// What was decided about an application.
package struct Decision: Hashable, Sendable {
  /// A random word, one within the application.
  package let id: String
  package let outcome: Outcome
  /// Of a denial or a revocation; at least one.
  package let reasons: [GivenReason]
  /// Of an approval.
  package let grants: [Grant]
  /// As typed, for those who work here; empty where nothing was said.
  package let words: String
  /// It is sent when the decision holds.
  package let letter: SentLetter
  /// The last day to ask for another look at a denial or a revocation, if it held from the day on which it is proposed; `nil` where nobody can.
  package let appealUntil: Day?
  /// Of an approval before fitness is decided; `nil` for any other.
  package let preliminary: Preliminary?
  package let key: String

  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case approved
    case denied
    /// The preliminary approval that holds is revoked.
    case revoked
  }

  package init(
    id: String, outcome: Outcome, reasons: [GivenReason] = [], grants: [Grant] = [],
    words: String = "", letter: SentLetter, appealUntil: Day? = nil,
    preliminary: Preliminary? = nil, key: String
  ) {
    self.id = id
    self.outcome = outcome
    self.reasons = reasons
    self.grants = grants
    self.words = words
    self.letter = letter
    self.appealUntil = appealUntil
    self.preliminary = preliminary
    self.key = key
  }

  /// Whether it holds only when another person agrees.
  package var needsSecondPerson: Bool { outcome != .approved }
}

/// A decision does not hold any more.
package struct DecisionUndoing: Hashable, Sendable {
  /// The decision's id.
  package let decision: String
  /// As typed. The applicant reads it.
  package let reason: String
  package let letter: SentLetter
  package let key: String

  package init(decision: String, reason: String, letter: SentLetter, key: String) {
    self.decision = decision
    self.reason = reason
    self.letter = letter
    self.key = key
  }
}

package struct DecisionRecord: Hashable, Sendable {
  package let decision: Decision
  /// Who proposed it, or decided.
  package let who: Event.Actor
  package let at: Moment
  package internal(set) var state: State
  /// That it is confirmed, where it was preliminary.
  package internal(set) var confirmation: Confirmation?

  package enum State: Hashable, Sendable {
    /// Another person has to agree.
    case proposed
    /// It holds. `by` is the second person, where one had to agree.
    case holds(since: Moment, by: Event.Actor?)
    /// Another person did not agree.
    case refused(at: Moment, by: Event.Actor, words: String)
    case undone(DecisionUndoing, at: Moment, by: Event.Actor)
  }

  /// Since when it holds; `nil` where it does not.
  package var holdsSince: Moment? {
    if case .holds(let since, _) = state { since } else { nil }
  }
}

/// Somebody asks that a denial is looked at again.
package struct Appeal: Hashable, Sendable {
  package let text: String
  package let key: String

  package init(text: String, key: String) {
    self.text = text
    self.key = key
  }
}

/// It was looked at again, and the denial stands. (Where it does not, it is undone.)
package struct AppealAnswer: Hashable, Sendable {
  package let letter: SentLetter
  package let key: String

  package init(letter: SentLetter, key: String) {
    self.letter = letter
    self.key = key
  }
}

package struct AppealRecord: Hashable, Sendable {
  package let appeal: Appeal
  /// That of the decision it is about.
  package let decision: String
  package let at: Moment
  package internal(set) var answer: AppealAnswer?
  package internal(set) var answeredAt: Moment?
}
