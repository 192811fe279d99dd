import Applications
import Foundation
import Rules
import Signing
import Store
import Support
import Testing

/// Mail from the store through the real sweep and a real `msmtp` to a real SMTP server.
@Suite struct RealMailTests {
  @Test(arguments: ["Zoë Ångström", "山田 太郎", "Ада Око́ро", "O'Neil, Ada (Dr.) \"Ace\""])
  func `a reminder arrives with the person's name as it is`(name: String) throws {
    try withInstallation { docket, store, server in
      let number = try start(named: name, in: docket, store)
      try mailer(docket, server.msmtp)
      #expect(try sweep(docket, "--dry-run").words == "nothing to do\n")
      try shiftClock(docket, days: 54)
      let dry = try sweep(docket, "--dry-run")
      #expect(dry.words.hasSuffix("would be done: reminders: reminds 1 applicant: \(number)\n"))
      #expect(try server.arrived().isEmpty && store.messages(in: .new).isEmpty)
      let outcome = try sweep(docket)
      #expect(
        outcome.words.hasSuffix(
          "reminders: reminds 1 applicant: \(number)\nmail: sends 1 mail\n"),
        "\(outcome.error)")
      #expect(try sweep(docket).words == "")
      let all = try server.arrived()
      #expect(all.count == 1)
      let mail = try #require(all.first)
      #expect(mail.to == ["person@example.org"] && mail.name == name)
      #expect(mail.from == "Office of Kites & Balloons")
      #expect(mail.subject == "\(name): \(number) läuft ab")
      #expect(mail.body == "Guten Tag \(name),\n\n.Noch\nFrom here: \(link(number))\n")
      #expect(mail.messageID == "<reminder-\(number.text)-7@kites.example>")
      #expect(mail.submitted == "auto-generated" && mail.isASCII)
      let sent = try #require(try store.messages(in: .sent).first)
      #expect(
        mail.date == sent.postedAt.description.prefix(19).replacing("T", with: " ") + "+00:00")
    }
  }

  @Test func `a server that is busy gets it later, and one that refuses for days never`() throws {
    try withInstallation { docket, store, server in
      try post("m-1", store, docket)
      try mailer(docket, server.msmtp)
      try server.answer("busy")
      let busy = try sweep(docket)
      #expect(busy.status == 1 && busy.error.contains("1 mail could not be sent"))
      #expect(busy.error.contains("try later"))
      let waiting = try mails(docket)
      #expect(
        waiting.hasPrefix("m-1: waits, posted ") && waiting.contains(", tried 1 time, next after "))
      #expect(!waiting.contains("person@example.org"))
      #expect(try mails(docket, "--addresses").contains(", to person@example.org,"))
      try server.answer("refuse")
      for day in 1...15 {
        try shiftClock(docket, days: day)
        #expect(try sweep(docket).status == 1)
      }
      #expect(try sweep(docket).status == 0)
      #expect(try mails(docket, "--failed").hasPrefix("m-1: given up, posted "))
      #expect(try mails(docket, "--failed", "--json").contains("\"tries\":16"))
      #expect(try mails(docket, "--failed").contains("nobody here"))
      try server.answer("take")
      #expect(try sweep(docket).words == "" && server.arrived().isEmpty)

      #expect(try docket.resend("m-1").words == "1 mail will be sent with the next sweep\n")
      #expect(try sweep(docket).words == "mail: sends 1 mail\n")
      #expect(try server.arrived().map(\.messageID) == ["<m-1@kites.example>"])
      #expect(try mails(docket) == "")
      #expect(try mails(docket, "--sent").contains("m-1: sent, posted "))
      let none = try docket.resend("m-2")
      #expect(none.status == 1 && none.error == "docket store resend: there is no mail 'm-2'\n")
      #expect(try docket.resend("../format").status == 1)
    }
  }

  @Test func `killed before the mailer had it, it arrives once after the next sweep`() throws {
    try withInstallation { docket, store, server in
      try post("m-1", store, docket)
      try mailer(docket, "kill -9 $PPID")
      #expect(try sweep(docket).status == 137)
      #expect(try server.arrived().isEmpty)
      try mailer(docket, server.msmtp)
      for _ in 1...3 { #expect(try sweep(docket).status == 0) }
      #expect(try server.arrived().count == 1)
      #expect(try store.messages(in: .new).isEmpty)
    }
  }

  @Test func `killed after the mailer took it, it arrives at most twice, under one Message-ID`()
    throws
  {
    try withInstallation { docket, store, server in
      for name in ["m-1", "m-2", "m-3"] { try post(name, store, docket) }
      try mailer(docket, server.msmtp + " && kill -9 $PPID")
      #expect(try sweep(docket).status == 137)
      #expect(try server.arrived().count == 1)
      try mailer(docket, server.msmtp)
      for _ in 1...3 { #expect(try sweep(docket).status == 0) }
      let ids = try server.arrived().map(\.messageID).sorted()
      #expect(
        ids == ["<m-1@kites.example>", "<m-1@kites.example>"] + [
          "<m-2@kites.example>", "<m-3@kites.example>",
        ])
      #expect(Set(try server.arrived().map(\.date)).count == 1, "the date is that of posting")
    }
  }

  @Test func `several sweeps at once send every mail once`() throws {
    try withInstallation { docket, store, server in
      for index in 1...12 { try post("m-\(index)", store, docket) }
      try mailer(docket, server.msmtp)
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        do { _ = try sweep(docket) } catch { Issue.record(error) }
      }
      #expect(try sweep(docket).status == 0)
      let ids = try server.arrived().map(\.messageID)
      #expect(ids.count == 12 && Set(ids).count == 12)
    }
  }

  // MARK: The installation of this suite

  /// A demonstration, whose clock can be shifted, and a mail server beside it.
  private func withInstallation(_ body: (Docket, Store, MailServer) throws -> Void) throws {
    try withDocket { docket in
      let letter =
        "Subject: {{name}}: {{number}} läuft ab\n\nGuten Tag {{name}},\n\n.Noch\nFrom here: {{link}}\n"
      try docket.writeSite(kiteOffice.merging(["letters/application-reminder.md": letter]) { $1 })
      try docket.command(docket.installing + ["--demonstration"]).runWell(in: docket.scratch)
      let published = try docket.publish()
      #expect(published.status == 0, "\(published.error)")
      try withMailServer(in: docket.scratch) { server in
        try body(docket, try Store(at: docket.path("installation/store")), server)
      }
    }
  }

  /// An application of somebody of that name, begun now. It ends in 60 days.
  private func start(named name: String, in docket: Docket, _ store: Store) throws
    -> ApplicationNumber
  {
    let account = try store.register(
      name: name, emailAddress: "person@example.org", passwordHash: PasswordHash(text: "$7$x"),
      at: now)
    _ = try store.confirm(account, at: now)
    let day = Day(ofUTC: now)
    let application = try store.startApplication(
      Start(
        applicant: account, profile: Profile(name: name, emailAddress: "person@example.org"),
        requests: ["balloonist"], answers: Answers([]),
        publication: try docket.text("installation/publications/newest").trimmingCharacters(
          in: .newlines),
        day: day,
        deadline: now.adding(seconds: 60 * 86_400), key: "form-1"), at: now)
    try docket.giveAllToItsOwner("installation/store")
    return application.number
  }

  private func post(_ name: String, _ store: Store, _ docket: Docket) throws {
    let mail = try #require(
      Message(name: name, to: "person@example.org", subject: "Hello", body: "Good day.\n"))
    try store.post(mail, at: now)
    try docket.giveAllToItsOwner("installation/store")
  }

  private let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)

  private func link(_ number: ApplicationNumber) -> String {
    "https://kites.example/permits/cgi-bin/dashboard/\(number.text)"
  }

  /// Makes the installation hand its mails to a script.
  private func mailer(_ docket: Docket, _ script: String) throws {
    let place = docket.path("mailer")
    try writeProgram(
      "#!/bin/sh\nPATH=/usr/bin:/bin\n\(script)\n", to: URL(fileURLWithPath: place),
      scratch: docket.scratch)
    try docket.set("mailCommand", to: "\"\(place)\"")
  }

  private func shiftClock(_ docket: Docket, days: Int) throws {
    try docket.set("clockShiftDays", to: "\(days)")
  }

  private func sweep(_ docket: Docket, _ more: String...) throws -> Command.Outcome {
    try docket.command(["store", "sweep", "--prefix", docket.path("installation")] + more)
      .run(in: docket.scratch)
  }

  private func mails(_ docket: Docket, _ more: String...) throws -> String {
    let outcome = try docket.command(
      ["store", "mails", "--prefix", docket.path("installation")] + more
    ).run(in: docket.scratch)
    #expect(outcome.status == 0, "\(outcome.error)")
    return outcome.words
  }
}

extension Docket {
  fileprivate func resend(_ name: String) throws -> Command.Outcome {
    try self("store", "resend", name, "--prefix", path("installation"))
  }

  /// Gives the settings of the installation one more, or another value.
  fileprivate func set(_ name: String, to value: String) throws {
    let path = "installation/docket.jsonc"
    let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("\"\(name)\"") }
    let start = try #require(lines.firstIndex { $0.hasPrefix("{") })
    let new = lines[...start] + ["  \"\(name)\": \(value),"] + lines[(start + 1)...]
    try write(new.joined(separator: "\n"), to: path)
  }
}
