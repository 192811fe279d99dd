import Foundation
import Support

/// How a request reaches the programs and the pages: as processes, or through a real web server.
protocol Transport: AnyObject {
  /// `http://127.0.0.1:PORT` or an invented one; without a `/` at the end.
  var origin: String { get }

  /// - Throws: `Trouble` when there is no whole reply.
  func send(_ request: WebRequest) throws -> WebReply

  /// Ends what was started for it. The installation stays.
  func end()
}

/// One request as a browser makes it.
struct WebRequest {
  var method = "GET"
  /// From the first `/`, with the query, percent-encoded.
  var target: String
  var headers: [(name: String, value: String)] = []
  var body: Data?
  /// What the request says about its body's length. `nil`: nothing is said.
  var statedLength: String?

  init(
    _ method: String = "GET", _ target: String, headers: [(name: String, value: String)] = [],
    body: Data? = nil
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    statedLength = body.map { String($0.count) }
  }
}

struct WebReply {
  let status: Int
  let headers: [(name: String, value: String)]
  let body: Data

  var text: String { String(decoding: body, as: UTF8.self) }

  /// Every value of one header, in order.
  func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  subscript(name: String) -> String? { values(name).first }

  var isHTML: Bool { self["Content-Type"]?.hasPrefix("text/html") ?? false }

  /// Reads a header block up to the empty line. `nil` where there is none.
  static func split(_ bytes: Data) -> (lines: [String], rest: Data)? {
    guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: bytes[bytes.startIndex..<end.lowerBound], as: UTF8.self)
    return (head.components(separatedBy: "\r\n"), Data(bytes[end.upperBound...]))
  }

  static func header(_ line: String) throws -> (name: String, value: String) {
    guard let colon = line.firstIndex(of: ":") else { throw Trouble("not a header: \(line)") }
    let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    return (String(line[..<colon]), value)
  }
}
