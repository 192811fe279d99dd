import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// What somebody else would have supplied comes another way, as staff says.
@Suite struct EvidenceTests {
  private let wanted = WantedEvidence(
    element: "recommendation", day: Day("2026-11-20").unsafelyUnwrapped,
    source: "Post, from the college", words: "In the blue folder")

  @Test func `a part counts as complete, its request ends, and everybody is told`() throws {
    try withOffice { office in
      try office.employs("sam", [.specialist])
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.begins(link)
      let fields = (cy.shown.form(to: link)?.hidden ?? []) + [("program", "Half of it")]
      let id = try office.application(number).number
      let before = try office.journal(of: number)
      let dry = try office.services.receive(wanted, for: id, by: "sam", isDryRun: true)
      #expect(dry.isNew && dry.ended.map(\.invitation.name) == ["Cy Byrd"])
      #expect(try office.journal(of: number) == before)
      let step = try office.services.receive(wanted, for: id, by: "sam")
      #expect(step.isNew && step.ended.map(\.invitation.name) == ["Cy Byrd"])
      let after = try office.journal(of: number)
      #expect(try !office.services.receive(wanted, for: id, by: "sam").isNew, "the same is once")
      #expect(try office.journal(of: number) == after)
      #expect(after.contains("\"who\":\"staff:sam\""))

      let mails = try office.mails()
      let hers = try #require(mails.last { $0.to == ada.emailAddress })
      #expect(hers.subject == "We have received Recommendation of the program")
      #expect(hers.body.contains("on 20 November 2026") && !hers.body.contains("blue folder"))
      #expect(hers.body.contains("Post, from the college") && !hers.body.contains("{{"))
      let his = try #require(mails.last { $0.to == "cy@college.example" })
      #expect(his.subject.hasPrefix("Recommendation of the program is no longer needed"))
      #expect(!his.body.contains("{{") && !his.body.contains("cgi-bin"))

      try cy.opens(link)
      #expect(cy.shown.status == .gone && cy.shown.says("This is no longer needed"))
      try cy.posts(link + "/part", fields)
      #expect(cy.shown.status == .conflict && cy.shown.says("Half of it"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Received on 20 November 2026: Post, from the college"))
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Complete") && ada.shown.says("Marked by staff"))
      #expect(ada.shown.form(to: "save/\(number)/recommendation/ask-again") == nil)
      for page in ["history", "summary"] {
        try ada.opens("dashboard/\(number)/\(page)")
        #expect(ada.shown.says("20 November 2026"), "\(page)")
        #expect(!ada.shown.says("blue folder") && !ada.shown.says("Half of it"), "\(page)")
      }
      #expect(try office.services.store.applicationsAwaitingParties().isEmpty)
    }
  }

  @Test func `it is undone with a reason, and somebody is asked anew`() throws {
    try withOffice { office in
      try office.employs("sam", [.specialist])
      let (ada, number) = try Person.waiting(office)
      try ada.invites(for: number)
      let id = try office.application(number).number
      _ = try office.services.receive(wanted, for: id, by: "sam")
      func undo(_ reason: String) throws -> EvidenceStep {
        try office.services.undoEvidence(
          of: "recommendation", for: id, reason: reason, by: "sam")
      }
      #expect(refusal { _ = try undo(" ") }.contains("say why"))
      #expect(try undo("It was about somebody else.").isNew)
      #expect(try !undo("Again").isNew)
      let mail = try #require(try office.mails().last { $0.to == ada.emailAddress })
      #expect(mail.subject.hasSuffix("is needed after all"))
      #expect(mail.body.contains("It was about somebody else."))
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Name somebody else") && !ada.shown.says("Complete"))
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("was undone: It was about somebody else."))
      let link = try ada.invites("Di Moss", "di@college.example", for: number)
      try Person(office).begins(link)
      // And it can come once more, on another day.
      let again = WantedEvidence(element: "recommendation", day: wanted.day, source: "By courier")
      #expect(try office.services.receive(again, for: id, by: "sam").ended.count == 1)
    }
  }

  @Test func `only what others supply and is awaited, and only by who may`() throws {
    try withOffice { office in
      try office.employs("sam", [.specialist])
      try office.employs("grace", [.finance])
      let (ada, number) = try Person.waiting(office)
      let id = try office.application(number).number
      func said(
        _ element: String = "recommendation", day: String = "2026-11-20", source: String = "Post",
        by: String = "sam"
      ) -> String {
        refusal {
          _ = try office.services.receive(
            WantedEvidence(
              element: element, day: Day(day).unsafelyUnwrapped, source: source), for: id, by: by)
        }
      }
      let before = try office.journal(of: number)
      #expect(said("degrees").contains("the applicant supplies 'degrees' themselves"))
      #expect(said("character-and-fitness").contains("the applicant supplies"))
      #expect(said("nothing").contains("others supply: recommendation"))
      #expect(said(day: "2026-12-24").contains("still to come"))
      #expect(said(source: " ").contains("from where"))
      #expect(said(by: "grace").contains("may not do this"))
      #expect(said(by: "nobody").contains("docket staff add"))
      #expect(
        refusal {
          _ = try office.services.undoEvidence(
            of: "recommendation", for: id, reason: "Why", by: "sam")
        }.contains("has nothing that was received"))
      #expect(try office.journal(of: number) == before)
      try Person(office).recommends(try ada.invites(for: number))
      #expect(said().contains("is complete: it was supplied here"))
      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      let eve = try Person.waiting(office, "Ivy Roe")
      try eve.ada.opens("dashboard/\(eve.number)/cancel")
      try eve.ada.sends(to: "dashboard/")
      #expect(
        refusal {
          _ = try office.services.receive(
            wanted, for: try office.application(eve.number).number, by: "sam")
        }.contains("is cancelled"))
    }
  }

  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch let error as NotPossible { return error.words } catch { return "\(error)" }
  }
}
