/// The first member whose name stands earlier in `members` too, byte for byte.
func firstRepeated(_ members: [JSONMember]) -> JSONMember? {
  // Comparing each with each is quickest for the few members objects have; past that, a set keeps
  // a hostile object from costing the square of its length.
  if members.count <= 16 {
    for (index, member) in members.enumerated() {
      for earlier in members[..<index] where sameBytes(earlier.name, member.name) { return member }
    }
    return nil
  }
  var seen: Set<ByteName> = []
  return members.first { !seen.insert(ByteName(text: $0.name)).inserted }
}

/// A name that is equal to another only byte for byte.
struct ByteName: Hashable {
  let text: String

  static func == (left: ByteName, right: ByteName) -> Bool { sameBytes(left.text, right.text) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
