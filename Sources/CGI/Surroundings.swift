/// What a program's surroundings decide about answering, besides what its handler does.
///
/// The services that handlers take conform to it; whatever they do not say has a plain default.
package protocol Surroundings {
  /// The log file, opened for each line; `nil` logs to standard error.
  var logPath: String? { get }
  /// Whether the configured address begins with `https:`; `nil` leaves it to what the server says.
  /// Behind a proxy that ends TLS the server does not know.
  var isHTTPS: Bool? { get }
  /// The page for a refusal or a fault. `pathToSite` is the relative link to the folder that `cgi-bin`
  /// lies in, like `../../`.
  func refusalPage(_ refusal: Refusal, pathToSite: String) -> String
}

extension Surroundings {
  package var logPath: String? { nil }
  package var isHTTPS: Bool? { nil }

  package func refusalPage(_ refusal: Refusal, pathToSite: String) -> String {
    plainRefusalPage(refusal)
  }
}

/// The page when there is no other: also when the surroundings themselves could not be read.
package func plainRefusalPage(_ refusal: Refusal) -> String {
  let title = words(for: refusal.status)
  let detail = refusal.detail.map { "\n<p>\(escaped($0))</p>" } ?? ""
  let reference = refusal.reference.map { "\n<p>Reference: \(escaped($0))</p>" } ?? ""
  return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    </head>
    <body>
    <main>
    <h1>\(title)</h1>\(detail)\(reference)
    </main>
    </body>
    </html>

    """
}

private func words(for status: Status) -> String {
  switch status {
  case .badRequest: "The form did not arrive as it was sent"
  case .forbidden: "You may not do this"
  case .notFound: "Page not found"
  case .methodNotAllowed: "This address does not do that"
  case .requestTimeout: "The request took too long"
  case .conflict: "This has changed since you opened it"
  case .gone: "This is no longer here"
  case .tooLarge: "This is too large to send"
  case .uriTooLong: "The address is too long"
  case .unsupportedType: "This kind of content is not accepted"
  case .unprocessable: "There is a problem with what was sent"
  case .tooManyRequests: "Too many tries. Wait a little"
  case .unavailable: "The service is not available just now"
  case .internalError, .ok, .seeOther, .notModified: "Sorry, there is a problem with the service"
  }
}

private func escaped(_ text: String) -> String {
  var safe = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "<": safe += "&lt;"
    case ">": safe += "&gt;"
    case "&": safe += "&amp;"
    case "\"": safe += "&quot;"
    default: safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}
