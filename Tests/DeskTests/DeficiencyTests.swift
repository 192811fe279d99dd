import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// An application comes back to its applicant, who puts right what was flagged and nothing else.
@Suite struct DeficiencyTests {
  @Test func `what came back is shown with its reason, and one answer sends all of it`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      let received = try office.application(number).submittedAt
      office.wait(days: 1)
      try ada.signsIn()
      try office.sendsBack(
        number, [("degrees", .element), ("character-and-fitness", .element)],
        anew: ["character-and-fitness"])
      try ada.opens("dashboard")
      #expect(ada.shown.says("Deficient") && ada.shown.says("13 December 2026"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("The answer is not to what was asked. 16 KAR 4:040 §1(1)"))
      #expect(ada.shown.says("“Look at <this"))
      #expect(ada.shown.says("20 days left") && ada.shown.says("closed without a decision"))
      #expect(ada.shown.says("There is nothing to pay"))
      let journal = try office.journal(of: number)
      try ada.opens("dashboard/\(number)/answer")
      #expect(ada.shown.form(to: "dashboard/") == nil, "nothing is put right yet")
      let token = try #require(
        try ada.opens("dashboard/\(number)/withdraw").hidden("token", to: "dashboard/"))
      try ada.posts("dashboard/\(number)/answer", [("token", token), ("key", "early")])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Degrees: open it, put right what is named, and save it"))
      #expect(ada.shown.says("Character & Fitness: fill in what is missing, and sign it"))
      #expect(try office.journal(of: number) == journal)

      try ada.opens("save/\(number)/character-and-fitness")
      #expect(!ada.shown.hasChosen("no"), "nothing of what was signed is filled in")
      #expect(ada.shown.says("What you signed on"))
      try ada.saves(number, "degrees", goodAnswers(to: "degrees"))
      #expect(ada.shown.leadsTo == "save/\(number)/character-and-fitness")
      try ada.saves(
        number, "character-and-fitness", goodAnswers(to: "character-and-fitness"))
      try ada.follows()
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.leadsTo == "dashboard/\(number)/answer")
      try ada.follows()
      #expect(ada.shown.says("It keeps its place in the queue"))
      let form = try #require(ada.shown.form(to: "dashboard/"))
      try ada.sends(to: "dashboard/")
      #expect(ada.shown.leadsTo == "dashboard/\(number)")
      let application = try office.application(number)
      #expect(application.review.deficiencies.map { $0.answeredAt != nil } == [true])
      #expect(application.submittedAt == received, "its place is that of the first day")
      #expect(application.attempts.count == 1, "nothing was paid again")
      let answered = try office.journal(of: number)
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.status == .seeOther)
      try ada.posts(form.address, [("token", token), ("key", "another-tab")])
      #expect(ada.shown.status == .conflict && ada.shown.says("Your answer is sent already"))
      #expect(try office.journal(of: number) == answered)
      let mail = try #require(
        try office.mails().first { $0.name.hasPrefix("deficiency-answered") })
      #expect(mail.body.contains("22 November 2026") && !mail.body.contains("{{"))
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.form(to: "save/") == nil, "it is closed again")
    }
  }

  @Test func `of an element of which one answer was flagged no other can be changed`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.sendsBack(number, [("transcript", .question("ordered-from"))])
      try ada.opens("save/\(number)/transcript")
      #expect(ada.shown.says("What stays as you submitted it"))
      #expect(!ada.shown.text.contains("name=\"name-on-transcript\""))
      try ada.saves(
        number, "transcript",
        [("ordered-from", "Another College"), ("name-on-transcript", "Forged"), ("none", "yes")])
      #expect(ada.shown.leadsTo == "dashboard/\(number)/answer")
      let part = try office.application(number).part("transcript")
      #expect(part.answers.text("ordered-from") == "Another College")
      #expect(part.answers.text("name-on-transcript") == "Ada Okoro")
      #expect(part.answers.text("ordered-on.year") == "2026" && !part.statesNone)
      try ada.repeats()
      #expect(try office.application(number).part("transcript").revision == part.revision)
    }
  }

  @Test func `what was not flagged cannot be changed by any form, and what was typed is shown`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      let file = try #require(try office.application(number).attachments.first?.id)
      try office.sendsBack(number, [("transcript", .question("ordered-from"))])
      try ada.opens("save/\(number)/transcript")
      let token = try #require(ada.shown.hidden("token", to: "save/"))
      let journal = try office.journal(of: number)
      try ada.posts(
        "save/\(number)/degrees",
        [("token", token), ("key", "k"), ("revision", "1"), ("institution", "Forged College")])
      #expect(ada.shown.status == .conflict && ada.shown.says("Forged College"))
      #expect(ada.shown.says("was not sent back to you"))
      for what in ["withdraw", "restore"] {
        try ada.posts(
          "attach/\(number)/file/\(file)/\(what)", [("token", token), ("key", "k-\(what)")])
        #expect([.conflict, .seeOther].contains(ada.shown.status), "\(what)")
      }
      try ada.posts(
        "attach/\(number)/transcript/details",
        [("token", token), ("key", "k2"), ("description-\(file)", "Forged")])
      try ada.posts(
        "attach/\(number)/transcript",
        [("token", token), ("key", "k3"), ("description", "More"), ("type", "other")],
        file: aPDF("more"), called: "more.pdf")
      #expect(ada.shown.status == .conflict && ada.shown.says("more.pdf"))
      try ada.opens("attach/\(number)/transcript")
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      try ada.opens("attach/\(number)/file/\(file)/replace")
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a flagged file is replaced, and so may be what took its place`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      let file = try #require(try office.application(number).attachments.first?.id)
      try office.sendsBack(number, [("transcript", .file(file))])
      for words in ["better", "best"] {
        let now = try #require(try office.application(number).attachments.first?.id)
        try ada.opens("save/\(number)/transcript")
        #expect(ada.shown.text.contains("file/\(now)/replace"))
        #expect(!ada.shown.text.contains("name=\"ordered-from\""))
        try ada.opens("attach/\(number)/file/\(now)/replace")
        try ada.attaches(aPDF(words), called: "\(words).pdf", type: "order-receipt")
        #expect(ada.shown.status == .seeOther)
      }
      #expect(try office.application(number).attachments.map(\.fileName) == ["best.pdf"])
      try ada.opens("dashboard/\(number)/answer")
      try ada.sends(to: "dashboard/")
      #expect(try office.application(number).review.openDeficiency == nil)
    }
  }

  @Test func `after the last day nothing more is taken, and nothing is lost`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.sendsBack(number, [("degrees", .element)])
      try ada.saves(number, "degrees", goodAnswers(to: "degrees"))
      try ada.opens("dashboard/\(number)/answer")
      let answer = try #require(ada.shown.form(to: "dashboard/"))
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      office.wait(days: 21)
      try ada.signsIn()
      let token = try #require(
        try ada.opens("account/profile").hidden("token", to: "account/profile"))
      let journal = try office.journal(of: number)
      func posts(
        _ address: String, _ hidden: [(String, String)], _ fields: [(String, String)] = []
      ) throws {
        let kept = hidden.filter { $0.0 != "token" }
        try ada.posts(address, kept + [("token", token)] + fields)
      }
      try posts(form.address, form.hidden, [("institution", "Too Late College")])
      #expect(ada.shown.status == .conflict && ada.shown.says("Too Late College"))
      #expect(ada.shown.says("The last day to put something right is over"))
      try posts(answer.address, answer.hidden)
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("The last day to answer was 12 December 2026"))
      #expect(try office.journal(of: number) == journal)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Closed") && ada.shown.says("nothing was decided"))
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.says("Sample College"))

      try office.reviews(
        number,
        .deficiencyExtended(
          DeficiencyExtension(
            until: office.now.adding(seconds: 5 * 86_400),
            letter: SentLetter(subject: "More time", body: "You have more time."), key: "more")))
      try posts(answer.address, answer.hidden)
      #expect(ada.shown.status == .seeOther)
      #expect(try office.application(number).review.openDeficiency == nil)
    }
  }

  @Test func `what is typed after the session has ended changes nothing that was not flagged`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.sendsBack(number, [("transcript", .question("ordered-from"))])
      ada.cookies = [:]
      try ada.posts(
        "save/\(number)/transcript",
        [("ordered-from", "Another College"), ("name-on-transcript", "Forged")])
      try ada.signsIn(then: "save/held")
      try ada.follows()
      try ada.sends(["choice": "keep", "application": number])
      let part = try office.application(number).part("transcript")
      #expect(part.answers.text("ordered-from") == "Another College")
      #expect(part.answers.text("name-on-transcript") == "Ada Okoro")
    }
  }

  @Test(arguments: ["answer", "letters", "appeal"])
  func `nobody else finds any of it`(page: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.sendsBack(number, [("degrees", .element)])
      let event = try office.application(number).lastEvent
      let bo = try Person.signedIn(office, "Bo Lind")
      let token = try #require(
        try bo.opens("account/profile").hidden("token", to: "account/profile"))
      let journal = try office.journal(of: number)
      for address in ["dashboard/\(number)/\(page)", "dashboard/\(number)/letters/\(event)"] {
        try bo.opens(address)
        #expect(bo.shown.status == .notFound)
      }
      if page != "letters" {
        try bo.posts(
          "dashboard/\(number)/\(page)", [("token", token), ("key", "k"), ("text", "x")])
        #expect(bo.shown.status == .notFound)
      }
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `letters stand in the account as they were sent, and notes nowhere`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.reviews(number, .noted(Note(id: "n", text: "A secret word", key: "n")))
      try office.sendsBack(number, [("degrees", .element)])
      let event = try office.application(number).lastEvent
      try ada.opens("dashboard/\(number)/letters")
      #expect(ada.shown.says("Put it right"))
      try ada.opens("dashboard/\(number)/letters/\(event)")
      #expect(ada.shown.says("Dear <Ada") && ada.shown.says("as it was sent."))
      for other in ["\(event - 1)", "1", "0", "x", "999"] {
        try ada.opens("dashboard/\(number)/letters/\(other)")
        #expect(ada.shown.status == .notFound, "\(other)")
      }
      let mail = try #require(try office.mails().first { $0.subject == "Put it right" })
      #expect(mail.to == ada.emailAddress && mail.body.hasSuffix("as it was sent."))
      for page in ["", "/history", "/summary", "/letters", "/messages"] {
        try ada.opens("dashboard/\(number)\(page)")
        #expect(!ada.shown.says("secret") && !ada.shown.says("lee"), "\(page)")
      }
    }
  }
}
