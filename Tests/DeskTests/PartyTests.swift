import Applications
import CGI
import Foundation
import Rules
import Store
import Testing

@testable import Desk

@Suite struct PartyTests {
  @Test func `somebody is asked, completes the part and signs; the applicant reads it`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Nobody asked yet") && ada.shown.says("It is with you") == false)
      #expect(
        ada.shown.says("With you since") && ada.shown.says("The days to finish and pay go on"))
      let link = try ada.invites(for: number)
      try ada.follows()
      #expect(ada.shown.says("Waiting for Cy Byrd (Preparation program)"))
      #expect(ada.shown.says("Good until the end of 20 December 2026"))
      let cy = Person(office)
      try cy.recommends(link)
      let part = try office.application(number).part("recommendation")
      #expect(part.isSealed && part.signature?.name == "Cy Byrd")
      #expect(part.signature?.role == "Certification officer")
      let mail = try #require(try office.mails().last { $0.to == ada.emailAddress })
      #expect(mail.subject == "Cy Byrd has completed Recommendation of the program")
      #expect(mail.body.contains("Before you can pay, these parts are needed:"))
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Complete") && ada.shown.says("Which program did the applicant"))
      #expect(ada.shown.says("Signed by Cy Byrd") && ada.shown.says("As Certification officer"))
      try ada.opens("dashboard/\(number)/history")
      #expect(
        ada.shown.says("Cy Byrd signed Recommendation of the program, as: Certification officer."))
      try ada.opens("dashboard/\(number)/summary")
      #expect(ada.shown.says("Signed by Cy Byrd, Certification officer, on"))
    }
  }

  @Test func `opening the link changes nothing, and its button is pressed once`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let before = try office.journal(of: number)
      let cy = Person(office)
      for page in ["", "/decline", "/part", "/part/sign"] { try cy.opens(link + page) }
      #expect(cy.shown.leadsTo == link, "the form comes after the button")
      #expect(try office.journal(of: number) == before)
      try cy.begins(link)
      let begun = try office.journal(of: number)
      try cy.opens(link)
      #expect(cy.shown.says("Go on"))
      try cy.sends(to: link)
      #expect(cy.shown.leadsTo == link + "/part")
      #expect(try office.journal(of: number) == begun)
      #expect(cy.shown["X-Robots-Tag"] == "noindex")
    }
  }

  @Test func `it is said before asking what they see, and they see that and nothing else`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.opens("save/\(number)/degrees")
      try ada.posts(
        "save/\(number)/degrees",
        (ada.shown.form(to: "save/")?.hidden ?? []) + goodAnswers(to: "degrees"))
      try ada.opens("save/\(number)/recommendation/ask")
      #expect(ada.shown.says("Your email address") && !ada.shown.says("Your phone number"))
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.begins(link)
      for page in ["", "/part", "/decline"] {
        try cy.opens(link + page)
        #expect(cy.shown.says("Ada Okoro") && cy.shown.says("Statement of eligibility"))
        for secret in ["202 555 0143", "12 Sample Street", "bachelor", "degrees", "fitness"] {
          #expect(!cy.shown.text.contains(secret), "\(page) \(secret)")
        }
      }
      try cy.opens(link)
      #expect(cy.shown.says("ada@example.org"))
      // In a browser where somebody is signed in, theirs stays theirs.
      let bo = try Person.signedIn(office, "Bo Lind")
      try bo.opens(link + "/part")
      #expect(bo.shown.says("Bo Lind"))
    }
  }

  @Test func `whoever declines says why, and the next one begins with nothing`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.begins(link)
      try cy.posts(
        link + "/part",
        (cy.shown.form(to: link)?.hidden ?? []) + [
          ("program", "Not for others"), ("then", "leave"),
        ])
      #expect(cy.shown.leadsTo == link)
      try cy.opens(link + "/decline")
      try cy.sends(["reason": " "], to: link)
      #expect(cy.shown.status == .unprocessable && cy.shown.says("Say why"))
      try cy.sends(["reason": "I have never met her."], to: link)
      try cy.follows()
      #expect(cy.shown.status == .gone && cy.shown.says("You have declined"))
      #expect(try office.mails().last?.subject.contains("will not complete") == true)
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Declined") && ada.shown.says("I have never met her."))
      #expect(!ada.shown.says("Not for others"))
      let second = try ada.invites("Di Moss", "di@college.example", for: number)
      let di = Person(office)
      try di.begins(second)
      #expect(!di.shown.text.contains("Not for others"))
      try cy.opens(link)
      #expect(cy.shown.status == .gone)
      // Nor by what the applicant takes home.
      let id = try office.application(number).number
      let journal = String(decoding: try office.store.journalBytes(of: id), as: UTF8.self)
      #expect(!journal.contains("Not for others") && journal.contains("I have never met her."))
      #expect(try office.journal(of: number).contains("Not for others"))
      try ada.opens("dashboard/\(number)/summary")
      #expect(!ada.shown.text.contains("Not for others"))
    }
  }

  @Test func `a link that opens nothing says why, and what was typed is shown back`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.begins(link)
      let fields = (cy.shown.form(to: link)?.hidden ?? []) + [("program", "A long answer")]
      try ada.opens("save/\(number)/recommendation")
      try ada.sends(to: "save/\(number)/recommendation/take-back")
      let before = try office.journal(of: number)
      try cy.posts(link + "/part", fields)
      #expect(cy.shown.status == .conflict && cy.shown.says("A long answer"))
      #expect(cy.shown.says("The request to you was taken back"))
      try cy.opens(link)
      #expect(cy.shown.status == .gone && cy.shown.says("The request was taken back"))
      #expect(!cy.shown.says("Ada Okoro"))
      try cy.opens("party/" + String(repeating: "a", count: 43))
      #expect(cy.shown.status == .gone && cy.shown.says("This link opens nothing"))
      #expect(try office.journal(of: number) == before)

      let second = try ada.invites(for: number)
      office.wait(days: 28)
      try cy.begins(second)
      office.wait(days: 1)
      try cy.opens(second)
      #expect(cy.shown.status == .gone && cy.shown.says("The request has expired"))
      try ada.signsIn()
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Request expired"))
      try ada.sends(to: "save/\(number)/recommendation/ask-again")
      try cy.opens(second)
      #expect(cy.shown.status == .ok, "it is the same request, good for as long again")

      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      try cy.opens(second)
      #expect(cy.shown.status == .gone && cy.shown.says("This is no longer needed"))
    }
  }

  @Test func `a request is sent again as often as the rule says, and never to oneself`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.opens("save/\(number)/recommendation/ask")
      try ada.sends(["name": "", "email": "ADA@example.org"], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Enter their full name") && ada.shown.says("that is not yours"))
      try ada.invites(for: number)
      for _ in 1...3 {
        office.wait(minutes: 5)
        try ada.opens("save/\(number)/recommendation")
        try ada.sends(to: "save/\(number)/recommendation/ask-again")
        #expect(ada.shown.status == .seeOther)
      }
      #expect(try office.mails().filter { $0.to == "cy@college.example" }.count == 4)
      try ada.repeats()
      #expect(ada.shown.status == .seeOther)
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.form(to: "save/\(number)/recommendation/ask-again") == nil)
      let token = try #require(ada.shown.hidden("token", to: "save/"))
      try ada.posts("save/\(number)/recommendation/ask-again", [("token", token), ("key", "k1")])
      #expect(ada.shown.status == .conflict)
      #expect(try office.mails().filter { $0.to == "cy@college.example" }.count == 4)
      try ada.posts("save/\(number)/degrees/ask-again", [("token", token), ("key", "k2")])
      #expect(ada.shown.status == .notFound)
    }
  }

  @Test func `a wrong part goes back with a reason; its answers stay, and it is signed anew`()
    throws
  {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.recommends(link, "Geografy")
      let first = try #require(try office.application(number).part("recommendation").signature)
      try ada.opens("save/\(number)/recommendation/send-back")
      try ada.sends(["reason": ""], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      try ada.sends(["reason": "It is spelt Geography."], to: "save/")
      #expect(ada.shown.status == .seeOther)
      let part = try office.application(number).part("recommendation")
      #expect(!part.isSealed && part.answers.text("program") == "Geografy")
      try cy.opens(link)
      #expect(cy.shown.status == .gone && cy.shown.says("There is a newer link"))
      let second = try office.partyLink(to: "cy@college.example")
      #expect(second != link)
      try cy.opens(second)
      #expect(cy.shown.says("It is spelt Geography."))
      try cy.recommends(second, "Geography")
      let signature = try #require(try office.application(number).part("recommendation").signature)
      #expect(signature.digest != first.digest)
      #expect(try office.application(number).part("recommendation").isSealed)
    }
  }

  @Test func `the same form twice is one thing, and two windows overwrite nothing`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.begins(link)
      let old = cy.shown.form(to: link)?.hidden ?? []
      try cy.posts(link + "/part", old + [("program", "One"), ("then", "leave")])
      let after = try office.journal(of: number)
      try cy.repeats()
      #expect(cy.shown.leadsTo == link)
      #expect(try office.journal(of: number) == after)
      let other = old.map { $0.0 == "key" ? ($0.0, "another") : $0 }
      try cy.posts(link + "/part", other + [("program", "Two"), ("then", "leave")])
      #expect(cy.shown.status == .conflict && cy.shown.says("One") && cy.shown.says("Two"))
      #expect(try office.journal(of: number) == after)
      try cy.posts(link + "/part", [("program", "Three")])
      #expect(cy.shown.status == .forbidden && cy.shown.says("Three"))
      #expect(try office.journal(of: number) == after)
    }
  }

  @Test func `who was asked is reminded with a link, and the applicant told when nobody answers`()
    throws
  {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.invites(for: number)
      func sweep() throws -> PartyNotices { try office.services.postPartyNotices() }
      office.wait(days: 13)
      #expect(try sweep() == PartyNotices())
      office.wait(days: 1)
      let id = try office.application(number).number
      #expect(try office.services.postPartyNotices(isDryRun: true).reminded == [id])
      #expect(try sweep().reminded == [id])
      #expect(try sweep() == PartyNotices(), "once")
      let mail = try #require(
        try office.mails().first { $0.name.hasPrefix("party-reminder-") })
      let link = try #require(mail.body.firstMatch(of: /cgi-bin\/(party\/[A-Za-z0-9_\-]+)/))
      let cy = Person(office)
      try cy.begins(String(link.1))
      office.wait(days: 12)
      #expect(try sweep().reminded == [id])
      office.wait(days: 3)
      #expect(try sweep().expired == [id])
      #expect(try sweep() == PartyNotices())
      let last = try #require(try office.mails().first { $0.name.hasPrefix("party-expired-") })
      #expect(last.to == ada.emailAddress && last.body.contains("20 December 2026"))
    }
  }

  @Test func `what an erasure takes, no link brings back`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let id = try office.application(number).number
      try office.store.erase(id, at: office.now, who: "program:test")
      let cy = Person(office)
      try cy.opens(link)
      #expect(cy.shown.status == .gone && cy.shown.says("This link opens nothing"))
      #expect(try !office.journal(of: number).contains("cy@college.example"))
      #expect(try office.mails().allSatisfy { !$0.body.contains("Cy Byrd") })
    }
  }
}
