import Glibc

/// A program that answers one request, from its start to the end of its output.
struct ProgramRun {
  let process: pid_t
  let started: Int
  /// `-1` when it is closed.
  private(set) var output: Int32
  /// Whether its status and headers are there.
  private(set) var hasHead = false
  private let isHead: Bool
  private var head: [UInt8] = []

  enum Output {
    case nothingYet
    /// What is to go out.
    case bytes(ArraySlice<UInt8>)
    case end
  }

  /// Starts it, with the file `input` as its standard input.
  /// - Throws: 500 when it cannot be started.
  init(
    _ call: ProgramCall, input: Int32, errorLog: String, isHead: Bool, now: Int
  ) throws(HTTPFault) {
    (process, output) = try call.start(input: input, errorLog: errorLog)
    self.isHead = isHead
    started = now
  }

  /// Reads what it has written.
  /// - Throws: 502 for headers that are none. At the end `hasHead` says whether there were any.
  mutating func read() throws(HTTPFault) -> Output {
    guard output >= 0 else { return .nothingYet }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = Glibc.read(output, &buffer, buffer.count)
    if count < 0, errno == EAGAIN || errno == EINTR { return .nothingYet }
    guard count > 0 else {
      closeOutput()
      return .end
    }
    if hasHead { return isHead ? .nothingYet : .bytes(buffer[..<count]) }
    head += buffer[..<count]
    guard let answer = try ProgramAnswer(head) else { return .nothingYet }
    hasHead = true
    defer { head = [] }
    return .bytes((answer.head + (isHead ? [] : head[answer.consumed...]))[...])
  }

  func kill() {
    if process > 0 { Glibc.kill(-process, SIGKILL) }
  }

  mutating func closeOutput() {
    if output >= 0 { Glibc.close(output) }
    output = -1
  }
}
