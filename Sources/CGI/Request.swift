/// One request, after its path and method were found in the program's table.
///
/// The body is not read until `form()`, `upload(…)` or `bytes()` is called, and can be read once.
package struct Request {
  package let route: Route
  /// The method the route has: a `HEAD` request reads as `.get`.
  package var method: Method { route.method }
  /// The components of the path after the program's name.
  package let path: [String]
  /// The declared names of the query.
  package let query: Form
  package let variables: Metavariables
  /// Whether the browser came over HTTPS: as the surroundings are configured, else as the server says.
  package let isHTTPS: Bool
  /// What the log line of this request carries; eight letters and digits.
  package let reference: String
  let captures: [(name: String, component: String)]
  let body: Body

  /// The component that `:name` or `*name` of the route's path took.
  package subscript(_ name: String) -> String {
    guard let component = captures.first(where: { $0.name == name })?.component else {
      preconditionFailure("the path \(route.path) of this route has no \(name)")
    }
    return component
  }

  /// What the person has sent, as far as it was read; `nil` when nothing was. For a page that shows it back
  /// where something has failed: reading the body again is not possible.
  package var received: Form? { body.form }

  /// From this page to the folder that `cgi-bin` lies in, as a relative link: `../` or more of them.
  package var pathToSite: String { CGI.pathToSite(variables) }

  /// The same folder as the browser names it, beginning and ending with `/`. For cookie paths.
  package var sitePath: String { CGI.sitePath(variables) }

  /// The cookie's value; `nil` when absent. On HTTPS only the `__Host-` one counts.
  package func cookie(_ name: String) -> String? {
    let sent = isHTTPS ? "__Host-\(name)" : name
    return cookiePairs(variables["HTTP_COOKIE"]).first { $0.name == sent }?.value
  }

  /// The address the connection came from; empty when the server does not say. May be a proxy's.
  package var remoteAddress: String {
    let address = variables["REMOTE_ADDR"]
    let isAddress =
      address.utf8.count <= 45
      && address.utf8.allSatisfy { isLetterOrDigit($0) || ".:%".utf8.contains($0) }
    return isAddress ? address : ""
  }

  package var userAgent: String { limited("HTTP_USER_AGENT") }
  package var ifNoneMatch: String { limited("HTTP_IF_NONE_MATCH") }
  /// The `Origin` header; empty when absent, `null` when the browser hides it.
  package var origin: String { limited("HTTP_ORIGIN") }

  /// Whether the browser itself says that another site sent this.
  ///
  /// `origins` are our own, like `https://board.example.org`. A null or absent `Origin` says nothing:
  /// then the form's token has to.
  package func comesFromElsewhere(than origins: [String]) -> Bool {
    if variables["HTTP_SEC_FETCH_SITE"] == "cross-site" { return true }
    return !origin.isEmpty && origin != "null" && !origins.contains(origin)
  }

  /// A header that the route declared; `nil` when absent or longer than 8 kB.
  package func header(_ name: String) -> String? {
    guard route.headers.contains(name) else {
      preconditionFailure("the route \(route.path) does not declare the header \(name)")
    }
    let variable = "HTTP_" + name.uppercased().split(separator: "-").joined(separator: "_")
    let value = limited(variable)
    return value.isEmpty ? nil : value
  }

  private func limited(_ variable: String) -> String {
    let value = variables[variable]
    return value.utf8.count <= Limits.headerBytes ? value : ""
  }
}

/// Relative links work under any sub-path, and also when a server in front adds one.
func pathToSite(_ variables: Metavariables) -> String {
  // The program's own name is one level below `cgi-bin`, each `/` after it one more.
  String(repeating: "../", count: PathInfo.depth(of: variables["PATH_INFO"]) + 1)
}

func sitePath(_ variables: Metavariables) -> String {
  let folders = variables["SCRIPT_NAME"].utf8.split(separator: UInt8(ascii: "/")).dropLast(2)
  guard folders.allSatisfy({ $0.allSatisfy(isWordByte) }) else { return "/" }
  return folders.reduce(into: "/") { $0 += String(Substring($1)) + "/" }
}
