import Files
import Applications
import Foundation
import Rules
import Signing
import Testing

@testable import Store

@Suite struct SessionTests {
  private let account = someAccount("k")

  @Test func `a session is known by its token until it ends`() throws {
    try withStore { store in
      let (token, session) = try store.openSession(
        for: account, at: moment, idleSeconds: 600, absoluteSeconds: 3600)
      #expect(try store.session(token, at: moment)?.account == account)
      #expect(try store.session(token, at: moment)?.formToken == session.formToken)
      #expect(session.formToken != token && session.formToken.utf8.count == 43)
      #expect(!session.id.contains(token) && Store.account(ofToken: token) == account)
      #expect(try store.session(token + "x", at: moment) == nil)
      #expect(try store.session("../../format", at: moment) == nil)
      let secret = token.dropFirst(27)
      #expect(try store.session("\(someAccount("m")).\(secret)", at: moment) == nil)
      #expect(try store.session(String(secret), at: moment) == nil)
      #expect(try store.endSession(token))
      #expect(try !store.endSession(token))
      #expect(try store.session(token, at: moment) == nil)
    }
  }

  @Test func `it ends when it lies idle, and at its end in any case`() throws {
    try withStore { store in
      let (token, _) = try store.openSession(
        for: account, at: moment, idleSeconds: 600, absoluteSeconds: 1500)
      func isOpen(_ seconds: Int) throws -> Bool {
        try store.session(token, at: moment.adding(seconds: seconds)) != nil
      }
      #expect(try isOpen(599))  // and is seen
      #expect(try isOpen(1190))  // idle since 599
      #expect(try isOpen(1499))
      #expect(try !isOpen(1500))
      let (idle, _) = try store.openSession(
        for: account, at: moment, idleSeconds: 600, absoluteSeconds: 1500)
      #expect(try store.session(idle, at: moment.adding(seconds: 601)) == nil)
    }
  }

  @Test func `reading within a minute writes nothing, and the token is not in the store`() throws {
    try withStore { store in
      let (token, session) = try store.openSession(
        for: account, at: moment, idleSeconds: 600, absoluteSeconds: 1500)
      let place = store.path(.sessions, account.text) + "/" + session.id
      let before = try File.Status(of: place)
      #expect(try store.session(token, at: moment.adding(seconds: 59)) != nil)
      #expect(try File.Status(of: place) == before)
      #expect(session.seenAt == moment)
      let text = String(decoding: try bytes(of: place), as: UTF8.self)
      #expect(!text.contains(token))
      for bad in ["", "{}", "null", "{\"account\":7}"] {
        try put(bad.utf8, at: place)
        #expect(try store.session(token, at: moment) == nil)
      }
    }
  }
}

@Suite struct SessionListTests {
  private let ada = someAccount("k")
  private let bo = someAccount("m")

  private func opens(
    _ store: Store, _ account: AccountID, at moment: Moment = moment, idle: Int = 600
  ) throws -> (token: String, session: Session) {
    try store.openSession(
      for: account, on: .init(browser: "Firefox", system: "Windows"), at: moment, idleSeconds: idle,
      absoluteSeconds: 3600)
  }

  @Test func `the sessions of a person are listed with what they came with, and of nobody else`()
    throws
  {
    try withStore { store in
      let first = try opens(store, ada)
      let second = try opens(store, ada, at: moment.adding(seconds: 60))
      _ = try opens(store, bo)
      let listed = try store.sessions(of: ada, at: moment.adding(seconds: 61))
      #expect(listed.map(\.id) == [second.session.id, first.session.id])
      #expect(listed.map(\.device.browser) == ["Firefox", "Firefox"])
      #expect(listed[0].createdAt == moment.adding(seconds: 60))
      #expect(try store.sessions(of: ada, at: moment.adding(seconds: 610)).count == 1)
    }
  }

  @Test func `one is ended by its id, by its own person alone, and all but one together`() throws {
    try withStore { store in
      let first = try opens(store, ada)
      let kept = try opens(store, ada)
      let other = try opens(store, bo)
      #expect(try !store.endSession(withID: other.session.id, of: ada))
      #expect(try !store.endSession(withID: "../../../format", of: ada))
      #expect(try store.endSession(withID: first.session.id, of: ada))
      #expect(try store.session(first.token, at: moment) == nil)
      _ = try opens(store, ada)
      #expect(try store.endSessions(of: ada, but: kept.session.id) == 1)
      #expect(try store.session(kept.token, at: moment) != nil)
      #expect(try store.endSessions(of: ada) == 1)
      #expect(try store.session(other.token, at: moment) != nil)
      #expect(try store.sessions(of: ada, at: moment).isEmpty)
    }
  }

  @Test func `the sweep removes what has ended, and nothing else`() throws {
    try withStore { store in
      _ = try opens(store, ada, idle: 600)
      let open = try opens(store, ada, idle: 3000)
      _ = try opens(store, bo, idle: 600)
      #expect(try store.sweepSessions(at: moment.adding(seconds: 600), isDryRun: true) == 2)
      #expect(try store.sweepSessions(at: moment.adding(seconds: 600)) == 2)
      #expect(try store.sweepSessions(at: moment.adding(seconds: 600)) == 0)
      #expect(try store.session(open.token, at: moment.adding(seconds: 600)) != nil)
      #expect(!isThere(store.path(.sessions, bo.text)))
      #expect(try opens(store, bo).session.account == bo)
    }
  }
}

@Suite struct ThrottleTests {
  private let allowance = Allowance(3, inSeconds: 3600)

  @Test func `three at once, then one every twenty minutes`() throws {
    try withStore { store in
      let wanted = [0, 0, 0, 0, 0, 19, 20, 21, 200, 200, 200, 200]
      let waits = try wanted.map { minutes -> Int? in
        let until = try store.take("a", of: allowance, at: moment.adding(seconds: minutes * 60))
        return until.map { ($0.secondsSince1970 - moment.secondsSince1970) / 60 }
      }
      #expect(waits == [nil, nil, nil, 20, 20, 20, nil, 40, nil, nil, nil, 220])
      #expect(try store.take("b", of: allowance, at: moment) == nil, "each has its own")
    }
  }

  @Test func `what was no try is given back, and what is forgotten never was`() throws {
    try withStore { store in
      for _ in 0..<9 {
        #expect(try store.take("a", of: allowance, at: moment) == nil)
        try store.giveBack("a", of: allowance)
      }
      for _ in 0..<3 { _ = try store.take("a", of: allowance, at: moment) }
      #expect(try store.take("a", of: allowance, at: moment) != nil)
      store.forget("a")
      store.forget("a")
      try store.giveBack("a", of: allowance)
      #expect(try store.take("a", of: allowance, at: moment) == nil)
    }
  }

  @Test func `many at once: no more than may be`() throws {
    try withStore { store in
      let few = Allowance(5, inSeconds: 3600)
      let taken = Taken()
      DispatchQueue.concurrentPerform(iterations: 40) { _ in
        do {
          if try store.take("a", of: few, at: moment) == nil { taken.add() }
        } catch { Issue.record(error) }
      }
      #expect(taken.count == 5)
    }
  }

  @Test func `a clock that was wrong locks nobody out for longer than the tries last`() throws {
    try withStore { store in
      _ = try store.take("a", of: allowance, at: moment.adding(seconds: 1_000_000))
      #expect(try store.take("a", of: allowance, at: moment) == moment.adding(seconds: 1200))
    }
  }

  @Test func `the sweep removes counters that say nothing any more`() throws {
    try withStore { store in
      _ = try store.take("a", of: allowance, at: moment)
      for _ in 0..<2 { _ = try store.take("b", of: allowance, at: moment) }
      #expect(try store.sweepThrottles(at: moment.adding(seconds: 1300)) == 1)
      #expect(try store.sweepThrottles(at: moment.adding(seconds: 2500)) == 1)
    }
  }

  private final class Taken: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var count = 0
    func add() { lock.withLock { count += 1 } }
  }
}

func someAccount(_ letter: Character) -> AccountID {
  guard let id = AccountID(String(repeating: letter, count: 26)) else {
    preconditionFailure("an account")
  }
  return id
}

@Suite struct TokenTests {
  @Test func `the sweep removes tokens whose time has passed`() throws {
    try withStore { store in
      _ = try store.issueToken(for: "a", subject: "k", until: moment.adding(seconds: 60))
      let good = try store.issueToken(for: "a", subject: "k", until: moment.adding(seconds: 61))
      #expect(try store.sweepTokens(at: moment.adding(seconds: 60)) == 1)
      #expect(try store.peekToken(good, for: "a", at: moment.adding(seconds: 60)) == "k")
      #expect(try store.sweepTokens(at: moment.adding(seconds: 60)) == 0)
    }
  }

  @Test func `a token is spent once, for its purpose, in its time`() throws {
    try withStore { store in
      let end = moment.adding(seconds: 60)
      let token = try store.issueToken(for: "confirm", subject: "k", until: end)
      #expect(try store.peekToken(token, for: "confirm", at: moment) == "k")
      #expect(try store.peekToken(token, for: "confirm", at: moment) == "k")
      #expect(try store.peekToken(token, for: "reset", at: moment) == nil)
      #expect(try store.peekToken(token, for: "confirm", at: end) == nil)
      #expect(try store.spendToken(token, for: "reset", at: moment) == nil)
      #expect(try store.spendToken(token, for: "confirm", at: moment) == "k")
      #expect(try store.spendToken(token, for: "confirm", at: moment) == nil)
      #expect(try store.peekToken(token, for: "confirm", at: moment) == nil)
    }
  }

  @Test func `of many who spend it at once one has it`() throws {
    try withStore { store in
      let spent = Counter()
      for _ in 0..<30 {
        let token = try store.issueToken(
          for: "confirm", subject: "k", until: moment.adding(seconds: 60))
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
          do {
            if try store.spendToken(token, for: "confirm", at: moment) != nil { _ = spent.next() }
          } catch { Issue.record(error) }
        }
      }
      #expect(spent.next() == 30)
    }
  }
}

@Suite struct HeldTests {
  @Test func `a form is held for whom it was and for as long as was said`() throws {
    try withStore { store in
      let account = try #require(AccountID(String(repeating: "k", count: 26)))
      let end = moment.adding(seconds: 86_400)
      try store.hold(
        "a=b\u{e9}", purpose: "save/name", cookie: "c", for: account, from: "192.0.2.1",
        at: moment, until: end)
      let held = HeldPost(
        account: account, purpose: "save/name", body: "a=b\u{e9}", heldAt: moment, until: end)
      #expect(try store.held("c", at: moment) == held)
      #expect(try store.held("d", at: moment) == nil)
      #expect(try store.held("c", at: end) == nil)
      #expect(try store.discardHeld("c"))
      #expect(try store.held("c", at: moment) == nil)
    }
  }

  @Test func `the sweep removes what nobody came back for`() throws {
    try withStore { store in
      for (cookie, seconds) in [("a", 60), ("b", 120)] {
        try store.hold(
          "x", purpose: "p", cookie: cookie, for: nil, from: "192.0.2.1", at: moment,
          until: moment.adding(seconds: seconds))
      }
      let later = moment.adding(seconds: 60)
      #expect(try store.sweepHeld(at: later, isDryRun: true) == 1)
      #expect(try store.sweepHeld(at: later) == 1)
      #expect(try store.held("b", at: later) != nil)
      let counter = store.path(.heldFrom, SHA256.digest(of: "192.0.2.1".utf8).description)
      #expect(try names(in: counter).count == 1)
      #expect(try store.sweepHeld(at: moment.adding(seconds: 120)) == 1)
      #expect(!isThere(counter))
    }
  }

  @Test func `nobody fills the disk with them`() throws {
    try withStore { store in
      func hold(_ cookie: String, from address: String = "192.0.2.1", after: Int = 0) throws {
        let now = moment.adding(seconds: after)
        try store.hold(
          "x", purpose: "p", cookie: cookie, for: nil, from: address, at: now,
          until: now.adding(seconds: 100), cap: 2)
      }
      try hold("a")
      try hold("b")
      #expect(throws: StoreError.tooMany) { try hold("c") }
      try hold("b")  // in place of what was there
      try hold("c", from: "192.0.2.2")
      try store.discardHeld("a")
      try hold("d")
      #expect(throws: StoreError.tooMany) { try hold("e", after: 99) }
      try hold("e", after: 100)
      #expect(throws: StoreError.tooLarge) {
        try store.hold(
          String(repeating: "x", count: 65_537), purpose: "p", cookie: "z", for: nil,
          from: "192.0.2.3", at: moment, until: moment.adding(seconds: 1))
      }
    }
  }
}

@Suite struct NotificationTests {
  @Test func `a notification is kept as it came until it is done`() throws {
    try withStore { store in
      let bytes: [UInt8] = Array("{\"id\":\"evt_1\"}\r\n".utf8) + [0xFF, 0]
      let (id, isDone) = try store.keepNotification(bytes, from: "simulator")
      #expect(!isDone)
      #expect(try store.keepNotification(bytes, from: "simulator").id == id)
      #expect(try store.keepNotification(bytes, from: "other").id != id)
      #expect(try store.notification(id) == bytes)
      #expect(Set(try store.openNotifications()).count == 2)
      try store.markDone(id)
      try store.markDone(id)
      #expect(try store.openNotifications().map(\.provider) == ["other"])
      #expect(try store.keepNotification(bytes, from: "simulator").isDone)
      #expect(try store.notification(id) == bytes)
      #expect(try store.openNotifications().count == 1)
    }
  }
}
