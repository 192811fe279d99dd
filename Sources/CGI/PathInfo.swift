/// The part of the address after the program's name, as components.
///
/// Servers decode it before we see it, and each normalises a little differently, so only plain
/// components are taken: letters, digits, `_`, `-`, and `.` inside one that is not `.` or `..`. Anything
/// else (`//`, a byte above 127, `%`) names nothing of ours: 404.
struct PathInfo {
  let components: [String]
  /// How many `/` the address has after the program's name: the depth for relative links.
  let depth: Int

  /// - Parameter text: `PATH_INFO`: empty, or beginning with `/`.
  init?(_ text: String) {
    depth = PathInfo.depth(of: text)
    if text.isEmpty || text == "/" {
      components = []
      return
    }
    guard text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= Limits.pathBytes else {
      return nil
    }
    var components: [String] = []
    for part in text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      guard !part.isEmpty, part.count <= Limits.componentBytes, part.allSatisfy(isPathByte),
        !part.allSatisfy({ $0 == UInt8(ascii: ".") })
      else { return nil }
      components.append(String(Substring(part)))
    }
    self.components = components
  }

  static func depth(of text: String) -> Int {
    text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
  }
}

private func isPathByte(_ byte: UInt8) -> Bool {
  isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: ".")
}

func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
