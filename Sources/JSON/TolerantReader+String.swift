/// A kind of quotation mark that text may begin with, and those that may end it.
private enum Quote {
  // `none`: text whose end was found by other means.
  case plain, single, typographic, typographicSingle, none

  func isClosed(by scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .plain: scalar == "\""
    case .single: scalar == "'"
    case .typographic: scalar == "\"" || doubleQuotes.contains(scalar)
    case .none: false
    case .typographicSingle: scalar == "'" || singleQuotes.contains(scalar)
    }
  }
}

private let doubleQuotes: Set<Unicode.Scalar> = ["“", "”", "„", "‟", "«", "»"]
private let singleQuotes: Set<Unicode.Scalar> = ["‘", "’", "‚", "‛"]
private let remedy = "word processors put these in; type a plain \""

extension TolerantReader {
  /// The text between quotes at `position`, of whatever kind they are; `nil`, and nothing is
  /// skipped, when there are none.
  mutating func quoted() -> String? {
    let start = position
    guard let scalar = scalarHere, let quote = quote(scalar) else { return nil }
    switch quote {
    case .plain, .none: break
    case .single: report(start, "text in single quotes", "write double quotes: \"")
    case .typographic, .typographicSingle:
      report(start, "typographic quote \(scalar)", remedy)
    }
    position += String(scalar).utf8.count
    let content = position
    let faultsBefore = faults.count
    guard let text = scanText(until: quote) else {
      if quote == .plain, let early = typographicEnd(from: content) {
        return endEarly(at: early, content: content, faults: faultsBefore)
      }
      return unclosed(openedAt: start, content: content, end: position, faults: faultsBefore)
    }
    guard quote == .plain, !isEndOfText(position) else { return text }
    if let early = typographicEnd(from: content) {
      return endEarly(at: early, content: content, faults: faultsBefore)
    }
    // In `"2.50, "clause": …` the quote that seems to close opens the next name.
    if endsLikeEntry(before: position - 1, from: content) {
      return unclosed(openedAt: start, content: content, end: position - 1, faults: faultsBefore)
    }
    return text
  }

  /// Text that began with a plain quote and ended with a typographic one, at `early`.
  private mutating func endEarly(at early: Int, content: Int, faults count: Int) -> String {
    faults.removeSubrange(count...)
    position = content
    let text = scanText(until: .none, before: early) ?? ""
    position = early
    report(early, "typographic quote \(character)", remedy)
    position += sequenceLength(bytes, at: early)
    return text
  }

  /// Whether what stands before `end` is a comma or colon, with spaces after it.
  private func endsLikeEntry(before end: Int, from content: Int) -> Bool {
    var index = end
    while index > content, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { index -= 1 }
    guard index > content else { return false }
    return bytes[index - 1] == UInt8(ascii: ",") || bytes[index - 1] == UInt8(ascii: ":")
  }

  private func quote(_ scalar: Unicode.Scalar) -> Quote? {
    if scalar == "\"" { return .plain }
    if scalar == "'" { return .single }
    if doubleQuotes.contains(scalar) { return .typographic }
    return singleQuotes.contains(scalar) ? .typographicSingle : nil
  }

  /// The text up to the closing quote, which is skipped, or up to `limit`; `nil` when the line ends
  /// first. Faults inside are reported and the text goes on.
  private mutating func scanText(until quote: Quote, before limit: Int? = nil) -> String? {
    var text: [UInt8] = []
    while position < limit ?? bytes.count, let next = here, next != 0x0A {
      if next == 0x0D, byte(after: 1) == 0x0A { return nil }
      if next < 0x80, quote.isClosed(by: Unicode.Scalar(next)) {
        position += 1
        return String(decoding: text, as: UTF8.self)
      }
      if next == UInt8(ascii: "\\") {
        scanEscape(into: &text)
        continue
      }
      let length = max(1, sequenceLength(bytes, at: position))
      if next >= 0x80, let scalar = scalarHere, quote.isClosed(by: scalar) {
        position += length
        return String(decoding: text, as: UTF8.self)
      }
      if next < 0x20 { reportControl(next) }
      text.append(contentsOf: bytes[position..<position + length])
      position += length
    }
    return limit == nil ? nil : String(decoding: text, as: UTF8.self)
  }

  private mutating func scanEscape(into text: inout [UInt8]) {
    let start = position
    position += 1
    guard let letter = here, letter >= 0x20 else {
      return report(start, badEscape, badEscapeRemedy)
    }
    if let byte = escapedByte(letter) {
      text.append(byte)
      position += 1
    } else if letter == UInt8(ascii: "u") {
      if let (scalar, length) = unicodeEscape(bytes, at: start) {
        text.append(contentsOf: UTF8.encode(scalar) ?? .init())
        position = start + length
      } else {
        report(
          start, "\\u without the four hexadecimal digits of a character",
          "type the character itself")
        position += 1
      }
    } else {
      report(start, badEscape, badEscapeRemedy)
      text.append(UInt8(ascii: "\\"))
    }
  }

  private mutating func reportControl(_ byte: UInt8) {
    if byte == 0x09 {
      report(position, "a tab inside text", "write \\t, or a space")
    } else {
      report(position, "the control character \(character) inside text", "take it out")
    }
  }

  /// Where a typographic quote ends the text that begins at `content`: it is followed by what
  /// follows text, while after the plain quote at `position` (or at the line's end) nothing does.
  private func typographicEnd(from content: Int) -> Int? {
    var index = content
    while index < position {
      let length = max(1, sequenceLength(bytes, at: index))
      if length > 1, isEndOfText(index + length),
        let scalar = String(decoding: bytes[index..<index + length], as: UTF8.self)
          .unicodeScalars.first, doubleQuotes.contains(scalar)
      {
        return index
      }
      index += length
    }
    return nil
  }

  /// Whether what stands at `index` is what stands after text: `,`, `:`, a bracket, a comment, the
  /// end of the line or of the file.
  private func isEndOfText(_ index: Int) -> Bool {
    var index = index
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    guard index < bytes.count else { return true }
    switch bytes[index] {
    case 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"),
      UInt8(ascii: "/"):
      return true
    default: return false
    }
  }

  /// Text that runs on to `end`, the end of its line or the quote of what comes next: the marks that
  /// stand there are taken to be outside.
  private mutating func unclosed(
    openedAt start: Int, content: Int, end limit: Int, faults count: Int
  ) -> String {
    faults.removeSubrange(count...)
    reportLoss(start, "this text has no closing quote", "write \" where it ends, on the same line")
    var end = limit
    while end > content, isOutside(bytes[end - 1]) { end -= 1 }
    position = content
    let text = scanText(until: .none, before: end) ?? ""
    faults.removeSubrange((count + 1)...)
    position = end
    return text
  }

  private func isOutside(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "]")
  }
}

private let badEscape = "a backslash that escapes nothing"
private let badEscapeRemedy = "write \\\\ for a backslash"
