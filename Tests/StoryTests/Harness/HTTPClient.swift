import Foundation
import Glibc
import Support

/// Speaks HTTP/1.1 over a socket of its own, one request a connection.
///
/// Like a browser it sends its whole body before it looks at the reply, and takes a connection that
/// breaks meanwhile for a failure: that is what people see when a program does not read to the end.
struct HTTPClient {
  let port: UInt16
  var secondsAllowed = 60

  func send(_ request: WebRequest) throws -> WebReply {
    let socket = try connect()
    defer { close(socket) }
    try write(request, to: socket)
    return try Self.parse(readAll(from: socket))
  }

  /// Sends what there is of a request and breaks the connection off.
  func sendAndLeave(_ request: WebRequest) throws {
    let socket = try connect()
    defer { close(socket) }
    try write(request, to: socket)
  }

  private func write(_ request: WebRequest, to socket: Int32) throws {
    var head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
    for (name, value) in request.headers { head += "\(name): \(value)\r\n" }
    if let length = request.statedLength { head += "Content-Length: \(length)\r\n" }
    head += "Connection: close\r\n\r\n"
    try write(Data(head.utf8), to: socket)
    if let body = request.body { try write(body, to: socket) }
  }

  private func connect() throws -> Int32 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard socket >= 0 else { throw Trouble("no socket: errno \(errno)") }
    var limit = timeval(tv_sec: secondsAllowed, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    var address = Loopback.address(port: port)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      let number = errno
      close(socket)
      throw Trouble("nothing answers at port \(port): errno \(number)")
    }
    return socket
  }

  private func write(_ data: Data, to socket: Int32) throws {
    try data.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
        let count = Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
          throw Trouble(
            "the connection broke after \(sent) of \(bytes.count) bytes: errno \(errno)")
        }
        sent += count
      }
    }
  }

  private func readAll(from socket: Int32) throws -> Data {
    var all = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw Trouble("the connection broke after \(all.count) bytes of the reply: errno \(errno)")
      }
      if count == 0 { return all }
      all.append(contentsOf: buffer[..<count])
      if isWhole(all) { return all }
    }
  }

  /// A server may keep a refused connection open for a while after a reply of stated length.
  private func isWhole(_ bytes: Data) -> Bool {
    guard let (lines, rest) = WebReply.split(bytes),
      let line = lines.first(where: { $0.lowercased().hasPrefix("content-length:") })
    else { return false }
    return Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) == rest.count
  }

  private static func parse(_ bytes: Data) throws -> WebReply {
    guard let (lines, rest) = WebReply.split(bytes), let first = lines.first,
      let status = Int(first.dropFirst(9).prefix(3))
    else { throw Trouble("not a reply: \(String(decoding: bytes.prefix(200), as: UTF8.self))") }
    if status == 100 { return try parse(rest) }
    let headers = try lines.dropFirst().map(WebReply.header)
    let reply = WebReply(status: status, headers: headers, body: rest)
    guard reply["Transfer-Encoding"]?.lowercased() == "chunked" else {
      if let length = reply["Content-Length"].flatMap({ Int($0) }), length != rest.count {
        throw Trouble("the reply has \(rest.count) bytes and says \(length)")
      }
      return reply
    }
    return WebReply(status: status, headers: headers, body: try unchunked(rest))
  }

  /// RFC 9112 §7.1, without trailers.
  private static func unchunked(_ bytes: Data) throws -> Data {
    var rest = bytes
    var body = Data()
    while let end = rest.range(of: Data("\r\n".utf8)) {
      let line = String(decoding: rest[rest.startIndex..<end.lowerBound], as: UTF8.self)
      guard let count = Int(line.prefix { $0 != ";" }, radix: 16) else { break }
      if count == 0 { return body }
      guard rest.distance(from: end.upperBound, to: rest.endIndex) >= count + 2 else { break }
      body += rest[end.upperBound..<(end.upperBound + count)]
      rest = rest[(end.upperBound + count + 2)...]
    }
    throw Trouble("the reply stops in the middle of a chunk")
  }
}

/// Ports and addresses of this machine alone.
enum Loopback {
  static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  /// A port that nothing listens on at this moment.
  static func freePort() throws -> UInt16 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard socket >= 0 else { throw Trouble("no socket: errno \(errno)") }
    defer { close(socket) }
    var address = address(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 ? getsockname(socket, $0, &size) : -1
      }
    }
    guard code == 0 else { throw Trouble("no free port: errno \(errno)") }
    return UInt16(bigEndian: address.sin_port)
  }
}
