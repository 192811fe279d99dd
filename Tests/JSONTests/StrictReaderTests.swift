import Foundation
import JSON
import Testing

@Suite struct StrictReaderTests {
  @Test func `a value knows where it stands`() throws {
    let node = try JSONNode(strict: #" {"é": [10, "x"]} "#)
    #expect(node.offset == 1 && node.end == 18)
    #expect(node.members?.first?.nameOffset == 2)
    #expect(node["é"]?.offset == 8)
    #expect(node["é"]?.array?[1].offset == 13)
    #expect(node["é"]?.array?[1].end == 16)
  }

  @Test(arguments: [
    ("", 0, "a value is missing"), (" ", 1, "a value is missing"),
    ("nul", 0, "a value is missing"), ("nulL", 0, "a value is missing"),
    ("[1,]", 3, "a value is missing"), ("{\"a\":}", 5, "a value is missing"),
    ("1 2", 2, "text after the end of the value"), ("{}x", 2, "text after the end of the value"),
    ("[1 2]", 3, "',' or the closing bracket is missing"),
    ("[1}", 2, "',' or the closing bracket is missing"),
    ("[1", 2, "',' or the closing bracket is missing"),
    ("{,}", 1, "a name is missing"), ("{\"a\":1,}", 7, "a name is missing"),
    ("{a:1}", 1, "a name is missing"), ("{\"a\" 1}", 5, "':' is missing"),
    ("01", 0, "not a number"), ("-", 0, "not a number"), ("1.", 0, "not a number"),
    ("1e", 0, "not a number"), ("[-a]", 1, "not a number"), ("1e+", 0, "not a number"),
    ("+1", 0, "a value is missing"), (".5", 0, "a value is missing"),
    ("NaN", 0, "a value is missing"),
    ("\"a", 0, "this text has no closing quote"), ("\"a\\", 0, "this text has no closing quote"),
    ("\"a\\\"", 0, "this text has no closing quote"),
    ("\"\\x\"", 1, "not an escape"), ("\"\\u12g4\"", 1, "not an escape"),
    ("\"\\u00e\"", 1, "not an escape"),
    ("\"\\ud800\"", 1, "not an escape"), ("\"\\ud800\\u0041\"", 1, "not an escape"),
    ("\"\\udc00\"", 1, "not an escape"), ("\"a\\ud83d\\n\"", 2, "not an escape"),
    ("\"a\tb\"", 2, "a control character in text"),
    ("\"long enough a\nb\"", 14, "a control character in text"),
    ("{\"a\":1,\"a\":2}", 7, "'a' stands here twice"),
    ("{\"a\":1,\"\\u0061\":2}", 7, "'a' stands here twice"),
    ("// no\n1", 0, "a value is missing"), ("\u{FEFF}1", 0, "a value is missing"),
  ])
  func `what is not JSON is refused where it stands`(text: String, offset: Int, summary: String) {
    #expect(throws: JSONFault(offset: offset, summary: summary)) { try JSONNode(strict: text) }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF],
    ] as [[UInt8]])
  func `text that is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect(throws: JSONFault(offset: 3, summary: "not UTF-8")) {
      try JSONNode(strict: [0x22, 0x61, 0x62] + bytes + [0x22])
    }
    #expect(throws: JSONFault.self) { try JSONNode(strict: [0x22] + bytes) }
  }

  @Test func `the two spellings of é may stand side by side`() throws {
    let node = try JSONNode(strict: "{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(node["\u{E9}"]?.integer == 1)
    #expect(node["e\u{301}"]?.integer == 2)
  }

  @Test func `a name twice is found in a large object too`() throws {
    let names = (0..<300).map { "\"n\($0)\":0" }.joined(separator: ",")
    #expect(try JSONNode(strict: "{\(names)}").members?.count == 300)
    #expect(throws: JSONFault.self) { try JSONNode(strict: "{\(names),\"n7\":1}") }
  }

  @Test func `sixty-four levels are read and sixty-five are not`() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    _ = try JSONNode(strict: nested(64))
    #expect(throws: JSONFault(offset: 64, summary: "more than 64 levels deep")) {
      try JSONNode(strict: nested(65))
    }
  }

  @Test(arguments: [
    ("9223372036854775807", JSONValue.integer(.max)),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .decimal("9223372036854775808")), ("0", .integer(0)),
    ("-0", .decimal("-0")), ("1.5E-3", .decimal("1.5E-3")),
    (#""\ud83d\ude00\u00e9\/""#, .string("😀é/")),
    (#""0123456789abcdef0123456789\n\"""#, .string("0123456789abcdef0123456789\n\"")),
  ])
  func `numbers and escapes mean what they say`(text: String, value: JSONValue) throws {
    #expect(try JSONNode(strict: text).value == value)
  }

  @Test func `a slice is read from its own start`() throws {
    let bytes = Array("xx[1]yy".utf8)
    #expect(try JSONNode(strict: bytes[2..<5]).offset == 0)
    #expect(try JSONNode(strict: bytes[2..<5].lazy.map { $0 }) == [1])
  }

  @Test func `it reads what Foundation writes, as Foundation reads it`() throws {
    var random = Random(seed: 7)
    for _ in 0..<300 {
      let node = random.node(depth: 4)
      let bytes = node.bytes
      #expect(try JSONNode(strict: bytes) == node)
      let object = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      let rewritten = try JSONSerialization.data(
        withJSONObject: object, options: [.fragmentsAllowed, .sortedKeys, .prettyPrinted])
      #expect(same(try JSONNode(strict: [UInt8](rewritten)), node))
    }
  }
}

/// Equal but for the order of members, which Foundation does not keep.
private func same(_ left: JSONNode, _ right: JSONNode) -> Bool {
  left.sortedBytes == right.sortedBytes
}
