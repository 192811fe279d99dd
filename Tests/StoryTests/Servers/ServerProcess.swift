import Foundation
import Glibc
import Support

/// A server in the foreground that ends with the test, whatever becomes of the test.
///
/// A small shell stands between: it starts the server and reads from a pipe whose other end the test
/// holds. When the test ends it, or dies, the pipe closes, and the shell ends the server and, because
/// fcgiwrap forgets its children, everything else in its process group.
final class ServerProcess {
  private let shell: Child
  private var pipe: Int32
  private let log: URL

  init(_ command: Command, log: URL) throws {
    self.log = log
    let script = """
      trap : TERM
      "$@" & server=$!
      cat >/dev/null
      kill -TERM $server 0 2>/dev/null
      wait $server
      """
    var ends: [Int32] = [0, 0]
    // A pair of sockets, because they can be made so that no other child inherits them.
    let kind = Int32(SOCK_STREAM.rawValue) | O_CLOEXEC
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Trouble("no pipe: errno \(errno)") }
    defer { close(ends[0]) }
    pipe = ends[1]
    let user = command.asServerUser()
    let words = ["/bin/sh", "-c", script, "sh", user.program] + user.arguments
    do {
      shell = try Child(words, environment: command.environment) { actions in
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_addopen(
          &actions, 1, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
      }
    } catch {
      close(ends[1])
      throw error
    }
  }

  /// Ends the server and waits until it is gone. A second call does nothing.
  func end() {
    guard pipe >= 0 else { return }
    close(pipe)
    pipe = -1
    _ = try? shell.wait()
  }

  deinit { end() }

  /// Asks `isReady` again and again until it says yes; 10 seconds at most.
  func await(_ what: String, isReady: () -> Bool) throws {
    for _ in 0..<1000 {
      if isReady() { return }
      usleep(10_000)
    }
    end()
    let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    throw Trouble("\(what) did not start:\n\(words)")
  }
}
