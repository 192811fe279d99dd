/// Thirty-two bytes that stand for others: a SHA-256 hash or an HMAC.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// Always 32.
  package let bytes: [UInt8]

  /// `nil` unless there are 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Reads 64 small hexadecimal digits, and nothing else.
  package init?(hex: some StringProtocol) {
    guard hex.utf8.count == 64, let bytes = decodedHex(hex) else { return nil }
    self.bytes = bytes
  }

  init(words: SHA256.Words) {
    bytes = (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 4] >> UInt32(24 - $0 % 4 * 8)) }
  }

  /// 64 small hexadecimal digits.
  package var description: String { hex(bytes) }

  /// Takes the same time wherever the two differ, so that a forger cannot feel his way.
  package static func == (left: Digest, right: Digest) -> Bool {
    areEqualInConstantTime(left.bytes, right.bytes)
  }
}

/// Whether the bytes are the same, in a time that depends on their number alone.
package func areEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for index in left.indices { difference |= left[index] ^ right[index] }
  return difference == 0
}

/// The same for texts, byte by byte: two spellings of é are two texts.
package func areEqualInConstantTime(_ left: String, _ right: String) -> Bool {
  areEqualInConstantTime(Array(left.utf8), Array(right.utf8))
}
