import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// What staff sees of an application, and what they say about its parts.
@Suite struct ReviewElementTests {
  @Test func `a specialist reads what was supplied, and of what is under a seal nothing`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)")
      #expect(
        kim.shown.status == .ok && kim.shown.says("Ada Okoro") && kim.shown.says("it is with kim"))
      #expect(kim.shown.says("Only fitness officers see it") && kim.shown.says("Not yet cleared"))
      try kim.opens("review/\(number)/element/degrees")
      #expect(kim.shown.says("Sample College"))
      let journal = try office.journal(of: number)
      for page in ["element/character-and-fitness", "fitness"] {
        try kim.opens("review/\(number)/\(page)")
        #expect(kim.shown.status == .forbidden && !kim.shown.says("Have you"), "\(page)")
      }
      try kim.opens("review/\(number)/history")
      #expect(kim.shown.says("Saved Character and Fitness") || kim.shown.says("Signed"))
      #expect(try office.journal(of: number) == journal, "reading leaves no line")
      for page in ["element/nothing", "file/nothing", "nothing"] {
        #expect(try kim.opens("review/\(number)/\(page)").status == .notFound, "\(page)")
      }
      #expect(try kim.opens("review/22222222").status == .notFound)
    }
  }

  @Test func `what was never submitted is nothing to review`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let kim = try Person.employed(office, "kim", [.specialist, .fitnessOfficer, .administrator])
      for page in ["", "/history", "/element/degrees", "/decision"] {
        #expect(try kim.opens("review/\(number)\(page)").status == .notFound, "\(page)")
      }
    }
  }

  @Test func `who records money sees what it is and what was paid, and no more`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let fin = try Person.employed(office, "fin", [.finance])
      try fin.opens("review/\(number)")
      #expect(fin.shown.says("Ada Okoro") && fin.shown.says("paid"))
      #expect(!fin.shown.says("202 555 0143") && !fin.shown.says("Notes"))
      for page in ["element/degrees", "history", "letters", "decision", "hold", "fitness"] {
        #expect(try fin.opens("review/\(number)/\(page)").status == .forbidden, "\(page)")
      }
      let journal = try office.journal(of: number)
      try fin.posts("review/\(number)/note", [("token", ""), ("key", "k"), ("text", "x")])
      #expect(fin.shown.status == .forbidden)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a file is given as a download, to those who may have it`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      let file = try #require(try office.application(number).attachments.first)
      try kim.opens("review/\(number)/file/\(file.id)")
      #expect(kim.shown.status == .ok && kim.shown.body == aPDF())
      #expect(kim.shown["Content-Disposition"]?.hasPrefix("attachment") == true)
      #expect(kim.shown["X-Content-Type-Options"] == "nosniff")
    }
  }

  @Test func `every look under a seal is a line before it is shown, once in an hour of a session`()
    throws
  {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let noa = try Person.employed(office, "noa", [.fitnessOfficer])
      func views() throws -> Int { try office.application(number).review.views.count }
      try noa.opens("review/\(number)/fitness")
      #expect(noa.shown.status == .ok && noa.shown.says("Not looked at"))
      #expect(try views() == 1)
      try noa.opens("review/\(number)/element/character-and-fitness")
      try noa.opens("review/\(number)/fitness")
      #expect(try views() == 1, "one reading is one look")
      for _ in 1...4 {
        office.wait(minutes: 16)
        try noa.opens("staff")
      }
      try noa.opens("review/\(number)/fitness")
      #expect(try views() == 2)
      noa.cookies = [:]
      office.wait(minutes: 1)
      try noa.signsInAsStaff("noa")
      try noa.opens("review/\(number)/fitness")
      #expect(try views() == 3, "another session looks anew")
      #expect(try office.journal(of: number).contains("\"who\":\"staff:noa\""))
      // Of the parts of everybody they read as others do.
      #expect(try noa.opens("review/\(number)/element/degrees").status == .ok)
    }
  }

  @Test func `a note is one however often it is sent, and is for those who work here`() throws {
    try withOffice { office in
      let (ada, number) = try office.submitted()
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)")
      let form = try #require(kim.shown.form(to: "review/\(number)/note"))
      try kim.posts(form.address, form.hidden + [("text", "Look <twice>")])
      #expect(kim.shown.leadsTo == "review/\(number)")
      try kim.repeats()
      #expect(kim.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).review.notes.map(\.note.text) == ["Look <twice>"])
      try kim.posts(form.address, form.hidden + [("text", "Another")])
      #expect(
        try office.application(number).review.notes.count == 2, "another text is another note")
      try kim.posts(form.address, form.hidden + [("text", "  ")])
      #expect(kim.shown.status == .unprocessable && kim.shown.says("Write the note"))
      try kim.posts(form.address, form.hidden + [("text", String(repeating: "x", count: 4001))])
      #expect(kim.shown.status == .unprocessable && kim.shown.says("4000 characters"))
      for page in ["", "/history", "/summary"] {
        try ada.opens("dashboard/\(number)\(page)")
        #expect(!ada.shown.says("twice") && !ada.shown.says("Another"), "\(page)")
      }
    }
  }

  @Test func `an answer is flagged with a reason for it, lifted again, and each is a line`() throws
  {
    try withOffice { office in
      let (ada, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)/element/transcript?flag=question.ordered-from")
      #expect(kim.shown.text.contains("value=\"question.ordered-from\" selected"))
      #expect(!kim.shown.says("The testing company has no scores"), "a reason for another part")
      let form = try #require(kim.shown.form(to: "review/\(number)/flag"))
      let fields = [
        ("target", "question.ordered-from"), ("reason", "no-transcript"), ("words", "Ask <them>"),
      ]
      try kim.posts(form.address, form.hidden + fields)
      #expect(kim.shown.leadsTo == "review/\(number)/element/transcript")
      try kim.repeats()
      let flags = try office.application(number).review.flags
      #expect(flags.count == 1 && flags[0].flag.reason.clause == "16 KAR 4:040 §1(2)")
      #expect(flags[0].flag.target == .question("ordered-from"))
      try kim.follows()
      #expect(kim.shown.says("Ask <them") && kim.shown.says("1 flag"))
      try ada.opens("dashboard/\(number)")
      #expect(!ada.shown.says("Ask <them"), "nobody is told before it is sent back")
      try kim.sends(to: "review/\(number)/lift")
      #expect(kim.shown.leadsTo == "review/\(number)/element/transcript")
      #expect(try office.application(number).review.openFlags.isEmpty)
      try kim.repeats()
      #expect(kim.shown.status == .seeOther)
    }
  }

  @Test func `what cannot be flagged is refused, with all that was typed`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)/element/transcript")
      let form = try #require(kim.shown.form(to: "review/\(number)/flag"))
      let journal = try office.journal(of: number)
      func tries(_ target: String, _ reason: String, _ words: String = "My words") throws {
        try kim.posts(
          form.address,
          form.hidden + [("target", target), ("reason", reason), ("words", words)])
      }
      for (target, reason) in [
        ("", "no-transcript"), ("question.nothing", "no-transcript"), ("element", ""),
        ("element", "no-scores"),
      ] {
        try tries(target, reason)
        #expect(kim.shown.status == .unprocessable && kim.shown.says("My words"), "\(target)")
      }
      try tries("element", "no-transcript", String(repeating: "x", count: 4001))
      #expect(kim.shown.status == .unprocessable)
      // Of another page of theirs, of another session, and of another site.
      try kim.posts(
        form.address,
        form.hidden.map { $0.0 == "token" ? ("token", "other") : $0 }
          + [("target", "element"), ("reason", "no-transcript"), ("words", "My words")])
      #expect(kim.shown.status == .forbidden && kim.shown.says("My words"))
      kim.headers["HTTP_SEC_FETCH_SITE"] = "cross-site"
      try tries("element", "no-transcript")
      #expect(kim.shown.status == .forbidden)
      kim.headers = [:]
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `what has changed since the page was opened is flagged by nobody unseen`() throws {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)/element/transcript")
      let flag = try #require(kim.shown.form(to: "review/\(number)/flag"))
      let accept = try #require(kim.shown.form(to: "review/\(number)/accept"))
      let application = try office.application(number)
      _ = try office.store.change(
        application.number, at: office.now, by: .applicant(application.applicant)
      ) { application in
        .saved(
          Save(
            element: "transcript", revision: 9, answers: application.part("transcript").answers,
            key: "changed"))
      }
      let journal = try office.journal(of: number)
      try kim.posts(
        flag.address,
        flag.hidden + [("target", "element"), ("reason", "no-transcript"), ("words", "My words")])
      #expect(kim.shown.status == .conflict && kim.shown.says("My words"))
      #expect(kim.shown.says("Something has happened"))
      try kim.posts(accept.address, accept.hidden)
      #expect(kim.shown.status == .conflict)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `only who has it acts on it, or who stands above; and nobody on what nobody has`()
    throws
  {
    try withOffice { office in
      let (_, number) = try office.submitted()
      let kim = try Person.employed(office, "kim", [.specialist])
      let lee = try Person.employed(office, "lee", [.specialist])
      let sam = try Person.employed(office, "sam", [.reviewer])
      try lee.opens("review/\(number)/element/transcript")
      #expect(lee.shown.says("Nobody has it yet"))
      #expect(lee.shown.form(to: "review/\(number)/flag") == nil)
      try office.acts(
        "kim", on: number, .assigned(Assignment(to: StaffName("kim").unsafelyUnwrapped, key: "t")))
      try kim.opens("review/\(number)/element/transcript")
      let form = try #require(kim.shown.form(to: "review/\(number)/accept"))
      let journal = try office.journal(of: number)
      try lee.opens("review/\(number)/element/transcript")
      #expect(lee.shown.says("It is with kim"))
      try lee.opens("review/\(number)")
      let token = try #require(lee.shown.hidden("token", to: "review/\(number)/note"))
      let forged = form.hidden.map { $0.0 == "token" ? ("token", token) : $0 }
      try lee.posts(form.address, forged)
      #expect(lee.shown.status == .conflict && lee.shown.says("It is with kim"))
      #expect(try office.journal(of: number) == journal)
      try sam.opens("review/\(number)/element/transcript")
      try sam.sends(to: "review/\(number)/accept")
      #expect(sam.shown.leadsTo == "review/\(number)")
      try kim.posts(form.address, form.hidden)
      #expect(kim.shown.status == .seeOther)
      #expect(try office.application(number).isAccepted("transcript"))
      try sam.follows()
      #expect(sam.shown.says("Found right by kim"))
    }
  }

  @Test func `a hold says what it does to the clock, and ends when somebody takes it up again`()
    throws
  {
    try withOffice { office in
      let (_, number) = try office.taken(by: "kim")
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/\(number)/hold")
      #expect(kim.shown.says("do not count meanwhile") && kim.shown.says("go on meanwhile"))
      let form = try #require(kim.shown.form(to: "review/\(number)/hold"))
      try kim.posts(form.address, form.hidden + [("words", "Kept")])
      #expect(kim.shown.status == .unprocessable && kim.shown.says("Kept"))
      let fields = form.hidden + [("reason", "scores-coming"), ("words", "They said May")]
      try kim.posts(form.address, fields)
      #expect(kim.shown.leadsTo == "review/\(number)")
      let hold = try #require(try office.application(number).review.hold).hold
      #expect(hold.stopsClock && hold.reason.clause == "KRS 161.030")
      try kim.repeats()
      #expect(kim.shown.status == .seeOther)
      // A second tab, opened before.
      try kim.posts(form.address, fields.map { $0.0 == "key" ? ("key", "other") : $0 })
      #expect(kim.shown.status == .conflict && kim.shown.says("On hold"))
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("They said May"))
      try kim.opens("review/\(number)/decision")
      #expect(kim.shown.says("It is on hold"))
      try kim.opens("review/\(number)/hold")
      try kim.sends(["words": "They came"], to: "review/\(number)/resume")
      #expect(kim.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).review.hold == nil)
      try kim.repeats()
      #expect(kim.shown.status == .seeOther)
      #expect(try office.application(number).review.holds.count == 1)
    }
  }
}
