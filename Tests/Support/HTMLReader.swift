/// One tag of a page, with what is needed to judge it.
struct Tag {
  var name: String
  var attributes: [(name: String, value: String)]
  var isEnd: Bool
  var line: Int

  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// Cuts HTML, as Docket writes it, into tags and texts. Says what it could not read.
struct HTMLReader {
  enum Token {
    case tag(Tag)
    case text(String, line: Int)
  }

  private let source: [UInt8]
  private var at = 0
  private var line = 1
  private(set) var tokens: [Token] = []
  private(set) var faults: [String] = []

  init(_ source: String) {
    self.source = Array(source.utf8)
    while at < self.source.count { readToken() }
  }

  private mutating func readToken() {
    guard source[at] == UInt8(ascii: "<") else { return readText() }
    if starts(with: "<!doctype html>") {
      skip(past: ">")
    } else if starts(with: "<!--") {
      skip(past: "-->")
    } else {
      readTag()
    }
  }

  private mutating func readText() {
    let start = at
    let startLine = line
    while at < source.count, source[at] != UInt8(ascii: "<") {
      if source[at] == UInt8(ascii: ">") { fault("a bare >") }
      if source[at] == UInt8(ascii: "&") { checkReference() }
      advance()
    }
    tokens.append(.text(string(start..<at), line: startLine))
  }

  private mutating func checkReference() {
    var end = at + 1
    while end < source.count, source[end].isName || source[end] == UInt8(ascii: "#") { end += 1 }
    if end == at + 1 || end >= source.count || source[end] != UInt8(ascii: ";") {
      fault("a bare &")
    }
  }

  private mutating func readTag() {
    let tagLine = line
    advance()
    let isEnd = at < source.count && source[at] == UInt8(ascii: "/")
    if isEnd { advance() }
    let name = readName()
    if name.isEmpty { fault("a bare <") }
    var attributes: [(name: String, value: String)] = []
    while true {
      while at < source.count, source[at].isGap { advance() }
      guard at < source.count else { return fault("<\(name)> is not closed") }
      if source[at] == UInt8(ascii: ">") {
        advance()
        break
      }
      let attribute = readName()
      guard !attribute.isEmpty else {
        fault("<\(name)> has something that is no attribute")
        return skip(past: ">")
      }
      if attributes.contains(where: { $0.name == attribute }) {
        fault("<\(name)> has \(attribute) twice")
      }
      attributes.append((attribute, readValue(of: attribute)))
    }
    tokens.append(.tag(Tag(name: name, attributes: attributes, isEnd: isEnd, line: tagLine)))
  }

  private mutating func readValue(of attribute: String) -> String {
    guard at < source.count, source[at] == UInt8(ascii: "=") else { return "" }
    advance()
    guard at < source.count, source[at] == UInt8(ascii: "\"") else {
      fault("the value of \(attribute) is not quoted")
      return ""
    }
    advance()
    let start = at
    while at < source.count, source[at] != UInt8(ascii: "\"") {
      if source[at] == UInt8(ascii: "<") { fault("a bare < in \(attribute)") }
      if source[at] == UInt8(ascii: "&") { checkReference() }
      advance()
    }
    let value = string(start..<at)
    if at < source.count { advance() }
    return value
  }

  private mutating func readName() -> String {
    let start = at
    while at < source.count, source[at].isName { advance() }
    return string(start..<at)
  }

  private mutating func advance() {
    if source[at] == UInt8(ascii: "\n") { line += 1 }
    at += 1
  }

  private mutating func skip(past end: String) {
    while at < source.count, !starts(with: end) { advance() }
    for _ in end.utf8 where at < source.count { advance() }
  }

  private func starts(with text: String) -> Bool { source[at...].starts(with: text.utf8) }
  private func string(_ range: Range<Int>) -> String {
    String(decoding: source[range], as: UTF8.self)
  }
  private mutating func fault(_ words: String) { faults.append("line \(line): \(words)") }
}

extension UInt8 {
  fileprivate var isGap: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
  fileprivate var isName: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
      || self == UInt8(ascii: "-") || self == UInt8(ascii: ":")
  }
}
