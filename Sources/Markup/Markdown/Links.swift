/// The address in the parentheses that `text` begins with, and where the text goes on after them.
///
/// Either in `<>`, or without blanks and with its own parentheses in pairs (CommonMark §6.3). A title
/// after the address is not in the subset, and makes the whole no link.
func linkAddress(_ text: ArraySlice<UInt8>) -> (address: [UInt8], end: Int)? {
  guard text.first == UInt8(ascii: "(") else { return nil }
  var rest = text.dropFirst().drop(while: \.isGap)
  let isBracketed = rest.first == UInt8(ascii: "<")
  if isBracketed { rest.removeFirst() }

  var address: [UInt8] = []
  var depth = 0
  scan: while let byte = rest.first {
    switch byte {
    case .backslash where rest.dropFirst().first?.isPunctuation == true:
      rest.removeFirst()
      address.append(rest[rest.startIndex])
    case UInt8(ascii: ">") where isBracketed:
      rest.removeFirst()
      break scan
    case UInt8(ascii: "<") where isBracketed, .lineFeed where isBracketed:
      return nil
    case UInt8(ascii: "(") where !isBracketed:
      depth += 1
      address.append(byte)
    case UInt8(ascii: ")") where !isBracketed:
      guard depth > 0 else { break scan }
      depth -= 1
      address.append(byte)
    case 0...0x20 where !isBracketed, 0x7F where !isBracketed:
      break scan
    default:
      address.append(byte)
    }
    rest.removeFirst()
  }
  guard depth == 0 else { return nil }
  rest = rest.drop(while: \.isGap)
  guard rest.first == UInt8(ascii: ")") else { return nil }
  return (address, rest.startIndex + 1)
}

/// What a link may begin with. All else that has a scheme, `javascript:` above all, is refused.
private let schemes: Set<String> = ["https", "http", "mailto", "tel"]

/// The address as it may stand in a page, or `nil` if no link may lead there.
///
/// One `/` in front is the top of this site; `//host` would leave it without saying so.
func link(to address: [UInt8]) -> Link? {
  guard !address.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
  if let scheme = scheme(of: address), !schemes.contains(scheme) { return nil }

  let slash = UInt8(ascii: "/")
  guard address.first == slash else { return Link(complete: encoded(address[...])) }
  // A browser reads a backslash here as a slash.
  guard address.dropFirst().first != slash, address.dropFirst().first != .backslash else {
    return nil
  }
  return Link(site: encoded(address.dropFirst()))
}

private func scheme(of address: [UInt8]) -> String? {
  guard let colon = address.firstIndex(of: UInt8(ascii: ":")), address[0].isLetter else {
    return nil
  }
  let name = address[..<colon]
  guard name.allSatisfy({ $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }) else {
    return nil
  }
  return String(decoding: name, as: UTF8.self).lowercased()
}

/// Percent-encodes what an address may not hold, and leaves what is encoded already.
private func encoded(_ address: ArraySlice<UInt8>) -> String {
  var bytes: [UInt8] = []
  let digits = Array("0123456789ABCDEF".utf8)
  for byte in address {
    if byte.isLetter || byte.isDigit || "-_.+!*'(),%#@?=;:/&$~".utf8.contains(byte) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

extension UInt8 {
  fileprivate var isGap: Bool { isBlank || self == .lineFeed }
}
