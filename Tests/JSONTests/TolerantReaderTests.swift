import Foundation
import JSON
import Testing

@Suite struct TolerantReaderTests {
  /// A text in which `|` marks the place of each fault, the tree made of it, and each fault as
  /// `summary; remedy`.
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var tree: String
    var faults: [String]
    var testDescription: String { text }

    init(_ text: String, _ tree: String, _ faults: String...) {
      (self.text, self.tree, self.faults) = (text, tree, faults)
    }
  }

  @Test(arguments: [
    Case(
      "{\"a\": 1|\n \"b\": 2}", "{a:1,b:2}",
      "a comma is missing here; write a comma between one entry and the next"),
    Case(
      "[1| 2, 3]", "[1,2,3]",
      "a comma is missing here; write a comma between one entry and the next"),
    Case(
      "{\"a\": 1|; \"b\": 2}", "{a:1,b:2}",
      "';' stands where a comma belongs; write a comma"),
    Case(
      "{|, \"a\": 1,|,}", "{a:1}",
      "a comma with nothing before it; take it out",
      "a comma with nothing before it; take it out"),
    Case(
      "{\"a\"| 1}", "{a:1}",
      "a colon is missing after 'a'; write \"a\": and the value"),
    Case(
      "{\"a\"|, \"b\": 2}", "{a:?,b:2}",
      "a colon is missing after 'a'; write \"a\": and the value"),
    Case(
      "{\"a\" |= 1}", "{a:1}",
      "'=' stands where a colon belongs; write \"a\": and the value"),
    Case(
      "{\"a\"|:, \"b\": 2}", "{a:?,b:2}",
      "'a' has no value; write it after the colon"),
    Case(
      "{|: 1, \"b\": 2}", "{b:2}",
      "a name is missing before this colon"),
    Case(
      "{|{\"x\": 1}, \"b\": 2}", "{b:2}",
      "a name is missing before this {; write \"name\": before it"),
    Case(
      "[|\"a\": 1, 2]", "[2]",
      "a name and its value in a list; put { } around them, or write { } instead of [ ] around the list"
    ),
    Case(
      "[|: 2]", "[2]",
      "a colon in a list; put { } around a name and its value"),
    Case(
      "[1, |*]", "[1,?]",
      "'*' cannot stand here; take it out, or put text between quotes"),
    Case(
      "{|*, \"b\": 2}", "{b:2}",
      "'*' cannot stand here; take it out, or put text between quotes"),
    Case(
      "[|/ 1, 2]", "[1,2]",
      "a lone '/'; a comment begins with //"),
    Case(
      "[|\u{1}1]", "[1]",
      "'U+0001' cannot stand here; take it out, or put text between quotes"),
    Case(
      "|{\"a\": 1", "{a:1}",
      "this { is never closed; write } where it ends"),
    Case(
      "[[|{\"b\": 1]]", "[[{b:1}]]",
      "this { is not closed before ] on line 1; write } where it ends"),
    Case(
      "{\"a\": |[1}", "{a:[1]}",
      "this [ is not closed before } on line 1; write ] where it ends"),
    Case(
      "[1|}, 2]", "[1,2]",
      "this } closes nothing; take it out, or write ] if the list ends here"),
    Case(
      "{|], \"a\": 1}", "{a:1}",
      "this ] closes nothing; take it out, or write } if the object ends here"),
    Case(
      "{}|}", "{}",
      "this } closes nothing; take it out"),
    Case(
      "{} |{}", "{}",
      "more text after the end; keep one { } around everything in a file"),
    Case(
      "{\n  \"a\": |{\n    \"b\": 1,\n  \"c\": {\n    \"d\": 2\n  }\n}\n", "{a:{b:1,c:{d:2}}}",
      "this { is never closed; write } where it ends"),
    Case(
      "|{\"a\"|:", "{a:?}",
      "this { is never closed; write } where it ends",
      "'a' has no value; write it after the colon"),
    Case(
      "|", "",
      "nothing is written here; write { } with the definition between the braces"),
    Case(
      "// no\n", "",
      "nothing is written here; write { } with the definition between the braces"),
    Case(
      "[1, |/* 2]", "[1]",
      "this comment is never closed; write */ where it ends"),
    Case(
      "[1, |# two\n 2]", "[1,2]",
      "'#' does not begin a comment; write // instead"),
    Case(
      "[1,|\u{A0}2]", "[1,2]",
      "a special space from a word processor or web page; type a plain space"),
    Case(
      "{|a: 1}", "{a:1}",
      "the name 'a' is not in quotes; write \"a\":"),
    Case(
      "{|a\": 1}", "{a:1}",
      "the opening quote of 'a' is missing; write \"a\""),
    Case(
      "[|late\"]", "[\"late\"]",
      "the opening quote of 'late' is missing; write \"late\""),
    Case(
      "[|late, 1]", "[?,1]",
      "text without quotes: 'late'; put it between quotes: \"late\""),
    Case(
      "[|True]", "[?]",
      "'True' is not a value; write true, or \"True\" if it is text"),
    Case(
      "[|no]", "[?]",
      "'no' is not a value; write false, or \"no\" if it is text"),
    Case(
      "[|None]", "[?]",
      "'None' is not a value; leave the whole line out"),
    Case(
      "{\"a\": 85 |dollars, \"b\": 1}", "{a:85,b:1}",
      "unexpected words after the value: 'dollars'; take them out, or put them into quotes with the value"
    ),
    Case(
      "[|+1]", "[?]",
      "a number does not begin with '+': +1; take the + out"),
    Case(
      "[|007]", "[?]",
      "a number does not begin with 0: 007; write \"007\" if it is text"),
    Case(
      "[|2017-03-06, |1.5.2]", "[?,?]",
      "not a number: 2017-03-06; put it between quotes: \"2017-03-06\"",
      "not a number: 1.5.2; put it between quotes: \"1.5.2\""),
    Case(
      "{\"a\": |\"late,\n \"b\": 1}", "{a:\"late\",b:1}",
      "this text has no closing quote; write \" where it ends, on the same line"),
    Case(
      "{\"a\": |\"it's late}\r\n", "{a:\"it's late\"}",
      "this text has no closing quote; write \" where it ends, on the same line"),
    Case(
      "{\"a\": |\"late, \"b\": 1}", "{a:\"late\",b:1}",
      "this text has no closing quote; write \" where it ends, on the same line"),
    Case(
      "{|\"a: \"late\", \"b\": 1}", "{a:\"late\",b:1}",
      "this text has no closing quote; write \" where it ends, on the same line"),
    Case(
      "[|'late']", "[\"late\"]",
      "text in single quotes; write double quotes: \""),
    Case(
      "{|“a”: |“late”}", "{a:\"late\"}",
      "typographic quote “; word processors put these in; type a plain \"",
      "typographic quote “; word processors put these in; type a plain \""),
    Case(
      "[|‘late’]", "[\"late\"]",
      "typographic quote ‘; word processors put these in; type a plain \""),
    Case(
      "[|„late“]", "[\"late\"]",
      "typographic quote „; word processors put these in; type a plain \""),
    Case(
      "{\"a\": \"late|”, \"b\": \"x\"}", "{a:\"late\",b:\"x\"}",
      "typographic quote ”; word processors put these in; type a plain \""),
    Case(
      "{\"a\": \"late|”\n}", "{a:\"late\"}",
      "typographic quote ”; word processors put these in; type a plain \""),
    Case(
      "[\"a|\\x\"]", "[\"a\\\\x\"]",
      "a backslash that escapes nothing; write \\\\ for a backslash"),
    Case(
      "[\"|\\ud800\"]", "[\"d800\"]",
      "\\u without the four hexadecimal digits of a character; type the character itself"),
    Case(
      "[\"a|\tb\"]", "[\"a\\tb\"]",
      "a tab inside text; write \\t, or a space"),
    Case(
      "[\"a|\u{2}b\"]", "[\"a\\u0002b\"]",
      "the control character U+0002 inside text; take it out"),
    Case(
      "{\"a\": 1,\n\"b\": 2, |\"a\": 3}", "{a:1,b:2}",
      "'a' stands here twice; the first is on line 1; keep one of them"),
  ])
  func `each fault is named where it stands, and the rest is read`(example: Case) throws {
    let pieces = example.text.split(separator: "|", omittingEmptySubsequences: false)
    var offsets = [0]
    for piece in pieces.dropLast() { offsets.append((offsets.last ?? 0) + piece.utf8.count) }
    let reading = readTolerantly(Array(pieces.joined().utf8))
    let faults = reading.faults.map { $0.summary + ($0.remedy.map { "; " + $0 } ?? "") }
    #expect(faults == example.faults)
    #expect(reading.faults.map(\.offset) == (pieces.count > 1 ? Array(offsets.dropFirst()) : [0]))
    #expect(reading.node.map(sketch) ?? "" == example.tree)
  }

  @Test func `bytes that are not UTF-8 are named once`() {
    let reading = readTolerantly([0x5B, 0x22, 0xE9, 0x22, 0x2C, 0x22, 0xE8, 0x22, 0x5D])
    #expect(
      reading.faults == [
        JSONFault(
          offset: 2, summary: "a character that is not UTF-8", remedy: "save the file as UTF-8")
      ])
    #expect(reading.node?.array?.count == 2)
  }

  @Test func `a file saved as UTF-16 is named as such`() {
    let reading = readTolerantly([0xFF, 0xFE, 0x7B, 0, 0x7D, 0])
    #expect(reading.faults.map(\.summary) == ["this file is saved as UTF-16"])
    #expect(reading.node == nil)
  }

  @Test func `too many levels are one fault, and what follows is read`() {
    let deep = String(repeating: "[", count: 70) + "\"]\"" + String(repeating: "]", count: 70)
    let reading = readTolerantly("{\"a\": \(deep), \"b\": 1}".utf8)
    #expect(
      reading.faults == [
        JSONFault(
          offset: 6 + 63, summary: "more than 64 levels of braces and brackets", losesText: true)
      ])
    #expect(reading.node?["b"]?.integer == 1)
  }

  @Test func `every fault of a text is found in one run`() {
    let text = """
      {
        // a fee
        “id”: 'late',
        "amount": 085.00
        from: "2017-03-06,
        "clause": "x\\\\y", "clause": [1,, 2],
      """
    #expect(
      readTolerantly(text.utf8).faults.map(\.summary) == [
        "this { is never closed", "typographic quote “", "text in single quotes",
        "not a number: 085.00", "a comma is missing here", "the name 'from' is not in quotes",
        "this text has no closing quote", "'clause' stands here twice",
        "a comma with nothing before it",
      ])
  }

  @Test(arguments: [
    ("\u{FEFF}{\"a\": 1}", "{a:1}"),
    ("{\r\n\"a\": 1, // x\r\n\"b\": [1,],\r\n}\r\n", "{a:1,b:[1]}"),
    ("/* a * b **/ [/**/1, // two\n]", "[1]"), ("// only\n7// end", "7"), ("[]", "[]"),
    ("{}", "{}"),
    ("\"say “hello”, it’s “so”\"", "\"say “hello”, it’s “so”\""), ("[\"“x”\"]", "[\"“x”\"]"),
    ("[\"a\\\"b\", true, false, null, -1.5e3]", "[\"a\\\"b\",true,false,null,-1.5e3]"),
  ])
  func `comments, last commas, a byte order mark and CRLF are no faults`(
    text: String, tree: String
  ) {
    let reading = readTolerantly(text.utf8)
    #expect(reading.faults == [])
    #expect(reading.node.map(sketch) == tree)
  }

  @Test func `well-formed text is understood as Foundation and the strict reader do`() throws {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    var random = Random(seed: 11)
    for _ in 0..<300 {
      let node = random.node(depth: 4)
      let plain = readTolerantly(node.bytes)
      #expect(plain.faults == [] && plain.node == node)
      #expect(plain.node?.end == node.bytes.count)
      #expect(try strictOffsets(node.bytes) == plain.node.map(offsets))

      let commented = withComments(node)
      let reading = readTolerantly(commented.utf8)
      #expect(reading.faults == [], "\(commented)")
      #expect(reading.node == node)
      if let members = node.members {
        let decoded = try decoder.decode([String: AnyJSON].self, from: Data(commented.utf8))
        // Two spellings of one name are one key to Foundation's dictionary.
        #expect(decoded.count == Set(members.map(\.name)).count)
      }
    }
  }

  @Test func `any edit of a text gives a tree or faults, never a trap`() throws {
    var random = Random(seed: 3)
    for round in 0..<6000 {
      let node = random.node(depth: 3)
      let text = random.edited(
        round.isMultiple(of: 2) ? node.bytes : Array(withComments(node).utf8))
      let reading = readTolerantly(text)
      #expect(reading.node != nil || !reading.faults.isEmpty)
      for fault in reading.faults { #expect(fault.offset >= 0 && fault.offset <= text.count) }
      // What the strict reader takes, the tolerant one reads the same, and without a fault.
      if let strict = try? JSONNode(strict: text) {
        #expect(reading.faults == [] && reading.node == strict)
      }
      if reading.faults.isEmpty, let bytes = reading.node?.bytes {
        #expect(try JSONNode(strict: bytes) == reading.node)
      }
    }
  }
}

/// The tree in short: names without quotes, `?` for a missing value.
private func sketch(_ node: JSONNode) -> String {
  switch node.value {
  case .object(let members):
    "{" + members.map { $0.name + ":" + sketch($0.node) }.joined(separator: ",") + "}"
  case .array(let nodes): "[" + nodes.map(sketch).joined(separator: ",") + "]"
  default: node.isMissing ? "?" : node.text
  }
}

private func strictOffsets(_ bytes: [UInt8]) throws -> [Int] {
  offsets(try JSONNode(strict: bytes))
}

private func offsets(_ node: JSONNode) -> [Int] {
  let inner: [Int] =
    switch node.value {
    case .array(let nodes): nodes.flatMap(offsets)
    case .object(let members): members.flatMap { [$0.nameOffset] + offsets($0.node) }
    default: []
    }
  return [node.offset, node.end] + inner
}

/// `node` as a person might write it: with comments, line ends and commas after the last entry.
private func withComments(_ node: JSONNode) -> String {
  switch node.value {
  case .array(let nodes):
    "[ /* list */" + nodes.map { withComments($0) + ", // one\n" }.joined() + "]"
  case .object(let members):
    "{\r\n"
      + members.map { JSONNode.string($0.name).text + ": " + withComments($0.node) + ",\r\n" }
      .joined() + "}"
  default: node.text
  }
}

private struct AnyJSON: Decodable {
  init(from decoder: any Decoder) throws {}
}
