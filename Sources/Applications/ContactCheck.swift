/// Whether mail could reach `text`: something, one `@`, a domain with a point, of letters, digits and
/// hyphens in any script; nothing that cannot be seen, and no signs that a mail header gives a meaning;
/// at most 254 bytes (RFC 5321 §4.5.3.1.3). Only a mail that arrives proves more.
package func isEmailAddress(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
  guard bytes.count <= 254, parts.count == 2, (1...64).contains(parts[0].count),
    parts[0].first != UInt8(ascii: "-")
  else { return false }
  guard
    text.unicodeScalars.allSatisfy({ isVisible($0) && !"<>()[],;:\\\"".unicodeScalars.contains($0) }
    )
  else { return false }
  let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return labels.count >= 2 && labels.allSatisfy(isDomainLabel)
}

/// Letters, digits and hyphens, none at an end (RFC 1035 §2.3.1), or letters of another script.
private func isDomainLabel(_ label: ArraySlice<UInt8>) -> Bool {
  (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
    && label.last != UInt8(ascii: "-")
    && label.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), 0x80...:
        true
      default: false
      }
    }
}

private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}

/// Whether `text` could be called: 7 to 15 digits (ITU-T E.164), with the signs people put between
/// them and a plus before them, perhaps an extension of up to 8 digits after `x`, `ext` or `extension`.
package func isPhoneNumber(_ text: String) -> Bool {
  let bytes = Array(text.lowercased().utf8)
  let number = bytes.prefix { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  guard number.allSatisfy({ isDigit($0) || " +-.()/".utf8.contains($0) }),
    (7...15).contains(number.filter(isDigit).count),
    !number.drop(while: { !isDigit($0) }).contains(UInt8(ascii: "+"))
  else { return false }
  return number.count == bytes.count || isExtension(bytes.dropFirst(number.count))
}

private func isExtension(_ bytes: ArraySlice<UInt8>) -> Bool {
  let mark = bytes.prefix { !isDigit($0) && $0 != UInt8(ascii: " ") }
  let digits = bytes.dropFirst(mark.count).drop { $0 == UInt8(ascii: " ") }
  return ["x", "ext", "ext.", "extension"].contains(String(decoding: mark, as: UTF8.self))
    && (1...8).contains(digits.count) && digits.allSatisfy(isDigit)
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
