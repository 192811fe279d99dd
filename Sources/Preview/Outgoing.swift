import Glibc

/// What goes out on a socket: bytes, and perhaps a file after them, as fast as the visitor takes it.
struct Outgoing {
  private let socket: Int32
  private var bytes: [UInt8] = []
  private var sentCount = 0
  private var file: Int32 = -1
  /// The visitor has hung up. What is still to go out is forgotten: a program runs to its end although
  /// nobody waits for its answer, as under the real servers.
  private(set) var isGone = false

  init(_ socket: Int32) { self.socket = socket }

  /// How many bytes wait, without the file.
  var pendingCount: Int { bytes.count - sentCount }

  /// Whether there is something to send, to somebody.
  var isWaiting: Bool { !isGone && pendingCount > 0 }

  /// Takes what a reply has in place of all that was to go out.
  mutating func begin(_ reply: Reply) {
    close()
    bytes = reply.head
    file = reply.file
  }

  mutating func add(_ more: ArraySlice<UInt8>) {
    if !isGone { bytes += more }
  }

  /// Sends what the socket takes. - Returns: whether nothing is left.
  mutating func send() -> Bool {
    while true {
      if pendingCount == 0 { refill() }
      guard pendingCount > 0 else { return true }
      if isGone {
        sentCount = bytes.count
        continue
      }
      let count = sendBytes(bytes[sentCount...])
      if count < 0 {
        if errno == EAGAIN || errno == EINTR { return false }
        isGone = true
        closeFile()
        continue
      }
      sentCount += count
    }
  }

  /// Sends a few bytes beside the answer; whether they went is not known.
  func sendNow(_ bytes: [UInt8]) { _ = sendBytes(bytes[...]) }

  mutating func close() {
    closeFile()
    bytes = []
    sentCount = 0
  }

  private mutating func refill() {
    bytes = []
    sentCount = 0
    guard file >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = Glibc.read(file, &buffer, buffer.count)
    if count > 0 { bytes = Array(buffer[..<count]) } else { closeFile() }
  }

  private mutating func closeFile() {
    if file >= 0 { Glibc.close(file) }
    file = -1
  }

  private func sendBytes(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes {
      Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }
}
