import Applications
import CGI
import Foundation
import Rules
import Store
import Support
import Testing

@testable import Desk

/// What is approved before fitness is decided: when it can be, what everybody reads of it, and how it is confirmed or
/// revoked.
@Suite struct PreliminaryTests {
  private static let day = [("day.day", "20"), ("day.month", "11"), ("day.year", "2026")]
  private static let sealed = ["one-misdemeanor", "no-children-firearms-drugs", "two-years-ago"]
  private static let own = ["not-emergency", "job-offer"]

  private static func ticks(_ ids: [String]) -> [(String, String)] {
    ids.map { ("conditions", $0) }
  }

  private struct People {
    let ada: Person
    let kim: Person
    let noa: Person
    let sam: Person
    let number: String
  }

  /// Everything is there but fitness.
  private static func ready(_ office: Office) throws -> People {
    let (ada, number) = try office.taken(by: "kim")
    let kim = try Person.employed(office, "kim", [.specialist])
    let noa = try Person.employed(office, "noa", [.fitnessOfficer])
    let sam = try Person.employed(office, "sam", [.reviewer])
    try office.receivesEverything("kim", for: number)
    return People(ada: ada, kim: kim, noa: noa, sam: sam, number: number)
  }

  private static func finds(_ person: Person, _ number: String, _ fields: [(String, String)]) throws
  {
    try person.opens("review/\(number)/fitness")
    let form = try #require(person.shown.form(to: "review/\(number)/fitness"))
    try person.posts(form.address, form.hidden + day + fields)
  }

  /// Looks at the letter, and sends it.
  private static func decides(
    _ person: Person, _ number: String, _ what: String, _ fields: [(String, String)]
  ) throws {
    try person.opens("review/\(number)/\(what)")
    for step in ["look", "send"] {
      let form = try #require(person.shown.form(to: "review/\(number)/\(what)"))
      try person.posts(form.address, form.hidden + fields + [("then", step)])
    }
  }

  private static let preliminary = [("outcome", "preliminary")] + ticks(own)

  private static func approved(_ office: Office) throws -> People {
    let people = try ready(office)
    try finds(people.noa, people.number, [("outcome", "preliminary")] + ticks(sealed))
    #expect(people.noa.shown.leadsTo == "review/\(people.number)")
    try decides(people.kim, people.number, "decision", preliminary)
    #expect(people.kim.shown.leadsTo == "review/\(people.number)")
    return people
  }

  private static func verifyPage(_ office: Office, _ number: String) throws -> String {
    let application = try office.application(number)
    let name = try #require(application.grantedNames.first)
    let file = "\(office.installation.live)/verify/\(name.text.prefix(2))/\(name.text).html"
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  @Test func `it is offered only when those who see what is under the seal have found it`() throws {
    try withOffice { office in
      let people = try Self.ready(office)
      let (kim, noa, number) = (people.kim, people.noa, people.number)
      let place = "review/\(number)/decision"
      try kim.opens(place)
      #expect(kim.shown.says("A preliminary approval: not now"))
      #expect(!kim.shown.text.contains("value=\"preliminary\""))
      let form = try #require(kim.shown.form(to: place))
      let journal = try office.journal(of: number)
      for then in ["look", "send"] {
        try kim.posts(form.address, form.hidden + Self.preliminary + [("then", then)])
        #expect(kim.shown.status == .unprocessable && kim.shown.says("have not found"))
      }
      #expect(try office.journal(of: number) == journal)
      // Every condition has to be found, and a specialist reads none of them.
      try Self.finds(noa, number, [("outcome", "preliminary")] + Self.ticks(Self.sealed.dropLast()))
      #expect(noa.shown.status == .unprocessable && noa.shown.says("Tick every condition"))
      try Self.finds(
        noa, number,
        [("outcome", "preliminary"), ("words", "SECRET-WORDS")] + Self.ticks(Self.sealed))
      #expect(noa.shown.leadsTo == "review/\(number)")
      try noa.repeats()
      #expect(noa.shown.status == .seeOther)
      #expect(try office.application(number).review.findings.count == 1)
      try noa.opens("review/\(number)/fitness")
      #expect(noa.shown.says("There is one misdemeanor and nothing else"))
      for page in ["", "/history", "/decision"] {
        try kim.opens("review/\(number)\(page)")
        #expect(!kim.shown.says("misdemeanor") && !kim.shown.says("SECRET-WORDS"), "\(page)")
      }
      #expect(kim.shown.text.contains("value=\"preliminary\""))
      // What whoever decides has to find.
      let now = try #require(kim.shown.form(to: place))
      try kim.posts(
        now.address,
        now.hidden + [("outcome", "preliminary"), ("then", "look"), ("note", "My note")]
          + Self.ticks(["job-offer"]))
      #expect(kim.shown.status == .unprocessable && kim.shown.says("My note"))
      #expect(try office.application(number).review.decision == nil)
    }
  }

  @Test func `it holds at once as preliminary, and everybody reads so`() throws {
    try withOffice { office in
      let people = try Self.approved(office)
      let (ada, kim, noa, number) = (people.ada, people.kim, people.noa, people.number)
      let application = try office.application(number)
      let record = try #require(application.review.decision)
      #expect(record.isPreliminary && record.decision.preliminary?.conditions.count == 2)
      #expect(record.decision.letter.subject.contains("approved preliminarily"))
      #expect(record.decision.letter.body.contains("policy of 2002"))
      #expect(!record.decision.letter.body.contains("misdemeanor"))
      try office.expectsLast(record.decision.letter, to: ada)
      let mails = try office.mails().count
      try kim.repeats()
      #expect(kim.shown.leadsTo == "review/\(number)")
      #expect(try office.mails().count == mails)
      #expect(try office.application(number).review.decisions.count == 1)
      let (short, plain) = (record.grants[0].certificate, record.decision.grants[0].certificate)
      #expect(short.last == short.first.adding(days: 365) && plain.last != short.last)

      for page in ["dashboard", "dashboard/\(number)", "certificates/\(number)"] {
        try ada.opens(page)
        #expect(ada.shown.says("preliminar"), "\(page)")
        #expect(!ada.shown.says("misdemeanor"), "\(page)")
      }
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("approved preliminarily"))
      let page = try Self.verifyPage(office, number)
      #expect(page.contains("This certificate is preliminary") && !page.contains("conduct"))
      // It stays with fitness, and is closed for others.
      try noa.opens("review/fitness")
      #expect(noa.shown.says(application.number.description))
      try kim.opens("review")
      #expect(!kim.shown.says(application.number.description))
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("Approved preliminarily") && kim.shown.says("Not yet cleared"))
      try kim.opens("review/\(number)/decision")
      #expect(kim.shown.form(to: "review/\(number)/decision") == nil)
      #expect(kim.shown.says("It is approved preliminarily"))
    }
  }

  @Test func `clearing confirms it, with the letter that was shown, once`() throws {
    try withOffice { office in
      let people = try Self.approved(office)
      let (ada, noa, number) = (people.ada, people.noa, people.number)
      try noa.opens("review/\(number)/fitness")
      #expect(noa.shown.says("The letter, if it is cleared"))
      let form = try #require(noa.shown.form(to: "review/\(number)/fitness"))
      let clear = form.hidden + Self.day + [("outcome", "cleared"), ("words", "Fine")]
      // Another letter than was shown is not sent, and it is not offered twice.
      try noa.posts(
        form.address, clear.map { $0.0 == "shown" ? ("shown", "other") : $0 })
      #expect(noa.shown.status == .conflict && noa.shown.says("not the letter"))
      try noa.posts(
        form.address,
        form.hidden + Self.day + [("outcome", "preliminary")] + Self.ticks(Self.sealed))
      #expect(noa.shown.status == .conflict)
      #expect(try office.application(number).isPreliminary)
      try noa.posts(form.address, clear)
      #expect(noa.shown.leadsTo == "review/\(number)")
      let record = try #require(try office.application(number).review.decision)
      let letter = try #require(record.confirmation?.letter)
      #expect(!record.isPreliminary && letter.subject.contains("is confirmed"))
      try office.expectsLast(letter, to: ada)
      let mails = try office.mails().count
      try noa.repeats()
      #expect(noa.shown.leadsTo == "review/\(number)")
      #expect(try office.mails().count == mails)
      try ada.opens("certificates/\(number)")
      #expect(!ada.shown.says("preliminar"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Confirmed"))
      try ada.opens("dashboard/\(number)/letters")
      #expect(ada.shown.says("is confirmed") && ada.shown.says("approved preliminarily"))
      let page = try Self.verifyPage(office, number)
      #expect(page.contains("Confirmed on") && !page.contains("is preliminary"))
      try noa.opens("review/fitness")
      #expect(!noa.shown.says(try office.application(number).number.description))
      try people.sam.opens("review/\(number)/revoke")
      #expect(people.sam.shown.form(to: "review/\(number)/revoke") == nil)
    }
  }

  @Test func `revoking takes what was found, and two people`() throws {
    try withOffice { office in
      let people = try Self.approved(office)
      let (ada, kim, noa, sam) = (people.ada, people.kim, people.noa, people.sam)
      let number = people.number
      let place = "review/\(number)/revoke"
      try noa.opens(place)
      #expect(noa.shown.says("Nothing was found about its fitness yet"))
      #expect(noa.shown.form(to: place) == nil)
      try Self.finds(noa, number, [("outcome", "not-cleared")])
      #expect(noa.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).isPreliminary, "nothing is revoked by one person")
      try kim.opens("review/\(number)")
      #expect(!kim.shown.says("not cleared.") && !kim.shown.says("to be revoked"))
      try kim.opens(place)
      #expect(kim.shown.status == .forbidden)
      try noa.opens("review/fitness")
      #expect(noa.shown.says("to be revoked"))
      // The reasons come first, then the letter.
      try noa.opens(place)
      let blank = try #require(noa.shown.form(to: place))
      try noa.posts(blank.address, blank.hidden + [("then", "look"), ("words", "My words")])
      #expect(noa.shown.status == .unprocessable && noa.shown.says("My words"))
      try noa.posts(
        blank.address,
        blank.hidden + [("then", "send"), ("reasons", "conduct"), ("words", "Sorry.")])
      #expect(noa.shown.status == .conflict, "no letter was looked at")
      let before = try office.mails().count
      try Self.decides(
        noa, number, "revoke", [("reasons", "conduct"), ("words", "Sorry."), ("note", "Ours")])
      #expect(noa.shown.leadsTo == "review/\(number)")
      try noa.repeats()
      #expect(noa.shown.leadsTo == "review/\(number)")
      #expect(try office.mails().count == before, "nobody is told before it holds")
      #expect(try office.application(number).review.decisions.count == 2)
      // While it waits, nothing else is done about it.
      try Self.waits(people)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Approved preliminarily") && !ada.shown.says("Revoked"))
      try sam.opens("review/confirm")
      #expect(sam.shown.says(try office.application(number).number.description))
      try sam.opens("review/\(number)/confirm")
      #expect(sam.shown.says("Should it be revoked?") && sam.shown.says("Ours"))
      try sam.sends(["then": "confirm"], to: "review/\(number)/confirm")
      #expect(sam.shown.leadsTo == "review/\(number)")
      let record = try #require(try office.application(number).review.decision)
      #expect(record.decision.outcome == .revoked)
      let letter = record.decision.letter
      #expect(letter.body.contains("Sorry.") && letter.body.contains("KRS 161.120"))
      #expect(!letter.body.contains("Ours"))
      try office.expectsLast(letter, to: ada)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Revoked") && ada.shown.says("looked at again"))
      try ada.opens("certificates/\(number)")
      #expect(ada.shown.says("It was revoked, and does not hold"))
      let page = try Self.verifyPage(office, number)
      #expect(page.contains("This certificate was revoked on"))
      try noa.opens("review/fitness")
      #expect(!noa.shown.says(try office.application(number).number.description))
      // And undone, the approval holds as it did.
      try sam.looksAndSends("undo", of: number, ["words": "It was another."])
      #expect(sam.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).isPreliminary)
      #expect(try Self.verifyPage(office, number).contains("This certificate is preliminary"))
    }
  }

  private static func waits(_ people: People) throws {
    let number = people.number
    try people.noa.opens("review/\(number)/fitness")
    #expect(people.noa.shown.says("A revocation is proposed"))
    #expect(people.noa.shown.form(to: "review/\(number)/fitness") == nil)
    try people.sam.opens("review/\(number)/undo")
    #expect(people.sam.shown.form(to: "review/\(number)/undo") == nil)
    try people.noa.opens("review/\(number)/revoke")
    #expect(people.noa.shown.form(to: "review/\(number)/revoke") == nil)
    // Who proposed it cannot agree to it, nor can a specialist.
    try people.sam.opens("review/\(number)/confirm")
    let form = try #require(people.sam.shown.form(to: "review/\(number)/confirm"))
    for person in [people.noa, people.kim] {
      try person.opens("review/\(number)")
      let token = try #require(person.shown.hidden("token", to: "review/"))
      let theirs = form.hidden.map { $0.0 == "token" ? ("token", token) : $0 }
      try person.posts(form.address, theirs + [("then", "confirm")])
      #expect(person.shown.status == .forbidden)
    }
  }

  @Test func `who proposed a revocation cannot confirm it, whatever their roles`() throws {
    try withOffice { office in
      let people = try Self.approved(office)
      let number = people.number
      try Self.finds(people.noa, number, [("outcome", "not-cleared")])
      try Self.decides(people.sam, number, "revoke", [("reasons", "conduct")])
      #expect(people.sam.shown.leadsTo == "review/\(number)")
      try people.sam.opens("review/\(number)/confirm")
      #expect(people.sam.shown.says("You proposed it yourself"))
      let eve = try Person.employed(office, "eve", [.administrator])
      try eve.opens("review/\(number)/confirm")
      try eve.sends(["then": "refuse", "words": "Ask again"], to: "review/\(number)/confirm")
      #expect(eve.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).isPreliminary)
      // Then it may still be cleared.
      try Self.finds(people.noa, number, [("outcome", "cleared")])
      #expect(people.noa.shown.leadsTo == "review/\(number)")
      #expect(try !office.application(number).isPreliminary)
    }
  }

  @Test func `once fitness is decided there is nothing to approve preliminarily`() throws {
    for isCleared in [true, false] {
      try withOffice { office in
        let people = try Self.ready(office)
        let number = people.number
        try Self.finds(
          people.noa, number, [("outcome", "preliminary")] + Self.ticks(Self.sealed))
        try people.kim.opens("review/\(number)/decision")
        let form = try #require(people.kim.shown.form(to: "review/\(number)/decision"))
        try Self.finds(people.noa, number, [("outcome", isCleared ? "cleared" : "not-cleared")])
        try people.kim.posts(form.address, form.hidden + Self.preliminary + [("then", "look")])
        #expect(people.kim.shown.status == .unprocessable)
        #expect(
          people.kim.shown.says(isCleared ? "Fitness is cleared" : "have not found"))
        try people.noa.opens("review/\(number)/fitness")
        #expect(!people.noa.shown.text.contains("value=\"preliminary\""))
      }
    }
  }

  @Test func `the rule is that under which the application was begun`() throws {
    try withOffice { office in
      let people = try Self.ready(office)
      try office.publish(.oursWithNothingPreliminary())
      let ben = try Person.signedIn(office, "Ben Adu")
      let later = try ben.starts()
      try ben.completes(later)
      try Person(office).posts(
        "payment/notify/simulator",
        office.notification("paid", try ben.beginsToPay(later), transaction: "T-2"))
      try office.acts(
        "kim", on: later, .assigned(Assignment(to: StaffName("kim").unsafelyUnwrapped, key: "t")))
      try office.receivesEverything("kim", for: later)
      try Self.finds(people.noa, later, [("outcome", "preliminary")] + Self.ticks(Self.sealed))
      #expect(people.noa.shown.status == .unprocessable)
      try people.kim.opens("review/\(later)/decision")
      #expect(!people.kim.shown.says("preliminar"))
      let form = try #require(people.kim.shown.form(to: "review/\(later)/decision"))
      try people.kim.posts(form.address, form.hidden + Self.preliminary + [("then", "look")])
      #expect(people.kim.shown.status == .unprocessable && people.kim.shown.says("have no rule"))
      // What was begun before goes by the rule of then, with its letters.
      try Self.finds(
        people.noa, people.number, [("outcome", "preliminary")] + Self.ticks(Self.sealed))
      try Self.decides(people.kim, people.number, "decision", Self.preliminary)
      #expect(try office.application(people.number).isPreliminary)
      try Self.finds(people.noa, people.number, [("outcome", "not-cleared")])
      try Self.decides(people.noa, people.number, "revoke", [("reasons", "conduct")])
      #expect(people.noa.shown.leadsTo == "review/\(people.number)")
    }
  }
}
