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
