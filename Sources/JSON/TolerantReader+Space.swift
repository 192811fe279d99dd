extension TolerantReader {
  /// Skips a byte order mark. False, with a fault, for UTF-16, of which nothing else can be said.
  mutating func skipMark() -> Bool {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return true }
    reportLoss(0, "this file is saved as UTF-16", "save it as UTF-8")
    return false
  }

  /// Reports the first byte that is not UTF-8; the rest of such a file would only repeat it.
  mutating func reportBadUTF8() {
    var index = position
    while index < bytes.count {
      let length = sequenceLength(bytes, at: index)
      guard length > 0 else {
        return report(index, "a character that is not UTF-8", "save the file as UTF-8")
      }
      index += length
    }
  }

  /// Skips white space and comments, and reports what only looks like them.
  mutating func skipSpace() {
    while let next = here {
      switch next {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "/") where byte(after: 1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where byte(after: 1) == UInt8(ascii: "*"): skipBlockComment()
      case UInt8(ascii: "#"):
        report(position, "'#' does not begin a comment", "write // instead")
        skipLine()
      case _ where next >= 0x80 && invisibleSpaces.contains(scalarHere?.value ?? 0):
        report(
          position, "a special space from a word processor or web page", "type a plain space")
        position += sequenceLength(bytes, at: position)
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
  }

  private mutating func skipBlockComment() {
    let start = position
    position += 2
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
    position = bytes.count
    reportEnd(start, "this comment is never closed", "write */ where it ends")
  }

  /// Skips one character that can begin nothing.
  mutating func skipUnexpected() {
    if here == UInt8(ascii: "/") {
      report(position, "a lone '/'", "a comment begins with //")
    } else {
      reportLoss(
        position, "'\(character)' cannot stand here", "take it out, or put text between quotes")
    }
    position += max(1, sequenceLength(bytes, at: position))
  }

  /// The scalar at `position`; `nil` at the end and where there is no UTF-8.
  var scalarHere: Unicode.Scalar? {
    guard position < bytes.count else { return nil }
    let length = sequenceLength(bytes, at: position)
    guard length > 0 else { return nil }
    return String(decoding: bytes[position..<position + length], as: UTF8.self).unicodeScalars.first
  }

  /// The character at `position` as it may be shown in a message.
  var character: String {
    guard let scalar = scalarHere else { return "?" }
    if scalar.value >= 0x20, scalar.value != 0x7F { return String(scalar) }
    return "U+" + String(scalar.value + 0x10000, radix: 16, uppercase: true).dropFirst()
  }

  /// The line, counted from 1, on which `offset` lies.
  func line(of offset: Int) -> Int {
    bytes[..<min(offset, bytes.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  }
}

/// Spaces that JSON does not know and that nobody can see: no-break, the widths of typesetting,
/// zero-width, a byte order mark in the middle.
private let invisibleSpaces: Set<UInt32> = [
  0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
  0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF,
]
