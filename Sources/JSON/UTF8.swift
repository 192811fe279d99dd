/// The length in bytes of the UTF-8 sequence that begins at `bytes[index]`; 0 when none does.
///
/// As RFC 3629 has it: no overlong forms, no surrogates, nothing past U+10FFFF.
func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
  let first = bytes[index]
  if first < 0x80 { return 1 }
  let length: Int
  var lowest: UInt8 = 0x80
  var highest: UInt8 = 0xBF
  switch first {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF:
    length = 3
    if first == 0xE0 { lowest = 0xA0 }
    if first == 0xED { highest = 0x9F }
  case 0xF0...0xF4:
    length = 4
    if first == 0xF0 { lowest = 0x90 }
    if first == 0xF4 { highest = 0x8F }
  default: return 0
  }
  guard index + length <= bytes.count else { return 0 }
  guard bytes[index + 1] >= lowest, bytes[index + 1] <= highest else { return 0 }
  for following in 2..<4 where following < length {
    guard bytes[index + following] & 0xC0 == 0x80 else { return 0 }
  }
  return length
}

/// Four hexadecimal digits at `bytes[index]`; `nil` when they are not there.
func hexQuad(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
  guard index + 4 <= bytes.count else { return nil }
  var unit: UInt32 = 0
  for digit in bytes[index..<index + 4] {
    switch digit {
    case 0x30...0x39: unit = unit << 4 | UInt32(digit - 0x30)
    case 0x41...0x46: unit = unit << 4 | UInt32(digit - 0x41 + 10)
    case 0x61...0x66: unit = unit << 4 | UInt32(digit - 0x61 + 10)
    default: return nil
    }
  }
  return unit
}

/// The scalar that `\uXXXX` (or a pair of them) at `bytes[index]` stands for, and how many bytes it
/// takes; `nil` for wrong digits and for half a pair.
func unicodeEscape(
  _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
) -> (scalar: Unicode.Scalar, length: Int)? {
  guard let unit = hexQuad(bytes, at: index + 2) else { return nil }
  if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
  guard unit < 0xDC00, index + 8 <= bytes.count,
    bytes[index + 6] == UInt8(ascii: "\\"), bytes[index + 7] == UInt8(ascii: "u"),
    let low = hexQuad(bytes, at: index + 8), (0xDC00...0xDFFF).contains(low),
    let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  else { return nil }
  return (scalar, 12)
}

/// What the one letter after a backslash stands for; `nil` when it stands for nothing.
func escapedByte(_ letter: UInt8) -> UInt8? {
  switch letter {
  case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
  case UInt8(ascii: "b"): 0x08
  case UInt8(ascii: "f"): 0x0C
  case UInt8(ascii: "n"): 0x0A
  case UInt8(ascii: "r"): 0x0D
  case UInt8(ascii: "t"): 0x09
  default: nil
  }
}
