/// A text of UTF-8 as lines of at most 76 characters of ASCII (RFC 2045 §6.7). Its own line ends stay what
/// they are; every other byte that a server could change or mistake is written as `=` and two digits.
func quotedPrintable(_ text: String) -> String {
  var result: [UInt8] = []
  for (index, line) in text.utf8.split(separator: lineEnd, omittingEmptySubsequences: false)
    .enumerated()
  {
    if index > 0 { result.append(lineEnd) }
    result += quotedLine(Array(line))
  }
  return String(decoding: result, as: UTF8.self)
}

private let lineEnd = UInt8(ascii: "\n")
private let equals = UInt8(ascii: "=")
private let digits = Array("0123456789ABCDEF".utf8)

private func quotedLine(_ line: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var length = 0
  for (index, byte) in line.enumerated() {
    let isLast = index == line.count - 1
    var piece = quoted(byte, isLast: isLast, isFirst: length == 0)
    // Room for the `=` of a soft line break, which the last of the line does not need.
    if length + piece.count > (isLast ? 76 : 75) {
      result += [equals, lineEnd]
      length = 0
      piece = quoted(byte, isLast: isLast, isFirst: true)
    }
    result += piece
    length += piece.count
  }
  return result
}

private func quoted(_ byte: UInt8, isLast: Bool, isFirst: Bool) -> [UInt8] {
  let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  // A point at the beginning of a line ends a mail for a mailer that forgets to double it, and "From "
  // begins another in some mailboxes.
  let isRisky = isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
  if isBlank ? !isLast : (0x21..<0x7F).contains(byte) && byte != equals && !isRisky {
    return [byte]
  }
  return [equals, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}
