import Glibc
import Preview

// What the commands have in common that serve something on this machine while they run.

/// The port that is taken where none is named.
let standardPort: UInt16 = 8080

extension Options {
  /// The port of `--port`; `nil` where there is none.
  func port() throws(Trouble) -> UInt16? {
    guard let text = self["port"] else { return nil }
    guard let port = UInt16(text) else {
      throw .usage("'--port' is a number from 0 to 65535; 0 takes a free one")
    }
    return port
  }
}

/// Makes Ctrl-C and its like wait until the server asks for them: neither an early one nor a second one
/// leaves a temporary folder behind.
func holdSignals() {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGINT)
  sigaddset(&signals, SIGTERM)
  pthread_sigmask(SIG_BLOCK, &signals, nil)
}

/// A new folder that nobody else can look into. Whoever makes it removes it.
func temporaryFolder(for command: String) throws(Trouble) -> String {
  let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  guard let template = strdup(parent + "/docket-\(command)-XXXXXX") else {
    throw .impossible("there is no memory left")
  }
  defer { free(template) }
  guard mkdtemp(template) != nil else {
    throw .impossible("a folder cannot be made in '\(parent)'")
  }
  return String(cString: template)
}

extension Trouble {
  init(_ error: PreviewError) {
    switch error {
    case .cannotListen(_, let port, EADDRINUSE):
      self = .impossible(
        "another program has port \(port): end it, or let this one find a free port with '--port 0'"
      )
    case .cannotListen(_, let port, EACCES):
      self = .impossible(
        "this user may not take port \(port): take one from 1024 on, or a free one with '--port 0'")
    default: self = .impossible("\(error)")
    }
  }
}
