/// A request that the server itself refuses.
struct HTTPFault: Error, Hashable {
  let status: Int
}

/// The request line and the headers (RFC 9112), read strictly.
struct RequestHead: Equatable {
  enum BodyLength: Hashable {
    case bytes(Int)
    case chunked
  }

  struct Line: Equatable {
    /// In lower case.
    let name: String
    let value: [UInt8]
  }

  let method: String
  /// As sent, without the query.
  let rawPath: [UInt8]
  /// With `%` escapes taken back. Never has a NUL, nor a slash that was escaped.
  let path: [UInt8]
  let query: [UInt8]
  let lines: [Line]
  let bodyLength: BodyLength

  /// Reads everything up to the empty line, which `bytes` has no more.
  /// - Throws: 400 malformed, 404 for an escaped slash, 501 for a coding we do not know, 505 for HTTP/2.
  init(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
    var rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    for index in rows.indices where index < rows.endIndex - 1 {
      guard rows[index].last == 0x0D else { throw HTTPFault(status: 400) }
      rows[index] = rows[index].dropLast()
    }
    guard !bytes.contains(0), let first = rows.popFirst(),
      !rows.contains(where: { $0.contains(0x0D) })
    else { throw HTTPFault(status: 400) }
    let words = Array(first).split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(isToken) else {
      throw HTTPFault(status: 400)
    }
    let version = String(decoding: words[2], as: UTF8.self)
    guard version.hasPrefix("HTTP/") else { throw HTTPFault(status: 400) }
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else { throw HTTPFault(status: 505) }
    method = String(decoding: words[0], as: UTF8.self)
    (rawPath, query) = try RequestHead.split(target: words[1])
    path = try RequestHead.decoded(rawPath)
    var lines: [Line] = []
    for row in rows {
      let row = Array(row)
      guard let colon = row.firstIndex(of: UInt8(ascii: ":")), colon > 0,
        row[..<colon].allSatisfy(isToken)
      else { throw HTTPFault(status: 400) }
      lines.append(
        Line(
          name: String(decoding: row[..<colon], as: UTF8.self).lowercased(),
          value: Array(trimmed(row[(colon + 1)...]))))
    }
    self.lines = lines
    bodyLength = try RequestHead.bodyLength(lines)
    let hosts = lines.filter { $0.name == "host" }.count
    guard hosts == 1 || (hosts == 0 && version == "HTTP/1.0") else { throw HTTPFault(status: 400) }
  }

  subscript(_ name: String) -> String? {
    lines.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  private static func split(
    target: some Collection<UInt8>
  ) throws(HTTPFault) -> (path: [UInt8], query: [UInt8]) {
    var target = Array(target)
    if target.starts(with: "http://".utf8) {
      let afterScheme = target[7...]
      target = Array(
        afterScheme[(afterScheme.firstIndex(of: UInt8(ascii: "/")) ?? target.count)...])
      if target.isEmpty { target = [UInt8(ascii: "/")] }
    }
    let isPlain = target.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "#") }
    guard target.first == UInt8(ascii: "/"), isPlain else { throw HTTPFault(status: 400) }
    guard let mark = target.firstIndex(of: UInt8(ascii: "?")) else { return (target, []) }
    return (Array(target[..<mark]), Array(target[(mark + 1)...]))
  }

  private static func decoded(_ path: [UInt8]) throws(HTTPFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = path.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal)
      else { throw HTTPFault(status: 400) }
      let value = high << 4 | low
      guard value != 0 else { throw HTTPFault(status: 400) }
      // As Apache has it: a slash in disguise names nothing.
      guard value != UInt8(ascii: "/") else { throw HTTPFault(status: 404) }
      bytes.append(value)
    }
    return bytes
  }

  private static func bodyLength(_ lines: [Line]) throws(HTTPFault) -> BodyLength {
    let lengths = lines.filter { $0.name == "content-length" }
    let codings = lines.filter { $0.name == "transfer-encoding" }
    guard lengths.count + codings.count <= 1 else { throw HTTPFault(status: 400) }
    if let coding = codings.first {
      guard String(decoding: coding.value, as: UTF8.self).lowercased() == "chunked" else {
        throw HTTPFault(status: 501)
      }
      return .chunked
    }
    guard let length = lengths.first else { return .bytes(0) }
    let isNumber =
      !length.value.isEmpty
      && length.value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber else { throw HTTPFault(status: 400) }
    return .bytes(Int(String(decoding: length.value, as: UTF8.self)) ?? .max)
  }
}

/// A `tchar` (RFC 9110 §5.6.2).
func isToken(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

func hexadecimal(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// Without spaces and tabs at both ends.
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  var bytes = bytes.drop(while: isBlank)
  while let last = bytes.last, isBlank(last) { bytes.removeLast() }
  return bytes
}
