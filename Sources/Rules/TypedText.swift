/// Digits, perhaps with spaces around them, at most nine.
package func wholeNumber(_ text: String) -> Int? {
  let digits = text.utf8.drop { $0 == UInt8(ascii: " ") }
  let trimmed = digits.prefix { $0 != UInt8(ascii: " ") }
  guard trimmed.count <= 9,
    digits.dropFirst(trimmed.count).allSatisfy({ $0 == UInt8(ascii: " ") })
  else { return nil }
  return number(of: trimmed)
}

/// Whether `text` is nothing but spaces and line ends.
package func isBlank(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
}

/// The number that ASCII digits write; `nil` when there are none, or anything else among them. The
/// caller bounds their count.
func number(of digits: some Collection<UInt8>) -> Int? {
  guard !digits.isEmpty else { return nil }
  var value = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    value = value * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return value
}
