import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// An application goes back to its applicant: with the letter that was looked at, and for what is flagged alone.
@Suite struct ReviewDeficiencyTests {
  private static func flagged(_ office: Office) throws -> (Person, Person, String) {
    let (ada, number) = try office.taken(by: "kim")
    let kim = try Person.employed(office, "kim", [.specialist])
    try kim.flags(
      "question.ordered-from", "no-transcript", "Ask <them> again.", on: "transcript", of: number)
    return (kim, ada, number)
  }

  @Test func `what was looked at is what is sent, once, and the applicant has sixty days`() throws {
    try withOffice { office in
      let (kim, ada, number) = try Self.flagged(office)
      let place = "review/\(number)/deficiency"
      try kim.opens(place)
      #expect(kim.shown.says("21 January 2027") && kim.shown.says("Ask <them"))
      #expect(kim.shown.says("No second fee"))
      let mails = try office.mails().count
      let first = try #require(kim.shown.form(to: place))
      // Other words are another letter, which nobody has looked at.
      try kim.posts(first.address, first.hidden + [("words", "Hurry."), ("then", "send")])
      #expect(kim.shown.status == .conflict && kim.shown.says("This is not the letter"))
      #expect(kim.shown.says("Hurry."))
      #expect(try office.mails().count == mails)
      let form = try #require(kim.shown.form(to: place))
      try kim.posts(form.address, form.hidden + [("words", "Hurry."), ("then", "send")])
      #expect(kim.shown.leadsTo == "review/\(number)")
      let record = try #require(try office.application(number).review.openDeficiency)
      #expect(record.round == 1 && record.deficiency.flags.count == 1)
      let letter = record.deficiency.letter
      #expect(letter.body.contains("Hurry.") && letter.body.contains("Ask <them> again."))
      #expect(letter.body.contains("16 KAR 4:040 §1(2)") && !letter.body.contains("{{"))
      #expect(!letter.body.contains("\n\n\n"))
      try office.expectsLast(letter, to: ada)
      let after = try office.mails().count
      try kim.repeats()
      #expect(kim.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).review.round == 1)
      #expect(try office.mails().count == after)
      try kim.follows()
      #expect(kim.shown.says("Deficient") && kim.shown.says(letter.subject))
      try kim.opens(place)
      #expect(kim.shown.says("It is back with the applicant"))
      try kim.opens("review/\(number)/letters")
      #expect(kim.shown.says("Hurry."))
    }
  }

  @Test func `it is refused where there is nothing to ask for, and by whoever has it not`() throws {
    try withOffice { office in
      let (kim, _, number) = try Self.flagged(office)
      let place = "review/\(number)/deficiency"
      try kim.opens(place)
      let form = try #require(kim.shown.form(to: place))
      let send = form.hidden + [("words", "My words"), ("then", "send")]
      let lee = try Person.employed(office, "lee", [.specialist])
      let noa = try Person.employed(office, "noa", [.fitnessOfficer])
      #expect(try noa.opens(place).status == .forbidden)
      try lee.opens(place)
      #expect(lee.shown.says("It is with kim") && lee.shown.form(to: place) == nil)
      let journal = try office.journal(of: number)
      try kim.posts(form.address, form.hidden + [("words", String(repeating: "x", count: 4001))])
      #expect(kim.shown.status == .unprocessable)
      #expect(try office.journal(of: number) == journal)
      // Somebody has lifted the flag meanwhile.
      let flag = try #require(try office.application(number).review.openFlags.first)
      try office.acts("sam", on: number, .flagLifted(flag.flag.id, key: "l"))
      try kim.posts(form.address, send)
      #expect(kim.shown.status == .conflict && kim.shown.says("Nothing is flagged"))
      #expect(kim.shown.says("My words"))
      try office.acts("kim", on: number, .flagged(flag.flag.again))
      try office.acts(
        "kim", on: number,
        .held(
          Hold(reason: GivenReason(id: "x", text: "Why"), stopsClock: true, key: "h")))
      try kim.posts(form.address, send)
      #expect(kim.shown.status == .conflict && kim.shown.says("on hold"))
      #expect(try office.application(number).review.round == 0)
    }
  }

  @Test func `what is under a seal is entered anew, and the letter tells nothing of it`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let noa = try Person.employed(office, "noa", [.fitnessOfficer])
      let kim = try Person.employed(office, "kim", [.specialist])
      try noa.flags(
        "question.convicted", "statement-missing", "SECRET-WORDS", on: "character-and-fitness",
        of: number)
      for page in ["", "/deficiency", "/history", "/decision"] {
        try kim.opens("review/\(number)\(page)")
        #expect(kim.shown.status == .ok && !kim.shown.says("SECRET-WORDS"), "\(page)")
        #expect(!kim.shown.says("For a Yes we need"), "\(page)")
      }
      try kim.looksAndSends("deficiency", of: number)
      #expect(kim.shown.leadsTo == "review/\(number)")
      let application = try office.application(number)
      let sent = try #require(application.review.openDeficiency).deficiency
      #expect(sent.anew == ["character-and-fitness"])
      #expect(!sent.letter.body.contains("SECRET") && sent.letter.body.contains("sign in"))
      #expect(application.part("character-and-fitness").isUntouched)
      #expect(application.part("character-and-fitness").earlier.count == 1)
      try noa.opens("review/\(number)/element/character-and-fitness")
      #expect(noa.shown.says("SECRET-WORDS") && noa.shown.says("What was signed before"))
      try noa.opens("review/\(number)/fitness")
      #expect(noa.shown.says("entered anew"))
      try kim.opens("review/\(number)/history")
      #expect(!kim.shown.says("SECRET-WORDS"))
      try noa.opens("review/\(number)/history")
      #expect(noa.shown.says("SECRET-WORDS"))
    }
  }

  @Test func `a part of somebody else goes back to them, and they are told`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.recommends(link)
      let id = try office.application(number).number
      let applicant = try office.application(number).applicant
      _ = try office.store.change(id, at: office.now, by: .applicant(applicant)) { _ in
        .submittedWithoutFee
      }
      let kim = try Person.employed(office, "kim", [.specialist])
      try office.acts(
        "kim", on: number, .assigned(Assignment(to: StaffName("kim").unsafelyUnwrapped, key: "t")))
      try kim.flags(
        "question.program", "recommendation-other", "Which one?", on: "recommendation", of: number)
      let before = try office.mails().count
      try kim.looksAndSends("deficiency", of: number)
      #expect(kim.shown.leadsTo == "review/\(number)")
      let mails = try office.mails()
      #expect(mails.count > before)
      #expect(mails.contains { $0.to == "cy@college.example" && $0.name.contains("sent-back") })
      let record = try #require(try office.application(number).invitations.last)
      #expect(record.returns.last?.reason.contains("Which one?") == true)
      let again = try office.partyLink(to: "cy@college.example")
      #expect(again != link)
      try cy.opens(again)
      #expect(cy.shown.status == .ok)
    }
  }

  @Test func `more time is given with a reason, and a closed one is opened by who stands above`()
    throws
  {
    try withOffice { office in
      let (kim, ada, number) = try Self.flagged(office)
      try kim.looksAndSends("deficiency", of: number)
      let place = "review/\(number)/extend"
      let day = [("day.day", "1"), ("day.month", "6"), ("day.year", "2027")]
      try kim.opens(place)
      let form = try #require(kim.shown.form(to: place))
      for fields in [[("words", "Ill")], day, [("words", "Ill")] + past] {
        try kim.posts(form.address, form.hidden + fields + [("then", "send")])
        #expect(kim.shown.status == .unprocessable, "\(fields)")
      }
      try kim.posts(form.address, form.hidden + day + [("words", "Ill"), ("then", "look")])
      #expect(kim.shown.status == .ok && kim.shown.says("1 June 2027"))
      let looked = try #require(kim.shown.form(to: place))
      try kim.posts(looked.address, looked.hidden + day + [("words", "Ill"), ("then", "send")])
      #expect(kim.shown.leadsTo == "review/\(number)")
      try kim.repeats()
      #expect(kim.shown.status == .seeOther)
      let record = try #require(try office.application(number).review.openDeficiency)
      #expect(record.extensions.count == 1)
      let letter = record.extensions[0].extended.letter
      #expect(letter.body.contains("1 June 2027") && !letter.body.contains("Ill"))
      try office.expectsLast(letter, to: ada)

      office.wait(days: 200)
      kim.cookies = [:]
      try kim.signsInAsStaff("kim")
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("Closed") && kim.shown.says("Only a reviewer or an administrator"))
      let later = [("day.day", "1"), ("day.month", "9"), ("day.year", "2027")]
      let sam = try Person.employed(office, "sam", [.reviewer])
      try sam.opens(place)
      #expect(sam.shown.says("It is open again"))
      let chance = try #require(sam.shown.form(to: place))
      try sam.posts(
        chance.address, chance.hidden + later + [("words", "Abroad"), ("then", "look")])
      let last = try #require(sam.shown.form(to: place))
      try sam.posts(last.address, last.hidden + later + [("words", "Abroad"), ("then", "send")])
      #expect(sam.shown.leadsTo == "review/\(number)")
      let overview = try office.services.overview(of: try office.application(number))
      #expect(overview.stage == .deficient)
    }
  }

  private let past = [("day.day", "1"), ("day.month", "6"), ("day.year", "2020")]
}

extension Flag {
  fileprivate var again: Flag {
    Flag(id: id + "2", element: element, target: target, reason: reason, words: words, key: "again")
  }
}
