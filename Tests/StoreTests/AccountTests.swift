import Applications
import Foundation
import JSON
import Rules
import Signing
import Testing

@testable import Store

@Suite struct AccountTests {
  private func register(_ store: Store, _ address: String) throws -> AccountID {
    try store.register(
      name: "Ada", emailAddress: address, passwordHash: PasswordHash(text: "$7$a"), at: moment)
  }

  @Test func `an address belongs to whoever confirms it first`() throws {
    try withStore { store in
      let first = try register(store, "Ada@Example.org ")
      let second = try register(store, "ada@example.org")
      #expect(try store.account(withAddress: "ada@example.org") == nil)
      #expect(try store.account(first)?.isConfirmed == false)
      #expect(try store.confirm(second, at: moment) == .claimed)
      #expect(try store.confirm(first, at: moment) == .alreadyClaimed)
      #expect(try store.confirm(second, at: moment.adding(seconds: 9)) == .claimed)
      #expect(try store.account(withAddress: " ADA@example.ORG")?.id == second)
      #expect(try store.account(first)?.isConfirmed == false)
      #expect(try store.account(second)?.confirmedAt == moment)
      let nobody = try #require(AccountID(String(repeating: "k", count: 26)))
      #expect(throws: StoreError.missing) { try store.confirm(nobody, at: moment) }
      #expect(try store.account(nobody) == nil)
    }
  }

  @Test func `many who confirm one address at once: one has it`() throws {
    try withStore { store in
      let ids = try (0..<8).map { _ in try register(store, "ada@example.org") }
      DispatchQueue.concurrentPerform(iterations: 16) { index in
        do { _ = try store.confirm(ids[index % 8], at: moment) } catch { Issue.record(error) }
      }
      let confirmed = try ids.filter { try store.account($0)?.isConfirmed == true }
      #expect(confirmed.count == 1)
      #expect(try store.account(withAddress: "ada@example.org")?.id == confirmed.first)
    }
  }

  @Test func `a claim that its account's journal does not name is void`() throws {
    try withStore { store in
      let dead = try register(store, "ada@example.org")
      let alive = try register(store, "ada@example.org")
      // As a crash between claim and line leaves it.
      let claim = store.path(.addresses, SHA256.digest(of: "ada@example.org".utf8).description)
      try createFile(claim, with: Array(dead.text.utf8), random: .kernel)
      #expect(try store.account(withAddress: "ada@example.org") == nil)
      #expect(try store.confirm(alive, at: moment) == .claimed)
      #expect(try store.confirm(dead, at: moment) == .alreadyClaimed)
      // The claim of an account that is not there at all.
      let other = try register(store, "bo@example.org")
      let second = store.path(.addresses, SHA256.digest(of: "bo@example.org".utf8).description)
      try createFile(second, with: Array(String(repeating: "k", count: 26).utf8), random: .kernel)
      #expect(try store.confirm(other, at: moment) == .claimed)
      // And the one who claimed comes back after his crash.
      let third = try register(store, "cy@example.org")
      let own = store.path(.addresses, SHA256.digest(of: "cy@example.org".utf8).description)
      try createFile(own, with: Array(third.text.utf8), random: .kernel)
      #expect(try store.confirm(third, at: moment) == .claimed)
      #expect(try store.account(withAddress: "cy@example.org")?.id == third)
    }
  }

  @Test func `profile and password change, the address does not`() throws {
    try withStore { store in
      let id = try store.person()
      var profile = Profile(name: "Ada O.", emailAddress: "evil@example.org", phoneNumber: "1")
      profile.address.city = "Town"
      try store.changeProfile(of: id, to: profile, at: moment)
      try store.changeProfile(of: id, to: profile, at: moment)
      #expect(try store.changePassword(of: id, to: PasswordHash(text: "$7$b"), at: moment))
      let account = try #require(try store.account(id))
      #expect(account.profile.name == "Ada O." && account.profile.address.city == "Town")
      #expect(account.profile.emailAddress == "ada@example.org")
      #expect(account.passwordHash.text == "$7$b")
      let journal = try Journal(folder: store.path(.accounts, id.text))
      #expect(
        journal.lines.map(\.kind) == [
          "registered", "confirmed", "profile-changed", "password-changed",
        ])
      #expect(journal.lines.allSatisfy { $0.details == [:] })
    }
  }

  @Test func `another address belongs to the account from then on, and the old one to nobody`()
    throws
  {
    try withStore { store in
      let id = try store.person()
      let keyhole = try #require(try store.account(id)).keyhole
      #expect(try store.changeAddress(of: id, to: "ada@new.example", at: moment) == .changed)
      let account = try #require(try store.account(withAddress: "Ada@New.example"))
      #expect(account.id == id && account.profile.emailAddress == "ada@new.example")
      #expect(account.keyhole != keyhole)
      #expect(try store.account(withAddress: "ada@example.org") == nil)
      #expect(try store.claimant(of: "ada@example.org") == nil)
      let other = try store.person()
      #expect(try store.account(withAddress: "ada@example.org")?.id == other)
      #expect(try store.changeAddress(of: id, to: "ADA@example.org", at: moment) == .alreadyClaimed)
      let journal = try Journal(folder: store.path(.accounts, id.text))
      #expect(journal.lines.map(\.kind) == ["registered", "confirmed", "address-changed"])
      #expect(journal.lines.allSatisfy { $0.details == [:] })
    }
  }

  @Test func `an address is not changed for an account that says no, or is not confirmed`() throws {
    try withStore { store in
      let id = try store.person()
      #expect(
        try store.changeAddress(of: id, to: "x@example.org", at: moment, if: { _ in false })
          == .refused)
      let waiting = try register(store, "bo@example.org")
      #expect(try store.changeAddress(of: waiting, to: "x@example.org", at: moment) == .refused)
      #expect(try store.claimant(of: "x@example.org") == nil)
      #expect(try store.account(id)?.profile.emailAddress == "ada@example.org")
    }
  }

  @Test func `claims that a crash left beside a change of address are void`() throws {
    try withStore { store in
      let ada = try store.person()
      let bo = try store.person("bo@example.org")
      // Ada's program died after the claim, before the line.
      let new = store.path(.addresses, SHA256.digest(of: "new@example.org".utf8).description)
      try createFile(new, with: Array(ada.text.utf8), random: .kernel)
      #expect(try store.account(withAddress: "new@example.org") == nil)
      #expect(try store.changeAddress(of: bo, to: "new@example.org", at: moment) == .changed)
      // Bo's died after the line, before the old claim went.
      let old = store.path(.addresses, SHA256.digest(of: "bo@example.org".utf8).description)
      try createFile(old, with: Array(bo.text.utf8), random: .kernel)
      #expect(try store.account(withAddress: "bo@example.org") == nil)
      #expect(try store.changeAddress(of: ada, to: "bo@example.org", at: moment) == .changed)
      #expect(try store.account(withAddress: "bo@example.org")?.id == ada)
    }
  }

  @Test func `many who want one address at once: one gets it, and the others keep theirs`() throws {
    try withStore { store in
      let ids = try (0..<6).map { try store.person("p\($0)@example.org") }
      DispatchQueue.concurrentPerform(iterations: 12) { index in
        do {
          _ = try store.changeAddress(of: ids[index % 6], to: "one@example.org", at: moment)
        } catch { Issue.record(error) }
      }
      let winner = try #require(try store.account(withAddress: "one@example.org")?.id)
      for (index, id) in ids.enumerated() where id != winner {
        #expect(try store.account(withAddress: "p\(index)@example.org")?.id == id)
      }
    }
  }

  @Test func `another password ends the sessions but one, and sends its mail`() throws {
    try withStore { store in
      let id = try store.person()
      func opens() throws -> (token: String, session: Session) {
        try store.openSession(for: id, at: moment, idleSeconds: 60, absoluteSeconds: 60)
      }
      let (here, there) = (try opens(), try opens())
      let old = try #require(try store.account(id))
      #expect(
        try store.changePassword(
          of: id, to: PasswordHash(text: "$7$b"), at: moment, owing: [message("changed-1")],
          keepingSession: here.session.id, if: { $0.keyhole == old.keyhole }))
      #expect(try store.session(here.token, at: moment) != nil)
      #expect(try store.session(there.token, at: moment) == nil)
      #expect(try store.messages(in: .new).map(\.message.name) == ["changed-1"])
      #expect(
        try !store.changePassword(
          of: id, to: PasswordHash(text: "$7$c"), at: moment, owing: [message("changed-2")],
          if: { $0.keyhole == old.keyhole }))
      #expect(try store.session(here.token, at: moment) != nil)
      #expect(try store.account(id)?.passwordHash.text == "$7$b")
      #expect(try store.messages(in: .new).count == 1)
    }
  }

  @Test func `a crash between the line and its mail loses no mail, and one before it sends none`()
    throws
  {
    try withStore { store in
      let (ada, bo) = (try store.person(), try store.person("bo@example.org"))
      let entry = JournalEntry(
        at: moment, who: "applicant:\(ada)", kind: "password-changed",
        secrets: ["passwordHash": "$7$z"])
      for (id, name) in [(ada, "mail-ada"), (bo, "mail-bo")] {
        try store.owe([message(name)], by: entry, number: 3, of: id.text)
      }
      do {
        var locked = try LockedJournal(folder: store.path(.accounts, ada.text))
        try locked.append(entry)
      }
      #expect(try store.settlePending() == 2)
      #expect(try store.messages(in: .new).map(\.message.name) == ["mail-ada"])
      #expect(try store.settlePending() == 0)
    }
  }

  @Test func `the same password as another hash is no new password`() throws {
    try withStore { store in
      let id = try store.person()
      let old = try #require(try store.account(id)).passwordHash
      try store.renewPasswordHash(of: id, from: old, to: PasswordHash(text: "$7$y"), at: moment)
      try store.renewPasswordHash(of: id, from: old, to: PasswordHash(text: "$7$z"), at: moment)
      #expect(try store.account(id)?.passwordHash.text == "$7$y")
      let journal = try Journal(folder: store.path(.accounts, id.text))
      #expect(journal.lines.map(\.kind).last == "password-rehashed")
      #expect(journal.lines.last?.who == "program:account")
    }
  }

  @Test(arguments: [
    ("ada@example.org", "ada@example.org"), ("  Ada@EXAMPLE.org\t\r\n", "ada@example.org"),
    ("É@x.org", "É@x.org"), ("", ""), ("  ", ""),
  ])
  func `addresses are compared folded`(typed: String, result: String) {
    #expect(folded(typed) == result)
  }
}
