import Applications
import Foundation
import JSON
import Rules
import Signing
import Store
import Support
import Testing

/// Pages prepared for the days on which the rules change, and the sweep that shows them.
@Suite struct SweepTests {
  @Test func `publishing prepares the pages of each later day on which they change`() throws {
    try withOffice(changingIn: [10, 20]) { docket in
      let outcome = try docket.publish()
      #expect(outcome.status == 0 && outcome.error.isEmpty)
      let lines = outcome.words.split(separator: "\n")
      #expect(
        lines.dropFirst() == [
          "prepared for \(day(in: 10)): 4 changed", "prepared for \(day(in: 20)): 4 changed",
        ])
      #expect(try docket.text("installation/public/fees/index.html").contains("€40.00"))
      let plan = try plan(docket)
      #expect(plan.map(\.from).suffix(2) == ["\(day(in: 10))", "\(day(in: 20))"])
      #expect(plan.count == 3)
      #expect(try shown(docket) == plan[0].site)
      // All that has not changed is one file.
      for (before, after) in zip(plan, plan.dropFirst()) {
        for path in try docket.contents("installation/.sites/\(before.site)/pages").keys {
          let isChanged = [
            "changes/index.html", "fees/index.html", "credentials/balloonist/index.html",
            "find/balloonist/index.html",
          ].contains(path)
          let same =
            try inode(docket, "\(before.site)/pages/\(path)")
            == inode(docket, "\(after.site)/pages/\(path)")
          #expect(same != isChanged, "\(path)")
        }
      }
      #expect(
        try docket.publish().words.hasPrefix("nothing has changed: publication "))
    }
  }

  @Test func `the sweep shows what was prepared from its day on, and not before`() throws {
    try withOffice(changingIn: [10]) { docket in
      #expect(try docket.publish().status == 0)
      let plan = try plan(docket)
      try shiftClock(docket, days: 9)
      let before = try standing(docket)
      #expect(try sweep(docket).words == "")
      #expect(try sweep(docket, "--dry-run").words == "nothing to do\n")
      #expect(try standing(docket) == before)

      try shiftClock(docket, days: 10)
      let words = "pages: shows the site prepared for \(day(in: 10))\n"
      let due = try standing(docket)
      #expect(try sweep(docket, "--dry-run").words == "would be done: " + words)
      #expect(
        try sweep(docket, "--dry-run", "--json").words == """
          {"dryRun":true,"jobs":[{"job":"pages","count":1,"words":\
          "shows the site prepared for \(day(in: 10))","failed":false},\
          {"job":"owed","count":0,"words":"settles what 0 crashes have left owing","failed":false},\
          {"job":"offers","count":0,"words":"starts 0 applications that somebody has accepted",\
          "failed":false},\
          {"job":"payments","count":0,"words":"nothing to do","failed":false},\
          {"job":"payers","count":0,"words":"nothing to do","failed":false},\
          {"job":"batches","count":0,"words":"finishes 0 files that somebody has signed, and \
          removes 0 files that ended","failed":false},\
          {"job":"reminders","count":0,"words":"reminds 0 applicants","failed":false},\
          {"job":"parties","count":0,"words":"reminds nobody","failed":false},\
          {"job":"certificates","count":0,"words":"writes 0 pages of certificates",\
          "failed":false},\
          {"job":"processing","count":0,"words":"nothing to do","failed":false},\
          {"job":"mail","count":0,"words":"nothing to do","failed":false},\
          {"job":"files","count":0,"words":"has the scanner look at 0 files","failed":false},\
          {"job":"drafts","count":0,"words":"removes 0 drafts nobody is writing","failed":false},\
          {"job":"sessions","count":0,"words":"removes 0 sessions that ended","failed":false},\
          {"job":"links","count":0,"words":"removes 0 mailed links that ended","failed":false},\
          {"job":"held","count":0,"words":"removes 0 forms that nobody came back for","failed":false},\
          {"job":"tries","count":0,"words":"removes 0 counters of old tries","failed":false},\
          {"job":"refused","count":0,"words":"removes 0 notifications that nobody had signed",\
          "failed":false}]}

          """)
      #expect(try standing(docket) == due)
      #expect(try shown(docket) == plan[0].site)

      #expect(try sweep(docket).words == words)
      #expect(try shown(docket) == plan[1].site)
      #expect(try docket.text("installation/public/fees/index.html").contains("€40.00") == false)
      let after = try standing(docket)
      #expect(try sweep(docket).words == "")
      #expect(try standing(docket) == after)
      // What is in force is what was published, and nothing is left to do for publishing either.
      #expect(try docket.publish().words.hasPrefix("nothing has changed: publication "))
    }
  }

  @Test func `where nobody sweeps, the next publishing shows them`() throws {
    try withOffice(changingIn: [10, 20]) { docket in
      #expect(try docket.publish().status == 0)
      let plan = try plan(docket)
      try shiftClock(docket, days: 15)
      let outcome = try docket.publish()
      #expect(outcome.words.hasPrefix("published publication "))
      #expect(outcome.words.contains(": 4 changed\nprepared for \(day(in: 20)): 4 changed\n"))
      #expect(try shown(docket) == plan[1].site)
      #expect(try self.plan(docket).map(\.site) == plan.dropFirst().map(\.site))
    }
  }

  @Test func `several at once do it once and leave nothing behind`() throws {
    try withOffice(changingIn: [10]) { docket in
      #expect(try docket.publish().status == 0)
      let plan = try plan(docket)
      try shiftClock(docket, days: 10)
      let outcomes = Outcomes()
      DispatchQueue.concurrentPerform(iterations: 6) { index in
        // A publishing of the same among them.
        outcomes.add { try index == 3 ? docket.publish() : self.sweep(docket) }
      }
      #expect(outcomes.all.count == 6)
      for outcome in outcomes.all { #expect(outcome.status == 0, "\(outcome.error)") }
      #expect(try shown(docket) == plan[1].site)
      let names = try docket.snapshot("installation").keys
      #expect(!names.contains { $0.contains("draft") || $0.contains(".public-") })
    }
  }

  @Test func `publishing removes sites that nobody needs, and no other`() throws {
    try withOffice(changingIn: [10, 20]) { docket in
      func sites() throws -> Set<String> {
        Set(
          try FileManager.default.contentsOfDirectory(
            atPath: docket.path("installation/.sites")
          ).filter { $0.utf8.count == 64 })
      }
      #expect(try docket.publish().status == 0)
      let first = try plan(docket).map(\.site)
      #expect(try sites() == Set(first))
      try docket.write("left", to: "installation/.sites/.draft-1/pages/index.html")

      try docket.write("# Wind\n\nIt blows hard.\n", to: "site/pages/wind.md")
      #expect(try docket.publish().status == 0)
      let second = try plan(docket).map(\.site)
      #expect(Set(second).isDisjoint(with: first))
      // The one that people saw until now stays for those who still read it.
      #expect(try sites() == Set(second).union([first[0]]))
      #expect(try docket.snapshot("installation/.sites")[".draft-1"] == nil)

      try shiftClock(docket, days: 12)
      #expect(try sweep(docket).status == 0)
      #expect(try sites() == Set(second).union([first[0]]))
      try docket.write("# Wind\n\nIt is calm.\n", to: "site/pages/wind.md")
      #expect(try docket.publish().status == 0)
      #expect(try sites() == Set(try plan(docket).map(\.site)).union([second[1]]))
    }
  }

  @Test func `a plan that is damaged, and a prepared site that is gone, are said with what to do`()
    throws
  {
    try withOffice(changingIn: [10]) { docket in
      #expect(try docket.publish().status == 0)
      let prepared = try plan(docket)[1].site
      try shiftClock(docket, days: 10)
      try FileManager.default.moveItem(
        atPath: docket.path("installation/.sites/\(prepared)"), toPath: docket.path("aside"))
      let gone = try sweep(docket)
      #expect(gone.status == 1)
      #expect(
        gone.error == "docket store: pages: the site prepared for today is gone: "
          + "'docket publish' builds it again\n")
      try docket.write("{", to: "installation/.sites/coming")
      let damaged = try sweep(docket)
      #expect(damaged.status == 1)
      #expect(damaged.error.hasSuffix("cannot be understood: 'docket publish' writes it anew\n"))
      #expect(try docket.publish().status == 0)
      #expect(try shown(docket) == prepared)
      #expect(try sweep(docket).status == 0)
    }
  }

  @Test func `drafts that nobody writes any more are removed after a day`() throws {
    try withOffice(changingIn: []) { docket in
      #expect(try docket.publish().status == 0)
      let old = "installation/store/incoming/old"
      try docket.write("half a file", to: old)
      try docket.write("half a file", to: "installation/store/incoming/young")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: docket.path(old))
      #expect(
        try sweep(docket, "--dry-run").words
          == "would be done: drafts: removes 1 draft nobody is writing\n")
      #expect(FileManager.default.fileExists(atPath: docket.path(old)))
      #expect(try sweep(docket).words == "drafts: removes 1 draft nobody is writing\n")
      #expect(
        try FileManager.default.contentsOfDirectory(
          atPath: docket.path("installation/store/incoming")) == ["young"])
    }
  }

  @Test func `what has ended by itself is removed, and what has not is kept`() throws {
    try withOffice(changingIn: []) { docket in
      #expect(try docket.publish().status == 0)
      let store = try Store(at: docket.path("installation/store"))
      let account = try #require(AccountID(String(repeating: "k", count: 26)))
      let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)
      let before = now.adding(seconds: -7200)
      for start in [before, now] {
        _ = try store.openSession(
          for: account, at: start, idleSeconds: 3600, absoluteSeconds: 3600)
        _ = try store.issueToken(for: "x", subject: "y", until: start.adding(seconds: 3600))
        try store.hold(
          "x", purpose: "p", cookie: "\(start)", for: nil, from: "", at: start,
          until: start.adding(seconds: 3600))
        _ = try store.take("\(start)", of: Allowance(1, inSeconds: 3600), at: start)
        let kept = try store.keepNotification(Array("\(start)".utf8), from: "simulator").id
        try store.refuse(kept)
      }
      let refused = try docket.contents("installation/store").keys.sorted().first {
        $0.hasPrefix("refused/")
      }
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -31 * 86_400)],
        ofItemAtPath: docket.path("installation/store/\(try #require(refused))"))
      try docket.giveAllToItsOwner("installation/store")
      let words = """
        sessions: removes 1 session that ended
        links: removes 1 mailed link that ended
        held: removes 1 form that nobody came back for
        tries: removes 1 counter of old tries
        refused: removes 1 notification that nobody had signed

        """
      let wouldBe = words.split(separator: "\n").map { "would be done: \($0)\n" }.joined()
      #expect(try sweep(docket, "--dry-run").words == wouldBe)
      #expect(try sweep(docket).words == words)
      #expect(try sweep(docket).words == "")
      #expect(try store.sessions(of: account, at: now).count == 1)
    }
  }

  @Test func `one application that is damaged is named, and keeps nothing else from being done`()
    throws
  {
    try withOffice(changingIn: []) { docket in
      #expect(try docket.publish().status == 0)
      let store = try Store(at: docket.path("installation/store"))
      let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)
      let ada = try store.register(
        name: "Ada", emailAddress: "ada@example.org", passwordHash: PasswordHash(text: "$7$x"),
        at: now)
      let number = try store.startApplication(
        Start(
          applicant: ada, profile: Profile(name: "Ada", emailAddress: "ada@example.org"),
          requests: ["balloonist"], answers: Answers(),
          publication: String(try docket.text("installation/publications/newest").dropLast()),
          day: Day(daysSince1970: 20_000), deadline: now.adding(seconds: 86_400), key: "start"),
        at: now
      ).number.text
      let files = try docket.contents("installation/store").keys
      let journal = try #require(files.first { $0.hasSuffix("/\(number)/journal") })
      try docket.write(
        try docket.text("installation/store/\(journal)") + "nonsense\n",
        to: "installation/store/\(journal)")
      // What it owes, and a file that waits for the scanner; and something of others that has ended.
      for kind in ["pending", "unchecked", "limbo"] {
        try docket.write("", to: "installation/store/\(kind)/00/\(number)")
      }
      _ = try store.issueToken(for: "x", subject: "y", until: now.adding(seconds: -3600))
      try docket.giveAllToItsOwner("installation/store")
      let outcome = try sweep(docket)
      #expect(outcome.status == 1)
      #expect(outcome.words.contains("links: removes 1 mailed link that ended\n"))
      for job in ["owed", "payments", "files"] {
        #expect(
          outcome.error.contains(
            "docket store: \(job): \(number) cannot be read or changed, and the others were looked after: "
              + "'docket store verify' says what is wrong\n"), "\(outcome.error)")
      }
    }
  }

  @Test func `a mail that waits is sent once, and tried again where the mailer fails`() throws {
    try withOffice(changingIn: []) { docket in
      #expect(try docket.publish().status == 0)
      try mailer(docket, "echo 'no route to the host' >&2; exit 75")
      let store = try Store(at: docket.path("installation/store"))
      let mail = try #require(
        Message(name: "hello-1", to: "ada@example.org", subject: "Hello", body: "Good day.\n"))
      try store.post(mail, at: Moment(millisecondsSince1970: 1_800_000_000_000))
      try docket.giveAllToItsOwner("installation/store")
      #expect(try sweep(docket, "--dry-run").words == "would be done: mail: sends 1 mail\n")
      #expect(try store.messages(in: .new).first?.reason == "")

      let failed = try sweep(docket)
      #expect(failed.status == 1 && failed.words == "")
      // It waits for its next try, and says nothing meanwhile.
      let again = try sweep(docket)
      #expect(again.status == 0 && again.words == "" && again.error == "")
      #expect(try sweep(docket, "--dry-run").words == "nothing to do\n")
      #expect(
        failed.error
          == "docket store: mail: 1 mail could not be sent and will be tried again: "
          + "\(docket.path("mailer")) ended with 75: no route to the host\n")
      #expect(try store.messages(in: .new).map(\.message) == [mail])

      try mailer(docket, "cat >> \(docket.path("mails/all"))")
      try shiftClock(docket, days: 1)
      #expect(try sweep(docket).words == "mail: sends 1 mail\n")
      #expect(try sweep(docket).words == "")
      let sent = try docket.text("mails/all")
      #expect(sent.components(separatedBy: "Message-ID: <hello-1@").count == 2)
      #expect(sent.contains("ada@example.org") && sent.contains("Good day."))
    }
  }

  /// Makes the installation hand its mails to a script.
  private func mailer(_ docket: Docket, _ script: String) throws {
    try writeProgram(
      "#!/bin/sh\nPATH=/usr/bin:/bin\n\(script)\n",
      to: URL(fileURLWithPath: docket.path("mailer")), scratch: docket.scratch)
    try docket.write("", to: "mails/all")
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o666], ofItemAtPath: docket.path("mails/all"))
    let path = "installation/docket.jsonc"
    var text = try docket.text(path)
    if !text.contains("\"mailCommand\": \"\(docket.path("mailer"))\"") {
      let start = try #require(text.range(of: "\n{\n") ?? text.range(of: "{\n"))
      let lines = text[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.contains("\"mailCommand\"") }
      text =
        text[..<start.upperBound] + "  \"mailCommand\": \"\(docket.path("mailer"))\",\n"
        + lines.joined(separator: "\n")
      try docket.write(text, to: path)
    }
  }

  @Test func `before anything is published there is nothing to do`() throws {
    try withDocket { docket in
      try docket.install()
      let outcome = try sweep(docket, "--dry-run")
      #expect(outcome.status == 0 && outcome.words == "nothing to do\n")
    }
  }

  // MARK: The office of this suite

  /// A demonstration, whose clock can be shifted, with an amount that changes in so many days each.
  private func withOffice(changingIn days: [Int], _ body: (Docket) throws -> Void) throws {
    try withDocket { docket in
      let coming = days.enumerated().map { index, count in
        "{ \"from\": \"\(day(in: count))\", \"amount\": \"\(50 + index).00\", \"clause\": \"Rule 3\" },"
      }
      let ahead = "{ \"from\": \"2027-01-01\", \"amount\": \"45.00\", \"clause\": \"Rule 3\" },"
      try docket.writeSite(kiteOffice.with("fees.jsonc", ahead, coming.joined(separator: "\n")))
      try docket.command(docket.installing + ["--demonstration"]).runWell(in: docket.scratch)
      try body(docket)
    }
  }

  private func sweep(_ docket: Docket, _ more: String...) throws -> Command.Outcome {
    try docket.command(["store", "sweep", "--prefix", docket.path("installation")] + more)
      .run(in: docket.scratch)
  }

  /// The day, where the office is, so many days after today.
  private func day(in days: Int) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
    let moment = calendar.date(byAdding: .day, value: days, to: Date()) ?? Date()
    let parts = calendar.dateComponents([.year, .month, .day], from: moment)
    return [parts.year, parts.month, parts.day].map { String(format: "%02d", $0 ?? 0) }
      .joined(separator: "-")
  }

  private func shiftClock(_ docket: Docket, days: Int) throws {
    let path = "installation/docket.jsonc"
    let lines = try docket.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("clockShiftDays") }
    let start = try #require(lines.firstIndex { $0.hasPrefix("{") })
    let new = lines[...start] + ["  \"clockShiftDays\": \(days),"] + lines[(start + 1)...]
    try docket.write(new.joined(separator: "\n"), to: path)
  }

  private func plan(_ docket: Docket) throws -> [(from: String?, site: String)] {
    let node = try JSONNode(strict: Array(docket.text("installation/.sites/coming").utf8))
    return try #require(node["sites"]?.array).map {
      ($0["from"]?.string, try #require($0["site"]?.string))
    }
  }

  private func shown(_ docket: Docket) throws -> String {
    let link = try FileManager.default.destinationOfSymbolicLink(
      atPath: docket.path("installation/public"))
    return String(try #require(link.split(separator: "/").dropFirst().first))
  }

  private func inode(_ docket: Docket, _ path: String) throws -> UInt64 {
    var status = stat()
    guard lstat(docket.path("installation/.sites/" + path), &status) == 0 else {
      throw Trouble("there is no \(path)")
    }
    return UInt64(status.st_ino)
  }
}

/// What several commands at once have come to.
private final class Outcomes: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [Command.Outcome] = []

  var all: [Command.Outcome] { lock.withLock { found } }

  func add(_ outcome: () throws -> Command.Outcome) {
    guard let outcome = try? outcome() else { return }
    lock.withLock { found.append(outcome) }
  }
}

/// Everything of the installation but the pages that the sweep writes again each hour.
private func standing(_ docket: Docket) throws -> [String: String] {
  try docket.snapshot("installation").filter { !$0.key.hasPrefix("live") }
}
