import Applications
import CGI
import Rules
import Store
import Support
import Testing

@testable import Desk

/// What is found about fitness, and what is decided about an application; by whom, and how it is undone.
@Suite struct ReviewDecisionTests {
  @Test func `fitness is found by an officer about what stands there, and others learn whether`()
    throws
  {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let noa = try Person.employed(office, "noa", [.fitnessOfficer])
      let kim = try Person.employed(office, "kim", [.specialist])
      let place = "review/\(number)/fitness"
      try noa.opens(place)
      let form = try #require(noa.shown.form(to: place))
      let day = [("day.day", "20"), ("day.month", "11"), ("day.year", "2026")]
      for fields in [
        day, [("outcome", "cleared")], [("outcome", "maybe")] + day,
        [("outcome", "cleared"), ("day.day", "1"), ("day.month", "1"), ("day.year", "2027")],
      ] {
        try noa.posts(form.address, form.hidden + fields + [("words", "My words")])
        #expect(noa.shown.status == .unprocessable && noa.shown.says("My words"), "\(fields)")
      }
      let bad = [("outcome", "not-cleared"), ("words", "SECRET-WORDS")] + day
      try noa.posts(form.address, form.hidden + bad)
      #expect(noa.shown.leadsTo == "review/\(number)")
      try noa.repeats()
      #expect(try office.application(number).review.fitness.count == 1)
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("Not yet cleared") && !kim.shown.says("Not cleared"))
      try kim.opens("review/\(number)/history")
      #expect(!kim.shown.says("SECRET-WORDS") && !kim.shown.says("not cleared."))
      // What was opened before is out of date by now.
      try noa.posts(
        form.address,
        form.hidden.map { $0.0 == "key" ? ("key", "other") : $0 } + [("outcome", "cleared")] + day)
      #expect(noa.shown.status == .conflict)
      let now = try #require(noa.shown.form(to: place))
      try noa.posts(now.address, now.hidden + [("outcome", "cleared")] + day)
      #expect(noa.shown.leadsTo == "review/\(number)")
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("Cleared") && !kim.shown.says("Not yet"))
      let journal = try office.journal(of: number)
      let token = try #require(kim.shown.hidden("token", to: "review/"))
      try kim.posts(place, [("token", token), ("outcome", "cleared")] + day)
      #expect(kim.shown.status == .forbidden)
      #expect(try office.journal(of: number) == journal)
    }
  }

  /// Nothing stands in the way of an approval.
  private static func ready(_ office: Office) throws -> (kim: Person, ada: Person, number: String) {
    let (ada, number) = try office.taken(by: "kim")
    let kim = try Person.employed(office, "kim", [.specialist])
    try office.receivesEverything("kim", for: number)
    try office.clears(number, by: "noa")
    return (kim, ada, number)
  }

  @Test func `nothing is approved while something stands in the way`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      let place = "review/\(number)/decision"
      try kim.opens(place)
      #expect(kim.shown.says("What stands in the way of an approval"))
      #expect(kim.shown.says("it is not cleared yet"))
      let form = try #require(kim.shown.form(to: place))
      let journal = try office.journal(of: number)
      for then in ["look", "send"] {
        try kim.posts(
          form.address,
          form.hidden + [("outcome", "approved"), ("words", "My words"), ("then", then)])
        #expect(kim.shown.status == .unprocessable && kim.shown.says("It cannot be approved yet"))
        #expect(kim.shown.says("My words"))
      }
      try kim.posts(form.address, form.hidden + [("then", "look")])
      #expect(kim.shown.status == .unprocessable && kim.shown.says("Choose what is decided"))
      try kim.posts(form.address, form.hidden + [("outcome", "denied"), ("then", "look")])
      #expect(kim.shown.status == .unprocessable && kim.shown.says("Choose at least one reason"))
      try kim.posts(form.address, form.hidden + [("outcome", "denied"), ("reasons", "nothing")])
      #expect(kim.shown.status == .unprocessable)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `an approval grants what was shown, sends what was shown, and holds at once`() throws {
    try withOffice { office in
      let (kim, ada, number) = try Self.ready(office)
      let place = "review/\(number)/decision"
      try kim.opens(place)
      #expect(kim.shown.says("Nothing stands in the way"))
      let blank = try #require(kim.shown.form(to: place))
      try kim.posts(
        blank.address,
        blank.hidden + [("outcome", "approved"), ("words", "Well done."), ("then", "look")])
      #expect(kim.shown.status == .ok && kim.shown.says("What is granted"))
      let form = try #require(kim.shown.form(to: place))
      let send = form.hidden + [("outcome", "approved"), ("words", "Well done."), ("then", "send")]
      try kim.posts(form.address, send)
      #expect(kim.shown.leadsTo == "review/\(number)")
      let decision = try #require(try office.application(number).review.decision).decision
      let certificate = try #require(decision.grants.first?.certificate)
      #expect(decision.letter.body.contains(certificate.number))
      #expect(decision.letter.body.contains("Well done.") && !decision.letter.body.contains("{{"))
      try office.expectsLast(decision.letter, to: ada)
      let mails = try office.mails().count
      try kim.repeats()
      #expect(kim.shown.leadsTo == "review/\(number)")
      #expect(try office.mails().count == mails)
      // A second tab.
      try kim.posts(form.address, send.map { $0.0 == "key" ? ("key", "other") : $0 })
      #expect(kim.shown.status == .conflict && kim.shown.says("It is approved"))
      #expect(try office.application(number).review.decisions.count == 1)
      try kim.opens("review/\(number)/undo")
      #expect(kim.shown.status == .forbidden)
    }
  }

  @Test func `what happened since the page was opened is looked at before anything is decided`()
    throws
  {
    try withOffice { office in
      let (kim, _, number) = try Self.ready(office)
      let place = "review/\(number)/decision"
      try kim.opens(place)
      let blank = try #require(kim.shown.form(to: place))
      try kim.posts(blank.address, blank.hidden + [("outcome", "approved"), ("then", "look")])
      let form = try #require(kim.shown.form(to: place))
      let send = form.hidden + [("outcome", "approved"), ("note", "My note"), ("then", "send")]
      // A look under the seal changes nothing for anybody who decides; a flag does.
      try office.acts("noa", on: number, .sealedViewed("character-and-fitness"))
      let flag = Flag(
        id: "f1", element: "degrees", reason: GivenReason(id: "x", text: "Why"), key: "f")
      try office.acts("sam", on: number, .flagged(flag))
      try kim.posts(form.address, send)
      #expect(kim.shown.status == .conflict && kim.shown.says("My note"))
      try office.acts("sam", on: number, .flagLifted("f1", key: "l"))
      try kim.posts(form.address, send)
      #expect(kim.shown.status == .conflict)
      #expect(try office.application(number).review.decisions.isEmpty)
    }
  }

  private static func proposes(_ person: Person, _ number: String) throws {
    try person.looksAndSends(
      "decision", of: number,
      ["outcome": "denied", "reasons": "not-shown", "note": "Our words", "words": "Sorry."])
    #expect(person.shown.leadsTo == "review/\(number)")
  }

  @Test func `a denial waits for a second person, who is another`() throws {
    try withOffice { office in
      let (ada, number) = try office.submitted()
      let place = "review/\(number)/confirm"
      let kim = try Person.employed(office, "kim", [.specialist])
      let sam = try Person.employed(office, "sam", [.reviewer])
      let eve = try Person.employed(office, "eve", [.administrator])
      try office.acts(
        "sam", on: number, .assigned(Assignment(to: StaffName("sam").unsafelyUnwrapped, key: "t")))
      let before = try office.mails().count
      try Self.proposes(sam, number)
      #expect(try office.mails().count == before, "nobody is told before it holds")
      try ada.opens("dashboard/\(number)")
      #expect(!ada.shown.says("Denied") && !ada.shown.says("Our words"))
      try sam.opens(place)
      #expect(sam.shown.says("You proposed it yourself") && sam.shown.form(to: place) == nil)
      try kim.opens(place)
      #expect(kim.shown.status == .ok && kim.shown.form(to: place) == nil)
      try eve.opens(place)
      #expect(eve.shown.says("Our words") && eve.shown.says("16 KAR 4:040 §1"))
      let form = try #require(eve.shown.form(to: place))
      let journal = try office.journal(of: number)
      try eve.posts(form.address, form.hidden + [("then", "refuse")])
      #expect(eve.shown.status == .unprocessable && eve.shown.says("Say why you refuse it"))
      for (person, words) in [(sam, "You proposed it yourself"), (kim, "takes another role")] {
        try person.opens("review/\(number)")
        let token = try #require(person.shown.hidden("token", to: "review/"))
        let theirs = form.hidden.map { $0.0 == "token" ? ("token", token) : $0 }
        try person.posts(form.address, theirs + [("then", "confirm")])
        #expect(person.shown.status == .forbidden && person.shown.says(words))
      }
      #expect(try office.journal(of: number) == journal)
      try eve.posts(form.address, form.hidden + [("then", "confirm")])
      #expect(eve.shown.leadsTo == "review/\(number)")
      let record = try #require(try office.application(number).review.decision)
      #expect(record.decision.outcome == .denied && record.decision.words == "Our words")
      let letter = record.decision.letter
      try office.expectsLast(letter, to: ada)
      #expect(letter.body.contains("Sorry.") && !letter.body.contains("Our words"))
      #expect(letter.body.contains("KRS 161.120") && letter.body.contains("16 KAR 4:040 §2(3)"))
      let after = try office.mails().count
      try eve.repeats()
      #expect(try office.mails().count == after)
    }
  }

  @Test func `who refuses a denial says why, and it is decided anew`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      let sam = try Person.employed(office, "sam", [.reviewer])
      try Self.proposes(kim, number)
      try kim.opens("review/\(number)/decision")
      #expect(kim.shown.says("A denial is proposed"))
      try sam.opens("review/\(number)/confirm")
      try sam.sends(["then": "refuse", "words": "Ask <first>"], to: "review/\(number)/confirm")
      #expect(sam.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).review.proposedDecision == nil)
      try kim.opens("review/\(number)/history")
      #expect(kim.shown.says("Ask <first"))
      try sam.repeats()
      #expect(sam.shown.status == .seeOther)
      try Self.proposes(kim, number)
      #expect(try office.application(number).review.decisions.count == 2)
    }
  }

  @Test func `of two who confirm or refuse at once, one has it`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      let sam = try Person.employed(office, "sam", [.reviewer])
      let eve = try Person.employed(office, "eve", [.reviewer])
      try Self.proposes(kim, number)
      for person in [sam, eve] { try person.opens("review/\(number)/confirm") }
      try sam.sends(["then": "confirm"], to: "review/\(number)/confirm")
      #expect(sam.shown.status == .seeOther)
      try eve.sends(["then": "refuse", "words": "Not so"], to: "review/\(number)/confirm")
      #expect(eve.shown.status == .conflict && eve.shown.says("Not so"))
      #expect(try office.application(number).review.decision != nil)
    }
  }

  @Test func `a decision is undone with a reason and a letter, and is decided anew`() throws {
    try withOffice { office in
      let (kim, ada, number) = try Self.ready(office)
      try kim.looksAndSends("decision", of: number, ["outcome": "approved"])
      let sam = try Person.employed(office, "sam", [.reviewer])
      let place = "review/\(number)/undo"
      try sam.opens(place)
      let form = try #require(sam.shown.form(to: place))
      try sam.posts(form.address, form.hidden + [("then", "look")])
      #expect(sam.shown.status == .unprocessable && sam.shown.says("Say why"))
      try sam.looksAndSends("undo", of: number, ["words": "It was a <mistake>."])
      #expect(sam.shown.leadsTo == "review/\(number)")
      try sam.repeats()
      #expect(sam.shown.status == .seeOther)
      #expect(try office.application(number).review.decision == nil)
      guard
        case .undone(let undoing, _, _) = try office.application(number).review.decisions[0].state
      else { throw Trouble("nothing was undone") }
      #expect(undoing.letter.body.contains("It was a <mistake>."))
      try office.expectsLast(undoing.letter, to: ada)
      try sam.opens("review/\(number)/letters")
      #expect(sam.shown.says("It was withdrawn"))
      try kim.looksAndSends("decision", of: number, ["outcome": "approved"])
      let decisions = try office.application(number).review.decisions
      #expect(decisions.count == 2)
      #expect(
        decisions[0].decision.grants[0].certificate.number
          == decisions[1].decision.grants[0].certificate.number, "it keeps its number")
    }
  }

  @Test func `an appeal is answered by another person than proposed the denial`() throws {
    try withOffice { office in
      let (ada, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist, .reviewer])
      let sam = try Person.employed(office, "sam", [.reviewer])
      try Self.proposes(kim, number)
      try sam.opens("review/\(number)/confirm")
      try sam.sends(["then": "confirm"], to: "review/\(number)/confirm")
      let application = try office.application(number)
      _ = try office.services.change(
        application.number, by: .applicant(application.applicant)
      ) { _ in .review(.appealed(Appeal(text: "I <was> there.", key: "a"))) }
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("I <was"))
      try kim.opens("review/\(number)/appeal")
      #expect(kim.shown.says("You proposed the decision yourself"))
      try sam.looksAndSends("appeal", of: number, ["words": "We looked."])
      #expect(sam.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).review.openAppeal == nil)
      let answer = try #require(try office.application(number).review.appeals.last?.answer)
      #expect(answer.letter.body.contains("We looked."))
      try office.expectsLast(answer.letter, to: ada)
    }
  }
}
