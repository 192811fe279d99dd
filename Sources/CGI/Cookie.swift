/// A cookie on its way out. Always `HttpOnly` and `SameSite=Lax`.
///
/// On HTTPS the browser knows it as `__Host-<name>`, which no neighbouring host can set; handlers use the
/// plain name both ways.
package struct Cookie: Hashable, Sendable {
  package let name: String
  package let value: String
  /// `nil`: until the browser closes. Zero: remove it now.
  package let maxAgeSeconds: Int?

  /// Name and value must be letters, digits and `._~-`; anything else makes the response a 500.
  package init(_ name: String, _ value: String, maxAgeSeconds: Int? = nil) {
    self.name = name
    self.value = value
    self.maxAgeSeconds = maxAgeSeconds
  }

  package static func removed(_ name: String) -> Cookie { Cookie(name, "", maxAgeSeconds: 0) }

  func headerValue(isHTTPS: Bool, sitePath: String) throws(Fault) -> String {
    guard !name.isEmpty, (Array(name.utf8) + Array(value.utf8)).allSatisfy(isWordByte) else {
      throw Fault("a cookie has a byte it cannot carry")
    }
    var text = "\(isHTTPS ? "__Host-" : "")\(name)=\(value); Path=\(isHTTPS ? "/" : sitePath)"
    if let maxAgeSeconds { text += "; Max-Age=\(maxAgeSeconds)" }
    return text + "; HttpOnly; SameSite=Lax" + (isHTTPS ? "; Secure" : "")
  }
}

/// The cookies a request brought, in order.
///
/// Split at `;` and at `,`: Apache joins two `Cookie` headers with a comma. Our own values have neither.
func cookiePairs(_ header: String) -> [(name: String, value: String)] {
  guard header.utf8.count <= Limits.cookieBytes else { return [] }
  var pairs: [(name: String, value: String)] = []
  for part in header.utf8.split(whereSeparator: {
    $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",")
  }) {
    let part = trimmed(part)
    guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
    var value = part[part.index(after: equals)...]
    if value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
      value = value.dropFirst().dropLast()
    }
    pairs.append((String(Substring(part[..<equals])), String(Substring(value))))
  }
  return pairs
}

/// Without spaces and tabs at both ends.
func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  var text = text.drop(while: isBlank)
  while let last = text.last, isBlank(last) { text = text.dropLast() }
  return text
}

/// Letters, digits and `._~-`: what is safe in an address, a cookie and a file name alike.
func isWordByte(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
}
