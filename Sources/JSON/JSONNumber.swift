/// The number (RFC 8259 §6) that begins at `bytes[start]` and where it ends; `nil` when none does.
///
/// What does not fit `Int`, has a fraction or an exponent, or is `-0`, stays as it was written.
func scanNumber(
  _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
) -> (value: JSONValue, end: Int)? {
  var index = start
  let isNegative = index < bytes.count && bytes[index] == UInt8(ascii: "-")
  if isNegative { index += 1 }

  let firstDigit = index
  var magnitude = 0
  var fits = true
  while index < bytes.count, let digit = digit(bytes[index]) {
    let (shifted, overflow) = magnitude.multipliedReportingOverflow(by: 10)
    let (sum, carried) =
      isNegative
      ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
    if overflow || carried { fits = false }
    magnitude = sum
    index += 1
  }
  let digits = index - firstDigit
  if digits == 0 || (digits > 1 && bytes[firstDigit] == 0x30) { return nil }
  var isWhole = true

  if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
    isWhole = false
    guard let end = skipDigits(bytes, from: index + 1) else { return nil }
    index = end
  }
  if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
    isWhole = false
    index += 1
    let isSigned =
      index < bytes.count
      && (bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-"))
    guard let end = skipDigits(bytes, from: isSigned ? index + 1 : index) else { return nil }
    index = end
  }

  if isWhole, fits, !(isNegative && magnitude == 0) { return (.integer(magnitude), index) }
  return (.decimal(String(decoding: bytes[start..<index], as: UTF8.self)), index)
}

/// The index after the digits at `start`; `nil` when there is none.
private func skipDigits(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var index = start
  while index < bytes.count, digit(bytes[index]) != nil { index += 1 }
  return index > start ? index : nil
}

private func digit(_ byte: UInt8) -> Int? {
  byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil
}
