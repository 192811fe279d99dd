/// The records of a file of comma-separated values (RFC 4180).
///
/// Lines end in CRLF or LF, fields may stand in double quotes, a quote inside is doubled. A mark of
/// byte order at the beginning is passed over, and so are empty lines.
package struct CSVRecord: Equatable, Sendable {
  /// The line of the file it begins on, from 1.
  package let line: Int
  package let fields: [String]
}

/// Something that is not in the form of the RFC.
package struct CSVFault: Error, Equatable, Sendable {
  package let line: Int
  package let reason: String
}

package func readCSV(_ bytes: [UInt8]) throws(CSVFault) -> [CSVRecord] {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw CSVFault(line: 1, reason: "the file is not UTF-8 text")
  }
  var reader = CSVReader(bytes: Array(text.utf8)[...])
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.bytes = reader.bytes.dropFirst(3) }
  var records: [CSVRecord] = []
  while let record = try reader.record() {
    if record.fields != [""] { records.append(record) }
  }
  return records
}

private struct CSVReader {
  var bytes: ArraySlice<UInt8>
  var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let carriageReturn: UInt8 = 0x0D

  mutating func record() throws(CSVFault) -> CSVRecord? {
    guard !bytes.isEmpty else { return nil }
    let first = line
    var fields: [String] = []
    while true {
      fields.append(try field())
      switch bytes.popFirst() {
      case Self.comma: continue
      case Self.carriageReturn:
        guard bytes.popFirst() == newline else {
          throw CSVFault(line: line, reason: "a carriage return stands alone")
        }
        line += 1
      case newline: line += 1
      default: break
      }
      return CSVRecord(line: first, fields: fields)
    }
  }

  /// Leaves what ends the field: a comma, a line end or the end of the file.
  private mutating func field() throws(CSVFault) -> String {
    guard bytes.first == Self.quote else {
      let text = bytes.prefix {
        $0 != Self.comma && $0 != newline && $0 != Self.carriageReturn && $0 != Self.quote
      }
      bytes = bytes.dropFirst(text.count)
      guard bytes.first != Self.quote else {
        throw CSVFault(
          line: line, reason: "a quote stands inside a field that does not begin with one")
      }
      return String(decoding: text, as: UTF8.self)
    }
    let first = line
    bytes.removeFirst()
    var text: [UInt8] = []
    while let byte = bytes.popFirst() {
      if byte == newline { line += 1 }
      guard byte == Self.quote else {
        text.append(byte)
        continue
      }
      if bytes.first == Self.quote {
        text.append(bytes.removeFirst())
        continue
      }
      if let next = bytes.first, next != Self.comma, next != newline, next != Self.carriageReturn {
        throw CSVFault(line: line, reason: "something follows the closing quote of a field")
      }
      return String(decoding: text, as: UTF8.self)
    }
    throw CSVFault(line: first, reason: "a field has no closing quote")
  }
}

/// People put spaces around what stands in a field.
func withoutSpaces(_ text: String) -> String {
  let start = text.utf8.drop { $0 == UInt8(ascii: " ") }
  let end = start.reversed().prefix { $0 == UInt8(ascii: " ") }.count
  return String(decoding: start.dropLast(end), as: UTF8.self)
}
