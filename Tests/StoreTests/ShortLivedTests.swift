import Files
import Applications
import Foundation
import Rules
import Signing
import Testing

@testable import Store

@Suite struct SessionTests {
  @Test func `a session is known by its token until it ends`() throws {
    try withStore { store in
      let account = try #require(AccountID(String(repeating: "k", count: 26)))
      let (token, session) = try store.openSession(
        for: account, at: moment, idleSeconds: 600, absoluteSeconds: 3600)
      #expect(try store.session(token, at: moment)?.account == account)
      #expect(try store.session(token, at: moment)?.formToken == session.formToken)
      #expect(session.formToken != token && session.formToken.utf8.count == 43)
      #expect(try store.session(token + "x", at: moment) == nil)
      #expect(try store.session("../../format", at: moment) == nil)
      #expect(try store.endSession(token))
      #expect(try !store.endSession(token))
      #expect(try store.session(token, at: moment) == nil)
    }
  }

  @Test func `it ends when it lies idle, and at its end in any case`() throws {
    try withStore { store in
      let (token, _) = try store.openSession(
        for: nil, at: moment, idleSeconds: 600, absoluteSeconds: 1500)
      func isOpen(_ seconds: Int) throws -> Bool {
        try store.session(token, at: moment.adding(seconds: seconds)) != nil
      }
      #expect(try isOpen(599))  // and is seen
      #expect(try isOpen(1190))  // idle since 599
      #expect(try isOpen(1499))
      #expect(try !isOpen(1500))
      let (idle, _) = try store.openSession(
        for: nil, at: moment, idleSeconds: 600, absoluteSeconds: 1500)
      #expect(try store.session(idle, at: moment.adding(seconds: 601)) == nil)
    }
  }

  @Test func `reading within a minute writes nothing, and the token is not in the store`() throws {
    try withStore { store in
      let (token, session) = try store.openSession(
        for: nil, at: moment, idleSeconds: 600, absoluteSeconds: 1500)
      let place = store.path(.sessions, SHA256.digest(of: token.utf8).description)
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

@Suite struct TokenTests {
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
