import JSON
import Testing

@Suite struct WriterTests {
  @Test(arguments: [
    ("plain", #""plain""#), ("\"\\/", #""\"\\/""#),
    ("\u{8}\u{9}\u{A}\u{C}\u{D}", #""\b\t\n\f\r""#),
    ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
    ("é😀\u{2028}", "\"é😀\u{2028}\""),
  ])
  func `only what must be escaped is`(text: String, written: String) throws {
    #expect(JSONNode.string(text).text == written)
    #expect(try JSONNode(strict: written).string == text)
  }

  @Test func `sorted members stand in the order of their bytes at every level`() {
    let node: JSONNode = ["b": ["z": 1, "a": 2], "É": 3, "": 4, "B": [["y": 1, "x": 2]]]
    #expect(
      String(decoding: node.sortedBytes, as: UTF8.self)
        == #"{"":4,"B":[{"x":2,"y":1}],"b":{"a":2,"z":1},"É":3}"#)
  }

  @Test(arguments: ["-0", "1.50", "1e400", "12345678901234567890", "-9223372036854775808"])
  func `a number keeps every digit it was written with`(number: String) throws {
    #expect(try JSONNode(strict: number).text == number)
  }
}
