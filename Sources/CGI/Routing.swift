/// The line of the table that answers a request, and what its path brought.
struct RouteMatch {
  let route: Route
  let captures: [(name: String, component: String)]
  /// The path for the log: captures that begin with `*` are left out of it.
  let logPath: String

  /// - Throws: 404 when no path fits, 405 with `Allow` when one does but not with this method.
  init(_ method: Method?, _ path: PathInfo, in routes: [Route]) throws(Refusal) {
    let fitting = routes.filter { path.fits($0.components) }
    guard let best = fitting.min(by: { $0.captureCount < $1.captureCount }) else { throw .notFound }
    let candidates = fitting.filter { $0.path == best.path }
    guard let route = candidates.first(where: { $0.method == method }) else {
      var allowed = candidates.map(\.method.rawValue)
      if candidates.contains(where: { $0.method == .get }) { allowed.append("HEAD") }
      let allow = Header("Allow", allowed.sorted().joined(separator: ", "))
      throw Refusal(.methodNotAllowed, headers: [allow])
    }
    self.route = route
    var captures: [(name: String, component: String)] = []
    for (pattern, component) in zip(route.components, path.components) where isCapture(pattern) {
      captures.append((String(pattern.dropFirst()), component))
    }
    self.captures = captures
    logPath = zip(route.components, path.components)
      .reduce(into: "") { $0 += "/" + ($1.0.hasPrefix("*") ? "*" : $1.1) }
  }
}

extension Route {
  fileprivate var captureCount: Int { components.filter(isCapture).count }
}

extension PathInfo {
  fileprivate func fits(_ pattern: [String]) -> Bool {
    pattern.count == components.count
      && zip(pattern, components).allSatisfy { isCapture($0) || $0 == $1 }
  }
}

private func isCapture(_ pattern: String) -> Bool {
  pattern.hasPrefix(":") || pattern.hasPrefix("*")
}
