/// Where a link leads.
///
/// A page does not know how deep it will lie, so a link to another page of the site is counted from the
/// top, and `Layout` puts the way there in front of it when the page is sent. What is written as a
/// literal (`"#degrees"`, `"?chosen=1"`) is left as it is.
package struct Link: Hashable, Sendable, ExpressibleByStringLiteral {
  package let address: String
  /// Whether the way to the top of the site belongs in front.
  package let isInSite: Bool

  /// Stands for the way to the top until that is known. It cannot come from text: escaping replaces it.
  static let mark: UInt8 = 1

  /// A link to `path`, which is counted from the top of the site and has no `/` in front.
  package init(site path: String) {
    address = path
    isInSite = true
  }

  /// An address that is complete, like that of a payment provider, or relative to the page itself.
  package init(complete address: String) {
    self.address = address
    isInSite = false
  }

  package init(stringLiteral address: String) { self.init(complete: address) }
}

extension HTML {
  /// The same with `root` where the way to the top of the site belongs.
  ///
  /// `root` is empty or ends with `/`: `""` on the home page, `"../../"` two folders down, or the
  /// site's own path (`/credentials/`) on a page that is sent for any address.
  package func rooted(at root: String) -> HTML {
    // An empty link would mean this page with its query.
    let prefix = root.isEmpty ? "./" : root
    var all: [UInt8] = []
    all.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let mark = rest.firstIndex(of: Link.mark) {
      all += rest[..<mark]
      all += prefix.utf8
      rest = rest[(mark + 1)...]
    }
    return HTML(unescaped: all + rest)
  }
}
