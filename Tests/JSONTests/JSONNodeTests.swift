import JSON
import Testing

@Suite struct JSONNodeTests {
  let node: JSONNode = ["a": 1, "b": ["x", true, nil], "c": ["d": -2]]

  @Test func `a literal keeps its members in order`() {
    #expect(node.text == #"{"a":1,"b":["x",true,null],"c":{"d":-2}}"#)
    #expect(node.offset == 0)
  }

  @Test func `members are found by name and values by kind`() {
    #expect(node["a"]?.integer == 1)
    #expect(node["b"]?.array?.first?.string == "x")
    #expect(node["b"]?.array?[1].bool == true)
    #expect(node["b"]?.array?[2].isNull == true)
    #expect(node["c"]?["d"]?.integer == -2)
    #expect(node["c"]?.members?.first?.name == "d")
    #expect(node["e"] == nil)
    #expect(node["a"]?["b"] == nil)
    #expect(node["a"]?.string == nil)
    #expect(node["a"]?.isNull == false)
  }

  @Test func `nodes are equal wherever they stand`() throws {
    #expect(try JSONNode(strict: #" { "a" : 1 } "#) == ["a": 1])
    #expect(try JSONNode(strict: "[1]") != ["a": 1])
    #expect(try JSONNode(strict: "1.0") != 1)
    #expect(try JSONNode(strict: "1.50") == JSONNode(.decimal("1.50")))
  }

  @Test func `the two spellings of é are two texts and two names`() {
    let composed: JSONNode = ["caf\u{E9}": "\u{E9}"]
    let decomposed: JSONNode = ["cafe\u{301}": "e\u{301}"]
    #expect(composed != decomposed)
    #expect(composed["cafe\u{301}"] == nil)
    #expect(composed["caf\u{E9}"]?.string == "\u{E9}")
    #expect(composed.bytes != decomposed.bytes)
  }

  @Test func `a missing value is told from a null that was written`() throws {
    #expect(JSONNode.missing(at: 5).isMissing)
    #expect(try !JSONNode(strict: "null").isMissing)
    #expect(!(nil as JSONNode).isMissing)
  }
}
