import Applications
import Rules

// How answers stand in the cells of a file of comma-separated values.

extension Question {
  /// Whether one cell can hold its answer.
  package var fitsACell: Bool {
    switch kind {
    case .address: false
    default: true
    }
  }

  /// What a cell says, as the fields of a form. What does not do is left as it is, for the check to name.
  package func fields(inCell cell: String, _ edition: Edition) -> [Answers.Field] {
    let text = withoutGuard(cell)
    switch kind {
    case .yesOrNo, .confirmation:
      return [Answers.Field(name: id.text, texts: [text.lowercased()])]
    case .oneOf(let choices):
      return [Answers.Field(name: id.text, texts: [choice(text, choices, edition)])]
    case .severalOf(let choices):
      let texts = text.split(separator: ";").map {
        choice(withoutSpacesAround(String($0)), choices, edition)
      }
      return [Answers.Field(name: id.text, texts: texts)]
    case .day where Day(text) == nil:
      return [Answers.Field(name: fields[0], texts: [text])]
    default: return fields(writing: text)
    }
  }

  /// What may stand in its cell, in a few words.
  package func cellWords(_ edition: Edition) -> String {
    switch kind {
    case .yesOrNo: return "yes or no"
    case .confirmation: return "yes"
    case .oneOf(let choices):
      return choices.map { edition.text($0.label) }.joined(separator: ", or ")
    case .severalOf(let choices):
      return choices.map { edition.text($0.label) }.joined(separator: ", ")
        + "; several with a semicolon between"
    case .day: return "a day, like 2026-11-22"
    case .number(let range): return "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .money: return "an amount"
    case .emailAddress: return "an email address"
    case .phoneNumber: return "a phone number"
    case .shortText(let limit), .longText(let limit): return "text of at most \(limit) characters"
    case .fromList: return "a name from the list"
    case .address: return ""
    }
  }

  private func choice(_ text: String, _ choices: [Choice], _ edition: Edition) -> String {
    choices.first { edition.text($0.label).lowercased() == text.lowercased() }?.id.text ?? text
  }
}

private func withoutGuard(_ cell: String) -> String {
  let text = withoutSpacesAround(cell)
  guard text.hasPrefix("'"), isLikeAFormula(String(text.dropFirst())) else { return text }
  return String(text.dropFirst())
}

private func withoutSpacesAround(_ text: String) -> String {
  let start = text.unicodeScalars.drop { $0 == " " }
  let end = start.reversed().prefix { $0 == " " }.count
  return String(String.UnicodeScalarView(start.dropLast(end)))
}

/// What is wrong with answers, in sentences.
package func sentences(_ faults: [FieldFault], _ edition: Edition) -> [String] {
  faults.map(Messages(edition).sentence)
}
