import CGI
import Foundation
import Rules
import Signing
import Store
import Testing

@testable import Desk

@Suite struct RecoveryTests {
  @Test func `somebody who has lost the password chooses another by the mailed button`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let elsewhere = Person(office)
      try elsewhere.asksForRecovery(of: " Ada@Example.org")
      #expect(elsewhere.shown.leadsTo == "account/recover/sent")
      try elsewhere.follows()
      #expect(elsewhere.shown.says("Check your email"))
      let mail = try #require(try office.mails().last)
      #expect(mail.to == "ada@example.org")
      let link = try elsewhere.mailedLink()

      try elsewhere.opens(link)
      try elsewhere.opens(link)
      #expect(elsewhere.shown.status == .ok)
      try ada.opens("dashboard")
      #expect(ada.shown.status == .ok, "opening is no press")

      try elsewhere.sends(["password": "short"])
      #expect(elsewhere.shown.status == .unprocessable)
      #expect(elsewhere.shown.says("Choose a password of at least 8 characters"))
      try elsewhere.sends(["password": "another four words"])
      #expect(elsewhere.shown.leadsTo == "account/sign-in?notice=password-chosen")
      try elsewhere.follows()
      #expect(elsewhere.shown.says("Sign in with the new one"))

      try ada.opens("dashboard")
      #expect(ada.shown.status == .seeOther, "all sessions end")
      let told = try #require(try office.mails().first { $0.name.hasPrefix("password-changed-") })
      #expect(told.to == "ada@example.org")
      #expect(told.body.contains("cgi-bin/account/recover"))

      try ada.opens("account/sign-in")
      try ada.sends(["email": "ada@example.org", "password": Person.password])
      #expect(ada.shown.status == .unprocessable)
      try elsewhere.sends(["email": "ada@example.org", "password": "another four words"])
      #expect(elsewhere.shown.leadsTo == "dashboard")
    }
  }

  @Test func `its link works once, for an hour, and every other one ends with it`() throws {
    try withOffice { office in
      _ = try Person.signedIn(office)
      let ada = Person(office)
      try ada.asksForRecovery(of: "ada@example.org")
      let first = try ada.mailedLink(in: "choose-password")
      office.wait(minutes: 10)
      try ada.asksForRecovery(of: "ada@example.org")
      let second = try ada.mailedLink(in: "choose-password")
      #expect(first != second)
      try ada.opens(second)
      try ada.sends(["password": "another four words"])
      #expect(ada.shown.status == .seeOther)
      for link in [second, first] {
        try ada.opens(link)
        #expect(ada.shown.status == .gone)
        #expect(ada.shown.says("This link no longer works"))
        try ada.posts(
          link, [("token", ada.cookies["form"] ?? ""), ("password", "a third of four words")])
        #expect(ada.shown.status == .gone)
      }
      office.wait(minutes: 1)
      try ada.asksForRecovery(of: "ada@example.org")
      let third = try ada.mailedLink(in: "choose-password")
      office.wait(minutes: 59)
      try ada.opens(third)
      #expect(ada.shown.status == .ok)
      office.wait(minutes: 1)
      try ada.sends(["password": "a third of four words"])
      #expect(ada.shown.status == .gone)
      let account = try office.store.account(withAddress: "ada@example.org")
      #expect(account?.passwordHash.matches("another four words") == true)
    }
  }

  @Test func `an account that is not confirmed is none, and recovery confirms nothing`() throws {
    try withOffice { office in
      let ada = try Person.registered(office)
      let confirmation = try ada.mailedLink()
      try ada.asksForRecovery(of: "ada@example.org")
      #expect(ada.shown.leadsTo == "account/recover/sent")
      let mail = try #require(try office.mails().first { $0.name.hasPrefix("no-account-") })
      #expect(mail.to == "ada@example.org")
      #expect(!mail.body.contains("account/recover/"))
      #expect(try office.store.account(withAddress: "ada@example.org") == nil)
      // The link of one kind is none of the other.
      let token = confirmation.split(separator: "/").last ?? ""
      for address in ["account/recover/\(token)", "account/email/\(token)"] {
        try ada.opens(address)
        #expect(ada.shown.status == .gone)
      }
    }
  }

  @Test func `the token stands in the store as its digest alone`() throws {
    try withOffice { office in
      _ = try Person.signedIn(office)
      let ada = Person(office)
      try ada.asksForRecovery(of: "ada@example.org")
      let token = try #require(ada.mailedLink(in: "choose-password").split(separator: "/").last)
      let tokens = office.installation.store + "/tokens"
      for path in try FileManager.default.subpathsOfDirectory(atPath: tokens) {
        #expect(!path.contains(token))
        let text = contents(of: tokens + "/" + path)
        #expect(!text.contains(token))
      }
    }
  }

  @Test func `a new address and a password that is changed end a link that is under way`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.asksForRecovery(of: "ada@example.org")
      let link = try ada.mailedLink(in: "choose-password")
      try ada.opens("account/password")
      try ada.sends(["present-password": Person.password, "password": "another four words"])
      #expect(ada.shown.leadsTo == "account/password?notice=changed")
      try ada.opens(link)
      #expect(ada.shown.status == .gone)
    }
  }

  @Test func `a form without its token changes nothing`() throws {
    try withOffice { office in
      _ = try Person.signedIn(office)
      let ada = Person(office)
      try ada.asksForRecovery(of: "ada@example.org")
      let link = try ada.mailedLink(in: "choose-password")
      let count = try office.mails().count
      for address in [link, "account/recover"] {
        try ada.posts(
          address, [("email", "ada@example.org"), ("password", "another four words")])
        #expect(ada.shown.status == .forbidden)
      }
      #expect(try office.mails().count == count)
      try ada.opens(link)
      #expect(ada.shown.status == .ok)
    }
  }

  private func contents(of path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}

extension Person {
  func asksForRecovery(of address: String) throws {
    try opens("account/recover")
    try sends(["email": address], to: "account/recover")
  }
}
