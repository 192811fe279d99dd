import Foundation
import Support

/// Where a page lies: path and query on the one origin of the test.
struct WebAddress: Hashable {
  let origin: String
  /// From the first `/`, percent-encoded.
  var path: String
  var query: String?

  var target: String { path + (query.map { "?" + $0 } ?? "") }

  init(origin: String, target: String) {
    self.origin = origin
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : nil
  }

  /// Whether `reference` stays on this site. `mailto:`, `tel:` and other hosts do not.
  func isLocal(_ reference: String) -> Bool {
    if reference.hasPrefix(origin + "/") { return true }
    let scheme = reference.prefix { $0.isLetter || $0 == "+" || $0 == "-" }
    return !reference.hasPrefix("//") && !reference.dropFirst(scheme.count).hasPrefix(":")
  }

  /// RFC 3986 §5, for references within the origin. The fragment is dropped.
  func following(_ reference: String) throws -> WebAddress {
    var rest = reference.prefix { $0 != "#" }
    guard isLocal(reference) else { throw Trouble("\(reference) leads away from \(origin)") }
    if rest.hasPrefix(origin) { rest = rest.dropFirst(origin.count) }
    if rest.isEmpty { return self }
    if rest.hasPrefix("/") { return WebAddress(origin: origin, target: String(rest)) }
    if rest.hasPrefix("?") { return WebAddress(origin: origin, target: path + rest) }
    let next = WebAddress(origin: origin, target: String(rest))
    var parts = path.components(separatedBy: "/").dropLast()
    let steps = next.path.components(separatedBy: "/")
    for (number, step) in steps.enumerated() {
      let isLast = number == steps.count - 1
      switch step {
      case ".": if isLast { parts.append("") }
      case "..":
        guard parts.count > 1 else { throw Trouble("\(reference) leads above \(path)") }
        parts.removeLast()
        if isLast { parts.append("") }
      default: parts.append(step)
      }
    }
    var address = self
    address.path = parts.joined(separator: "/")
    address.query = next.query
    return address
  }
}
