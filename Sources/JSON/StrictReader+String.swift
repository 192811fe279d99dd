extension StrictReader {
  /// The text between the quotes at `position`, which is left behind them.
  mutating func string() throws(JSONFault) -> String {
    position += 1
    let start = position
    try skipPlain()
    guard position < bytes.count else { throw unclosed(start) }
    if bytes[position] == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  /// The rest of a string that has an escape at `position`.
  private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: text, as: UTF8.self)
      }
      guard position + 1 < bytes.count else { break }
      if let byte = escapedByte(bytes[position + 1]) {
        text.append(byte)
        position += 2
      } else if bytes[position + 1] == UInt8(ascii: "u"),
        let (scalar, length) = unicodeEscape(bytes, at: position)
      {
        text.append(contentsOf: UTF8.encode(scalar) ?? .init())
        position += length
      } else {
        throw fault("not an escape")
      }
      let plain = position
      try skipPlain()
      text.append(contentsOf: bytes[plain..<position])
    }
    throw unclosed(start)
  }

  /// Moves to the next quote or backslash, or to the end; eight bytes at a time while they are
  /// ordinary.
  private mutating func skipPlain() throws(JSONFault) {
    let count = bytes.count
    while position < count {
      while position + 8 <= count {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: position, as: UInt64.self)
        guard isPlain(word) else { break }
        position += 8
      }
      guard position < count else { return }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      if byte < 0x20 { throw fault("a control character in text") }
      let length = sequenceLength(bytes, at: position)
      guard length > 0 else { throw fault("not UTF-8") }
      position += length
    }
  }

  private func unclosed(_ start: Int) -> JSONFault {
    JSONFault(offset: start - 1, summary: "this text has no closing quote")
  }
}

/// Whether all eight bytes are ASCII from the space on, and none is a quote or a backslash.
///
/// A byte is zero exactly when subtracting 1 from it borrows from its top bit, as long as no byte
/// has that bit set to begin with; bytes below 0x20 likewise.
private func isPlain(_ word: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let tops: UInt64 = 0x8080_8080_8080_8080
  let quotes = (word ^ (ones &* 0x22)) &- ones
  let backslashes = (word ^ (ones &* 0x5C)) &- ones
  let controls = word &- (ones &* 0x20)
  return (word | quotes | backslashes | controls) & tops == 0
}
