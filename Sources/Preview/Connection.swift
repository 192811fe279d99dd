import Glibc

/// One visitor's connection: one request, one answer, closed.
///
/// A class, because it owns a socket. Everything is non-blocking; the loop calls `socketMoved` and
/// `programMoved` when there is something to read or room to write, and `timePassed` now and then.
final class Connection {
  enum Phase {
    case readingHead
    case readingBody
    /// The request is there, and as many programs run as may.
    case waiting
    case running
    case sending
    /// The answer is out. What still comes is read and forgotten: closing on a visitor who is still
    /// sending would destroy the answer before it is read.
    case lingering
    case closed
  }

  let socket: Int32
  private(set) var phase = Phase.readingHead
  /// The program that answers, while its output is open; `-1` when none.
  private(set) var programOutput: Int32 = -1
  private let visitor: String
  private let settings: PreviewSettings
  private let port: UInt16
  private let began: Int
  private var lastMoved: Int
  private var received: [UInt8] = []
  private var head: RequestHead?
  private var body: IncomingBody?
  private var call: ProgramCall?
  private var process: pid_t = -1
  private var programStarted = 0
  private var programHead: [UInt8] = []
  private var hasProgramHead = false
  private var outgoing: [UInt8] = []
  private var sentCount = 0
  private var file: Int32 = -1
  private var drainedCount = 0
  private var isGone = false

  init(_ socket: Int32, visitor: String, settings: PreviewSettings, port: UInt16, now: Int) {
    self.socket = socket
    self.visitor = visitor
    self.settings = settings
    self.port = port
    began = now
    lastMoved = now
  }

  // MARK: What the loop should watch

  var socketEvents: Int32 {
    switch phase {
    case .readingHead, .readingBody, .lingering: POLLIN
    case .running: isGone || pendingCount == 0 ? 0 : POLLOUT
    case .sending: POLLOUT
    case .waiting, .closed: 0
    }
  }

  /// A slow visitor slows the program down, instead of filling our memory.
  var wantsProgramOutput: Bool { programOutput >= 0 && pendingCount < 256 * 1024 }

  private var pendingCount: Int { outgoing.count - sentCount }

  // MARK: What happens

  func socketMoved(_ events: Int32, now: Int) {
    lastMoved = now
    switch phase {
    case .readingHead, .readingBody, .lingering: read()
    case .running, .sending: write()
    case .waiting, .closed: break
    }
  }

  func timePassed(now: Int) {
    let limits = settings.limits
    switch phase {
    case .readingHead, .readingBody:
      guard isLate(now, idle: limits.idleMilliseconds) else { return }
      received.isEmpty && phase == .readingHead ? close() : send(Reply(plainPage: 408))
    case .running:
      guard now - programStarted > limits.requestMilliseconds else { return }
      killProgram()
      closeProgramOutput()
      hasProgramHead ? close() : fail(504)
    case .sending:
      if isLate(now, idle: limits.idleMilliseconds) { close() }
    case .lingering:
      if isLate(now, idle: min(2000, limits.idleMilliseconds)) { close() }
    case .waiting:
      if now - began > 2 * limits.requestMilliseconds { fail(504) }
    case .closed: break
    }
  }

  private func isLate(_ now: Int, idle: Int) -> Bool {
    now - lastMoved > idle || now - began > 2 * settings.limits.requestMilliseconds
      || (phase == .readingBody || phase == .readingHead)
        && now - began > settings.limits.requestMilliseconds
  }

  // MARK: The request

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(socket, &buffer, buffer.count, 0)
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    guard count > 0 else { return close() }
    let bytes = buffer[..<count]
    switch phase {
    case .readingHead: takeHead(bytes)
    case .readingBody: takeBody(bytes)
    default:
      drainedCount += count
      if drainedCount > settings.limits.drainBytes { close() }
    }
  }

  private func takeHead(_ bytes: ArraySlice<UInt8>) {
    let searched = max(0, received.count - 3)
    received += bytes
    guard let end = endOfHead(in: received, from: searched) else {
      if received.count > settings.limits.headBytes { send(Reply(plainPage: 431)) }
      return
    }
    guard end <= settings.limits.headBytes else { return send(Reply(plainPage: 431)) }
    do throws(HTTPFault) {
      let head = try RequestHead(received[..<end])
      self.head = head
      if let reply = try direct(head) { return send(reply) }
      body = try IncomingBody(
        head.bodyLength, in: settings.scratch, byteLimit: settings.limits.bodyBytes)
      phase = .readingBody
      let rest = received[(end + 4)...]
      if rest.isEmpty, head.bodyLength != .bytes(0), head["expect"]?.lowercased() == "100-continue"
      {
        _ = sendNow(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)[...])
      }
      takeBody(rest)
    } catch {
      fail(error.status)
    }
  }

  private func takeBody(_ bytes: ArraySlice<UInt8>) {
    do throws(HTTPFault) {
      try body?.take(bytes)
      if body?.isComplete == true { phase = .waiting }
    } catch {
      fail(error.status)
    }
  }

  /// The answer when no program has to make it.
  private func direct(_ head: RequestHead) throws(HTTPFault) -> Reply? {
    let isHead = head.method == "HEAD"
    let prefix = Array(settings.prefix.utf8)
    guard head.path.starts(with: prefix) else {
      guard head.path == [UInt8(ascii: "/")] || head.path + [UInt8(ascii: "/")] == prefix else {
        throw HTTPFault(status: 404)
      }
      return Reply(plainPage: 302, headers: [("Location", settings.prefix)], isHead: isHead)
    }
    let path = Array(head.path[prefix.count...])
    let isReading = isHead || head.method == "GET"
    if isReading, let text = String(validating: path, as: UTF8.self), let page = settings.page(text)
    {
      return Reply(page: page, isHead: isHead)
    }
    if path.starts(with: "cgi-bin/".utf8) { return nil }
    guard isReading else { return Reply(plainPage: 405, headers: [("Allow", "GET, HEAD")]) }
    return StaticFiles(root: settings.root).reply(path, rawPath: head.rawPath, isHead: isHead)
  }

  // MARK: The program

  /// Starts the program that the request asks for. The process, for the loop to wait for.
  func startProgram(now: Int) -> pid_t? {
    guard let head, let body else { return nil }
    let path = head.path.dropFirst(settings.prefix.utf8.count + "cgi-bin/".utf8.count)
    guard
      let call = ProgramCall(
        Array(path), head: head, bodyByteCount: body.byteCount, visitor: visitor, port: port,
        settings: settings)
    else {
      fail(404)
      return nil
    }
    body.rewind()
    do throws(HTTPFault) {
      (process, programOutput) = try call.start(input: body.file, errorLog: settings.errorLog)
    } catch {
      fail(error.status)
      return nil
    }
    programStarted = now
    phase = .running
    return process
  }

  func programMoved() {
    guard programOutput >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = Glibc.read(programOutput, &buffer, buffer.count)
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    guard count > 0 else {
      closeProgramOutput()
      guard hasProgramHead else { return fail(502) }
      phase = .sending
      return write()
    }
    do throws(HTTPFault) {
      try takeOutput(buffer[..<count])
    } catch {
      killProgram()
      closeProgramOutput()
      fail(error.status)
    }
  }

  private func takeOutput(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
    let isHead = head?.method == "HEAD"
    if hasProgramHead {
      if !isHead, !isGone { outgoing += bytes }
      return
    }
    programHead += bytes
    guard let answer = try ProgramAnswer(programHead) else { return }
    hasProgramHead = true
    outgoing = answer.head + (isHead ? [] : programHead[answer.consumed...])
    programHead = []
  }

  private func killProgram() {
    if process > 0 { kill(-process, SIGKILL) }
  }

  private func closeProgramOutput() {
    if programOutput >= 0 { Glibc.close(programOutput) }
    programOutput = -1
  }

  // MARK: The answer

  private func fail(_ status: Int) {
    send(Reply(plainPage: status, isHead: head?.method == "HEAD"))
  }

  private func send(_ reply: Reply) {
    guard phase != .closed else { return }
    outgoing = reply.head
    sentCount = 0
    file = reply.file
    phase = .sending
    write()
  }

  private func write() {
    while true {
      if pendingCount == 0 { refill() }
      guard pendingCount > 0 else { break }
      if isGone {
        sentCount = outgoing.count
        continue
      }
      let count = sendNow(outgoing[sentCount...])
      if count < 0 {
        if errno == EAGAIN || errno == EINTR { return }
        visitorIsGone()
        continue
      }
      sentCount += count
    }
    if phase == .running, programOutput >= 0 { return }
    isGone ? close() : linger()
  }

  /// A program runs to its end although nobody waits for its answer, as under the real servers.
  private func visitorIsGone() {
    isGone = true
    if file >= 0 { Glibc.close(file) }
    file = -1
  }

  private func refill() {
    outgoing = []
    sentCount = 0
    guard file >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = Glibc.read(file, &buffer, buffer.count)
    if count > 0 {
      outgoing = Array(buffer[..<count])
    } else {
      Glibc.close(file)
      file = -1
    }
  }

  private func sendNow(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes {
      Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  private func linger() {
    shutdown(socket, Int32(SHUT_WR))
    phase = .lingering
  }

  func close() {
    guard phase != .closed else { return }
    phase = .closed
    closeProgramOutput()
    if file >= 0 { Glibc.close(file) }
    file = -1
    if let body { Glibc.close(body.file) }
    body = nil
    Glibc.close(socket)
  }
}

private func endOfHead(in bytes: [UInt8], from start: Int) -> Int? {
  var index = start
  while index + 3 < bytes.count {
    if bytes[index] == 0x0D, bytes[index + 1] == 0x0A, bytes[index + 2] == 0x0D,
      bytes[index + 3] == 0x0A
    {
      return index
    }
    index += 1
  }
  return nil
}
