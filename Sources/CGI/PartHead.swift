/// What stands before the content of one part: the field it belongs to, and for a file its name and type.
struct PartHead: Hashable {
  let name: String
  /// As the browser sent it, with its three escapes taken back; `nil` when the part is no file.
  let fileName: String?
  let contentType: String

  /// - Parameter lines: the header lines, CR LF between them.
  /// - Throws: 400 for anything RFC 7578 does not have. `filename*` is ignored, as §4.2 says.
  init(_ lines: ArraySlice<UInt8>) throws(Refusal) {
    var disposition: ArraySlice<UInt8>?
    var type = ""
    for line in try linesEndingInCRLF(lines) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(isTokenByte)
      else { throw malformed }
      let value = line[(colon + 1)...]
      switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
      case "content-disposition":
        guard disposition == nil else { throw malformed }
        disposition = value
      case "content-type": type = String(decoding: value, as: UTF8.self)
      case "content-transfer-encoding":
        let plain = ["7bit", "8bit", "binary"]
        let encoding = String(decoding: value, as: UTF8.self).lowercased()
        guard plain.contains(String(Substring(trimmed(Substring(encoding).utf8)))) else {
          throw malformed
        }
      default: break
      }
    }
    guard let disposition else { throw malformed }
    let parameters = try Parameters(disposition)
    guard parameters.value == "form-data", let name = parameters["name"] else { throw malformed }
    self.name = try text(withoutBrowserEscapes(name))
    fileName = try parameters["filename"].map { bytes throws(Refusal) in
      try text(withoutBrowserEscapes(bytes))
    }
    contentType = String(Substring(trimmed(Substring(type).utf8)))
  }
}

private let malformed = Refusal.malformed("A part of the form is not described as it should be.")

private func linesEndingInCRLF(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var rest = bytes
  while let lineFeed = rest.firstIndex(of: 0x0A) {
    guard lineFeed > rest.startIndex, rest[lineFeed - 1] == 0x0D else { throw malformed }
    lines.append(rest[..<(lineFeed - 1)])
    rest = rest[(lineFeed + 1)...]
  }
  lines.append(rest)
  guard lines.allSatisfy({ !$0.contains(0x0D) && !$0.contains(0) }) else { throw malformed }
  return lines
}

/// Browsers send a quote, CR and LF in a name as `%22`, `%0D`, `%0A`, and nothing else escaped (HTML,
/// multipart/form-data encoding algorithm).
private func withoutBrowserEscapes(_ bytes: [UInt8]) -> [UInt8] {
  var plain: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count {
      let escaped: UInt8? =
        switch (bytes[index + 1], bytes[index + 2] & 0xDF) {
        case (UInt8(ascii: "2"), _) where bytes[index + 2] == UInt8(ascii: "2"): 0x22
        case (UInt8(ascii: "0"), UInt8(ascii: "D")): 0x0D
        case (UInt8(ascii: "0"), UInt8(ascii: "A")): 0x0A
        default: nil
        }
      if let escaped {
        plain.append(escaped)
        index += 3
        continue
      }
    }
    plain.append(bytes[index])
    index += 1
  }
  return plain
}

/// A header value with parameters: `form-data; name="a"`, `multipart/form-data; boundary=x`.
struct Parameters {
  /// The part before the first `;`, in lower case.
  let value: String
  private var parameters: [(name: String, value: [UInt8])] = []

  /// - Throws: 400 for a parameter that comes twice, or is not `name=token` or `name="text"`.
  init(_ header: some Collection<UInt8>) throws(Refusal) {
    let bytes = Array(header)
    var index = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
    let first = String(decoding: bytes[..<index], as: UTF8.self).lowercased()
    value = String(Substring(trimmed(Substring(first).utf8)))
    while index < bytes.count {
      index += 1  // the semicolon
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      if index == bytes.count { break }
      let nameStart = index
      while index < bytes.count, isTokenByte(bytes[index]) { index += 1 }
      let name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
      guard index > nameStart, index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
        throw malformed
      }
      index += 1
      let value = try Parameters.value(in: bytes, at: &index)
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      guard index == bytes.count || bytes[index] == UInt8(ascii: ";"), self[name] == nil else {
        throw malformed
      }
      parameters.append((name, value))
    }
  }

  subscript(_ name: String) -> [UInt8]? { parameters.first { $0.name == name }?.value }

  /// A token, or text in quotes. A backslash in quotes is itself: browsers escape nothing with it.
  private static func value(in bytes: [UInt8], at index: inout Int) throws(Refusal) -> [UInt8] {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      let content = bytes[(index + 1)...]
      guard let close = content.firstIndex(of: UInt8(ascii: "\"")) else { throw malformed }
      index = close + 1
      return Array(content[..<close])
    }
    let start = index
    while index < bytes.count, isTokenByte(bytes[index]) { index += 1 }
    guard index > start else { throw malformed }
    return Array(bytes[start..<index])
  }
}

/// A `tchar` (RFC 9110 §5.6.2).
func isTokenByte(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
}
