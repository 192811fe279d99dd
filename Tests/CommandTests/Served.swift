import Foundation
import Glibc
import Support

/// A preview that runs, and what it says.
final class Served {
  let address: String
  private let child: Child
  private let scratch: URL
  private let output: Int32
  private let errors: Int32
  private var hasEnded = false

  /// Starts it and waits until its pages, or their faults, are there.
  init(_ docket: Docket, _ options: String...) throws {
    scratch = docket.scratch
    let outputs = try Self.pair()
    let errors = try Self.pair()
    let command = docket.command(
      ["serve", "--site", docket.path("site")]
        + (options.contains("--port") ? [] : ["--port", "0"]) + options)
    child = try Child([command.program] + command.arguments, environment: command.environment) {
      posix_spawn_file_actions_adddup2(&$0, outputs.theirs, 1)
      posix_spawn_file_actions_adddup2(&$0, errors.theirs, 2)
    }
    close(outputs.theirs)
    close(errors.theirs)
    (output, self.errors) = (outputs.ours, errors.ours)
    let first = Self.line(outputs.ours)
    guard let address = first.split(separator: " ").last, address.hasPrefix("http://") else {
      kill(child.id, SIGKILL)
      _ = try child.wait()
      throw Trouble("it did not start: \(first) \(Self.line(errors.ours))")
    }
    self.address = String(address)
  }

  deinit {
    _ = try? end(by: SIGKILL)
    close(output)
    close(errors)
  }

  /// What it says in the terminal, up to a line that ends with `end`.
  func says(upTo end: String) -> [String] { lines(output, upTo: end) }

  /// What it says on standard error, up to a line that ends with `end`.
  func complains(upTo end: String) -> [String] { lines(errors, upTo: end) }

  /// Sends the signal and waits. - Returns: how it ended.
  func end(by signal: Int32) throws -> Int32 {
    guard !hasEnded else { return 0 }
    hasEnded = true
    kill(child.id, signal)
    return try child.wait()
  }

  func get(_ path: String) throws -> String { try curl([address + path]) }

  func status(_ path: String) throws -> String {
    try curl(["-o", "/dev/null", "-w", "%{http_code}", address + path])
  }

  func post(_ path: String, _ data: String) throws -> String {
    try curl(["-d", data, address + path])
  }

  private func curl(_ arguments: [String]) throws -> String {
    try Command(
      program: "/usr/bin/curl", arguments: ["-s", "-S", "--max-time", "60"] + arguments
    ).runWell(in: scratch).words
  }

  private func lines(_ descriptor: Int32, upTo end: String) -> [String] {
    var lines: [String] = []
    repeat {
      lines.append(Self.line(descriptor))
    } while lines.last?.hasSuffix(end) == false && lines.last != Self.nothing
    return lines
  }

  private static let nothing = "(nothing more)"

  private static func line(_ descriptor: Int32) -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      guard read(descriptor, &byte, 1) == 1 else { return nothing }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// A pair of sockets, because they can be made so that no other child inherits them. One that has
  /// nothing to read for a minute ends the test.
  private static func pair() throws -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0, &ends) == 0 else {
      throw Trouble("no pipe: errno \(errno)")
    }
    var minute = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      ends[0], SOL_SOCKET, SO_RCVTIMEO, &minute, socklen_t(MemoryLayout<timeval>.size))
    return (ends[0], ends[1])
  }
}
