/// One line of the table in which a program says what it answers, before any input is read.
///
/// ```swift
/// let routes = [
///   Route(.get, ":application/:element", for: .applicant),
///   Route(
///     .post, ":application/:element", for: .applicant,
///     accepts: .form([.word("token"), .word("key")], answers: true)),
///   Route(.get, "confirm/*token", for: .link),
/// ]
/// ```
///
/// A component that begins with `:` takes any one component of the path under that name; one that begins
/// with `*` does too and is never written to the log. Of the paths that fit, the one with the fewest such
/// components decides, and its lines say which methods there are.
package struct Route: Sendable {
  package let method: Method
  /// The pattern as written in the table; handlers may `switch` on it.
  package let path: String
  package let audience: Audience
  package let accepts: Accepts
  /// The names the query may bring. Others are not seen.
  package let query: [Field]
  /// Header names the handler needs beyond those `Request` has, for example `Stripe-Signature`.
  package let headers: [String]
  let components: [String]

  package init(
    _ method: Method, _ path: String, for audience: Audience, accepts: Accepts = .nothing,
    query: [Field] = [], headers: [String] = []
  ) {
    self.method = method
    self.path = path
    self.audience = audience
    self.accepts = accepts
    self.query = query
    self.headers = headers
    components = path.split(separator: "/").map(String.init)
  }
}

/// Who an address is for. The program itself sees to it; a test asks every address as everybody and holds the
/// answers against this.
///
/// To everybody else what is there and what is not look alike: somebody who is not signed in is asked to sign in,
/// and the others get the 404, or the 410 of a dead link, of an address that nobody ever had.
package enum Audience: String, Hashable, Sendable, CaseIterable {
  /// Anybody. What it shows is nobody's, or what the same request brought.
  case anybody
  /// Whoever is signed in, about themselves.
  case account
  /// The applicant of the application in the path.
  case applicant
  /// Whoever has the secret in the path.
  case link
  /// Whoever acts for the organisation in the path. What needs a role of theirs says so with 403.
  case member
  /// Whoever works for the agency and is signed in as that. What needs a role of theirs says so with 403.
  case staff
  /// Another machine that signs what it sends.
  case provider
}

/// What a program may be asked to do. A `HEAD` request is answered as `GET`, without the body.
package enum Method: String, Sendable {
  case get = "GET"
  case post = "POST"
}

/// The body a route takes.
package enum Accepts: Sendable {
  case nothing
  /// `application/x-www-form-urlencoded`. With `answers`, also the fields of a form that is known only
  /// from the definitions: see `Limits`.
  case form([Field], answers: Bool = false)
  /// `multipart/form-data` with files in the field `files`: how many, and how large.
  case upload([Field], files: String, UploadLimits)
  /// Bytes as they come, for notifications that are signed as a whole. No `types` means any type.
  case bytes(types: [String], byteLimit: Int)
}

/// How much one upload may bring.
package struct UploadLimits: Hashable, Sendable {
  /// Files beyond that many are refused one by one.
  package var fileCount: Int
  /// A file with more bytes is refused by itself.
  package var fileBytes: Int
  /// More bytes than that in all files together are refused as a whole.
  package var allBytes: Int

  package init(fileCount: Int, fileBytes: Int, allBytes: Int) {
    self.fileCount = fileCount
    self.fileBytes = fileBytes
    self.allBytes = allBytes
  }

  /// What both allow.
  func and(_ other: UploadLimits) -> UploadLimits {
    UploadLimits(
      fileCount: min(fileCount, other.fileCount), fileBytes: min(fileBytes, other.fileBytes),
      allBytes: min(allBytes, other.allBytes))
  }
}

/// One field of a form or a query.
package struct Field: Hashable, Sendable, ExpressibleByStringLiteral {
  package enum Kind: Hashable, Sendable {
    /// Letters, digits and `._~-`: tokens, keys, ids. Anything else is refused with 400.
    case word
    /// One line; a line break is refused with 400, because no browser sends one.
    case line
    /// Any number of lines. Line breaks arrive as `\n`, whatever the browser sent.
    case text
  }

  package let name: String
  package let kind: Kind
  /// In bytes of UTF-8; longer is refused with 413.
  package let byteLimit: Int
  /// Whether the name may come more than once; otherwise a second one is refused with 400.
  package private(set) var repeats = false

  package static func word(_ name: String, byteLimit: Int = 200) -> Field {
    Field(name: name, kind: .word, byteLimit: byteLimit)
  }

  package static func line(_ name: String, byteLimit: Int = 1000) -> Field {
    Field(name: name, kind: .line, byteLimit: byteLimit)
  }

  package static func text(_ name: String, byteLimit: Int = Limits.formBytes) -> Field {
    Field(name: name, kind: .text, byteLimit: byteLimit)
  }

  package var repeated: Field {
    var field = self
    field.repeats = true
    return field
  }

  private init(name: String, kind: Kind, byteLimit: Int) {
    self.name = name
    self.kind = kind
    self.byteLimit = byteLimit
  }

  package init(stringLiteral name: String) { self = .line(name) }
}

/// Limits that hold for every program.
package enum Limits {
  /// Fields in one form or query, declared or not.
  package static let fields = 500
  /// All fields of one form together, decoded. One answer may be as long: the question says what does, and a
  /// page that says so can show back what was typed.
  package static let formBytes = 512 * 1024
  /// The name of an answer: letters, digits, `.`, `_`, `-`.
  package static let answerNameBytes = 80
  static let queryBytes = 8 * 1024
  static let cookieBytes = 16 * 1024
  static let headerBytes = 8 * 1024
  static let partHeadBytes = 8 * 1024
  static let pathBytes = 1024
  static let componentBytes = 200
  static let displayNameBytes = 200
  /// What is read of a body that was refused, so that the browser shows the page.
  static let drainBytes = 64 * 1024 * 1024
  static let drainSeconds = 20
  /// Silence after which a sender has gone, and the longest any body may take.
  static let idleSeconds = 30
  static let bodySeconds = 900
}
