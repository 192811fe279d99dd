/// The way from a page to the top of its site, as a prefix for links.
///
/// Links are relative, so that the same page works at the top of a host and under `/credentials/`.
/// A page two folders down has `Root("../../")`, the home page has `Root("")`, and a page that is
/// sent for any address (404) has the site's own path, `Root("/credentials/")`.
package struct Root: Hashable, Sendable {
  /// Never empty: the home page's is `./`, because an empty link means *this page with its query*.
  package let prefix: String

  /// `prefix` is empty or ends with `/`.
  package init(_ prefix: String) {
    precondition(prefix.utf8.last ?? UInt8(ascii: "/") == UInt8(ascii: "/"), "a root ends with /")
    self.prefix = prefix.isEmpty ? "./" : prefix
  }

  /// The root of a page so many folders down: 0 for the home page, 2 for `/apply/degrees/`.
  package init(depth: Int) { self.init(String(repeating: "../", count: depth)) }

  /// A link to `path`, which is counted from the top of the site and has no `/` in front.
  package func link(_ path: String) -> String { prefix + path }
}
