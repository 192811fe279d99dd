// Lets JSON be written in Swift as it will look: `["id": 17, "who": ["ada", true, nil]]`. Members
// keep their order. A value that is not a literal is wrapped: `["id": .integer(number)]`.

extension JSONNode {
  package static let null = JSONNode(.null)
  package static func bool(_ truth: Bool) -> JSONNode { JSONNode(.bool(truth)) }
  package static func integer(_ number: Int) -> JSONNode { JSONNode(.integer(number)) }
  package static func string(_ text: String) -> JSONNode { JSONNode(.string(text)) }
  package static func array(_ nodes: [JSONNode]) -> JSONNode { JSONNode(.array(nodes)) }
  package static func object(_ members: [JSONMember]) -> JSONNode { JSONNode(.object(members)) }
}

extension JSONNode: ExpressibleByNilLiteral {
  package init(nilLiteral: ()) { self.init(.null) }
}

extension JSONNode: ExpressibleByBooleanLiteral {
  package init(booleanLiteral truth: Bool) { self.init(.bool(truth)) }
}

extension JSONNode: ExpressibleByIntegerLiteral {
  package init(integerLiteral number: Int) { self.init(.integer(number)) }
}

extension JSONNode: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { self.init(.string(text)) }
}

extension JSONNode: ExpressibleByArrayLiteral {
  package init(arrayLiteral nodes: JSONNode...) { self.init(.array(nodes)) }
}

extension JSONNode: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral pairs: (String, JSONNode)...) {
    self.init(.object(pairs.map { JSONMember($0.0, $0.1) }))
  }
}
