import Applications
import CGI
import Foundation
import Rules
import Signing
import Store
import Testing

@testable import Desk

/// How people who work for the agency come in, and who does not.
@Suite struct StaffSignInTests {
  @Test func `somebody follows a link, chooses a password, proves the authenticator, and is in`()
    throws
  {
    try withOffice { office in
      try office.employs("grace", [.specialist, .finance])
      let grace = Person(office)
      let link = try office.staffLink(for: "grace")
      try grace.opens(link)
      let secret = try grace.shownSecret()
      #expect(grace.shown.says("you sign in here as grace"))
      #expect(grace.shown["Referrer-Policy"] == "no-referrer")
      try grace.opens(link)
      #expect(try grace.shownSecret() == secret, "loading it again changes nothing")
      #expect(try office.member("grace").credentials == nil)
      try grace.sends(["password": "short", "code": "000000"], to: "staff/enrol/")
      #expect(grace.shown.status == .unprocessable)
      #expect(grace.shown.says("at least 8 characters") && grace.shown.says("Type the code"))
      #expect(try grace.shownSecret() == secret)
      let code = TimeCode(secret: secret).code(at: office.step)
      try grace.sends(["password": Person.staffPassword, "code": code], to: "staff/enrol/")
      #expect(grace.shown.leadsTo == "review")
      try grace.follows()
      #expect(grace.shown.text.contains("<title>Queue – Staff – "))
      #expect(grace.shown.says("Grace") && grace.shown.says("Payments"))
      #expect(!grace.shown.says("Fitness"))
      try grace.opens(link)
      #expect(grace.shown.status == .gone && grace.shown.says("This link has ended"))
      try grace.repeats()
    }
  }

  @Test func `a link serves one, whoever else has it`() throws {
    try withOffice { office in
      try office.employs("grace", [.finance])
      let link = try office.staffLink(for: "grace")
      let (grace, eve) = (Person(office), Person(office))
      for person in [grace, eve] { try person.opens(link) }
      #expect(try grace.shownSecret() != eve.shownSecret(), "the mail alone tells no secret")
      for (person, status) in [(grace, Status.seeOther), (eve, .gone)] {
        let code = TimeCode(secret: try person.shownSecret()).code(at: office.step)
        try person.sends(["password": Person.staffPassword, "code": code], to: "staff/enrol/")
        #expect(person.shown.status == status)
      }
      // Another link of before is of no use either, nor one that is too old.
      let late = try office.staffLink(for: "grace")
      office.wait(hours: 73)
      #expect(try eve.opens(late).status == .gone)
    }
  }

  @Test func `name or address, password and code let in, and each is a line of the journal`() throws
  {
    try withOffice { office in
      let grace = try Person.employed(office, "grace", [.finance])
      grace.cookies = [:]
      try grace.signsInAsStaff("grace")
      #expect(grace.shown.leadsTo == "review/payments")
      let elsewhere = Person(office)
      try elsewhere.signsInAsStaff(
        "Grace@Agency.Example", code: office.code(of: "grace"), then: "staff")
      #expect(elsewhere.shown.leadsTo == "staff")
      try elsewhere.follows()
      #expect(elsewhere.shown.says("grace@agency.example") && elsewhere.shown.says("finance"))
      let journal = try office.staffJournal("grace")
      #expect(journal.ranges(of: "\"signed-in\"").count == 2)
      #expect(!journal.contains("192.0.2.7"))
    }
  }

  @Test func `a code serves once, and is taken one step early or late`() throws {
    try withOffice { office in
      _ = try Person.employed(office, "grace", [.finance])
      let thief = Person(office)
      let used = try office.code(of: "grace", stepsFromNow: 0)
      let grace = Person(office)
      #expect(try grace.signsInAsStaff("grace", code: used).status == .seeOther)
      #expect(try thief.signsInAsStaff("grace", code: used).status == .unprocessable)
      #expect(thief.shown.says("Check name, password and code"))
      #expect(thief.cookies[Visit.staffCookie] == nil)
      office.wait(minutes: 5)
      for (steps, status): (Int, Status) in [
        (-2, .unprocessable), (2, .unprocessable), (-1, .seeOther), (1, .seeOther),
      ] {
        let code = try office.code(of: "grace", stepsFromNow: steps)
        #expect(try Person(office).signsInAsStaff("grace", code: code).status == status, "\(steps)")
      }
      // The code of now is before the one that was used last.
      let now = TimeCode(secret: try #require(office.member("grace").credentials).secret)
        .code(at: office.step)
      #expect(try thief.signsInAsStaff("grace", code: now).status == .unprocessable)
    }
  }

  @Test func `what is wrong is not said, and tries come to an end`() throws {
    try withOffice { office in
      _ = try Person.employed(office, "grace", [.finance])
      let eve = Person(office)
      let code = try office.code(of: "grace")
      var pages: Set<String> = []
      for (name, password, code) in [
        ("nobody", Person.staffPassword, code), ("grace", "wrong password", code),
        ("grace", Person.staffPassword, "000000"), ("x@agency.example", "x", code),
      ] {
        #expect(try eve.signsInAsStaff(name, password, code: code).status == .unprocessable)
        pages.insert(eve.shown.text.replacing(/value="[^"]*"/, with: ""))
      }
      #expect(pages.count == 1)
      while try eve.signsInAsStaff("grace", "wrong", code: code).status != .tooManyRequests {}
      #expect(eve.shown.says("There were too many tries") && eve.shown["Retry-After"] != nil)
      #expect(
        try eve.signsInAsStaff("grace@agency.example", code: code).status == .tooManyRequests,
        "one counter for both names")
      #expect(try office.member("grace").credentials?.lastStep == office.step - 1)
    }
  }

  @Test func `strangers who try keep nobody out who has signed in there before`() throws {
    try withOffice { office in
      let grace = try Person.employed(office, "grace", [.finance])
      while try Person(office).signsInAsStaff("grace", "wrong", code: "000000").status
        != .tooManyRequests
      {}
      grace.cookies[Visit.staffCookie] = nil
      #expect(try grace.signsInAsStaff("grace").status == .seeOther)
    }
  }

  @Test func `removing somebody, other roles and a reset end sessions and links`() throws {
    try withOffice { office in
      let name = try #require(StaffName("grace"))
      let grace = try Person.employed(office, "grace", [.finance])
      let link = try office.staffLink(for: "grace")
      #expect(try grace.opens("staff").status == .ok)
      _ = try office.store.changeRoles(
        of: name, to: [.reviewer], at: office.now, by: "program:staff")
      #expect(try grace.opens("staff").leadsTo == "staff/sign-in?then=staff")
      #expect(try grace.signsInAsStaff("grace").leadsTo == "review")
      _ = try office.store.resetSignIn(of: name, at: office.now, by: "program:staff")
      #expect(try grace.opens("staff").leadsTo == "staff/sign-in?then=staff")
      #expect(try grace.opens(link).status == .gone)
      #expect(
        try grace.signsInAsStaff("grace", code: "000000").status == .unprocessable)
      try grace.enrols("grace")
      #expect(try grace.opens("staff").status == .ok)
      _ = try office.store.removeStaff(name, at: office.now, by: "program:staff")
      #expect(try grace.opens("staff").leadsTo == "staff/sign-in?then=staff")
      #expect(try grace.signsInAsStaff("grace").status == .unprocessable)
    }
  }

  @Test func `a session ends by itself, and by signing out`() throws {
    try withOffice { office in
      let grace = try Person.employed(office, "grace", [.finance])
      try grace.opens("staff")
      try grace.sends(to: "staff/sign-out")
      #expect(grace.shown.leadsTo == "staff/sign-in?notice=signed-out")
      try grace.follows()
      #expect(grace.shown.says("You are signed out"))
      try grace.signsInAsStaff("grace")
      office.wait(minutes: 61)
      #expect(
        try grace.opens("review?page=2").leadsTo?.hasPrefix("staff/sign-in?then=review") == true)
      try grace.signsInAsStaff("grace", then: "https://elsewhere.example/")
      #expect(grace.shown.leadsTo == "review/payments", "it leads to no other site")
    }
  }

  @Test func `an account opens no page of staff, and somebody of staff has none`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      #expect(try ada.opens("review").leadsTo == "staff/sign-in?then=review")
      let grace = try Person.employed(office, "grace", [.administrator])
      #expect(try grace.opens("dashboard").leadsTo?.hasPrefix("account/sign-in?") == true)
      // One browser may be both.
      grace.cookies["session"] = ada.cookies["session"]
      #expect(try grace.opens("dashboard").says("Ada Okoro"))
      #expect(try grace.opens("review").says("Grace"))
      let stolen = Person(office)
      stolen.cookies[Visit.staffCookie] = ada.cookies["session"]
      #expect(try stolen.opens("review").status == .seeOther)
    }
  }

  @Test func `erasing somebody takes password, authenticator and mails`() throws {
    try withOffice { office in
      let name = try #require(StaffName("grace"))
      _ = try Person.employed(office, "grace", [.finance])
      try office.services.mailStaffLink(to: office.member("grace"))
      #expect(try office.mails().contains { $0.body.contains("staff/enrol/") })
      _ = try office.store.removeStaff(name, at: office.now, by: "program:staff")
      try office.store.erase(name, at: office.now, who: "program:erase")
      #expect(try office.member("grace").credentials == nil)
      #expect(try !office.staffJournal("grace").contains("$7$"))
      #expect(try !office.mails().contains { $0.to == "grace@agency.example" })
    }
  }
}

extension Office {
  fileprivate func staffJournal(_ name: String) throws -> String {
    String(
      decoding: try Data(
        contentsOf: URL(filePath: folder(of: name, in: "staff") + "/journal")), as: UTF8.self)
  }
}
