import Rules

/// Word of somebody who works for the agency that what an element of somebody else asks for has come another way: by
/// post, from an exchange, out of the agency's own records.
package struct Evidence: Hashable, Sendable {
  /// A random word, one within the application.
  package let id: String
  package let element: Element.ID
  /// The day on which it came.
  package let day: Day
  /// From where, and how, as typed. The applicant reads it.
  package let source: String
  /// Anything else for those who work here, as typed; empty where there is nothing.
  package let words: String

  package init(id: String, element: Element.ID, day: Day, source: String, words: String = "") {
    self.id = id
    self.element = element
    self.day = day
    self.source = source
    self.words = words
  }

  /// The longest source, and the longest words, in characters (Unicode scalars).
  package static let textLimit = 500
}

/// The word on that day was wrong.
package struct EvidenceUndoing: Hashable, Sendable {
  package let evidence: String
  /// As typed. The applicant reads it.
  package let reason: String

  package init(evidence: String, reason: String) {
    self.evidence = evidence
    self.reason = reason
  }
}

/// Such a word, and whether it still stands.
package struct EvidenceRecord: Hashable, Sendable {
  package let evidence: Evidence
  package let at: Moment
  package let who: Event.Actor
  package private(set) var undone: Undone?

  package struct Undone: Hashable, Sendable {
    package let reason: String
    package let at: Moment
    package let who: Event.Actor
  }

  init(_ evidence: Evidence, _ event: Event) {
    self.evidence = evidence
    at = event.at
    who = event.who
  }

  mutating func undo(_ undoing: EvidenceUndoing, _ event: Event) {
    guard undone == nil else { return }
    undone = Undone(reason: undoing.reason, at: event.at, who: event.who)
  }
}

extension Application {
  package func evidence(_ id: String) -> EvidenceRecord? {
    evidence.first { $0.evidence.id == id }
  }

  /// What stands for an element in place of what somebody would have supplied; `nil` where nothing does.
  package func evidence(for element: Element.ID) -> EvidenceRecord? {
    evidence.last { $0.evidence.element == element && $0.undone == nil }
  }

  /// The requests that evidence ends: those that wait for somebody to complete the same element.
  package func requestsEnded(by evidence: Evidence) -> [InvitationRecord] {
    invitations.filter { $0.end == .received(evidence: evidence.id) }
  }

  /// What an event about evidence does, besides what it does to requests. Any other changes nothing.
  mutating func take(evidence event: Event) {
    switch event.what {
    case .evidenceReceived(let evidence):
      guard self.evidence(evidence.id) == nil else { return }
      self.evidence.append(EvidenceRecord(evidence, event))
    case .evidenceUndone(let undoing):
      guard let index = evidence.firstIndex(where: { $0.evidence.id == undoing.evidence }) else {
        return
      }
      evidence[index].undo(undoing, event)
    default: break
    }
  }
}

extension Overview {
  /// Whether staff can say of this element that what it asks for has come another way: somebody else would supply
  /// it, it is not complete, and the application still waits for it.
  package func canReceive(_ entry: Entry) -> Bool {
    entry.element.submittedBy != Party.applicant && entry.element.seal == nil
      && entry.status != .complete && takesPart(of: entry.element)
  }
}
