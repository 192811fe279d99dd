import Testing

@testable import Store

@Suite struct CSVReaderTests {
  private func fields(_ text: String) throws -> [[String]] {
    try readCSV(Array(text.utf8)).map(\.fields)
  }

  @Test(arguments: [
    ("", []), ("\n\r\n", []), ("a,b", [["a", "b"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a\nb\n", [["a"], ["b"]]), ("a,\n,\n", [["a", ""], ["", ""]]),
    ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]), ("\"a\r\nb\",c", [["a\r\nb", "c"]]),
    ("\u{FEFF}a,b", [["a", "b"]]), ("é, x ", [["é", " x "]]), ("\"\"", []),
  ])
  func `records are read as the RFC writes them`(text: String, records: [[String]]) throws {
    #expect(try fields(text) == records)
  }

  @Test func `a record knows the line it begins on`() throws {
    let records = try readCSV(Array("a\n\n\"b\nb\"\nc\n".utf8))
    #expect(records.map(\.line) == [1, 3, 5])
  }

  @Test(arguments: [
    ("a\"b", 1, "a quote stands inside a field that does not begin with one"),
    ("a\n\"b", 2, "a field has no closing quote"),
    ("a\n\"b\"c", 2, "something follows the closing quote of a field"),
    ("a\rb", 1, "a carriage return stands alone"),
  ])
  func `what is not in the form of the RFC is told with its line`(
    text: String, line: Int, reason: String
  ) {
    #expect(throws: CSVFault(line: line, reason: reason)) { try fields(text) }
  }

  @Test func `bytes that are no text are refused`() {
    #expect(throws: CSVFault(line: 1, reason: "the file is not UTF-8 text")) {
      try readCSV([0x61, 0xFF])
    }
  }
}
