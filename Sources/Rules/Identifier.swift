/// The name that a definition gives to a thing of one kind, like `transcript` for an element.
///
/// It never changes meaning, and names of different kinds cannot be mixed. Small letters, digits and
/// single hyphens, at most 64 bytes, so that it can stand in a path, a field name and a file name.
package struct Identifier<Kind>: Hashable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  package let text: String

  /// `nil` when `text` is not such a name.
  package init?(_ text: String) {
    guard isIdentifier(text) else { return nil }
    self.text = text
  }

  /// For names written in the program itself.
  package init(stringLiteral text: String) {
    precondition(isIdentifier(text), "an identifier is small letters, digits and single hyphens")
    self.text = text
  }

  package var description: String { text }
}

private func isIdentifier(_ text: String) -> Bool {
  let bytes = text.utf8
  guard !bytes.isEmpty, bytes.count <= 64 else { return false }
  var afterHyphen = true
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      afterHyphen = false
    case UInt8(ascii: "-"):
      guard !afterHyphen else { return false }
      afterHyphen = true
    default: return false
    }
  }
  return !afterHyphen
}
