import Files
import Applications
import JSON
import Rules
import Signing
import Testing

@testable import Store

@Suite struct EventTests {
  @Test(arguments: everyEvent.indices)
  func `every kind of event is read as it was written`(index: Int) throws {
    try expectSame(everyEvent[index])
  }

  @Test func `so is a start, and every actor`() throws {
    let account = try #require(AccountID(String(repeating: "k", count: 26)))
    try expectSame(.started(start(account)))
    for who in [
      Event.Actor.applicant(account), .payer("p4y3r"), .party("i1"), .provider("sim:2"),
      .program("sweep"),
    ] {
      try expectSame(.submittedWithoutFee, who: who)
    }
  }

  private func expectSame(_ what: Event.What, who: Event.Actor = .program("test")) throws {
    let event = Event(number: 1, at: moment, who: who, what: what)
    let written = JournalFormat.line(
      event.entry, number: 1, after: JournalFormat.beginning, salt: "s")
    let read = try JournalFormat.read(
      written.bytes.dropLast()[...], number: 1, after: JournalFormat.beginning)
    #expect(try read.line.event() == event)
  }

  @Test func `nothing that a person typed is outside the private part`() throws {
    let account = try #require(AccountID(String(repeating: "k", count: 26)))
    let typed = [
      "Ada", "ada@example.org", "555", "High St", "Zeugnis", "scan", "\"given\"", "\"levels\"",
      "Bo Lind", "bo@", "costly",
    ]
    for what in everyEvent + [.started(start(account))] {
      let event = Event(number: 1, at: moment, who: .applicant(account), what: what)
      let text = event.entry.details.text
      for word in typed { #expect(!text.contains(word)) }
    }
  }

  @Test func `an erased line still folds, with empty texts`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      for what in everyEvent {
        _ = try store.change(number, at: moment, by: .program("test")) { _ in what }
      }
      let before = try #require(try store.application(number))
      let folder = store.path(.applications, number.text)
      let all = Array(1...everyEvent.count + 1)
      try LockedJournal(folder: folder).erase(all, at: moment, who: "program:erase")
      let after = try #require(try store.application(number))
      #expect(after.start.profile.name == "" && after.start.answers.isEmpty)
      #expect(after.part("name").answers.isEmpty && after.part("name").revision == 1)
      #expect(after.part("transcript").attachments.map(\.fileName) == [""])
      #expect(after.attachments.map(\.state) == [.accepted, .setAside])
      #expect(after.submittedAt == before.submittedAt && after.attempts == before.attempts)
      _ = try store.change(number, at: moment, by: .program("test")) { _ in save(2) }
      #expect(try store.application(number)?.part("name").answers.text("given") == "Ada")
    }
  }

  @Test func `what a later Docket has written is refused and not skipped`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      let folder = store.path(.applications, number.text)
      let entries = [
        entry("foretold", details: ["x": 1], secrets: [:]),
        entry("submitted-without-fee", details: ["why": "new"], secrets: [:]),
        entry("submitted-without-fee", details: [:], secrets: ["why": "new"]),
      ]
      for (entry, format) in zip(
        entries, ["a line of the kind 'foretold'", "a member 'why'", "a member 'why'"])
      {
        let copy = folder + "-copy"
        _ = try? removeFile(copy + "/journal")
        try ensureFolder(copy)
        try put(try bytes(of: folder + "/journal"), at: copy + "/journal")
        var locked = try LockedJournal(folder: copy)
        var entry = entry
        entry.who = "program:test"
        try locked.append(entry)
        #expect(throws: StoreError.newer(path: copy, format: format)) {
          try Application(locked.journal, path: copy)
        }
      }
    }
  }

  @Test func `a line without what it needs is damage`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      let folder = store.path(.applications, number.text)
      var locked = try LockedJournal(folder: folder)
      var bad = entry("saved", details: ["element": "name", "key": "k"], secrets: ["answers": [:]])
      bad.who = "program:test"
      try locked.append(bad)
      _ = consume locked
      #expect(damagedLine { _ = try store.application(number) } == 3)
    }
  }
}
