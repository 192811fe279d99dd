import Foundation
import Support
import Testing

/// What `docket doctor` says of file systems that promise too little. They are made by `strace`, which has
/// the kernel say that a call is done when it is not.
@Suite struct DoctorTests {
  @Test func `each need is tried and named, and nothing is left behind`() throws {
    try withInstallation { docket in
      let before = try docket.snapshot("installation").keys
      let outcome = try doctor(docket).run(in: docket.scratch)
      #expect(outcome.status == 0, "\(outcome.words)")
      let names = outcome.words.split(separator: "\n").map { line in
        line.split(separator: ":")[1].drop { $0 == " " }
      }
      #expect(
        names.prefix(9) == [
          "file-system", "sync", "cut", "modes", "rename", "full-folder", "once", "names", "lock",
        ])
      #expect(names.contains("space"))
      #expect(try docket.snapshot("installation").keys == before)
    }
  }

  @Test(arguments: [
    ("fcntl:retval=0", ["lock"]),
    ("rename:retval=0", ["rename", "full-folder"]),
    ("link:retval=0", ["once"]),
    ("ftruncate:retval=0", ["cut"]),
    ("fsync:error=EIO:when=1", ["sync"]),
    ("mkdir:retval=0:when=12", ["once"]),
    ("fcntl:error=ENOLCK", ["lock"]),
  ])
  func `a call that does not do what it says is found out`(fault: String, found: [String]) throws {
    try withInstallation { docket in
      let outcome = try doctor(docket, "--json", under: fault).run(in: docket.scratch)
      #expect(outcome.status == 1)
      let faults = try JSONDecoder().decode(Verdicts.self, from: outcome.output).verdicts
        .filter { $0.grade == "fault" }
      #expect(faults.map(\.name) == found, "\(outcome.words)")
      #expect(faults.allSatisfy { $0.remedy?.isEmpty == false })
    }
  }

  @Test func `too little room for bytes or for names is a fault, on a real small disk`() throws {
    try withInstallation { docket in
      let outcome = try Command(
        program: "/usr/bin/unshare",
        arguments: [
          "--user", "--map-root-user", "--mount", "/bin/sh", "-ec",
          """
          mount -t tmpfs -o size=8m,nr_inodes=1000,mode=700 none "$2/store"
          printf 'docket store 1\\n' >"$2/store/format"
          exec "$1" doctor --prefix "$2"
          """,
          "sh", Docket.program, docket.path("installation"),
        ]
      ).run(in: docket.scratch)
      #expect(outcome.status == 1)
      #expect(outcome.words.contains("\nfault: space: "))
      #expect(outcome.words.contains("\nfault: names: "))
      #expect(outcome.words.hasPrefix("warning: file-system: the store is on tmpfs"))
    }
  }

  @Test func `a store that cannot be used is one fault`() throws {
    try withInstallation { docket in
      try docket.write("docket store 9\n", to: "installation/store/format")
      let outcome = try doctor(docket).run(in: docket.scratch)
      #expect(outcome.status == 1)
      #expect(outcome.words.hasPrefix("fault: store: "))
    }
  }

  @Test
  func `a way to pay without its key, or with one that anybody may read, is named with the reason`()
    throws
  {
    try withInstallation { docket in
      let settings = try docket.text("installation/docket.jsonc")
      let ways = """
          "payment": [
            { "provider": "secure-acceptance", "address": "https://pay.example/pay", "accessKey": "a1",
              "profile": "p1", "keyFiles": ["pay.key"] },
          ],
        """
      try docket.write(
        settings.replacingOccurrences(
          of: "\"demonstration\": false,", with: "\"demonstration\": false,\n" + ways),
        to: "installation/docket.jsonc")
      func said() throws -> (status: Int32, line: Substring?) {
        let outcome = try doctor(docket).run(in: docket.scratch)
        return (
          outcome.status, outcome.words.split(separator: "\n").last { $0.contains(": payment: ") }
        )
      }
      let missing = try said()
      #expect(missing.status == 1)
      #expect(
        missing.line?.contains(
          "'secure-acceptance' cannot be used: the key file 'pay.key' of 'payment' cannot be read")
          == true)
      try docket.write("0123456789abcdef0123456789abcdef\n", to: "installation/pay.key")
      let file = docket.path("installation/pay.key")
      // The user that the programs run as has to read it.
      try Command(
        program: "/usr/bin/chown",
        arguments: ["--reference=" + docket.path("installation/store"), file]
      ).runWell(in: docket.scratch)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
      #expect(try said().line?.contains("chmod 640 it, and take a new key") == true)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
      let good = try said()
      #expect(good.status == 0)
      #expect(good.line == "ok: payment: 'secure-acceptance' has what it needs")
    }
  }

  private struct Verdicts: Decodable {
    struct Verdict: Decodable {
      let name: String
      let grade: String
      let remedy: String?
    }
    let verdicts: [Verdict]
  }

  /// The command, traced with this fault when there is one: see `--inject` in strace(1).
  private func doctor(_ docket: Docket, _ more: String..., under fault: String? = nil) -> Command {
    var command = docket.command(["doctor", "--prefix", docket.path("installation")] + more)
    guard let fault else { return command }
    command.arguments =
      ["-f", "-o", docket.path("trace"), "-e", "inject=" + fault, command.program]
      + command.arguments
    command.program = "/usr/bin/strace"
    return command
  }

  private func withInstallation(_ body: (Docket) throws -> Void) throws {
    try withDocket { docket in
      try docket.install()
      try body(docket)
    }
  }
}
