/// Where to go after signing in or saving a profile: an address below the folder of programs.
///
/// It comes from a form or a query, so anything that could lead elsewhere is `nil`.
func localAddress(_ text: String?) -> String? {
  localAddress(
    text,
    in: ["account", "apply", "attach", "dashboard", "invoice", "organisation", "payment", "save"])
}

/// The same for somebody who works for the agency.
func staffAddress(_ text: String?) -> String? { localAddress(text, in: ["review", "staff"]) }

private func localAddress(_ text: String?, in programs: [String]) -> String? {
  guard let text, (1...2000).contains(text.utf8.count) else { return nil }
  let path = text.utf8.prefix { $0 != UInt8(ascii: "?") }
  let query = text.utf8.dropFirst(path.count)
  let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  guard programs.contains(parts[0]),
    parts.dropFirst().allSatisfy({ part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.allSatisfy(isPathByte)
    }),
    query.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") })
  else { return nil }
  return text
}

private func isPathByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
    UInt8(ascii: "."):
    true
  default: false
  }
}

/// Text for one part of a query: everything but letters, digits and `-._~` as `%XX` (RFC 3986 §2.1).
func queryEscaped(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    if isPathByte(byte) || byte == UInt8(ascii: "~") {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
