/// The public reference of an application: eight letters and digits that are not mistaken for each
/// other when read aloud or copied by hand.
package struct ApplicationNumber: Hashable, Sendable, CustomStringConvertible {
  /// Small letters, as it stands in addresses and file names: `k7m42q9p`.
  package let text: String

  /// Without 0, 1, a, e, i, l, o, s, u: no look-alikes, and no words by accident.
  package static let alphabet = Array("23456789bcdfghjkmnpqrtvwxyz".utf8)
  package static let length = 8

  /// Reads a number as people write it: capitals, spaces and hyphens do not matter. `nil` when it
  /// cannot be one.
  package init?(_ typed: String) {
    var bytes: [UInt8] = []
    for byte in typed.utf8 {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "-"): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte + 32)
      default: bytes.append(byte)
      }
      guard bytes.count <= Self.length else { return nil }
    }
    guard bytes.count == Self.length, bytes.allSatisfy(Self.alphabet.contains) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// As it is shown to people: `K7M4-2Q9P`.
  package var description: String {
    let capitals = text.uppercased()
    return "\(capitals.prefix(4))-\(capitals.suffix(4))"
  }
}

/// The name of an account in journals and paths: 26 letters and digits, drawn at random. It says nothing
/// about the person.
package struct AccountID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init?(_ text: String) {
    guard text.utf8.count == 26, text.utf8.allSatisfy(ApplicationNumber.alphabet.contains) else {
      return nil
    }
    self.text = text
  }

  package var description: String { text }
}
