import Glibc
import Platform

/// A program of this machine that is asked to do one thing: hand over a mail, look at a file.
///
/// It is started as a list of arguments, with no shell between, in `/`, with a path and a plain language
/// as its whole environment, and in a session of its own, so that it can be ended with all it has started.
package struct OutsideProgram: Hashable, Sendable {
  /// Its absolute path.
  package let path: String
  /// Those after its name.
  package let arguments: [String]

  /// `nil` unless the path is absolute, and nothing in it or the arguments would end early.
  package init?(path: String, arguments: [String]) {
    guard path.utf8.first == UInt8(ascii: "/"),
      ([path] + arguments).allSatisfy({ !$0.utf8.contains(0) })
    else { return nil }
    self.path = path
    self.arguments = arguments
  }

  package enum Ending: Hashable, Sendable {
    /// It ended by itself, with this code, and said this first, in one line; 128 and more where a signal ended it.
    case ended(Int32, words: String)
    /// It was killed, because its time was over.
    case tookTooLong
    /// An errno.
    case notStarted(Int32)
    /// An errno: there is no room for what it is to read or to say.
    case noRoom(Int32)
  }

  /// Runs it on `input` and waits. `scratch` is a folder for two short-lived files: what it reads and says
  /// may be longer than a pipe can hold.
  package func run(
    input: [UInt8] = [], scratch: String, timeLimitSeconds: Int
  ) -> Ending {
    do throws(SystemFailure) {
      let reads = File(owning: try namelessFile(in: scratch))
      let says = File(owning: try namelessFile(in: scratch))
      try reads.write(input, at: 0)
      return ending(reading: reads, writing: says, saying: says, timeLimitSeconds)
    } catch {
      return .noRoom(error.code)
    }
  }

  /// The same for a program whose answer is what it writes to standard output, of which no more than so many
  /// bytes are taken; its words are those on standard error. There is an answer only where it ended by itself.
  package func answer(
    to input: [UInt8], scratch: String, timeLimitSeconds: Int, byteLimit: Int
  ) -> (ending: Ending, output: [UInt8]) {
    do throws(SystemFailure) {
      let reads = File(owning: try namelessFile(in: scratch))
      let writes = File(owning: try namelessFile(in: scratch))
      let says = File(owning: try namelessFile(in: scratch))
      try reads.write(input, at: 0)
      let ending = ending(reading: reads, writing: writes, saying: says, timeLimitSeconds)
      guard case .ended = ending else { return (ending, []) }
      return (ending, try writes.read(limit: byteLimit))
    } catch {
      return (.noRoom(error.code), [])
    }
  }

  private func ending(
    reading reads: borrowing File, writing writes: borrowing File, saying says: borrowing File,
    _ seconds: Int
  ) -> Ending {
    var process: pid_t = 0
    let (input, output, errors) = (reads.descriptor, writes.descriptor, says.descriptor)
    let fault = withCStrings(([path] + arguments).map(\.utf8)) { arguments in
      withCStrings(["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"].map(\.utf8)) { environment in
        docket_spawn(path, arguments, environment, "/", input, output, errors, &process)
      }
    }
    guard fault == 0 else { return .notStarted(fault) }
    guard let code = end(of: process, within: seconds) else { return .tookTooLong }
    return .ended(code, words: firstLines(of: says))
  }
}

/// How the process ended; `nil` when it had to be killed.
private func end(of process: pid_t, within seconds: Int) -> Int32? {
  var code: Int32 = 0
  var pause = timespec()
  pause.tv_nsec = 2_000_000
  for _ in 0..<(seconds * 500) {
    let result = docket_wait(process, 0, &code)
    if result == 0 { return code }
    guard result == EAGAIN else { return nil }
    nanosleep(&pause, nil)
  }
  kill(-process, SIGKILL)
  _ = docket_wait(process, 1, &code)
  return nil
}

/// For whoever looks after the host: up to three lines in one, because many a program says what happened in the
/// first and why in the next.
private func firstLines(of file: borrowing File) -> String {
  let bytes = (try? file.read(limit: 300)) ?? []
  return bytes.split { $0 < 0x20 }.prefix(3).map { String(decoding: $0, as: UTF8.self) }
    .joined(separator: "; ")
}
