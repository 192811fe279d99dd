import JSON
import Notation
import Testing

@Suite struct SchemaTests {
  let schema = definitionsSchema()

  @Test func `every reference in the schema points at something`() {
    for node in all(in: schema) {
      guard let reference = node["$ref"]?.string else { continue }
      #expect(reference.hasPrefix("#/definitions/"))
      #expect(schema["definitions"]?[String(reference.dropFirst(14))] != nil, "\(reference)")
    }
  }

  @Test func `every key is described, and no other is allowed`() throws {
    for shape in try #require(schema["definitions"]?.members) where shape.name != "words" {
      #expect(shape.node["additionalProperties"] == false)
      for key in try #require(shape.node["properties"]?.members) {
        #expect(
          key.node["description"]?.string?.hasSuffix(".") == true, "\(shape.name) \(key.name)")
      }
      for name in shape.node["required"]?.array ?? [] {
        #expect(shape.node["properties"]?[name.string ?? ""] != nil)
      }
    }
  }

  @Test func `files may name their schema, and kinds and limits are told`() throws {
    let definitions = try #require(schema["definitions"])
    #expect(definitions["fees"]?["properties"]?["$schema"] != nil)
    #expect(definitions["fee"]?["properties"]?["$schema"] == nil)
    #expect(
      definitions["fee"]?["properties"]?["per"]?["enum"] == [
        "certificate", "request", "application", "item",
      ])
    #expect(definitions["agency"]?["properties"]?["applicationDays"]?["maximum"] == 3650)
    #expect(definitions["fee"]?["required"] == ["id", "title", "per", "amounts"])
    #expect(definitions["question"]?["allOf"]?.array?.count == 7)
  }

  @Test func `it is well-formed JSON, the same each time`() throws {
    #expect(try JSONNode(strict: schema.bytes) == schema)
    #expect(definitionsSchema().bytes == schema.bytes)
  }

  private func all(in node: JSONNode) -> [JSONNode] {
    [node]
      + ((node.array ?? []) + (node.members ?? []).map(\.node)).flatMap { all(in: $0) }
  }
}
