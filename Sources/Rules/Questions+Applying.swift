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
    let names = Set(questions.applying(to: self).flatMap(\.fields))
    return Answers(fields.filter { names.contains($0.name) })
  }
}

/// One look at which questions apply.
private struct Look {
  let questions: [Question]
  let answers: Answers
  private var known: [Question.ID: Bool] = [:]

  init(questions: [Question], answers: Answers) {
    self.questions = questions
    self.answers = answers
  }

  mutating func applies(_ question: Question) -> Bool {
    if let known = known[question.id] { return known }
    // Where conditions go round in a circle, the one that is met first counts as it was typed.
    known[question.id] = true
    let seen = Set(question.when.questions).filter { id in
      guard let other = questions.first(where: { $0.id == id }) else { return false }
      return applies(other)
    }
    let visible = Answers(
      answers.fields.filter { field in seen.contains { $0.text == field.name } })
    let result = question.when.holds(for: visible)
    known[question.id] = result
    return result
  }
}
