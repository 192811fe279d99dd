extension TolerantReader {
  func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"): true
    default: false
    }
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// `true`, `false`, `null`; `nil`, with a fault, for any other word.
  mutating func word() -> JSONValue? {
    let start = position
    let word = takeName()
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    if takeClosingQuote(after: word, at: start) { return .string(word) }
    switch word.lowercased() {
    case "true", "yes", "on":
      report(start, "'\(word)' is not a value", "write true, or \"\(word)\" if it is text")
    case "false", "no", "off":
      report(start, "'\(word)' is not a value", "write false, or \"\(word)\" if it is text")
    case "none", "nil", "undefined":
      report(start, "'\(word)' is not a value", "leave the whole line out")
    default:
      report(start, "text without quotes: '\(word)'", "put it between quotes: \"\(word)\"")
    }
    return nil
  }

  /// The name of a member that stands without its quotes.
  mutating func unquotedName() -> String {
    let start = position
    let name = takeName()
    if !takeClosingQuote(after: name, at: start) {
      report(start, "the name '\(name)' is not in quotes", "write \"\(name)\":")
    }
    return name
  }

  private mutating func takeClosingQuote(after word: String, at start: Int) -> Bool {
    guard here == UInt8(ascii: "\"") else { return false }
    position += 1
    report(start, "the opening quote of '\(word)' is missing", "write \"\(word)\"")
    return true
  }

  private mutating func takeName() -> String {
    let start = position
    while let next = here, isNamePart(next) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// A number; `nil`, with a fault, for what only begins like one.
  mutating func number() -> JSONValue? {
    let start = position
    while let next = here, isNumberPart(next) { position += 1 }
    if let number = scanNumber(bytes, at: start), number.end == position { return number.value }

    let written = String(decoding: bytes[start..<position], as: UTF8.self)
    let digits = written.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
    if written.utf8.first == UInt8(ascii: "+") {
      report(start, "a number does not begin with '+': \(written)", "take the + out")
    } else if digits.count == written.utf8.count {
      report(
        start, "a number does not begin with 0: \(written)", "write \"\(written)\" if it is text")
    } else {
      report(start, "not a number: \(written)", "put it between quotes: \"\(written)\"")
    }
    return nil
  }

  private func isNumberPart(_ byte: UInt8) -> Bool {
    isNamePart(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "%")
  }

  /// After a value: skips words that follow it on its line and begin no new entry, as in
  /// `85 dollars`. False when there are none.
  mutating func skipStrayWords() -> Bool {
    guard let next = here, isNameStart(next) else { return false }
    let start = position
    while let next = here, next != 0x0A, next != 0x0D, next != UInt8(ascii: ","),
      next != UInt8(ascii: "}"), next != UInt8(ascii: "]")
    {
      if next == UInt8(ascii: ":") || next == UInt8(ascii: "\"") {
        position = start
        return false
      }
      position += 1
    }
    let words = String(decoding: bytes[start..<position], as: UTF8.self)
    report(
      start, "unexpected words after the value: '\(words)'",
      "take them out, or put them into quotes with the value")
    skipSpace()
    if here == UInt8(ascii: ",") { position += 1 }
    return true
  }
}
