import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct NewAddressTests {
  @Test func `a new address is used once it is confirmed, and the old one is told twice`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.asks(for: "Ada@new.example")
      #expect(ada.shown.leadsTo == "account/email/sent")
      try ada.follows()
      #expect(ada.shown.says("Until then your account keeps the address it has"))
      let asked = try office.mails()
      #expect(Set(asked.map(\.to)) == ["Ada@new.example", "ada@example.org"])
      let told = try #require(asked.first { $0.to == "ada@example.org" })
      #expect(told.body.contains("Ada@new.example") && told.body.contains("account/recover"))
      #expect(!told.body.contains("account/email/"), "only the new address can confirm")
      let link = try #require(asked.first { $0.to == "Ada@new.example" }?.link)

      let mailbox = Person(office)
      try mailbox.opens(link)
      #expect(mailbox.shown.says("Ada@new.example"))
      #expect(try office.store.account(withAddress: "ada@new.example") == nil)
      try mailbox.sends()
      #expect(mailbox.shown.leadsTo == "account/sign-in?notice=address-changed")
      try mailbox.follows()
      #expect(mailbox.shown.says("Your email address is changed"))

      let account = try #require(try office.store.account(withAddress: "ada@new.example"))
      #expect(account.profile.emailAddress == "Ada@new.example")
      #expect(try office.store.account(withAddress: "ada@example.org") == nil)
      let last = try #require(try office.mails().first { $0.name.hasPrefix("address-changed-") })
      #expect(last.to == "ada@example.org" && last.body.contains("Ada@new.example"))
      #expect(try office.application(number).start.profile.emailAddress == "ada@example.org")
      try ada.opens("account/profile")
      #expect(ada.shown.says("Ada@new.example"), "the session goes on")

      try mailbox.opens(link)
      #expect(mailbox.shown.status == .gone)
      let other = Person(office)
      other.emailAddress = "ada@example.org"
      try other.opens("account/register")
      try other.sends([
        "name": "Another Ada", "email": "ada@example.org", "password": Person.password,
      ])
      #expect(try office.mails().contains { $0.name.hasPrefix("confirm-address-") })
    }
  }

  @Test func `mails about an application go to the new address`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.changesAddress(to: "ada@new.example")
      let reference = try ada.beginsToPay(number)
      try office.bankPays(reference)
      let mail = try #require(
        try office.mails().first { $0.name.hasPrefix("application-submitted-") })
      #expect(mail.to == "ada@new.example")
    }
  }

  @Test(arguments: [
    ("", Person.password, "Enter your email address"),
    ("ada", Person.password, "Enter your email address"),
    (" ADA@example.org ", Person.password, "your account has this one"),
    ("ada@new.example", "not-the-one", "this is not it"),
  ])
  func `what has to be put right is named, and the address typed is still there`(
    address: String, password: String, words: String
  ) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/email")
      try ada.sends(["email": address, "present-password": password])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says(words))
      #expect(address.isEmpty || ada.shown.text.contains("value=\"\(address.trimmingSpaces)\""))
      #expect(!ada.shown.text.contains(password))
      #expect(try office.mails().isEmpty)
    }
  }

  @Test func `of two who want one address, whoever confirms first has it`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let bo = try Person.signedIn(office, "Bo Lind")
      try ada.asks(for: "one@new.example")
      let adas = try #require(try office.mails().last { $0.to == "one@new.example" }?.link)
      office.wait(minutes: 1)
      try bo.asks(for: "one@new.example")
      let bos = try #require(try office.mails().last { $0.to == "one@new.example" }?.link)
      try bo.opens(bos)
      try bo.sends(to: "account/email/")
      #expect(bo.shown.leadsTo == "account/profile?notice=address-changed")
      try bo.follows()
      #expect(bo.shown.says("Your email address is changed"))
      try ada.opens(adas)
      try ada.sends(to: "account/email/")
      #expect(ada.shown.status == .gone)
      #expect(try office.store.account(withAddress: "ada@example.org")?.profile.name == "Ada Okoro")
    }
  }

  @Test func `a new password stops a change that somebody else has asked for`() throws {
    try withOffice { office in
      let thief = try Person.signedIn(office)
      try thief.asks(for: "thief@new.example")
      let link = try #require(try office.mails().first { $0.to == "thief@new.example" }?.link)
      let ada = Person(office)
      try ada.asksForRecovery(of: "ada@example.org")
      try ada.opens(try ada.mailedLink(in: "choose-password"))
      try ada.sends(["password": "another four words"])
      #expect(ada.shown.status == .seeOther)
      try thief.opens(link)
      #expect(thief.shown.status == .gone)
      try thief.opens("dashboard")
      #expect(thief.shown.status == .seeOther)
    }
  }

  @Test func `its form and its link need their tokens`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.posts(
        "account/email", [("email", "ada@new.example"), ("present-password", Person.password)])
      #expect(ada.shown.status == .forbidden)
      try ada.asks(for: "ada@new.example")
      let link = try #require(try office.mails().first { $0.to == "ada@new.example" }?.link)
      try ada.posts(link, [("token", "x")])
      #expect(ada.shown.status == .forbidden)
      #expect(try office.store.account(withAddress: "ada@new.example") == nil)
    }
  }
}

extension Person {
  func asks(for address: String) throws {
    try opens("account/email")
    try sends(["email": address, "present-password": Self.password], to: "account/email")
  }

  func changesAddress(to address: String) throws {
    try asks(for: address)
    try opens(try #require(try office.mails().last { $0.to == address }?.link))
    try sends(to: "account/email/")
    #expect(shown.status == .seeOther)
    emailAddress = address
  }
}
