import Foundation
import Preview
import Support

/// A folder with a site and programs in it, and a server over it while a test runs.
struct Stage {
  let folder: String
  let port: UInt16

  /// Runs `work` against a server of its own, and comes back when the server has ended.
  static func open<Result>(
    _ change: (inout PreviewSettings) -> Void = { _ in }, _ work: (Stage) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/preview-" + UUID().uuidString
    for name in ["site", "cgi-bin", "scratch"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var settings = PreviewSettings(
      root: folder + "/site", programs: folder + "/cgi-bin", scratch: folder + "/scratch",
      errorLog: folder + "/errors")
    settings.heedsSignals = false
    change(&settings)
    let server = PreviewServer(settings)
    let (ready, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let port = Box<UInt16>(0)
    Thread {
      try? server.run {
        port.value = $0
        ready.signal()
      }
      ended.signal()
    }.start()
    ready.wait()
    defer {
      server.stop()
      ended.wait()
    }
    return try work(Stage(folder: folder, port: port.value))
  }

  func write(_ path: String, _ text: String) throws {
    let full = "\(folder)/\(path)"
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: full))
  }

  /// A program in `sh`. A process of its own writes it: were it open for writing here, a child that another
  /// test starts at that moment would hold it open, and it could not be run.
  func program(_ name: String, _ script: String) throws {
    try write("scripts/" + name, "#!/bin/sh\n" + script)
    try Command(
      program: "/usr/bin/install",
      arguments: ["-D", "-m", "755", "\(folder)/scripts/\(name)", "\(folder)/cgi-bin/\(name)"]
    ).runWell(in: URL(fileURLWithPath: folder))
  }

  func text(_ path: String) -> String {
    String(
      decoding: FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data(), as: UTF8.self)
  }

  /// One ordinary request.
  func ask(
    _ method: String, _ target: String, headers: [String] = [], body: String? = nil
  ) -> Answer {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost"] + headers
    if let body { lines.append("Content-Length: \(body.utf8.count)") }
    return send(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
  }

  /// Sends these bytes and reads to the end.
  func send(_ bytes: String) -> Answer {
    let client = Client(port)
    client.send(Array(bytes.utf8))
    return client.answer()
  }
}

/// A value that two threads share, one after the other.
final class Box<Value>: @unchecked Sendable {
  var value: Value
  init(_ value: Value) { self.value = value }
}

struct Answer: Equatable {
  /// Zero when the connection ended without a word.
  var status = 0
  var headers: [String] = []
  var body = ""

  subscript(_ name: String) -> String? {
    headers.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
      .map { String($0.dropFirst(name.count + 2)) }
  }
}

/// A connection, by hand.
final class Client {
  private let socket: Int32

  init(_ port: UInt16) {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  /// False when the other end stopped taking them.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  func receive() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  /// Waits until so many bytes are there, and leaves them.
  func peek(_ count: Int) -> String {
    var buffer = [UInt8](repeating: 0, count: count)
    let got = recv(socket, &buffer, count, Int32(MSG_PEEK | MSG_WAITALL))
    return String(decoding: buffer.prefix(max(0, got)), as: UTF8.self)
  }

  func answer() -> Answer {
    let bytes = receive()
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return Answer() }
    var lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    let status = Int(lines.removeFirst().split(separator: " ").dropFirst().first ?? "") ?? 0
    return Answer(status: status, headers: lines, body: String(text[end.upperBound...]))
  }
}
