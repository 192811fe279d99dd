import Rules

/// One thing that was done about a submitted application by those who look at it, or by the applicant in answer.
///
/// Every form that does one has a key, as everywhere.
package enum ReviewAct: Hashable, Sendable {
  /// Somebody has it from now on: claimed where they did it themselves.
  case assigned(Assignment)
  /// Nobody has it any more.
  case released(ReviewMark)
  /// An element was looked at, and is right as it stands.
  case accepted(Element.ID, key: String)
  /// Something has to be put right. The applicant is told of it by a deficiency, and not before.
  case flagged(Flag)
  /// The flag of this id was a mistake. One that the applicant was told of stays.
  case flagLifted(String, key: String)
  /// For those who work here alone.
  case noted(Note)
  case held(Hold)
  /// The hold has ended.
  case resumed(ReviewMark)
  /// It went back to the applicant.
  case deficiencySent(Deficiency)
  /// The applicant has until another day, also where the last one is over.
  case deficiencyExtended(DeficiencyExtension)
  /// The applicant has put right what was asked.
  case deficiencyAnswered(key: String)
  /// The last day of the deficiency of this id is over, and nothing came. It was over before this.
  case deficiencyLapsed(String)
  case fitnessDecided(FitnessOutcome)
  /// The conditions under a seal hold by which it may be approved before that.
  case preliminaryFound(PreliminaryFinding)
  /// Fitness is cleared, and that confirms a preliminary approval.
  case preliminaryConfirmed(PreliminaryConfirmation)
  /// Somebody who may has looked at what was said under a seal.
  case sealedViewed(Element.ID)
  /// An approval holds at once; a denial or a revocation when another person agrees.
  case decided(Decision)
  case decisionConfirmed(String, key: String)
  case decisionRefused(String, words: String, key: String)
  case decisionUndone(DecisionUndoing)
  /// The applicant asks that a denial is looked at again.
  case appealed(Appeal)
  /// It was, and stands.
  case appealRefused(AppealAnswer)

  /// The key of the form that did it; `nil` for what no form does.
  package var key: String? {
    switch self {
    case .assigned(let assignment): assignment.key
    case .released(let mark), .resumed(let mark): mark.key
    case .accepted(_, let key), .flagLifted(_, let key), .deficiencyAnswered(let key),
      .decisionConfirmed(_, let key), .decisionRefused(_, _, let key):
      key
    case .flagged(let flag): flag.key
    case .noted(let note): note.key
    case .held(let hold): hold.key
    case .deficiencySent(let deficiency): deficiency.key
    case .deficiencyExtended(let extension_): extension_.key
    case .fitnessDecided(let outcome): outcome.key
    case .preliminaryFound(let finding): finding.key
    case .preliminaryConfirmed(let confirmation): confirmation.outcome.key
    case .decided(let decision): decision.key
    case .decisionUndone(let undoing): undoing.key
    case .appealed(let appeal): appeal.key
    case .appealRefused(let answer): answer.key
    case .deficiencyLapsed, .sealedViewed: nil
    }
  }
}

/// Who looks at an application from now on.
package struct Assignment: Hashable, Sendable {
  package let to: StaffName
  /// Why, as typed, for those who work here; empty where nothing was said.
  package let words: String
  package let key: String

  package init(to: StaffName, words: String = "", key: String) {
    self.to = to
    self.words = words
    self.key = key
  }
}

/// An act that needs no more than a word of why, for those who work here.
package struct ReviewMark: Hashable, Sendable {
  package let words: String
  package let key: String

  package init(words: String = "", key: String) {
    self.words = words
    self.key = key
  }
}

/// A reason of the definitions, as it read when it was given: journals outlive definitions.
package struct GivenReason: Hashable, Sendable {
  package let id: String
  package let text: String
  /// `nil` where no rule says it.
  package let clause: String?

  package init(id: String, text: String, clause: String? = nil) {
    self.id = id
    self.text = text
    self.clause = clause
  }
}

/// A letter as it was sent.
package struct SentLetter: Hashable, Sendable {
  package let subject: String
  package let body: String

  package init(subject: String, body: String) {
    self.subject = subject
    self.body = body
  }
}

/// Something that those who work here wrote for each other.
package struct Note: Hashable, Sendable {
  /// A random word, one within the application.
  package let id: String
  package let text: String
  package let key: String

  package init(id: String, text: String, key: String) {
    self.id = id
    self.text = text
    self.key = key
  }
}

/// Why an application is not worked on for a time.
package struct Hold: Hashable, Sendable {
  package let reason: GivenReason
  /// Whether the days do not count meanwhile that the agency takes.
  package let stopsClock: Bool
  /// As typed, for those who work here; empty where nothing was said.
  package let words: String
  package let key: String

  package init(reason: GivenReason, stopsClock: Bool, words: String = "", key: String) {
    self.reason = reason
    self.stopsClock = stopsClock
    self.words = words
    self.key = key
  }
}

/// The longest words of staff, and of an appeal, in characters (Unicode scalars).
package enum ReviewLimits {
  package static let words = 4000
}
