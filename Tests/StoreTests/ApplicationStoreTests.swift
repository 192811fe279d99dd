import Applications
import Foundation
import Rules
import Signing
import Testing

@testable import Store

@Suite struct ApplicationStoreTests {
  @Test func `an application is started, changed and read`() throws {
    try withStore { store in
      let account = try store.person()
      let started = try store.startApplication(start(account), at: moment)
      #expect(started.start == start(account) && started.startedAt == moment)
      let number = started.number
      let later = moment.adding(seconds: 60)
      let changed = try store.change(number, at: later, by: .applicant(account)) { application in
        #expect(application == started)
        return save(1)
      }
      #expect(changed.part("name").answers.text("given") == "Ada")
      #expect(try store.application(number) == changed)
      #expect(try store.applications(of: account) == [number])
    }
  }

  @Test func `the same form starts one application, another form another`() throws {
    try withStore { store in
      let account = try store.person()
      let other = try store.person("bo@example.org")
      let first = try store.startApplication(start(account), at: moment)
      let again = try store.startApplication(start(account), at: moment.adding(seconds: 5))
      #expect(first == again)
      let second = try store.startApplication(start(account, key: "other"), at: moment)
      let third = try store.startApplication(start(other), at: moment)
      #expect(Set([first.number, second.number, third.number]).count == 3)
      #expect(Set(try store.applications(of: account)) == [first.number, second.number])
      #expect(try store.applications(of: other) == [third.number])
    }
  }

  @Test func `the same form sent at once starts one application`() throws {
    try withStore { store in
      let account = try store.person()
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        do { _ = try store.startApplication(start(account), at: moment) } catch {
          Issue.record(error)
        }
      }
      #expect(try store.applications(of: account).count == 1)
    }
  }

  @Test func `a look-up that leads nowhere means nothing`() throws {
    try withStore { store in
      let account = try store.person()
      // As a crash between look-up and application leaves it.
      let dangling = store.path(.ofAccount, account.text) + "/k7m42q9p"
      try createFile(dangling, with: Array("form-1".utf8), levels: 2, random: .kernel)
      let application = try store.startApplication(start(account), at: moment)
      #expect(application.number.text != "k7m42q9p")
      let number = try #require(ApplicationNumber("k7m42q9p"))
      #expect(try store.application(number) == nil)
    }
  }

  @Test func `a number that somebody has is drawn again`() throws {
    try withStore { store in
      let account = try store.person()
      let other = try store.person("bo@example.org")
      // A source that gives each number twice.
      let counter = Counter()
      let stuck = try Store(
        at: store.folder,
        random: .init { count in
          count == 8
            ? Array(repeating: UInt8(counter.next() / 2), count: 8) : RandomBytes.some(count)
        })
      let first = try stuck.startApplication(start(account), at: moment)
      let second = try stuck.startApplication(start(other), at: moment)
      #expect(first.number != second.number)
      #expect(try store.applications(of: other) == [second.number])
      #expect(try store.applications(of: account) == [first.number])
    }
  }

  @Test func `what decide throws comes through, and nothing has happened`() throws {
    try withStore { store in
      let account = try store.person()
      let before = try store.startApplication(start(account), at: moment)
      #expect(throws: Refused()) {
        try store.change(before.number, at: moment, by: .program("x")) { _ in throw Refused() }
      }
      let same = try store.change(before.number, at: moment, by: .program("x")) { _ in nil }
      #expect(same == before)
      #expect(try store.application(before.number) == before)
      let nobody = try #require(ApplicationNumber("k7m42q9p"))
      #expect(throws: StoreError.missing) {
        try store.change(nobody, at: moment, by: .program("x")) { _ in nil }
      }
    }
  }

  @Test func `many savers at once each see what the one before wrote`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      DispatchQueue.concurrentPerform(iterations: 20) { index in
        do {
          _ = try store.change(number, at: moment, by: .applicant(account)) { application in
            save(application.part("name").revision + 1, key: "form-\(index)")
          }
        } catch {
          Issue.record(error)
        }
      }
      #expect(try store.application(number)?.part("name").revision == 20)
    }
  }

  @Test func `an attempt leads to its application`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      #expect(try store.application(ofAttempt: "ref-1") == nil)
      _ = try store.change(number, at: moment, by: .applicant(account)) { _ in
        .attemptOpened(sampleAttempt)
      }
      #expect(try store.application(ofAttempt: "ref-1")?.number == number)
      #expect(try store.application(ofAttempt: "../ref-1") == nil)
      // A reference is never given to two.
      let other = try store.startApplication(start(account, key: "other"), at: moment).number
      #expect(throws: StoreError.taken) {
        try store.change(other, at: moment, by: .applicant(account)) { _ in
          .attemptOpened(sampleAttempt)
        }
      }
      #expect(try store.application(ofAttempt: "ref-1")?.number == number)
    }
  }
}

@Suite struct PendingTests {
  @Test func `a mail goes out when the event has happened, and is owed no longer`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      _ = try store.change(
        number, at: moment, by: .program("payment"),
        owing: { application, event in
          #expect(application.submittedAt == moment && event.number == 2)
          return [try message("\(number.text)-2-submitted")]
        }, decide: { _ in .submittedWithoutFee })
      let posted = try store.messages(in: .new)
      #expect(posted.map(\.message.name) == ["\(number.text)-2-submitted"])
      #expect(posted.map(\.postedAt) == [moment])
      #expect(!isThere(store.path(.pending, number.text)))
      #expect(try store.settlePending() == 0)
    }
  }

  @Test func `a crash before the line owes nothing`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      let event = Event(number: 2, at: moment, who: .program("x"), what: .submittedWithoutFee)
      try store.owe([try message("m-1")], by: event.entry, number: event.number, of: number.text)
      #expect(try store.settlePending() == 1)
      #expect(try store.messages(in: .new) == [])
      #expect(try store.settlePending() == 0)
      // And the next change, which is number 2 now, does not pay it either.
      try store.owe([try message("m-1")], by: event.entry, number: event.number, of: number.text)
      _ = try store.change(number, at: moment, by: .program("x")) { _ in .submittedWithoutFee }
      #expect(try store.messages(in: .new) == [])
    }
  }

  @Test func `a crash after the line is made good by whoever comes next`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      let event = Event(number: 2, at: moment, who: .program("x"), what: .submittedWithoutFee)
      for settle in [
        { _ = try store.settlePending() },
        { _ = try store.change(number, at: moment, by: .program("x")) { _ in nil } },
      ] {
        try store.owe([try message("m-1")], by: event.entry, number: event.number, of: number.text)
        var locked = try LockedJournal(folder: store.path(.applications, number.text))
        if locked.journal.lines.count == 1 { try locked.append(event.entry) }
        _ = consume locked
        try settle()
        #expect(try store.messages(in: .new).map(\.message.name) == ["m-1"])
        #expect(!isThere(store.path(.pending, number.text)))
      }
    }
  }
}

/// Counts across threads.
final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var value = -1
  func next() -> Int {
    lock.withLock {
      value += 1
      return value
    }
  }
}

enum RandomBytes {
  static func some(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: 0...255) } }
}
