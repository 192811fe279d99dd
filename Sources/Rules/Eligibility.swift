/// Something a person has to meet before they may apply, with the rule that asks it.
package struct EligibilityRule: Hashable, Sendable {
  /// What is asked, as one says it to a person: "You hold a certificate that has not ended".
  package let says: Words
  package let clause: Clause
  /// For whom the rule is. It asks nothing of others.
  package let when: Condition
  package let needs: Condition
  /// The days of application on which it is asked.
  package let period: Period

  package init(
    says: Words, clause: Clause, when: Condition = .always, needs: Condition,
    period: Period = .always
  ) {
    self.says = says
    self.clause = clause
    self.when = when
    self.needs = needs
    self.period = period
  }

  /// Whether it is met; `nil` when that hangs on answers that were not given yet.
  func verdict(for answers: Answers?, in circumstances: Circumstances) -> Bool? {
    Condition.any([.not(when), needs]).verdict(for: answers, in: circumstances)
  }
}

/// How a person stands with one request type.
package struct Standing: Hashable, Sendable {
  package let request: RequestType
  /// The rules that are not met, in the order of definition.
  package let failing: [EligibilityRule]
  /// The rules that hang on answers not given yet.
  package let undecided: [EligibilityRule]

  /// Whether an application may be started, as far as can be told.
  package var isOpen: Bool { failing.isEmpty }
}

extension RequestType {
  /// How a person stands with it. `answers` are those to its clarifying questions; `nil` before they
  /// were asked.
  package func standing(for answers: Answers?, in circumstances: Circumstances) -> Standing {
    let counting = answers?.counting(for: questions)
    var failing: [EligibilityRule] = []
    var undecided: [EligibilityRule] = []
    for rule in eligibility where rule.period.contains(circumstances.day) {
      switch rule.verdict(for: counting, in: circumstances) {
      case true?: continue
      case false?: failing.append(rule)
      case nil: undecided.append(rule)
      }
    }
    return Standing(request: self, failing: failing, undecided: undecided)
  }
}
