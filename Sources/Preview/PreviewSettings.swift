/// What the preview server serves, where, and within which bounds.
package struct PreviewSettings: Sendable {
  /// The folder of static pages. When it is a symlink it is followed anew for each request, so a site
  /// that is swapped underneath is seen at once.
  package var root: String
  /// The folder whose programs answer below `cgi-bin/`; `nil` when there are none.
  package var programs: String?
  /// Where bodies are kept while they arrive. The files have no names.
  package var scratch: String
  /// The file that gets what programs write to standard error.
  package var errorLog: String
  /// Loopback, unless somebody has decided otherwise.
  package var address = "127.0.0.1"
  /// Zero takes a free port; `run` reports which.
  package var port: UInt16 = 0
  /// The path everything is served under, beginning and ending with `/`.
  package var prefix = "/"
  /// What programs get in their environment, besides RFC 3875's variables.
  package var environment: [String: String] = [:]
  package var limits = PreviewLimits()
  /// Pages made in this process: asked first, with the path after the prefix, for GET and HEAD.
  package var page: @Sendable (_ path: String) -> PreviewPage? = { _ in nil }
  /// The answer to what is sent by form: asked with the path after the prefix, before any program. The
  /// body is read and forgotten.
  package var sent: @Sendable (_ path: String) -> PreviewPage? = { _ in nil }
  /// Whether SIGINT and SIGTERM end `run`. They are blocked in the calling thread then.
  package var heedsSignals = true

  package init(root: String, programs: String? = nil, scratch: String, errorLog: String) {
    self.root = root
    self.programs = programs
    self.scratch = scratch
    self.errorLog = errorLog
  }
}

/// The bounds that keep one visitor from using up the machine.
package struct PreviewLimits: Sendable {
  package var connections = 64
  package var programsAtOnce = 8
  package var headBytes = 16 * 1024
  package var bodyBytes = 60 * 1024 * 1024
  /// How much of a refused body is read, so that the browser shows the page.
  package var drainBytes = 64 * 1024 * 1024
  /// Without a byte in either direction.
  package var idleMilliseconds = 20_000
  /// For one request with its answer. A program that takes longer is killed: 504.
  package var requestMilliseconds = 120_000

  package init() {}
}

/// A page made in this process.
package struct PreviewPage: Sendable {
  package var status: Int
  package var type: String
  package var bytes: [UInt8]

  package init(html: String, status: Int = 200) {
    self.init(bytes: Array(html.utf8), type: "text/html; charset=utf-8", status: status)
  }

  package init(bytes: [UInt8], type: String, status: Int = 200) {
    self.status = status
    self.type = type
    self.bytes = bytes
  }
}

/// Why the server could not start.
package enum PreviewError: Error, Hashable, CustomStringConvertible {
  /// Not an IPv4 address.
  case badAddress(String)
  /// `errno` of the call that failed.
  case cannotListen(address: String, port: UInt16, errno: Int32)

  package var description: String {
    switch self {
    case .badAddress(let address): "'\(address)' is not an IPv4 address"
    case .cannotListen(let address, let port, let number):
      "cannot listen on \(address):\(port): \(errorText(number))"
    }
  }
}
