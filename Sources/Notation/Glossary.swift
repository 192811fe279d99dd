/// Every key of the notation in Markdown, for `site/README.md`. Made from the checker's own tables; a
/// test compares the two.
package func keyGlossary() -> String {
  Shape.Name.allCases.map { section(Shape.named($0)) }.joined(separator: "\n")
}

private func section(_ shape: Shape) -> String {
  let lines = shape.keys.map { key in
    "- `\(key.name)` (\(key.isRequired ? "required, " : "")\(key.kind.summary)): \(key.help)"
  }
  return "### \(title(shape.name))\n\n\(shape.documentation)\n\n"
    + lines.joined(separator: "\n") + "\n"
}

private func title(_ name: Shape.Name) -> String {
  let noun = Shape.named(name).noun
  return noun.prefix(1).uppercased() + noun.dropFirst()
}

/// A link to the section of a shape, as web views of Markdown name it.
private func link(_ name: Shape.Name) -> String {
  let noun = Shape.named(name).noun
  return "[\(noun)](#\(noun.split(separator: " ").joined(separator: "-")))"
}

extension Kind {
  /// What a value is, in a few words.
  fileprivate var summary: String {
    switch self {
    case .text: "text"
    case .words: "text for people"
    case .markdown: "text for people, in Markdown"
    case .oneOf: "one of these words"
    case .bool: "`true` or `false`"
    case .id: "an id"
    case .integer(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .shape(let name): "see \(link(name))"
    case .reference(let family): "the id of \(article(family.noun))"
    case .referenceOr(let family, let name):
      "ids of \(family.noun)s, or see \(link(name))"
    case .list(.integer, _): "a list of numbers"
    case .list(.text, _): "a list of texts"
    case .list(.reference(let family), _): "a list of ids of \(family.plural)"
    case .list(let kind, _): "a list, \(kind.summary)"
    case .dayPoint: "a day, `\"today\"`, or see \(link(.dayPoint))"
    case .values: "an answer in quotes, or a list of them"
    default: "like `\(sample)`"
    }
  }
}
