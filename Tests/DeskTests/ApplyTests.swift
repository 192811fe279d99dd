import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct ApplyTests {
  @Test func `somebody chooses, answers, reads what it will be and starts`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("apply")
      #expect(ada.shown.says("Initial five-year certificate"))
      try ada.opens("apply/questions?request=initial-certificate")
      #expect(ada.shown.says("Where did you complete your educator preparation?"))
      try ada.sends(["prepared-in": "out-of-state", "held-elsewhere": "yes"])
      #expect(ada.shown.status == .seeOther)
      try ada.follows()
      #expect(ada.shown.says("Out of State License"))
      #expect(ada.shown.says("February 20, 2027") || ada.shown.says("20 February 2027"))
      #expect(try office.store.applications(of: ada.account).isEmpty, "nothing is stored before")
      try ada.sends()
      #expect(ada.shown.leadsTo?.hasPrefix("dashboard/") == true)
      try ada.follows()
      #expect(ada.shown.says("Out of State License"))
      #expect(try office.store.applications(of: ada.account).count == 1)
    }
  }

  @Test func `the second agency starts with the same pages`() throws {
    try withOffice(.harbour) { office in
      let ada = try Person.signedIn(office)
      try ada.opens("apply/questions?request=cadet-permit")
      try ada.sends(["under-eighteen": "yes"])
      try ada.follows()
      try ada.sends()
      try ada.follows()
      #expect(ada.shown.status == .ok)
      let number = try #require(try office.store.applications(of: ada.account).first)
      let start = try #require(try office.store.application(number)).start
      #expect(
        start.deadline.description == "2027-01-21T23:00:00.000Z", "60 days, at Berlin's midnight")
    }
  }

  @Test func `without address and phone one is sent to the profile, and back to the same place`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office, isReady: false)
      let place = "apply/confirm?request=one-year-certificate&answers=one-year-before%3Dno"
      try ada.opens(place)
      #expect(ada.shown.status == .seeOther)
      try ada.follows()
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.says("Enter a phone number"))
      #expect(ada.shown.says("Enter your country"))
      #expect(!ada.shown.says("Enter your full name"))
      try ada.sends([
        "name": "Ada Okoro", "phone": "202 555 0143", "street": "12 Sample Street",
        "city": "Sampletown", "postal-code": "10001", "country": "United States",
      ])
      #expect(ada.shown.leadsTo == place)
    }
  }

  @Test func `without address and phone nothing is started by a form either`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens(confirmOneYear)
      let form = try #require(ada.shown.form(to: "apply/start"))
      try ada.opens("account/profile")
      try ada.sends(["name": "Ada Okoro", "phone": ""])
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.leadsTo?.hasPrefix("account/profile?then=apply") == true)
      #expect(try office.store.applications(of: ada.account).isEmpty)
    }
  }

  @Test func `who is not signed in comes back to the choice`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      try ada.opens("apply?request=renew-certificate")
      #expect(ada.shown.leadsTo == "account/sign-in?then=apply%3Frequest%3Drenew-certificate")
    }
  }

  @Test func `nothing chosen is named, and what was chosen stays`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("apply/questions")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Choose what you want to apply for"))
      try ada.opens("apply/questions?request=initial-certificate&request=one-year-certificate")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Choose only one of these"))
      #expect(
        ada.shown.text.matches(of: /value="(initial|one-year)-certificate"[^>]* checked/).count == 2
      )
      try ada.opens("apply/questions?request=no-such-thing")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("is not offered today"))
    }
  }

  @Test func `a conflict cannot be got past by its form`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens(confirmOneYear)
      let token = ada.shown.hidden("token") ?? ""
      let answers = "prepared-in=in-state&held-elsewhere=no&one-year-before=no"
      try ada.posts(
        "apply/start",
        [
          ("token", token), ("key", "k"), ("request", "initial-certificate"),
          ("request", "one-year-certificate"), ("answers", answers),
        ])
      #expect(ada.shown.status == .seeOther)
      try ada.follows()
      #expect(ada.shown.status == .unprocessable)
      #expect(try office.store.applications(of: ada.account).isEmpty)
    }
  }

  @Test func `a clarifying answer that is missing or no choice is named, and the others are kept`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("apply/questions?request=initial-certificate")
      try ada.sends(["prepared-in": "on-the-moon", "held-elsewhere": "yes"])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Choose one of the answers"))
      #expect(ada.shown.hasChosen("yes"))
      try ada.sends(["held-elsewhere": "no"])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.hasChosen("no"))
    }
  }

  @Test func `answers to no question of the choice are not kept`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens(
        "apply/confirm?request=one-year-certificate&answers="
          + escaped("one-year-before=no&held-elsewhere=no&stray=thing&prepared-in=in-state"))
      try ada.sends()
      let number = try #require(ada.shown.leadsTo?.dropFirst("dashboard/".count))
      #expect(try !office.journal(of: String(number)).contains("stray"))
    }
  }

  @Test func `the same start form twice starts one application`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens(confirmOneYear)
      let form = try #require(ada.shown.form(to: "apply/start"))
      try ada.posts(form.address, form.hidden)
      let first = ada.shown.leadsTo
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.leadsTo == first)
      #expect(try office.store.applications(of: ada.account).count == 1)
      try ada.opens(confirmOneYear)
      try ada.sends()
      #expect(ada.shown.leadsTo != first)
      #expect(try office.store.applications(of: ada.account).count == 2)
    }
  }

  @Test func `a start without the token is refused`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens(confirmOneYear)
      let form = try #require(ada.shown.form(to: "apply/start"))
      try ada.posts(form.address, form.hidden.filter { $0.0 != "token" })
      #expect(ada.shown.status == .forbidden)
      #expect(try office.store.applications(of: ada.account).isEmpty)
    }
  }

  @Test func `a start on an ended session comes back to the page that it was on`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens(confirmOneYear)
      let form = try #require(ada.shown.form(to: "apply/start"))
      office.wait(hours: 2)
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.status == .seeOther)
      try ada.follows()
      try ada.sends(["email": ada.emailAddress, "password": Person.password])
      try ada.follows()
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.form(to: "apply/start") != nil)
    }
  }

  @Test func `clarifying answers sent on an ended session are still there after signing in`() throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.opens("apply/questions?request=initial-certificate")
      office.wait(hours: 2)
      try ada.sends(["prepared-in": "out-of-state"], to: "apply/confirm")
      // Addresses are written to logs: what was typed does not travel in one.
      #expect(ada.shown.leadsTo?.contains("out-of-state") == false)
      try ada.follows()
      try ada.sends(["email": ada.emailAddress, "password": Person.password])
      try ada.follows()
      #expect(ada.shown.hasChosen("out-of-state"))
      #expect(ada.shown.says("You typed this before you signed in. Nothing is started yet."))
      #expect(try office.store.applications(of: ada.account).isEmpty)
    }
  }

  @Test
  func `a start sent on an ended session is asked again, with its answers, and of nobody else`()
    throws
  {
    try withOffice { office in
      let bob = try Person.signedIn(office, "Bob Sample")
      let ada = try Person.signedIn(office)
      try ada.opens(confirmOneYear)
      office.wait(hours: 2)
      try ada.sends(to: "apply/start")
      let questions = "apply/questions?request=one-year-certificate"
      bob.cookies = ada.cookies
      try bob.signsIn(then: questions)
      try bob.opens(questions)
      #expect(bob.shown.status == .ok && !bob.shown.hasChosen("no"))
      try ada.signsIn(then: questions)
      try ada.opens(questions)
      #expect(ada.shown.hasChosen("no", of: "one-year-before"))
      try ada.sends(["one-year-before": "no", "held-elsewhere": "no"], to: "apply/confirm")
      try ada.follows()
      try ada.sends(to: "apply/start")
      #expect(try office.store.applications(of: ada.account).count == 1)
      try ada.opens(questions)
      #expect(!ada.shown.says("You typed this before"))
    }
  }
}

let confirmOneYear =
  "apply/confirm?request=one-year-certificate&answers=one-year-before%3Dno%26held-elsewhere%3Dno"

extension Person {
  var account: AccountID {
    get throws { try #require(try office.store.account(withAddress: emailAddress)).id }
  }
}
