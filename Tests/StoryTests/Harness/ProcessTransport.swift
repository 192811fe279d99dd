import Foundation
import Support

/// Runs a program for each request, with an environment after RFC 3875 and the body on standard input,
/// and reads pages from the published folder: what a web server does, without one.
final class ProcessTransport: Transport {
  let origin = "http://licensing.example"
  let prefix: URL
  let scratch: URL

  init(prefix: URL, scratch: URL) {
    self.prefix = prefix
    self.scratch = scratch
  }

  func end() {}

  func send(_ request: WebRequest) throws -> WebReply {
    let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    let programs = Office.path + "cgi-bin/"
    guard path.hasPrefix(programs) else { return try page(path) }
    let rest = path.dropFirst(programs.count)
    let name = rest.prefix { $0 != "/" }
    let pathInfo = String(rest.dropFirst(name.count)).removingPercentEncoding
    guard let pathInfo else { throw Trouble("\(path) is not UTF-8") }
    var environment = environment(of: request)
    environment["SCRIPT_NAME"] = programs + name
    environment["QUERY_STRING"] = parts.count > 1 ? String(parts[1]) : ""
    if !pathInfo.isEmpty { environment["PATH_INFO"] = pathInfo }
    return try run(String(name), environment: environment, input: request.body ?? Data())
  }

  /// Runs one program with exactly this environment and input.
  func run(_ name: String, environment: [String: String], input: Data) throws -> WebReply {
    let file = prefix.appendingPathComponent("cgi-bin/\(name)")
    guard FileManager.default.isExecutableFile(atPath: file.path) else {
      return try page(Office.path + "404.html", status: 404)
    }
    let command = Command(program: file.path, environment: environment, input: input)
    let outcome = try command.asServerUser().run(in: scratch)
    guard let (lines, body) = WebReply.split(outcome.output) else {
      throw Trouble(
        "\(name) gave no header block; it ended with \(outcome.status): \(outcome.error)")
    }
    let headers = try lines.map(WebReply.header)
    guard let status = headers.first(where: { $0.name == "Status" })?.value,
      let number = Int(status.prefix(3))
    else { throw Trouble("\(name) sent no Status: \(lines)") }
    return WebReply(status: number, headers: headers.filter { $0.name != "Status" }, body: body)
  }

  /// The meta-variables that do not depend on the path.
  func environment(of request: WebRequest) -> [String: String] {
    var variables = [
      "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_SOFTWARE": "test",
      "SERVER_NAME": "licensing.example", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1",
      "REQUEST_METHOD": request.method,
    ]
    for (name, value) in request.headers {
      if name.lowercased() == "content-type" {
        variables["CONTENT_TYPE"] = value
      } else {
        let folded = name.uppercased().replacingOccurrences(of: "-", with: "_")
        variables["HTTP_\(folded)"] = value
      }
    }
    if let length = request.statedLength { variables["CONTENT_LENGTH"] = length }
    return variables
  }

  private func page(_ path: String, status: Int = 200) throws -> WebReply {
    guard path.hasPrefix(Office.path) else { return notFound() }
    var file = prefix.appendingPathComponent("public/" + path.dropFirst(Office.path.count))
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
      return status == 404 ? notFound() : try page(Office.path + "404.html", status: 404)
    }
    if isFolder.boolValue {
      if !path.hasSuffix("/") {
        return WebReply(status: 301, headers: [("Location", path + "/")], body: Data())
      }
      file.appendPathComponent("index.html")
    }
    let type = file.pathExtension == "html" ? "text/html; charset=utf-8" : "text/plain"
    return WebReply(
      status: status, headers: [("Content-Type", type)], body: try Data(contentsOf: file))
  }

  private func notFound() -> WebReply {
    WebReply(status: 404, headers: [("Content-Type", "text/plain")], body: Data("none".utf8))
  }
}
