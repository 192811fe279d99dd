extension Kind: CustomStringConvertible {
  /// What a value must be, in an author's words.
  var description: String {
    switch self {
    case .text, .emailAddress, .timeZone, .currency, .language: "text in quotes"
    case .words: "text in quotes, or one text for each language"
    case .markdown: "text in quotes (Markdown), or one text for each language"
    case .day: "a day"
    case .money: "an amount of money in quotes"
    case .decimal: "a number in quotes"
    case .yearDay: "a day of the year"
    case .dayPoint: "a day, \"today\", or \(article(Shape.dayPoint.noun)) in { }"
    case .bool: "true or false"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .id: "an id in quotes"
    case .oneOf(let listed): "one of " + listed.map { "\"\($0.value)\"" }.joined(separator: ", ")
    case .reference(let family): "the id of \(article(family.noun))"
    case .list: "a list in [ ]"
    case .shape(let name): "\(article(Shape.named(name).noun)) in { }"
    case .referenceOr(let family, let name):
      "the id of \(article(family.noun)), or \(article(Shape.named(name).noun)) in { }"
    case .values: "an answer in quotes, or a list of answers"
    case .answers: "an object in { } with an answer for each question id"
    }
  }

  /// How such a value looks, for remedies and the glossary.
  var sample: String {
    switch self {
    case .text, .words, .markdown: "\"…\""
    case .emailAddress: "\"office@example.org\""
    case .day: "\"2026-07-01\""
    case .money: "\"12.50\""
    case .decimal: "\"12.5\""
    case .yearDay: "\"06-30\""
    case .dayPoint: "\"today\""
    case .bool: "true"
    case .integer(let range): "\(max(range.lowerBound, min(range.upperBound, 30)))"
    case .id: "\"short-name\""
    case .oneOf(let listed): "\"\(listed.first?.value ?? "")\""
    case .reference(let family): "\"\(family.noun)-id\""
    case .list(let kind, _): "[\(kind.sample)]"
    case .shape(let name):
      "{ "
        + Shape.named(name).keys.filter { $0.isRequired && $0.only == nil }.prefix(3)
        .map { "\"\($0.name)\": …" }.joined(separator: ", ") + " }"
    case .referenceOr(let family, _): "\"\(family.noun)-id\""
    case .values: "\"yes\""
    case .answers: "{ \"question-id\": \"yes\" }"
    case .timeZone: "\"Europe/London\""
    case .currency: "\"EUR\""
    case .language: "\"en\""
    }
  }
}

extension Kind.Family {
  /// What messages call one of them.
  var noun: String {
    switch self {
    case .request: "credential"
    case .asked: "clarifying question"
    case .layer: "layer"
    default: rawValue
    }
  }

  /// What several are called.
  var plural: String { self == .party ? "parties" : noun + "s" }
}
