import Applications
import CGI
import Foundation
import Rules
import Store
import Testing

@testable import Desk

/// Nothing typed is lost when a form about an account comes after its session has ended.
@Suite struct HeldAccountTests {
  private let typed: KeyValuePairs = [
    "name": "Ada O. Okoro", "phone": "202 555 0199", "street": "1 Other Street",
    "city": "Othertown", "region": "", "postal-code": "20002", "country": "Canada",
  ]

  @Test func `a profile sent after the session ended is offered after signing in, and then saved`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/profile?then=apply")
      office.wait(minutes: 61)
      try ada.sends(typed, to: "account/profile")
      #expect(
        ada.shown.leadsTo
          == "account/sign-in?notice=kept&then=account%2Fprofile%3Fthen%3Dapply")
      try ada.follows()
      #expect(ada.shown.says("We kept what you typed"))
      try ada.sends(["email": ada.emailAddress, "password": Person.password])
      #expect(ada.shown.leadsTo == "account/profile?then=apply")
      try ada.follows()
      #expect(ada.shown.says("It is not saved yet"))
      for word in ["Ada O. Okoro", "202 555 0199", "1 Other Street", "20002", "Canada"] {
        #expect(ada.shown.text.contains("value=\"\(word)\""))
      }
      #expect(try office.store.account(withAddress: ada.emailAddress)?.profile.name == "Ada Okoro")
      try ada.sends(typed, to: "account/profile")
      #expect(ada.shown.leadsTo == "apply")
      try ada.opens("account/profile")
      #expect(!ada.shown.says("It is not saved yet") && ada.shown.text.contains("Ada O. Okoro"))
      #expect(ada.cookies["held"] == nil)
    }
  }

  @Test func `it can be thrown away, and nobody else is shown it`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/profile")
      ada.cookies["session"] = nil  // signed out in another window
      try ada.sends(typed, to: "account/profile")
      #expect(ada.shown.leadsTo?.hasPrefix("account/sign-in?notice=kept") == true)
      let bo = try Person.signedIn(office, "Bo Lind")
      bo.cookies["held"] = ada.cookies["held"]
      try bo.opens("account/profile")
      #expect(!bo.shown.text.contains("Othertown"))
      try bo.opens("save/held")
      #expect(bo.shown.leadsTo == "dashboard")

      try ada.signsIn()
      try ada.opens("account/profile")
      #expect(ada.shown.text.contains("Othertown"))
      try ada.sends(to: "account/discard")
      #expect(ada.shown.leadsTo == "account/profile")
      try ada.follows()
      #expect(!ada.shown.text.contains("Othertown"))
      #expect(ada.shown.text.contains("value=\"Sampletown\""))
    }
  }

  @Test func `a profile of before one has signed in again is shown once more, not saved`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/profile")
      let form = try #require(ada.shown.form(to: "account/profile"))
      ada.cookies["session"] = nil
      try ada.signsIn()  // in another window
      try ada.posts(form.address, form.hidden + typed.map { ($0.key, $0.value) })
      #expect(ada.shown.leadsTo == "account/profile")
      try ada.follows()
      #expect(ada.shown.says("It is not saved yet") && ada.shown.text.contains("Othertown"))
      #expect(try office.store.account(withAddress: ada.emailAddress)?.profile.name == "Ada Okoro")
    }
  }

  @Test func `a new address is kept too, and a password never`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/email")
      office.wait(minutes: 61)
      try ada.sends(
        ["email": "ada@new.example", "present-password": "typed in vain"], to: "account/email")
      #expect(ada.shown.leadsTo == "account/sign-in?notice=kept&then=account%2Femail")
      for path in try FileManager.default.subpathsOfDirectory(atPath: office.installation.store) {
        let text =
          (try? String(contentsOfFile: office.installation.store + "/" + path, encoding: .utf8))
          ?? ""
        #expect(
          !text.contains("in vain") && !text.contains("in%20vain") && !text.contains("in+vain"))
      }
      try ada.signsIn(then: "account/email")
      try ada.follows()
      #expect(ada.shown.text.contains("value=\"ada@new.example\""))
      #expect(ada.shown.says("It is not saved yet"))
      try ada.sends(
        ["email": "ada@new.example", "present-password": Person.password], to: "account/email")
      #expect(ada.shown.leadsTo == "account/email/sent")
      #expect(ada.cookies["held"] == nil)
    }
  }

  @Test func `a profile from another site is not kept`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/profile")
      office.wait(minutes: 61)
      ada.headers = ["HTTP_ORIGIN": "https://evil.example"]
      try ada.sends(typed, to: "account/profile")
      #expect(ada.cookies["held"] == nil)
    }
  }

  @Test func `passwords are asked for again, and nothing of them is kept`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("account/password")
      office.wait(minutes: 61)
      try ada.sends(
        ["present-password": Person.password, "password": "another four words"],
        to: "account/password")
      #expect(ada.shown.leadsTo == "account/sign-in?then=account%2Fpassword")
      #expect(ada.cookies["held"] == nil)
    }
  }
}

@Suite struct ProfileChangeTests {
  @Test
  func `a profile that changes while an application runs leaves its snapshot, and is an event`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let before = try office.journal(of: number)
      try ada.opens("account/profile")
      try ada.sends(
        [
          "name": "Ada Lind", "phone": "202 555 0143", "street": "12 Sample Street",
          "city": "Sampletown", "postal-code": "10001", "country": "United States",
        ], to: "account/profile")
      #expect(ada.shown.leadsTo == "dashboard")
      #expect(try office.application(number).start.profile.name == "Ada Okoro")
      #expect(try office.journal(of: number) == before)
      let account = try #require(try office.store.account(withAddress: ada.emailAddress))
      #expect(account.profile.name == "Ada Lind")
      let accounts = office.installation.store + "/accounts"
      let journals = try FileManager.default.subpathsOfDirectory(atPath: accounts)
        .filter { $0.hasSuffix("/journal") }
      let text = try String(contentsOfFile: "\(accounts)/\(journals[0])", encoding: .utf8)
      #expect(text.ranges(of: "\"kind\":\"profile-changed\"").count == 2)
    }
  }
}
