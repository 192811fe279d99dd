import Glibc
import Platform

/// A small HTTP server for looking at a site and its programs. Not for production.
///
/// One thread, one loop, everything bounded (`PreviewLimits`). Programs run as real CGI processes.
///
/// ```swift
/// try PreviewServer(settings).run { port in print("http://127.0.0.1:\(port)/") }
/// ```
package final class PreviewServer: Sendable {
  private let settings: PreviewSettings
  private let stopReader: Int32
  private let stopWriter: Int32

  package init(_ settings: PreviewSettings) {
    self.settings = settings
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (stopReader, stopWriter) = (ends[0], ends[1])
  }

  deinit {
    close(stopReader)
    close(stopWriter)
  }

  /// Serves until `stop`, SIGINT or SIGTERM; then closes everything, ends the programs and returns.
  ///
  /// `onReady` is called once, with the port, when connections are taken; `onTurn` again and again between
  /// requests, at least five times a second.
  package func run(
    onTurn: () -> Void = {}, onReady: (_ port: UInt16) -> Void
  ) throws(PreviewError) {
    let (listener, port) = try listen(settings.address, settings.port)
    var loop = PreviewLoop(settings, listener: listener, port: port, stopReader: stopReader)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    var before = sigset_t()
    if settings.heedsSignals { pthread_sigmask(SIG_BLOCK, &signals, &before) }
    onReady(port)
    while !loop.isStopped {
      loop.turn()
      onTurn()
      if settings.heedsSignals, isAnySignalWaiting(&signals) { break }
    }
    loop.end()
    if settings.heedsSignals { pthread_sigmask(SIG_SETMASK, &before, nil) }
  }

  /// Ends `run`. May be called from any thread.
  package func stop() {
    _ = write(stopWriter, [1], 1)
  }

  /// Takes a waiting signal: both are blocked, so none is lost between two looks.
  private func isAnySignalWaiting(_ signals: inout sigset_t) -> Bool {
    var none = timespec()
    var information = siginfo_t()
    return sigtimedwait(&signals, &information, &none) > 0
  }
}

private func listen(
  _ address: String, _ port: UInt16
) throws(PreviewError) -> (listener: Int32, port: UInt16) {
  var place = sockaddr_in()
  place.sin_family = sa_family_t(AF_INET)
  place.sin_port = port.bigEndian
  guard inet_pton(AF_INET, address, &place.sin_addr) == 1 else {
    throw .badAddress(address)
  }
  let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  func failed() -> PreviewError {
    let number = errno
    if listener >= 0 { close(listener) }
    return .cannotListen(address: address, port: port, errno: number)
  }
  guard listener >= 0 else { throw failed() }
  makePrivate(listener)
  var yes: Int32 = 1
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isListening = withUnsafeMutablePointer(to: &place) { place in
    place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
      bind(listener, place, size) == 0 && listen(listener, 128) == 0
        && getsockname(listener, place, &size) == 0
    }
  }
  guard isListening else { throw failed() }
  return (listener, UInt16(bigEndian: place.sin_port))
}

/// Not inherited by programs, and never blocking.
func makePrivate(_ descriptor: Int32) {
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
}
