import Applications
import Rules

// Whether an application can be approved before fitness is decided, as those see it who review. The rule is that of
// the definitions under which the application was begun.

extension ReviewCase {
  /// Whether that can ever be: there is a rule, and something that is decided apart.
  package var knowsPreliminary: Bool { rules.preliminary != nil && !sealed.isEmpty }

  /// Why it cannot be now; `nil` when it can, as far as the rule goes. What stands in the way otherwise is in
  /// `preliminaryObstacles`.
  ///
  /// It says no more about what is under the seal than that it is not cleared.
  package var whyNotPreliminary: String? {
    guard let rule = rules.preliminary else {
      return "The definitions under which it was begun have no rule for a preliminary approval."
    }
    if sealed.isEmpty {
      return "It asks for nothing that is under a seal, so nothing about it is decided later."
    }
    if isCleared { return "Fitness is cleared, so nothing about it is decided later. Approve it." }
    if let condition = rule.condition(against: application.start.requests) {
      return "This has to hold, and does not: \(edition.text(condition.text))"
    }
    let isOpen =
      rule.conditions(foundBy: .fitness).isEmpty
      ? application.fitnessNow == nil : application.preliminaryFinding != nil
    return isOpen
      ? nil : "Those who see what is under the seal have not found that its conditions hold."
  }

  /// What stands in the way of a preliminary approval: everything but fitness itself.
  package var preliminaryObstacles: [Obstacle] { obstacles.filter { !$0.isFitness } }

  /// Conditions that whoever decides has to find.
  package var ownConditions: [PreliminaryCondition] {
    rules.preliminary?.conditions(foundBy: .review) ?? []
  }

  /// Conditions that those have to find who see what is under the seal; none where it does not matter any more.
  package var sealedConditions: [PreliminaryCondition] {
    guard knowsPreliminary, application.isInReview, application.fitnessNow == nil,
      rules.preliminary?.condition(against: application.start.requests) == nil
    else { return [] }
    return rules.preliminary?.conditions(foundBy: .fitness) ?? []
  }

  /// As they read, for a journal.
  package func given(_ conditions: [PreliminaryCondition]) -> [GivenReason] {
    conditions.map {
      GivenReason(id: $0.id.text, text: edition.text($0.text), clause: $0.clause?.citation)
    }
  }

  /// What makes an approval of that day preliminary.
  package func preliminary(on day: Day) -> Preliminary? {
    rules.preliminary.map { rule in
      Preliminary(
        rule: GivenReason(
          id: "preliminary", text: edition.text(rule.words), clause: rule.clause?.citation),
        conditions: given(ownConditions), until: rule.days.map { day.adding(days: $0) })
    }
  }
}
