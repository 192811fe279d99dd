import Foundation
import Support
import Testing

/// What holds for all commands: help, wrong words, and how they end.
@Suite struct UsageTests {
  static let commands = [
    "build", "check", "schema", "price", "serve", "demo", "install", "publish", "diff", "doctor",
    "staff", "organisation", "store",
  ]

  @Test func `help lists every command, each with its line`() throws {
    try withDocket { docket in
      for arguments in [["--help"], ["-h"], ["help"]] {
        let help = try docket.command(arguments).run(in: docket.scratch)
        #expect(help.status == 0 && help.error.isEmpty)
        let listed = help.words.split(separator: "\n").filter { $0.hasPrefix("  ") }
          .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(listed == Self.commands)
        #expect(help.words.contains("\n\n  build "))
      }
    }
  }

  static let tasks = [
    "sweep", "tasks", "close-task", "receive", "refund", "refunds", "reconcile", "evidence",
    "mails", "resend",
    "verify", "reindex", "heads",
    "backup", "restore", "export", "erase", "import-certificates", "figures",
    "export-queue",
  ]

  static let staffTasks = ["add", "roles", "remove", "list"]
  static let organisationTasks = [
    "add", "rename", "appoint", "dismiss", "withdraw", "list",
  ]

  @Test(
    arguments: commands + tasks.map { "store " + $0 } + staffTasks.map { "staff " + $0 }
      + organisationTasks.map { "organisation " + $0 })
  func `each command explains itself in 100 columns and runs nothing`(command: String) throws {
    try withDocket { docket in
      let words = command.split(separator: " ").map(String.init)
      let help = try docket.command(words + ["--help"]).run(in: docket.scratch)
      #expect(help.status == 0 && help.error.isEmpty)
      #expect(help.words.hasPrefix("usage: docket \(command)"))
      #expect(help.words.split(separator: "\n").allSatisfy { $0.count <= 104 })
      #expect(try docket.command(["help"] + words).run(in: docket.scratch).words == help.words)
      #expect(
        try docket.command(words + ["-h", "--bogus"]).run(in: docket.scratch).words == help.words)
      #expect(try FileManager.default.contentsOfDirectory(atPath: docket.path("")) == ["site"])
    }
  }

  /// Words on the command line, and what is said about them. All end with 2 and print nothing else.
  @Test(arguments: [
    (["buidl"], "docket: there is no command 'buidl'; did you mean 'build'?"),
    (["zzzzzzzz"], "docket: there is no command 'zzzzzzzz'"),
    (["help", "chek"], "docket: there is no command 'chek'; did you mean 'check'?"),
    (["check", "--sit", "x"], "docket check: there is no option '--sit'; did you mean '--site'?"),
    (["check", "-v"], "docket check: there is no option '-v'"),
    (
      ["check", "site"],
      "docket check: 'site' is not the value of any option, and it takes nothing else"
    ),
    (["check", "--site"], "docket check: '--site' needs a value"),
    (["check", "--site="], "docket check: '--site' needs a value"),
    (["check", "--site", "--json"], "docket check: '--site' needs a value"),
    (["check", "--json=yes"], "docket check: '--json' takes no value"),
    (["check", "--json", "--json"], "docket check: '--json' is there twice"),
    (["check", "--site", "a", "--site=b"], "docket check: '--site' is there twice"),
    (["build", "--output", ""], "docket build: '--output' needs a value"),
    (
      ["build", "--as-of", "2026-02-29"],
      "docket build: '2026-02-29' is no day of the calendar: write it like 2026-11-22"
    ),
    (["price", "--on", "2026-11-22"], "docket price: '--request' is needed"),
    (["price", "--request", "pilot"], "docket price: '--on' is needed"),
    (["install"], "docket install: '--prefix' is needed"),
    (
      ["store"],
      "docket store: say what to do: sweep, tasks, close-task, receive, refund, refunds, reconcile, evidence, mails, resend, parties, verify, reindex, heads, backup, restore, export, figures, export-queue, erase, import-certificates"
    ),
    (
      ["store", "refund", "--staff", "grace"],
      "docket store refund: say one thing: the payment to return, or '--confirm', '--refuse' or '--sent' with an id"
    ),
    (
      ["store", "refund", "--staff", "grace", "--confirm", "a", "--refuse", "b"],
      "docket store refund: say one thing: the payment to return, or '--confirm', '--refuse' or '--sent' with an id"
    ),
    (["store", "refund", "--confirm", "a"], "docket store refund: '--staff' is needed"),
    (
      ["store", "refund", "--confirm", "a", "--staff", "grace", "--dry-run"],
      "docket store refund: '--dry-run' goes with a payment to return"
    ),
    (
      ["store", "refund", "--sent", "a", "--staff", "grace"],
      "docket store refund: '--number' is needed"
    ),
    (
      ["store", "close-task"],
      "docket store close-task: say which: 'docket store tasks' has the id of each"
    ),
    (
      ["store", "refunds", "--json", "--csv", "--prefix", "x"],
      "docket store refunds: '--json' and '--csv' do not go together"
    ),
    (["staff"], "docket staff: say what to do: add, roles, reset, remove, list"),
    (["staff", "ad"], "docket staff: there is no command 'ad'; did you mean 'add'?"),
    (["store", "verfy"], "docket store: there is no command 'verfy'; did you mean 'verify'?"),
    (["store", "verify", "--dry-run"], "docket store verify: there is no option '--dry-run'"),
    (["store", "import-certificates"], "docket store import-certificates: the file is missing"),
    (
      ["store", "import-certificates", "x.csv"],
      "docket store import-certificates: '--prefix' is needed"
    ),
    (
      ["store", "import-certificates", "x.csv", "y.csv"],
      "docket store import-certificates: 'y.csv' is not the value of any option, and it takes nothing else"
    ),
    (
      ["store", "erase", "--by", "Mara"],
      "docket store erase: '--by' takes a name of small letters, digits, points and hyphens"
    ),
    (
      ["store", "erase", "--by", "mara"],
      "docket store erase: say what to erase: '--application', '--account', '--staff' or "
        + "'--organisation'"
    ),
    (
      ["store", "export", "--to", "x"],
      "docket store export: say whose, with '--account', or '--list'"
    ),
    (["publish"], "docket publish: '--prefix' is needed"),
    (
      ["demo", "--port", "web"],
      "docket demo: '--port' is a number from 0 to 65535; 0 takes a free one"
    ),
    (
      ["demo", "--port", "65536"],
      "docket demo: '--port' is a number from 0 to 65535; 0 takes a free one"
    ),
  ])
  func `wrong words are named, and where to read on`(words: [String], says: String) throws {
    try withDocket { docket in
      var words = words
      if words[0] == "build" { words += ["--site", docket.path("site")] }
      let outcome = try docket.command(words).run(in: docket.scratch)
      #expect(outcome.status == 2)
      #expect(outcome.words.isEmpty)
      let lines = outcome.error.split(separator: "\n")
      #expect(lines.first ?? "" == says)
      #expect(lines.count == 2 && lines.last?.contains("--help'") == true)
    }
  }

  @Test func `without a command it prints what there is, as an error`() throws {
    try withDocket { docket in
      let outcome = try docket()
      #expect(outcome.status == 2 && outcome.words.isEmpty)
      #expect(outcome.error.hasPrefix("usage: docket COMMAND"))
    }
  }

  @Test func `a folder that is not there is said with what to do`() throws {
    try withDocket { docket in
      for command in [["check"], ["build"], ["price", "--request", "a", "--on", "2026-11-22"]] {
        let outcome = try docket.command(command + ["--site", docket.path("nowhere")])
          .run(in: docket.scratch)
        #expect(outcome.status == 1)
        #expect(
          outcome.error
            == "docket \(command[0]): there is no folder '\(docket.path("nowhere"))': "
            + "run it where the site is, or name it with --site\n")
      }
    }
  }

  @Test func `output that cannot be written is an error, output that is not wanted is none`() throws
  {
    try withDocket { docket in
      func shell(_ script: String) throws -> Command.Outcome {
        try Command(program: "/bin/sh", arguments: ["-c", script, "sh", Docket.program])
          .run(in: docket.scratch)
      }
      let full = try shell("\"$1\" schema >/dev/full")
      #expect(full.status == 1)
      #expect(full.error == "docket schema: standard output: No space left on device\n")
      let head = try shell("{ \"$1\" schema; echo $? >&2; } | : ; wait")
      #expect(["0\n", "1\n"].contains(head.error))
    }
  }
}
