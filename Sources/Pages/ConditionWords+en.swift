import Markup
import Rules

extension Edition {
  /// When a condition over answers holds, as it stands after "only if"; `nil` where it looks at more than
  /// answers.
  func words(for condition: Condition, _ questions: [Question]) -> String? {
    switch condition {
    case .always: return nil
    case .answered(let id, let values): return answered(id, values, questions, "you answered")
    case .not(.answered(let id, let values)):
      return answered(id, values, questions, "you did not answer")
    case .sum(let sum, let range):
      let asks = sum.questions.compactMap { id in questions.first { $0.id == id } }
        .map { "“\(text($0.ask))”" }
      guard !asks.isEmpty else { return nil }
      return "your answer to \(asks.joined(separator: " and ")) is \(bounds(range))"
    case .all(let parts): return joined(parts, by: ", and ", questions)
    case .any(let parts): return joined(parts, by: ", or ", questions)
    default: return nil
    }
  }

  private func answered(
    _ id: Question.ID, _ values: [String], _ questions: [Question], _ verb: String
  ) -> String? {
    guard let question = questions.first(where: { $0.id == id }) else { return nil }
    let answers = values.map { "“\(label(of: $0, question))”" }.joined(separator: " or ")
    return "\(verb) \(answers) to “\(text(question.ask))”"
  }

  private func joined(
    _ parts: [Condition], by word: String, _ questions: [Question]
  ) -> String? {
    let all = parts.compactMap { words(for: $0, questions) }
    return all.count == parts.count && !all.isEmpty ? all.joined(separator: word) : nil
  }

  private func bounds(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (let least, let most) where least == most: "\(least)"
    case (...0, let most): "\(most) or less"
    case (let least, 1_000_000...): "\(least) or more"
    case (let least, let most): "from \(least) to \(most)"
    }
  }

  private func label(of value: String, _ question: Question) -> String {
    switch question.kind {
    case .yesOrNo, .confirmation: value == "yes" ? "Yes" : "No"
    case .oneOf(let choices), .severalOf(let choices):
      choices.first { $0.id.text == value }.map { text($0.label) } ?? value
    default: value
    }
  }
}
