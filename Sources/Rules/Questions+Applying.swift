extension [Question] {
  /// Those that apply to `answers`, in their order.
  ///
  /// What was typed for a question that does not apply is not looked at: it may be left from before
  /// somebody changed their mind, and a page without script cannot take it away. So a question that
  /// follows from another applies only while that one does.
  package func applying(to answers: Answers) -> [Question] {
    guard contains(where: { $0.when != .always }) else { return self }
    var look = Look(questions: self, answers: answers)
    return filter { look.applies($0) }
  }
}

extension Answers {
  /// Those to the ones of `questions` that apply, and nothing else: what conditions and fees go by.
  package func counting(for questions: [Question]) -> Answers {
    if isEmpty { return self }
    let applying = questions.applying(to: self)
    return Answers(
      fields.filter { field in applying.contains { $0.fields.contains(field.name) } })
  }
}

/// One look at which questions apply.
private struct Look {
  let questions: [Question]
  let answers: Answers
  /// A list, because a form has few questions that depend on others.
  private var known: [(question: Question.ID, applies: Bool)] = []

  init(questions: [Question], answers: Answers) {
    self.questions = questions
    self.answers = answers
  }

  mutating func applies(_ question: Question) -> Bool {
    if case .always = question.when { return true }
    if let known = known.first(where: { $0.question == question.id }) { return known.applies }
    // Where conditions go round in a circle, the one that is met first counts as it was typed.
    let place = known.count
    known.append((question.id, true))
    let seen = question.when.questions.filter { id in
      guard let other = questions.first(where: { $0.id == id }) else { return false }
      return applies(other)
    }
    let visible = Answers(
      answers.fields.filter { field in seen.contains { $0.text == field.name } })
    let result = question.when.holds(for: visible)
    known[place].applies = result
    return result
  }
}
