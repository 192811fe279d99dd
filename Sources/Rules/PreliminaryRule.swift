/// By which rule an application is approved while it is still looked into what was said under a seal. The approval is
/// confirmed when that is cleared, and otherwise revoked.
package struct PreliminaryRule: Hashable, Sendable {
  /// The most days that a certificate holds which is issued so, from its first day on, until it is confirmed; `nil` where
  /// it has its own term from the beginning.
  package let days: Int?
  /// How everybody is told.
  package let words: Words
  package let clause: Clause?
  /// All of them have to hold; at least one.
  package let conditions: [PreliminaryCondition]

  package init(
    days: Int? = nil, words: Words, clause: Clause? = nil, conditions: [PreliminaryCondition]
  ) {
    self.days = days
    self.words = words
    self.clause = clause
    self.conditions = conditions
  }

  /// Those that somebody has to find.
  package func conditions(foundBy finder: PreliminaryCondition.Finder) -> [PreliminaryCondition] {
    conditions.filter { $0.test == .foundBy(finder) }
  }

  /// The first condition that an application for these can never meet.
  package func condition(against requests: [RequestType.ID]) -> PreliminaryCondition? {
    conditions.first { condition in
      guard case .notFor(let ids) = condition.test else { return false }
      return requests.contains(where: ids.contains)
    }
  }
}

/// What has to hold for it.
package struct PreliminaryCondition: Hashable, Sendable {
  package typealias ID = Identifier<PreliminaryCondition>

  /// It stands in journals, and never changes meaning.
  package let id: ID
  package let text: Words
  /// `nil` where no rule says it.
  package let clause: Clause?
  package let test: Test

  /// How it is known.
  package enum Test: Hashable, Sendable {
    /// It does not hold for an application for one of these.
    case notFor([RequestType.ID])
    /// Somebody says that it holds.
    case foundBy(Finder)
  }

  package enum Finder: String, Hashable, Sendable, CaseIterable {
    /// Whoever decides.
    case review
    /// Those who see what was said under a seal: the condition is about that.
    case fitness
  }

  package init(id: ID, text: Words, clause: Clause? = nil, test: Test) {
    self.id = id
    self.text = text
    self.clause = clause
    self.test = test
  }
}
