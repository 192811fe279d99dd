import Applications
import CGI
import Rules
import Signing
import Testing

@testable import Desk

/// What somebody has signed a Yes to before is shown beside the question, and need not be written again.
@Suite struct ToldBeforeTests {
  @Test func `it is shown, nothing is filled in, and nothing is new is an answer`() throws {
    try withOffice { office in
      let (ada, first) = try Person.whoHasTold(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/character-and-fitness")
      #expect(ada.shown.says("You told us of this in application"))
      #expect(ada.shown.says("A kite over a no-fly zone"))
      #expect(!ada.shown.hasChosen("yes") && !ada.shown.hasChosen("nothing-new"))
      #expect(
        ada.shown.text.ranges(of: "value=\"nothing-new\"").count == 1, "for one question alone")
      try ada.answersFitness(of: number, convicted: "nothing-new")
      #expect(ada.shown.leadsTo == "save/\(number)/character-and-fitness/sign")
      try ada.follows()
      #expect(ada.shown.says("Yes, as told before, and nothing is new since then"))
      #expect(ada.shown.says("A kite over a no-fly zone"))
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.leadsTo == "save/\(number)/affirmation")
      #expect(try !office.journal(of: number).contains("no-fly zone"))
      try ada.opens("save/\(number)/character-and-fitness")
      #expect(ada.shown.says("Signed by Ada Okoro") && ada.shown.says("A kite over a no-fly zone"))
      #expect(try office.application(number).part("character-and-fitness").isSealed)
      #expect(try office.application(first).part("character-and-fitness").entries.count == 1)
    }
  }

  @Test func `what it points to is signed with it`() throws {
    try withOffice { office in
      let (ada, first) = try Person.whoHasTold(office)
      let number = try ada.starts()
      try ada.answersFitness(of: number, convicted: "nothing-new")
      try ada.follows()
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      let overview = try office.services.overview(of: office.application(number))
      let fitness = try #require(overview.entry("character-and-fitness"))
      let told = ToldBefore.all(
        of: fitness.element, in: [try office.services.overview(of: office.application(first))])
      #expect(told.map(\.question) == ["convicted"])
      let digest = try #require(fitness.part.signature?.digest)
      func record(_ told: [ToldBefore]) -> String {
        ReadBackRecord(fitness.element, fitness.part, toldBefore: told, language: "en").digest
          .description
      }
      #expect(digest == record(told))
      #expect(digest != record([]))
    }
  }

  @Test func `where nothing was told it is no answer, and cannot be signed`() throws {
    try withOffice { office in
      let (_, _) = try Person.whoHasTold(office)
      let bob = try Person.signedIn(office, "Bob Sample")
      let number = try bob.starts()
      try bob.opens("save/\(number)/character-and-fitness")
      #expect(!bob.shown.says("no-fly zone") && !bob.shown.text.contains("nothing-new"))
      try bob.answersFitness(of: number, convicted: "nothing-new")
      #expect(bob.shown.status == .unprocessable)
      #expect(bob.shown.says("Choose one of the answers"))
      try bob.opens("save/\(number)/character-and-fitness/sign")
      #expect(bob.shown.leadsTo == "save/\(number)/character-and-fitness")
    }
  }

  @Test func `what was told in an application that was not submitted is not taken as told`() throws
  {
    try withOffice { office in
      let (ada, _) = try Person.whoHasTold(office, pays: false)
      let number = try ada.starts(
        ["one-year-certificate"], answering: "one-year-before=no&held-elsewhere=no")
      try ada.opens("save/\(number)/character-and-fitness")
      #expect(ada.shown.status == .ok && !ada.shown.text.contains("nothing-new"))
    }
  }
}

extension Person {
  fileprivate static func whoHasTold(
    _ office: Office, pays: Bool = true
  ) throws -> (Person, String) {
    let ada = try Person.signedIn(office)
    let number = try ada.starts()
    try ada.completes(number, without: "character-and-fitness")
    try ada.answersFitness(of: number, convicted: "yes")
    try ada.opens("save/\(number)/character-and-fitness/convictions/new")
    try ada.sends(
      ["when-it-was": "May 2012", "statement": "A kite over a no-fly zone", "then": "leave"],
      to: "save/")
    try ada.opens("save/\(number)/character-and-fitness/sign")
    try ada.sends(["signature": "Ada Okoro"], to: "save/")
    #expect(ada.shown.status == .seeOther)
    if pays { try office.bankPays(try ada.beginsToPay(number)) }
    return (ada, number)
  }

  fileprivate func answersFitness(of number: String, convicted: String) throws {
    try opens("save/\(number)/character-and-fitness")
    let form = try #require(shown.form(to: "save/"))
    try posts(
      form.address,
      form.hidden + [("then", "continue"), ("convicted", convicted)]
        + goodAnswers(to: "character-and-fitness").filter { $0.0 != "convicted" })
  }
}
