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
  private let visitor: String
  private let settings: PreviewSettings
  private let port: UInt16
  private let began: Int
  private var lastMoved: Int
  private var received: [UInt8] = []
  private var head: RequestHead?
  private var body: IncomingBody?
  /// The program that answers.
  private var program: ProgramRun?
  private var outgoing: Outgoing
  private var drainedCount = 0

  init(_ socket: Int32, visitor: String, settings: PreviewSettings, port: UInt16, now: Int) {
    self.socket = socket
    self.visitor = visitor
    self.settings = settings
    self.port = port
    outgoing = Outgoing(socket)
    began = now
    lastMoved = now
  }

  // MARK: What the loop should watch

  var socketEvents: Int32 {
    switch phase {
    case .readingHead, .readingBody, .lingering: POLLIN
    case .running: outgoing.isWaiting ? POLLOUT : 0
    case .sending: POLLOUT
    case .waiting, .closed: 0
    }
  }

  /// The program's output, while it is open; `-1` when there is none.
  var programOutput: Int32 { program?.output ?? -1 }

  /// A slow visitor slows the program down, instead of filling our memory.
  var wantsProgramOutput: Bool { programOutput >= 0 && outgoing.pendingCount < 256 * 1024 }

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
      guard let program, now - program.started > limits.requestMilliseconds else { return }
      endProgram()
      program.hasHead ? close() : fail(504)
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
      if let reply = try settings.directReply(to: head) { return send(reply) }
      body = try IncomingBody(
        head.bodyLength, in: settings.scratch, byteLimit: settings.limits.bodyBytes)
      phase = .readingBody
      let rest = received[(end + 4)...]
      if rest.isEmpty, head.bodyLength != .bytes(0), head["expect"]?.lowercased() == "100-continue"
      {
        outgoing.sendNow(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
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
      let program = try ProgramRun(
        call, input: body.file, errorLog: settings.errorLog, isHead: head.method == "HEAD",
        now: now)
      self.program = program
      phase = .running
      return program.process
    } catch {
      fail(error.status)
      return nil
    }
  }

  func programMoved() {
    do throws(HTTPFault) {
      switch try program?.read() {
      case nil, .nothingYet: return
      case .bytes(let bytes): outgoing.add(bytes)
      case .end:
        guard program?.hasHead == true else { return fail(502) }
        phase = .sending
        write()
      }
    } catch {
      endProgram()
      fail(error.status)
    }
  }

  private func endProgram() {
    program?.kill()
    program?.closeOutput()
  }

  // MARK: The answer

  private func fail(_ status: Int) {
    send(Reply(plainPage: status, isHead: head?.method == "HEAD"))
  }

  private func send(_ reply: Reply) {
    guard phase != .closed else { return }
    outgoing.begin(reply)
    phase = .sending
    write()
  }

  private func write() {
    guard outgoing.send() else { return }
    // The program has more to say.
    if phase == .running, programOutput >= 0 { return }
    outgoing.isGone ? close() : linger()
  }

  private func linger() {
    shutdown(socket, Int32(SHUT_WR))
    phase = .lingering
  }

  func close() {
    guard phase != .closed else { return }
    phase = .closed
    program?.closeOutput()
    outgoing.close()
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
