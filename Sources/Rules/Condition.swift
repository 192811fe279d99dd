/// When a question, an element or a fee applies, as a rule over answers.
package indirect enum Condition: Hashable, Sendable {
  case always
  /// The answer to `question` is one of `values` (any of a several-of answer counts).
  case answered(question: Question.ID, isOneOf: [String])
  case all([Condition])
  case any([Condition])
  case not(Condition)

  /// Whether it holds for `answers`. A question without an answer satisfies no `answered`.
  package func holds(for answers: Answers) -> Bool {
    switch self {
    case .always: true
    case .answered(let question, let values): answers[question].contains(where: values.contains)
    case .all(let parts): parts.allSatisfy { $0.holds(for: answers) }
    case .any(let parts): parts.contains { $0.holds(for: answers) }
    case .not(let part): !part.holds(for: answers)
    }
  }

  /// The questions it looks at.
  package var questions: [Question.ID] {
    switch self {
    case .always: []
    case .answered(let question, _): [question]
    case .all(let parts), .any(let parts): parts.flatMap(\.questions)
    case .not(let part): part.questions
    }
  }
}
