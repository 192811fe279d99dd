import JSON

/// A source of chance that gives the same again for the same seed (SplitMix64).
struct Random: RandomNumberGenerator {
  var seed: UInt64

  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var mixed = seed
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func node(depth: Int) -> JSONNode {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return nil
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .integer(Int.random(in: -100_000...100_000, using: &self))
    case 3, 4: return .string(text())
    case 5:
      return .array(
        (0..<Int.random(in: 0..<5, using: &self)).map { _ in node(depth: depth - 1) })
    default:
      return .object(
        (0..<Int.random(in: 0..<20, using: &self)).map { index in
          JSONMember("\(index)" + text(), node(depth: depth - 1))
        })
    }
  }

  mutating func text() -> String {
    let pieces = [
      "a", "id", "é", "\n", "\"", "\\", "/", "😀", "\u{1}", "plain text, long", "“", "e\u{301}",
    ]
    return (0..<Int.random(in: 0..<5, using: &self)).map { _ in
      pieces.randomElement(using: &self) ?? ""
    }.joined()
  }

  /// `bytes` with one to four bytes changed, added, removed, or a piece of it repeated.
  mutating func edited(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let marks =
      Array("{}[]\",:\\/*#'=;-+.0eutfn \n\t“”’\u{A0}\u{FEFF}".utf8) + [0xFF, 0xC3, 0, 0xED]
    for _ in 0..<Int.random(in: 1...4, using: &self) {
      let place = Int.random(in: 0...bytes.count, using: &self)
      let mark = marks.randomElement(using: &self) ?? 0
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes.insert(mark, at: place)
      case 1 where place < bytes.count: bytes[place] = mark
      case 2 where place < bytes.count: bytes.remove(at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + 12))
      default:
        let piece = bytes[place..<min(bytes.count, place + 20)]
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &self))
      }
    }
    return bytes
  }
}
