/// Every key of the notation in Markdown, for `site/README.md`. Made from the checker's own tables; a
/// test compares the two.
package func keyGlossary() -> String {
  Shape.Name.allCases.map { section(Shape.named($0)) }.joined(separator: "\n")
}

private func section(_ shape: Shape) -> String {
  let lines = shape.keys.map { key in
    let mark = key.isRequired ? " (required)" : ""
    return "- `\(key.name)`\(mark): \(key.help) *\(key.kind.summary)*"
  }
  let noun = shape.noun.prefix(1).uppercased() + shape.noun.dropFirst()
  return "### \(noun)\n\n\(shape.documentation)\n\n" + lines.joined(separator: "\n") + "\n"
}

extension Kind {
  /// What a value is and how it looks, in a few words.
  fileprivate var summary: String {
    switch self {
    case .oneOf: "One of these words."
    case .words: "Text."
    case .markdown: "Text in Markdown."
    case .bool: "`true` or `false`."
    case .shape(let name): "See *\(Shape.named(name).noun)*."
    case .list(.shape(let name), _): "A list; see *\(Shape.named(name).noun)*."
    case .list(.referenceOr(let family, let name), _):
      "A list of ids of \(family.noun)s, or see *\(Shape.named(name).noun)*."
    case .list(.reference(let family), _): "A list of ids of \(family.noun)s."
    default: "Like `\(sample)`."
    }
  }
}
