/// The addresses a page leads to, and the ids that can be led to in it.
package struct PageLinks: Sendable {
  package struct Address: Hashable, Sendable {
    /// As written, references to characters resolved.
    package let text: String
    /// The method of a form that goes there; `GET` for a link, and for what the browser fetches itself.
    package let method: String
    package let line: Int
  }

  package private(set) var addresses: [Address] = []
  package private(set) var ids: Set<String> = []

  package init(in source: String) {
    for case .tag(let tag) in HTMLReader(source).tokens where !tag.isEnd {
      if let id = tag["id"] { ids.insert(id) }
      for name in ["href", "src", "action", "formaction"] {
        guard let value = tag[name] else { continue }
        let text = value.split(separator: "&amp;", omittingEmptySubsequences: false)
          .joined(separator: "&")
        let isForm = name == "action" || name == "formaction"
        let method = isForm ? tag["method"]?.uppercased() ?? "GET" : "GET"
        addresses.append(Address(text: text, method: method, line: tag.line))
      }
    }
  }
}

extension PageLinks.Address {
  /// Whether it leads away from the site, by a scheme of its own.
  package var isElsewhere: Bool {
    let scheme = text.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    return text.dropFirst(scheme.count).first == ":"
  }

  package var path: String { String(text.prefix { $0 != "?" && $0 != "#" }) }

  /// What comes after `#`; `nil` where there is none.
  package var fragment: String? {
    text.firstIndex(of: "#").map { String(text[text.index(after: $0)...]) }
  }

  /// The names that its query brings.
  package var queryNames: [String] {
    let query = text.prefix { $0 != "#" }.drop { $0 != "?" }.dropFirst()
    return query.split(separator: "&").map { pair in String(pair.prefix { $0 != "=" }) }
  }

  /// The path counted from the top of a site, as seen from a page in `folder` (`fees/`, or empty at the
  /// top). `nil` when it leaves the site: it climbs too high, or begins with `/`.
  package func path(from folder: String) -> String? {
    if path.hasPrefix("/") { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    let isFolder = path.isEmpty ? false : ["/", ".", ".."].contains { path.hasSuffix($0) }
    return parts.joined(separator: "/") + (isFolder && !parts.isEmpty ? "/" : "")
  }
}
