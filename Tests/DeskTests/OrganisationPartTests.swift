import Applications
import CGI
import Desk
import Foundation
import Rules
import Store
import Testing

/// Parts that an organisation is asked for.
@Suite struct OrganisationPartTests {
  @Test func `an organisation is asked, a member signs, and the applicant reads it`() throws {
    try withOffice { office in
      let (ada, number, cy) = try Person.asked(office)
      #expect(ada.shown.says("Waiting for Example University"))
      #expect(ada.shown.says("With Example University since"))
      let mail = try #require(try office.mails().last)
      #expect(mail.to == "cy@example.org" && mail.body.contains("asks Example University"))
      #expect(mail.body.contains("organisation/example-university/\(number)/recommendation"))

      try cy.opens("organisation/example-university")
      #expect(cy.shown.says("One part waits for you."))
      #expect(cy.shown.says("Recommendation of the program") && cy.shown.says("Ada Okoro"))
      #expect(cy.shown.says("20 December 2026"))
      let before = try office.journal(of: number)
      try cy.opens(Self.home(number))
      #expect(cy.shown.says("asks Example University to complete this part"))
      #expect(try office.journal(of: number) == before)
      try cy.signs(Self.home(number))
      let part = try office.application(number).part("recommendation")
      #expect(part.isSealed && part.signature?.role == "Dean" && part.signature?.name == "Cy Byrd")
      let who = try office.journal(of: number).contains(
        "\"who\":\"organisation:example-university:")
      #expect(who)
      #expect(try office.mails().last?.subject.contains("Example University has completed") == true)
      try ada.opens("dashboard/\(number)/history")
      #expect(
        ada.shown.says(
          "Cy Byrd signed Recommendation of the program for Example University, as: Dean."))
      #expect(ada.shown.says("Cy Byrd opened Recommendation of the program for Example University"))
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Signed by Cy Byrd on"))
      try cy.opens("organisation/example-university")
      #expect(cy.shown.says("Nothing waits.") && cy.shown.says("Signed of late"))
    }
  }

  @Test func `what is sent back comes back to the work list, with its answers`() throws {
    try withOffice { office in
      let (ada, number, cy) = try Person.asked(office)
      try cy.signs(Self.home(number), "Geografy")
      try ada.opens("save/\(number)/recommendation/send-back")
      try ada.sends(["reason": "It is spelt Geography."], to: "save/")
      let back = try office.mails().filter { $0.name.hasPrefix("organisation-sent-back-") }
      #expect(back.map(\.to) == ["cy@example.org"])
      try cy.opens("organisation/example-university")
      #expect(cy.shown.says("sent back to you") && !cy.shown.says("Signed of late"))
      try cy.opens(Self.home(number))
      #expect(cy.shown.says("It is spelt Geography."))
      try cy.signs(Self.home(number), "Geography")
      #expect(try office.application(number).part("recommendation").isSealed)
    }
  }

  @Test func `it declines with a reason, and the applicant names somebody else`() throws {
    try withOffice { office in
      let (ada, number, cy) = try Person.asked(office)
      try cy.opens(Self.home(number) + "/decline")
      try cy.sends(["reason": ""], to: "organisation/")
      #expect(cy.shown.status == .unprocessable)
      try cy.sends(["reason": "She was never here."], to: "organisation/")
      try cy.follows()
      #expect(cy.shown.status == .gone && cy.shown.says("You have declined"))
      try cy.opens("organisation/example-university")
      #expect(cy.shown.says("Nothing waits."))
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("She was never here."))
      let link = try ada.invites(for: number)
      #expect(link.hasPrefix("party/"))
    }
  }

  @Test func `two members overwrite nothing, and the page says who has it`() throws {
    try withOffice { office in
      let (ada, number, cy) = try Person.asked(office)
      try office.appoints("Di Moss", "di@example.org", to: "example-university")
      let di = try Person.signedIn(office, "Di Moss")
      try cy.begins(at: Self.home(number))
      try di.begins(at: Self.home(number))
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("With Example University (Di Moss), who opened it on"))
      let hers = di.shown.form(to: "organisation/")?.hidden ?? []
      try cy.posts(
        Self.home(number) + "/part",
        (cy.shown.form(to: "organisation/")?.hidden ?? []) + [
          ("program", "One"), ("then", "leave"),
        ]
      )
      #expect(cy.shown.leadsTo == Self.home(number))
      try di.posts(Self.home(number) + "/part", hers + [("program", "Two"), ("then", "leave")])
      #expect(di.shown.status == .conflict && di.shown.says("One") && di.shown.says("Two"))
    }
  }

  @Test func `no organisation sees what another was asked, and none its member's own application`()
    throws
  {
    try withOffice { office in
      let (_, number, cy) = try Person.asked(office)
      try office.adds("other-college", "Other College")
      try office.appoints("Eve Stone", "eve@example.org", to: "other-college")
      let eve = try Person.signedIn(office, "Eve Stone")
      try eve.opens("organisation/other-college")
      #expect(eve.shown.says("Nothing waits."))
      for id in ["other-college", "example-university"] {
        for page in ["", "/part", "/part/sign", "/decline"] {
          try eve.opens("organisation/\(id)/\(number)/recommendation\(page)")
          #expect(eve.shown.status == .notFound)
        }
      }
      // Nor does a member see another part of the application, or one that there is not.
      for path in ["\(number)/degrees", "\(number)/nothing", "k7m42q9p/recommendation"] {
        try cy.opens("organisation/example-university/\(path)")
        #expect(cy.shown.status == .notFound)
      }
      let own = try cy.starts(["statement-of-eligibility"], answering: "")
      try cy.asksOrganisation(for: own)
      try cy.opens(Self.home(own))
      #expect(cy.shown.status == .forbidden && cy.shown.says("your own application"))
    }
  }

  @Test func `an organisation is chosen or a person named, and only one that is there`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.opens("save/\(number)/recommendation/ask")
      #expect(!ada.shown.says("Organization (optional)"), "there is none that could be asked")
      try office.adds("example-university")
      try ada.opens("save/\(number)/recommendation/ask")
      #expect(!ada.shown.says("Example University"), "nobody there completes parts")
      try office.appoints("Cy Byrd", "cy@example.org", to: "example-university")
      try ada.opens("save/\(number)/recommendation/ask")
      #expect(ada.shown.says("Example University"))
      try ada.sends(["registered": "example-university", "name": "Cy Byrd"], to: "save/")
      #expect(ada.shown.status == .unprocessable && ada.shown.says("leave the one or the other"))
      try ada.sends(["registered": "nowhere"], to: "save/")
      #expect(ada.shown.status == .unprocessable && ada.shown.says("it is not there any more"))
      try ada.sends(["registered": "example-university"], to: "save/")
      #expect(ada.shown.leadsTo == "save/\(number)/recommendation")
      // Taken back, it leaves the work list; the page of the request says why.
      try ada.follows()
      try ada.sends(to: "save/\(number)/recommendation/take-back")
      let cy = try Person.signedIn(office, "Cy Byrd")
      try cy.opens("organisation/example-university")
      #expect(cy.shown.says("Nothing waits."))
      try cy.opens(Self.home(number))
      #expect(cy.shown.status == .gone && cy.shown.says("The request was taken back"))
    }
  }

  @Test func `whoever is signed out loses nothing that was typed`() throws {
    try withOffice { office in
      let (_, number, cy) = try Person.asked(office)
      try cy.begins(at: Self.home(number))
      let fields = cy.shown.form(to: "organisation/")?.hidden ?? []
      cy.cookies["session"] = nil
      try cy.posts(Self.home(number) + "/part", fields + [("program", "A long answer")])
      #expect(cy.shown.status == .forbidden && cy.shown.says("A long answer"))
      #expect(!cy.shown.says("Ada Okoro"))
    }
  }

  @Test func `its members are reminded, each by a mail of their own`() throws {
    try withOffice { office in
      let (_, number, _) = try Person.asked(office)
      try office.appoints("Di Moss", "di@example.org", to: "example-university")
      office.wait(days: 14)
      let id = try office.application(number).number
      #expect(try office.services.postPartyNotices().reminded == [id, id])
      let told = try office.mails().filter { $0.name.hasPrefix("organisation-reminder-") }.map(\.to)
      #expect(Set(told) == ["cy@example.org", "di@example.org"])
      #expect(try office.services.postPartyNotices().reminded.isEmpty)
    }
  }

  @Test func `fifty requests are a page, the oldest last day first`() throws {
    try withOffice { office in
      let (ada, first, cy) = try Person.asked(office)
      for _ in 1...51 {
        office.now = office.now.adding(seconds: 60)
        let number = try ada.starts(["statement-of-eligibility"], answering: "")
        try office.asks("example-university", for: number)
      }
      try cy.opens("organisation/example-university")
      #expect(cy.shown.says("52 parts wait for you.") && cy.shown.says("Page 1 of 2"))
      #expect(cy.shown.text.contains(Self.home(first)))
      try cy.opens("organisation/example-university?page=2")
      #expect(cy.shown.says("Previous page") && !cy.shown.text.contains(Self.home(first)))
    }
  }

  private static func home(_ number: String) -> String {
    "organisation/example-university/\(number)/recommendation"
  }
}

extension Person {
  /// Ada has asked an organisation for the recommendation, for which Cy completes parts.
  static func asked(_ office: Office) throws -> (ada: Person, number: String, cy: Person) {
    try office.adds("example-university")
    try office.appoints("Cy Byrd", "cy@example.org", to: "example-university")
    let (ada, number) = try Person.waiting(office)
    try ada.asksOrganisation(for: number)
    return (ada, number, try Person.signedIn(office, "Cy Byrd"))
  }

  func asksOrganisation(_ id: String = "example-university", for number: String) throws {
    try opens("save/\(number)/recommendation/ask")
    try sends(["registered": "example-university"], to: "save/")
    #expect(shown.leadsTo == "save/\(number)/recommendation")
    try follows()
  }

  /// Presses the button on the page of a request, and comes to its form.
  func begins(at home: String) throws {
    try opens(home)
    try sends(to: home)
    #expect(shown.leadsTo == home + "/part")
    try follows()
    #expect(shown.status == .ok)
  }

  /// Fills in the recommendation for an organisation and signs it.
  func signs(_ home: String, _ program: String = "History") throws {
    try begins(at: home)
    try posts(
      home + "/part",
      (shown.form(to: home)?.hidden ?? []) + Self.recommendation(program) + [("then", "continue")])
    #expect(shown.leadsTo == home + "/part/sign")
    try follows()
    try sends(["signature": "Cy Byrd", "role": "Dean"], to: home)
    #expect(shown.leadsTo == home)
    try follows()
    #expect(shown.status == .ok && shown.says("You have signed this part"))
  }
}

extension Office {
  /// Has an organisation asked for the recommendation, without pages.
  func asks(_ organisation: String, for number: String) throws {
    let application = try self.application(number)
    _ = try services.change(application.number, by: .applicant(application.applicant)) { _ in
      .partyAsked(
        Invitation(
          id: store.random.word(), element: "recommendation", of: OrganisationID(organisation),
          name: "Example University", until: now.adding(seconds: 30 * 86_400),
          key: store.random.word()))
    }
  }
}
