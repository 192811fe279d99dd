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
      try store.changePassword(of: id, to: PasswordHash(text: "$7$b"), at: moment)
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

  @Test(arguments: [
    ("ada@example.org", "ada@example.org"), ("  Ada@EXAMPLE.org\t\r\n", "ada@example.org"),
    ("É@x.org", "É@x.org"), ("", ""), ("  ", ""),
  ])
  func `addresses are compared folded`(typed: String, result: String) {
    #expect(folded(typed) == result)
  }
}
