import Rules

/// Something in an application that has to be put right.
package struct Flag: Hashable, Sendable {
  /// A random word, one within the application.
  package let id: String
  package let element: Element.ID
  package let target: Target
  package let reason: GivenReason
  /// As typed. The applicant reads it.
  package let words: String
  package let key: String

  /// What of the element.
  package enum Target: Hashable, Sendable {
    /// All of it.
    case element
    /// One answer, by the name of its question.
    case question(Question.ID)
    /// One of its entries.
    case entry(String)
    /// One of its files.
    case file(String)
  }

  package init(
    id: String, element: Element.ID, target: Target = .element, reason: GivenReason,
    words: String = "", key: String
  ) {
    self.id = id
    self.element = element
    self.target = target
    self.reason = reason
    self.words = words
    self.key = key
  }
}

/// Such a flag, and what became of it.
package struct FlagRecord: Hashable, Sendable {
  package let flag: Flag
  package let at: Moment
  package let who: Event.Actor
  package internal(set) var state = State.open

  package enum State: Hashable, Sendable {
    /// Nobody but those who work here knows of it.
    case open
    /// The applicant was told by the deficiency of this id.
    case sent(deficiency: String)
    case lifted
  }

  package var deficiency: String? {
    if case .sent(let deficiency) = state { deficiency } else { nil }
  }
}

/// A part as it stood when somebody looked at it.
package struct SeenPart: Hashable, Sendable {
  package let element: Element.ID
  package let at: Moment
  package let who: Event.Actor
  private let changes: Int
  private let sealedAt: Moment?

  init(_ element: Element.ID, _ part: Part, _ event: Event) {
    self.element = element
    at = event.at
    who = event.who
    changes = part.changes
    sealedAt = part.sealedAt
  }

  /// Whether nothing has changed since.
  func isStill(_ part: Part) -> Bool { changes == part.changes && sealedAt == part.sealedAt }
}
