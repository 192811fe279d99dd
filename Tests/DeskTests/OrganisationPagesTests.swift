import Applications
import CGI
import Foundation
import Rules
import Signing
import Store
import Testing

@testable import Desk

/// Who may see the pages of an organisation.
@Suite struct OrganisationPagesTests {
  @Test func `whoever has confirmed the appointed address acts for it, and nobody else`() throws {
    try withOffice { office in
      try office.adds("example-university")
      try office.appoints("Cy Byrd", "CY@example.org", to: "example-university")
      let cy = try Person.signedIn(office, "Cy Byrd")
      try cy.opens("organisation")
      #expect(cy.shown.says("Example University") && cy.shown.says("You complete and sign parts"))
      try cy.opens("organisation/example-university")
      #expect(cy.shown.status == .ok && cy.shown.says("Work list of Example University"))
      #expect(cy.shown.says("Nothing waits."))
      try cy.opens("organisation/example-university?page=2")
      #expect(cy.shown.status == .notFound)

      let eve = try Person.signedIn(office, "Eve Stone")
      try eve.opens("organisation")
      #expect(eve.shown.says("You act for no organization"))
      try eve.opens("organisation/example-university")
      let strange = eve.shown
      try eve.opens("organisation/example-college")
      #expect(strange.status == .notFound && eve.shown.status == .notFound)
      func words(_ shown: Shown) -> String {
        shown.words.replacing(/this reference: [A-Z0-9]+/, with: "")
      }
      #expect(words(strange) == words(eve.shown), "nobody learns which organisations there are")
      let nobody = Person(office)
      for id in ["example-university", "example-college"] {
        try nobody.opens("organisation/\(id)")
        #expect(nobody.shown.leadsTo?.hasPrefix("account/sign-in?then=organisation") == true)
      }
    }
  }

  @Test func `who is dismissed sees nothing more, and of one that was withdrawn only that`() throws
  {
    try withOffice { office in
      try office.adds("example-university")
      let word = try office.appoints("Cy Byrd", "cy@example.org", to: "example-university")
      try office.appoints("Di Moss", "di@example.org", to: "example-university", [.appoints])
      let cy = try Person.signedIn(office, "Cy Byrd")
      let di = try Person.signedIn(office, "Di Moss")
      try office.changes("example-university") { _ in .dismissed(word) }
      try cy.opens("organisation/example-university")
      #expect(cy.shown.status == .notFound)
      try di.opens("organisation/example-university")
      #expect(di.shown.says("You do not complete parts for Example University"))
      try office.changes("example-university") { _ in .withdrawn("closed") }
      try di.opens("organisation/example-university")
      #expect(di.shown.status == .gone && di.shown.says("completes no more parts"))
      try cy.opens("organisation/example-university")
      #expect(cy.shown.status == .notFound)
      try di.opens("organisation")
      #expect(di.shown.says("You act for no organization"))
    }
  }

  @Test func `who appoints adds somebody, who is told once, gives roles, and dismisses`() throws {
    try withOffice { office in
      try office.adds("example-university")
      let word = try office.appoints(
        "Cy Byrd", "cy@example.org", to: "example-university", [.appoints])
      let cy = try Person.signedIn(office, "Cy Byrd")
      let page = "organisation/example-university/people"
      try cy.opens(page)
      try cy.sends(["name": "", "email": "di"], to: "organisation/")
      #expect(cy.shown.status == .unprocessable)
      #expect(cy.shown.says("Enter their full name") && cy.shown.says("at least one"))
      try cy.sends(
        ["name": "Di Moss", "email": "di@example.org", "submits": "yes"], to: "organisation/")
      #expect(cy.shown.leadsTo == page)
      try cy.repeats()
      let mails = try office.mails().filter { $0.to == "di@example.org" }
      #expect(mails.count == 1 && mails[0].body.contains("you act for Example University"))
      let id = try #require(OrganisationID("example-university"))
      let di = try #require(try office.store.organisation(id)?.members.last)
      #expect(di.fullName == "Di Moss" && di.roles == [.submits])
      let lines = try String(
        contentsOfFile: office.folder(of: "example-university", in: "organisations") + "/journal",
        encoding: .utf8)
      #expect(lines.contains("\"who\":\"organisation:example-university:\(word)\""))
      try cy.opens(page)
      #expect(cy.shown.says("Di Moss") && cy.shown.says("completes and signs parts"))
      try cy.sends(
        ["name": "Another", "email": "DI@example.org", "submits": "yes"], to: "organisation/")
      #expect(cy.shown.status == .unprocessable && cy.shown.says("the address of Di Moss"))

      // The last one who appoints stays.
      try cy.opens("\(page)/\(word)")
      try cy.sends(["appoints": "yes", "then": "dismiss"], to: "organisation/")
      #expect(cy.shown.status == .unprocessable && cy.shown.says("Let somebody else say"))
      try cy.sends(["submits": "yes", "then": "save"], to: "organisation/")
      #expect(cy.shown.status == .unprocessable)
      try cy.opens("\(page)/\(di.id)")
      try cy.sends(["appoints": "yes", "submits": "yes", "then": "save"], to: "organisation/")
      #expect(cy.shown.leadsTo == page)
      try cy.opens("\(page)/\(word)")
      try cy.sends(["then": "dismiss"], to: "organisation/")
      #expect(cy.shown.leadsTo == "organisation")
      try cy.opens(page)
      #expect(cy.shown.status == .notFound)
      let dismissed = try #require(try office.store.organisation(id)?.member(word))
      #expect(!dismissed.isActive)
    }
  }

  @Test func `who only completes parts changes nobody`() throws {
    try withOffice { office in
      try office.adds("example-university")
      let word = try office.appoints("Cy Byrd", "cy@example.org", to: "example-university")
      let cy = try Person.signedIn(office, "Cy Byrd")
      let page = "organisation/example-university/people"
      for path in [page, "\(page)/\(word)"] {
        try cy.opens(path)
        #expect(cy.shown.status == .forbidden)
        try cy.posts(path, [("appoints", "yes")])
        #expect(cy.shown.status == .forbidden)
      }
    }
  }

  @Test func `an account that is not confirmed acts for nobody, and no erased address does`() throws
  {
    try withOffice { office in
      try office.adds("example-university")
      try office.appoints("Cy Byrd", "cy@example.org", to: "example-university")
      let id = try #require(OrganisationID("example-university"))
      let organisation = try #require(try office.store.organisation(id))
      func acts(_ id: AccountID) throws -> Bool {
        organisation.member(for: try #require(try office.store.account(id))) != nil
      }
      let account = try office.store.register(
        name: "Cy Byrd", emailAddress: "cy@example.org",
        passwordHash: try PasswordHash(of: "only for this test", cost: .trifling), at: office.now)
      #expect(try !acts(account))
      _ = try office.store.confirm(account, at: office.now)
      #expect(try acts(account))
      _ = try office.store.erase(
        account, reachedBy: "cy@example.org", at: office.now, who: "program:test")
      #expect(try !acts(account))
    }
  }
}
