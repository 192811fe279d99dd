/// A request that is not answered as asked: malformed, too large, not allowed, out of date.
///
/// Handlers and the parsers throw it; `runCGI` makes the page and the log line. Nothing has been kept
/// of what the request brought.
package struct Refusal: Error, Hashable, Sendable {
  package var status: Status
  /// One or two plain sentences for the person, who may be able to put it right. Never an answer.
  package var detail: String?
  /// Further headers, for example `Allow` or `Retry-After`.
  package var headers: [Header]
  /// What the person can quote and the log line carries. `runCGI` fills it in.
  package var reference: String?

  package init(_ status: Status, _ detail: String? = nil, headers: [Header] = []) {
    self.status = status
    self.detail = detail
    self.headers = headers
  }

  /// Also for what exists but is not this person's: the two must look alike.
  package static let notFound = Refusal(.notFound)

  static func malformed(_ detail: String) -> Refusal { Refusal(.badRequest, detail) }
}

/// One header of a response.
package struct Header: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// An error that can say in the log what happened, without a word of what anybody typed.
package protocol LoggedError: Error {
  /// A few words, ASCII, no personal content.
  var logWords: String { get }
}

/// A mistake of ours that a request brought to light; it becomes a 500.
struct Fault: LoggedError, Hashable {
  var logWords: String

  init(_ logWords: String) { self.logWords = logWords }
}

/// What the log may say about an error: its own words, or its type and case, never a payload.
func logWords(for error: any Error) -> String {
  if let error = error as? any LoggedError { return error.logWords }
  let type = String(describing: type(of: error))
  let mirror = Mirror(reflecting: error)
  guard mirror.displayStyle == .enum else { return type }
  if let label = mirror.children.first?.label { return "\(type).\(label)" }
  return error is any CustomStringConvertible ? type : "\(type).\(error)"
}
