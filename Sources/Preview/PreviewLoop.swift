import Glibc
import Platform

/// The state of a running server, and one turn of its loop.
struct PreviewLoop {
  private(set) var isStopped = false
  private let settings: PreviewSettings
  private let listener: Int32
  private let port: UInt16
  private let stopReader: Int32
  private var connections: [Connection] = []
  private var programs: [RunningProgram] = []

  private struct RunningProgram {
    let process: pid_t
    let started: Int
  }

  init(_ settings: PreviewSettings, listener: Int32, port: UInt16, stopReader: Int32) {
    self.settings = settings
    self.listener = listener
    self.port = port
    self.stopReader = stopReader
  }

  /// Waits for something to happen, at most a fifth of a second, and does what there is to do.
  mutating func turn() {
    var watched = [pollfd(fd: stopReader, events: Int16(POLLIN), revents: 0)]
    var moved: [(_ events: Int32, _ now: Int) -> Void] = [{ _, _ in }]
    // With all connections taken, newcomers wait in the kernel's queue.
    let accepts = connections.count < settings.limits.connections
    if accepts {
      watched.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
      moved.append { _, _ in }
    }
    for connection in connections {
      if connection.socketEvents != 0 {
        watched.append(
          pollfd(fd: connection.socket, events: Int16(connection.socketEvents), revents: 0))
        moved.append { connection.socketMoved($0, now: $1) }
      }
      if connection.wantsProgramOutput {
        watched.append(
          pollfd(fd: connection.programOutput, events: Int16(POLLIN), revents: 0))
        moved.append { _, _ in connection.programMoved() }
      }
    }
    let isHurried = connections.contains { $0.phase == .waiting }
    guard poll(&watched, nfds_t(watched.count), isHurried ? 5 : 200) >= 0 || errno == EINTR else {
      isStopped = true
      return
    }
    let now = monotonicMilliseconds()
    isStopped = watched[0].revents != 0
    for (place, act) in zip(watched, moved) where place.revents != 0 {
      act(Int32(place.revents), now)
    }
    if accepts, watched[1].revents != 0 { acceptOne(now) }
    for connection in connections { connection.timePassed(now: now) }
    collectPrograms(now)
    startPrograms(now)
    connections.removeAll { $0.phase == .closed }
  }

  /// Closes everything; programs are asked to end, and a second later made to.
  mutating func end() {
    close(listener)
    for connection in connections { connection.close() }
    connections = []
    for program in programs { kill(-program.process, SIGTERM) }
    let asked = monotonicMilliseconds()
    while !programs.isEmpty, monotonicMilliseconds() - asked < 1000 {
      collectPrograms(asked)
      poll(nil, 0, 10)
    }
    for program in programs {
      kill(-program.process, SIGKILL)
      var code: Int32 = 0
      _ = docket_wait(program.process, 1, &code)
    }
    programs = []
  }

  private mutating func acceptOne(_ now: Int) {
    var place = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = withUnsafeMutablePointer(to: &place) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) { accept(listener, $0, &size) }
    }
    guard socket >= 0 else { return }
    makePrivate(socket)
    var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
    inet_ntop(AF_INET, &place.sin_addr, &text, socklen_t(text.count))
    let visitor = String(
      decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    connections.append(
      Connection(socket, visitor: visitor, settings: settings, port: port, now: now))
  }

  /// Lets go of programs that have ended, and ends those that stayed after their answer.
  private mutating func collectPrograms(_ now: Int) {
    programs.removeAll { program in
      var code: Int32 = 0
      guard docket_wait(program.process, 0, &code) == EAGAIN else { return true }
      if now - program.started > settings.limits.requestMilliseconds + 1000 {
        kill(-program.process, SIGKILL)
      }
      return false
    }
  }

  private mutating func startPrograms(_ now: Int) {
    for connection in connections where connection.phase == .waiting {
      guard programs.count < settings.limits.programsAtOnce else { return }
      if let process = connection.startProgram(now: now) {
        programs.append(RunningProgram(process: process, started: now))
      }
    }
  }
}

func monotonicMilliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}
