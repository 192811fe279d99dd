/// The head of what a program says (RFC 3875 §6), as HTTP.
struct ProgramAnswer {
  static let headLimit = 32 * 1024

  /// The head for the browser; the body follows it as the program writes it.
  let head: [UInt8]
  /// How many bytes of the output were the head.
  let consumed: Int

  /// `nil` while the head is not complete.
  /// - Throws: 502 for what is no head.
  init?(_ output: [UInt8]) throws(HTTPFault) {
    var status = 200
    var reason: String?
    var hasStatus = false
    var headers: [(String, String)] = []
    var start = 0
    while true {
      guard let lineEnd = output[start...].firstIndex(of: 0x0A) else {
        guard output.count <= Self.headLimit else { throw HTTPFault(status: 502) }
        return nil
      }
      var line = output[start..<lineEnd]
      if line.last == 0x0D { line.removeLast() }
      start = lineEnd + 1
      if line.isEmpty { break }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(isToken), !line.contains(0), !line.contains(0x0D)
      else { throw HTTPFault(status: 502) }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      let value = String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
      switch name.lowercased() {
      case "status":
        guard let number = Int(value.prefix(3)), (200...599).contains(number) else {
          throw HTTPFault(status: 502)
        }
        status = number
        hasStatus = true
        reason = value.utf8.count > 4 ? String(value.dropFirst(4)) : nil
      case "connection", "transfer-encoding", "keep-alive", "server": break
      default: headers.append((name, value))
      }
    }
    guard hasStatus || !headers.isEmpty else { throw HTTPFault(status: 502) }
    if !hasStatus, headers.contains(where: { $0.0.lowercased() == "location" }) { status = 302 }
    head = Reply(status: status, reason: reason, headers: headers).head
    consumed = start
  }
}
