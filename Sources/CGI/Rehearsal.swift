/// A request answered without a process, for tests of handlers: the same code, from path to response bytes.
///
/// ```swift
/// let reply = rehearse(saveRoutes, ["REQUEST_METHOD": "GET", "PATH_INFO": "/A-17/name"], services: services) {
///   try save($0, services: $1)
/// }
/// #expect(reply.status == .notFound)
/// ```
package struct Rehearsal: Sendable {
  package let status: Status
  /// In order; names as they were written.
  package let headers: [Header]
  package let body: [UInt8]
  /// The line the log would have got; none was written.
  package let logLine: String
  /// How much of the body nobody read, not even to forget it.
  package let unreadByteCount: Int

  package var text: String { String(decoding: body, as: UTF8.self) }

  package subscript(_ header: String) -> String? {
    headers.first { $0.name.lowercased() == header.lowercased() }?.value
  }
}

/// Answers as `runCGI` would. `body` is what standard input would bring, at most `chunkBytes` a read;
/// `CONTENT_LENGTH` is set from it unless given.
package func rehearse<Services: Surroundings>(
  _ routes: [Route], _ variables: [String: String], body: [UInt8] = [], chunkBytes: Int = 4096,
  services: Services, handler: (Request, Services) throws -> Response
) -> Rehearsal {
  var variables = variables
  if variables["CONTENT_LENGTH"] == nil, variables["HTTP_TRANSFER_ENCODING"] == nil {
    variables["CONTENT_LENGTH"] = body.isEmpty ? "" : String(body.count)
  }
  var rest = body[...]
  let source = Body(Metavariables(variables), clock: { 0 }) { buffer, _ in
    let count = min(buffer.count, chunkBytes, rest.count)
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
  let clocks = Clocks(now: { 0 }, ticking: { 0 })
  var exchange = Exchange<Services>(Metavariables(variables), source, clocks)
  let answer = exchange.answer(routes, { _ in services }, handler)
  return Rehearsal(answer, unreadByteCount: rest.count)
}

extension Rehearsal {
  init(_ answer: Answer, unreadByteCount: Int) {
    self.unreadByteCount = unreadByteCount
    status = answer.log.status
    logLine = answer.log.text
    let bytes = answer.output.bytes
    var headers: [Header] = []
    var start = 0
    while let lineEnd = bytes[start...].firstIndex(of: 0x0D), lineEnd > start {
      let line = String(decoding: bytes[start..<lineEnd], as: UTF8.self)
      let parts = line.split(separator: ":", maxSplits: 1)
      headers.append(Header(String(parts[0]), String(parts[1].dropFirst())))
      start = lineEnd + 2
    }
    self.headers = headers
    body = Array(bytes[(start + 2)...]) + (answer.output.file?.bytes() ?? [])
  }
}
