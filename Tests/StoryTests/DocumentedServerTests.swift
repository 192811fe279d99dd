import Foundation
import Testing
import Support

/// The settings of `cgi-bin/README.md` in a real Apache and a real nginx, with a program that only says
/// what it was given. What Docket's own programs answer is the matter of other tests.
@Suite struct DocumentedServerTests {
  static let servers: [ServerTransport.Type] = [ApacheTransport.self, NginxTransport.self]

  @Test(arguments: servers)
  func `a program gets its path, its query and its whole body`(_ kind: ServerTransport.Type) throws
  {
    try withServer(kind) { server in
      let reply = try server.send(
        WebRequest(
          "POST", "/credentials/cgi-bin/probe/A-17/name?a=1&b=%2f",
          headers: [("Content-Type", "text/plain"), ("X-Seen", "yes")],
          body: Data(repeating: 65, count: 3_000_000)))
      #expect(reply.status == 200)
      for line in [
        "PATH_INFO=/A-17/name", "QUERY_STRING=a=1&b=%2f", "CONTENT_LENGTH=3000000",
        "CONTENT_TYPE=text/plain", "HTTP_X_SEEN=yes", "SWIFT_BACKTRACE=enable=no", "read=3000000",
        "SCRIPT_NAME=/credentials/cgi-bin/probe",
      ] { #expect(reply.text.contains("\n\(line)\n"), "\(line) is not in\n\(reply.text)") }
      #expect(!reply.text.contains("HTTP_PROXY="))
    }
  }

  @Test(arguments: servers)
  func `pages are served below the sub-path, and none above it`(_ kind: ServerTransport.Type) throws
  {
    try withServer(kind) { server in
      for (target, words) in [
        ("/credentials/", "home"), ("/credentials/fees/", "fees"),
        ("/credentials/none/", "no such page"), ("/credentials/cgi-bin/none", "no such page"),
        ("/credentials/cgi-bin/", "no such page"),
      ] {
        let reply = try server.send(WebRequest("GET", target))
        #expect((reply.status >= 403) == (words == "no such page"), "\(target)")
        #expect(reply.text == words, "\(target)")
      }
      for target in [
        "/credentials/../docket.jsonc", "/docket.jsonc", "/credentials/cgi-bin/../docket.jsonc",
        "/credentials/cgi-bin/.hidden", "/credentials/cgi-bin/%2e%2e/docket.jsonc",
        "/credentials/%2e%2e/docket.jsonc", "/credentials/..%2fdocket.jsonc",
      ] {
        let reply = try server.send(WebRequest("GET", target))
        #expect(reply.status >= 400, "\(target)")
        #expect(!reply.text.contains("secret"), "\(target)")
      }
      let bare = try server.send(WebRequest("GET", "/credentials"))
      #expect(bare.status == 308)
      #expect(bare["Location"] == server.origin + "/credentials/")
    }
  }

  @Test(arguments: servers)
  func `what the server refuses or loses is a readable page`(_ kind: ServerTransport.Type) throws {
    try withServer(kind) { server in
      let crash = try server.send(WebRequest("GET", "/credentials/cgi-bin/probe/crash"))
      #expect([500, 502].contains(crash.status))
      #expect(crash.text.contains("error page"))
      var huge = WebRequest("POST", "/credentials/cgi-bin/probe", body: Data())
      huge.statedLength = "\(61 * 1024 * 1024)"
      let refused = try server.send(huge)
      #expect(refused.status == 413)
      #expect(refused.text.contains("too large page"))
    }
  }

  @Test(arguments: servers)
  func `a program's own refusal is what people see`(_ kind: ServerTransport.Type) throws {
    try withServer(kind) { server in
      for status in [400, 403, 405, 409, 415, 422, 429, 500, 503] {
        let reply = try server.send(
          WebRequest("GET", "/credentials/cgi-bin/probe/status/\(status)"))
        #expect(reply.status == status)
        #expect(reply.text.contains("the program's words"), "\(status)")
      }
    }
  }

  @Test(arguments: servers)
  func `the server ends with the test`(_ kind: ServerTransport.Type) throws {
    var port: UInt16 = 0
    try withServer(kind) { port = $0.port }
    #expect(throws: Trouble.self) { try HTTPClient(port: port).send(WebRequest("GET", "/")) }
  }

  /// A server over an installation that has three pages and one program, written here.
  private func withServer(
    _ kind: ServerTransport.Type, _ body: (ServerTransport) throws -> Void
  ) throws {
    try withScratch { scratch in
      let prefix = scratch.appendingPathComponent("installation")
      let files = FileManager.default
      func write(_ text: String, _ path: String, mode: Int = 0o644) throws {
        let file = prefix.appendingPathComponent(path)
        try files.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
      }
      for (path, words) in [
        "index.html": "home", "fees/index.html": "fees", "404.html": "no such page",
        "error.html": "error page", "error-too-large.html": "too large page",
      ] { try write(words, ".sites/1/" + path) }
      try files.createSymbolicLink(
        atPath: prefix.appendingPathComponent("public").path, withDestinationPath: ".sites/1")
      try write("secret", "docket.jsonc")
      try write("secret", "cgi-bin/.hidden")
      try write(probe, "cgi-bin/probe", mode: 0o755)
      try ServerUser.own(prefix, scratch: scratch)
      let server = try kind.init(prefix: prefix, scratch: scratch)
      defer { server.end() }
      try body(server)
    }
  }

  private let probe = """
    #!/bin/sh
    PATH=/usr/bin:/bin
    case $PATH_INFO in
    /crash) kill -SEGV $$ ;;
    /status/*)
      printf 'Status: %s Words\\r\\nContent-Type: text/html; charset=utf-8\\r\\n\\r\\n' "${PATH_INFO##*/}"
      echo "the program's words" ;;
    *)
      read=$(wc -c)
      printf 'Status: 200 OK\\r\\nContent-Type: text/plain; charset=utf-8\\r\\n\\r\\n'
      printf '\\nread=%s\\n' "$read"
      env ;;
    esac
    """
}
