import Foundation
import Glibc

/// A program run as a process: arguments, an environment of its own, standard input and output in
/// files, so that a long page cannot fill a pipe and stop the test.
package struct Command {
  package var program: String
  package var arguments: [String] = []
  /// All of it: nothing is taken over from the test's own environment.
  package var environment: [String: String] = [:]
  package var input = Data()
  /// Ended after so many seconds, with status 124.
  package var secondsAllowed = 120

  package init(
    program: String, arguments: [String] = [], environment: [String: String] = [:],
    input: Data = Data(), secondsAllowed: Int = 120
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.secondsAllowed = secondsAllowed
  }

  package struct Outcome {
    /// The exit status; 128 and the signal's number when a signal ended it.
    package let status: Int32
    package let output: Data
    package let error: String

    package var words: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs it to its end. - Parameter scratch: a folder for its input and output.
  package func run(in scratch: URL) throws -> Outcome {
    let name = UUID().uuidString
    let files = ["in", "out", "err"].map { scratch.appendingPathComponent("\(name).\($0)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    try input.write(to: files[0])
    let process = try launch(input: files[0].path, output: files[1].path, error: files[2].path)
    return Outcome(
      status: try process.wait(), output: try Data(contentsOf: files[1]),
      error: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }

  /// Runs it and throws what it said when it did not end with 0.
  @discardableResult
  package func runWell(in scratch: URL) throws -> Outcome {
    let outcome = try run(in: scratch)
    guard outcome.status == 0 else {
      throw Trouble(
        "\(program) \(arguments.joined(separator: " ")) ended with \(outcome.status):\n"
          + outcome.error + outcome.words)
    }
    return outcome
  }

  private func launch(input: String, output: String, error: String) throws -> Child {
    let limited = ["/usr/bin/timeout", "-k", "2", "\(secondsAllowed)", program] + arguments
    return try Child(limited, environment: environment) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
  }

  /// The same command as the user the web server has. As root that is `www-data`, because Docket's
  /// programs are not meant to run as root; an ordinary user stays who they are.
  package func asServerUser() -> Command {
    guard ServerUser.isAnother else { return self }
    var command = self
    command.program = "/usr/bin/setpriv"
    command.arguments =
      ["--reuid=\(ServerUser.name)", "--regid=\(ServerUser.name)", "--clear-groups", "--"]
      + [program] + arguments
    return command
  }
}

/// The user that servers, and so the programs, run as.
package enum ServerUser {
  package static let name = "www-data"
  package static var isAnother: Bool { getuid() == 0 }

  /// Gives everything below `folder` to that user.
  package static func own(_ folder: URL, scratch: URL) throws {
    guard isAnother else { return }
    try Command(program: "/bin/chown", arguments: ["-R", "\(name):\(name)", folder.path])
      .runWell(in: scratch)
  }
}

/// A process of ours that has not been waited for.
package struct Child {
  package let id: pid_t

  package init(
    _ words: [String], environment: [String: String],
    files: (inout posix_spawn_file_actions_t) -> Void
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    files(&actions)
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    // The threads that tests run on block signals, and a child would inherit that: it could not be
    // ended. A process group of its own, so that it can be ended with its children.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var id = pid_t()
    let code = posix_spawn(&id, words[0], &actions, &attributes, arguments, variables)
    guard code == 0 else {
      throw Trouble("\(words[0]) cannot be started: \(String(cString: strerror(code)))")
    }
    self.id = id
  }

  package func wait() throws -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 {
      guard errno == EINTR else { throw Trouble("waiting for a program failed: errno \(errno)") }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Whether it has ended; if so it has also been waited for.
  package func hasEnded() -> Bool {
    var status: Int32 = 0
    return waitpid(id, &status, WNOHANG) != 0
  }
}

/// Why a test cannot go on, in words.
package struct Trouble: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// Makes a script that can be run.
///
/// Another process writes it: a file that this one holds open while another test starts a program is
/// open there too, and what is open for writing cannot be run.
package func writeProgram(_ script: String, to place: URL, scratch: URL) throws {
  try Command(
    program: "/bin/sh",
    arguments: ["-c", "/bin/cat >\"$1\" && /bin/chmod 755 \"$1\"", "sh", place.path],
    input: Data(script.utf8)
  ).runWell(in: scratch)
}
