// The four ways of RFC 4648 in which bytes are written here. The readers take exactly what the
// writers write: one text per value, so that a text can be compared, hashed and used as a name.

/// Small hexadecimal digits, two a byte.
package func hex(_ bytes: some Collection<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// What `hex` writes; `nil` for an odd number of digits, capitals and anything else.
package func decodedHex(_ text: some StringProtocol) -> [UInt8]? {
  var result: [UInt8] = []
  var high: UInt8?
  for byte in text.utf8 {
    let value: UInt8
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): value = byte - UInt8(ascii: "a") + 10
    default: return nil
    }
    if let first = high {
      result.append(first << 4 | value)
      high = nil
    } else {
      high = value
    }
  }
  return high == nil ? result : nil
}

/// Base 64 with `+`, `/` and `=` to a multiple of four (§4).
package func base64(_ bytes: some Collection<UInt8>) -> String {
  encoded(bytes, alphabet: standardAlphabet, padded: true)
}

/// Base 64 with `-` and `_` and no padding (§5): safe in an address, a cookie and a file name.
package func base64URL(_ bytes: some Collection<UInt8>) -> String {
  encoded(bytes, alphabet: urlAlphabet, padded: false)
}

/// What `base64` writes; `nil` for missing padding, stray bits in the last digit and anything else.
package func decodedBase64(_ text: some StringProtocol) -> [UInt8]? {
  guard text.utf8.count % 4 == 0 else { return nil }
  let result = decoded(text.utf8.filter { $0 != UInt8(ascii: "=") }, alphabet: standardAlphabet)
  // Writing it again finds padding in the wrong place and every other second spelling.
  guard let result, base64(result).utf8.elementsEqual(text.utf8) else { return nil }
  return result
}

/// What `base64URL` writes; `nil` for anything else.
package func decodedBase64URL(_ text: some StringProtocol) -> [UInt8]? {
  guard let result = decoded(Array(text.utf8), alphabet: urlAlphabet),
    base64URL(result).utf8.elementsEqual(text.utf8)
  else { return nil }
  return result
}

/// Base 32 (§6) without padding: what people can type.
package func base32(_ bytes: some Collection<UInt8>) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
  var text: [UInt8] = []
  var (waiting, bits): (UInt32, UInt32) = (0, 0)
  for byte in bytes {
    (waiting, bits) = (waiting << 8 | UInt32(byte), bits + 8)
    while bits >= 5 {
      bits -= 5
      text.append(alphabet[Int(waiting >> bits & 31)])
    }
  }
  if bits > 0 { text.append(alphabet[Int(waiting << (5 - bits) & 31)]) }
  return String(decoding: text, as: UTF8.self)
}

private let standardAlphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
private let urlAlphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

private func encoded(
  _ bytes: some Collection<UInt8>, alphabet: [UInt8], padded: Bool
) -> String {
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  var bits: UInt32 = 0
  var bitCount = 0
  for byte in bytes {
    bits = bits << 8 | UInt32(byte)
    bitCount += 8
    while bitCount >= 6 {
      bitCount -= 6
      text.append(alphabet[Int(bits >> UInt32(bitCount) & 63)])
    }
  }
  if bitCount > 0 { text.append(alphabet[Int(bits << UInt32(6 - bitCount) & 63)]) }
  while padded, text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
  return String(decoding: text, as: UTF8.self)
}

private func decoded(_ digits: [UInt8], alphabet: [UInt8]) -> [UInt8]? {
  var values = [UInt8](repeating: 255, count: 256)
  for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
  var bytes: [UInt8] = []
  var bits: UInt32 = 0
  var bitCount = 0
  for digit in digits {
    let value = values[Int(digit)]
    guard value != 255 else { return nil }
    bits = bits << 6 | UInt32(value)
    bitCount += 6
    if bitCount >= 8 {
      bitCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
    }
  }
  return bytes
}
