import Foundation
import Support

/// A real web server on a loopback port of its own.
class ServerTransport: Transport {
  let port: UInt16
  let prefix: URL
  /// Where the server keeps its own files.
  let folder: URL
  var processes: [ServerProcess] = []

  var origin: String { "http://127.0.0.1:\(port)" }
  var client: HTTPClient { HTTPClient(port: port) }

  required init(prefix: URL, scratch: URL) throws {
    self.prefix = prefix
    port = try Loopback.freePort()
    folder = scratch.appendingPathComponent("server")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try "".write(to: log, atomically: false, encoding: .utf8)
    try configure()
    try ServerUser.own(folder, scratch: scratch)
    try start()
  }

  /// Writes the server's settings into `folder`.
  func configure() throws {}

  /// Starts the server's processes.
  func start() throws {}

  var log: URL { folder.appendingPathComponent("log") }

  func send(_ request: WebRequest) throws -> WebReply { try client.send(request) }

  func end() {
    for process in processes.reversed() { process.end() }
    processes = []
  }

  deinit { end() }

  func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: file(name), atomically: false, encoding: .utf8)
  }

  /// What a server's own process gets: servers are started with hardly anything.
  static let environment = ["PATH": "/usr/sbin:/usr/bin:/bin"]
}
