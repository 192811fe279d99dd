import Foundation
import Glibc
import Platform
import Testing

@Suite struct LockTests {
  @Test func `a second descriptor has to wait`() throws {
    let path = FileManager.default.temporaryDirectory.path + "/lock-\(UUID().uuidString)"
    let first = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    let second = open(path, O_RDWR | O_CLOEXEC)
    defer {
      close(second)
      unlink(path)
    }
    #expect(docket_lock(first) == 0)
    #expect(docket_try_lock(second) == EAGAIN)
    #expect(docket_unlock(first) == 0)
    #expect(docket_try_lock(second) == 0)
    #expect(docket_try_lock(first) == EAGAIN)
    // Closing another descriptor of the same file does not lose the lock, as the older kind would.
    close(open(path, O_RDWR | O_CLOEXEC))
    #expect(docket_try_lock(first) == EAGAIN)
    close(first)
  }

  @Test func `what cannot be locked says so`() { #expect(docket_lock(-1) == EBADF) }
}

@Suite struct RandomTests {
  @Test func `fills every byte, and differently`() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    #expect(docket_random(&bytes, 4096) == 0)
    #expect(Set(bytes).count > 200)
    docket_forget(&bytes, 4096)
    #expect(bytes.allSatisfy { $0 == 0 })
  }
}

@Suite struct SpawnTests {
  /// The texts as C wants a list of them, ending with NULL. The caller frees them.
  private func copied(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { text in strdup(text) } + [nil]
  }

  /// Runs `sh -c script` with nothing but `environment`; what it printed and how it ended.
  private func shell(
    _ script: String, environment: [String] = [], folder: String? = nil, input: String = ""
  ) throws -> (output: String, code: Int32) {
    let base = FileManager.default.temporaryDirectory.path + "/spawn-\(UUID().uuidString)"
    try Data(input.utf8).write(to: URL(fileURLWithPath: base + ".in"))
    let from = open(base + ".in", O_RDONLY | O_CLOEXEC)
    let to = open(base + ".out", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer {
      close(from)
      close(to)
      unlink(base + ".in")
      unlink(base + ".out")
    }
    var arguments = copied(["sh", "-c", script])
    var variables = copied(environment)
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    let started = docket_spawn(
      "/bin/sh", &arguments, &variables, folder, from, to, to, &process)
    try #require(started == 0)
    var code: Int32 = -1
    #expect(docket_wait(process, 1, &code) == 0)
    #expect(docket_wait(process, 1, &code) == ECHILD)
    let output = try String(contentsOf: URL(fileURLWithPath: base + ".out"), encoding: .utf8)
    return (output, code)
  }

  @Test func `gets its input, its environment, its folder and no other descriptor`() throws {
    let leak = open("/dev/null", O_RDONLY)  // not close-on-exec
    defer { close(leak) }
    let result = try shell(
      "cat; echo $A; pwd; test -e /proc/self/fd/\(leak) && echo leaked; exit 3",
      environment: ["A=b c"], folder: "/usr", input: "in\n")
    #expect(result.output == "in\nb c\n/usr\n")
    #expect(result.code == 3)
  }

  @Test func `runs in a session of its own`() throws {
    let result = try shell("cut -d' ' -f1,6 /proc/$$/stat")
    let words = result.output.split { $0 == " " || $0 == "\n" }
    #expect(words.count == 2 && words.first == words.last)
  }

  @Test func `a signal is told as a shell tells it`() throws {
    #expect(try shell("kill -9 $$").code == 137)
  }

  @Test func `a program that is not there is an error, not a child`() {
    var process: pid_t = 0
    var none: [UnsafeMutablePointer<CChar>?] = [nil]
    #expect(docket_spawn("/nowhere/at all", &none, &none, nil, 0, 1, 2, &process) == ENOENT)
  }
}

@Suite struct ZoneTests {
  @Test func `offsets follow the zone's clock changes`() {
    var offset: Int32 = 0
    // 2026-03-08 06:59:59 UTC and one second later.
    #expect(docket_zone_offset("America/New_York", 1_772_953_199, &offset) == 0 && offset == -18000)
    #expect(docket_zone_offset("America/New_York", 1_772_953_200, &offset) == 0 && offset == -14400)
    #expect(docket_zone_offset("Asia/Kathmandu", 1_772_953_200, &offset) == 0 && offset == 20700)
    #expect(docket_zone_offset("UTC", 1_772_953_200, &offset) == 0 && offset == 0)
  }

  @Test func `an unknown zone is refused and not taken for UTC`() {
    #expect(docket_zone_exists("America/Atlantis") == ENOENT)
    #expect(docket_zone_exists("America") == ENOENT)
    for name in ["", "/etc/passwd", "../zoneinfo/UTC", "A;B", String(repeating: "a", count: 101)] {
      #expect(docket_zone_exists(name) == EINVAL)
    }
  }
}
