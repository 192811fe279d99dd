import JSON
import Rules

/// Gives a definition its one form: members in the order of their names' bytes, and texts in the
/// agency's order of languages, so that where a language is missing the site's own comes first.
///
/// Rules are built from this form, and publications are written in it: an edition is the same whether
/// it comes from what the author wrote or from what was published.
struct Canonical {
  let languages: [String]
  /// The day that a text names. Where authors name an edition, its day is written.
  var day: (String) -> Day? = { Day($0) }

  /// The object that fills a file, without the name of its schema.
  func file(_ node: JSONNode, as name: Shape.Name) -> JSONNode {
    let members = (node.members ?? []).filter { $0.name != "$schema" }
    return object(JSONNode(.object(members), offset: node.offset, end: node.end), as: name)
  }

  private func object(_ node: JSONNode, as name: Shape.Name) -> JSONNode {
    let shape = Shape.named(name)
    return node.with(
      members: (node.members ?? []).map { member in
        guard let key = shape.key(member.name) else { return member }
        return JSONMember(
          member.name, value(member.node, as: key.kind), nameOffset: member.nameOffset)
      }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
  }

  private func value(_ node: JSONNode, as kind: Kind) -> JSONNode {
    switch (kind, node.value) {
    case (.day, .string(let text)):
      guard let day = day(text) else { return node }
      return JSONNode(.string(day.description), offset: node.offset, end: node.end)
    case (.shape(let name), .object), (.referenceOr(_, let name), .object):
      return object(node, as: name)
    case (.dayPoint, .object): return object(node, as: .dayPoint)
    case (.list(let kind, _), .array(let nodes)):
      return JSONNode(
        .array(nodes.map { value($0, as: kind) }), offset: node.offset, end: node.end)
    case (.words, .object(let members)), (.markdown, .object(let members)):
      let order = members.sorted { rank($0.name) < rank($1.name) }
      return node.with(members: order)
    case (.answers, .object(let members)):
      return node.with(
        members: members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    default: return node
    }
  }

  private func rank(_ language: String) -> Int {
    languages.firstIndex(of: language) ?? languages.count
  }
}

extension JSONNode {
  fileprivate func with(members: [JSONMember]) -> JSONNode {
    JSONNode(.object(members), offset: offset, end: end)
  }
}
