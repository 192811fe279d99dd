/// What an authenticator makes of the text of a secret (RFC 4648 §6, without padding). Other signs count as `A`.
package func decodedBase32(_ text: some StringProtocol) -> [UInt8] {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
  var (bytes, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
  for digit in text {
    bits = bits << 5 | UInt32(digits.firstIndex(of: digit) ?? 0)
    count += 5
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return bytes
}
