import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct EntryTests {
  @Test func `an entry is added on a page of its own, and stands in its part`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      try ada.sends(["institution": "First College", "then": "add.further-degrees"], to: "save/")
      #expect(ada.shown.leadsTo == "save/\(number)/degrees/further-degrees/new")
      try ada.follows()
      #expect(ada.shown.says("Not saved yet"))
      #expect(ada.shown.text.contains("<option>Berea College</option>"))
      try ada.sends(further("Berea College"), to: "save/")
      #expect(ada.shown.leadsTo == "save/\(number)/degrees#entries-further-degrees")
      try ada.follows()
      #expect(ada.shown.says("Degree 1"))
      #expect(ada.shown.says("Berea College"))
      #expect(ada.shown.text.contains("value=\"First College\""), "typed above it, and saved first")
      let part = try office.application(number).part("degrees")
      #expect(part.entries.map { $0.answers.text("subject") } == ["History"])
      #expect(part.answers.text("institution") == "First College")
    }
  }

  @Test func `an entry that is not complete is kept, and what is missing is asked`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      try ada.sends(["subject": "Music", "then": "continue"], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("There is a problem"))
      #expect(ada.shown.text.contains("value=\"Music\""))
      #expect(ada.shown.says("Last saved on 22 November 2026, 12:00 pm"))
      try ada.opens("save/\(number)/degrees")
      try ada.answers(goodAnswers(to: "degrees"))
      #expect(ada.shown.status == .unprocessable, "the part waits for its entry")
      #expect(ada.shown.says("Something is missing in degree 1"))
      let id = try #require(try office.application(number).part("degrees").entries.first?.id)
      #expect(ada.shown.text.contains("save/\(number)/degrees/further-degrees/\(id)\">"))
      try ada.opens("save/\(number)/degrees/further-degrees/\(id)")
      #expect(ada.shown.text.contains("value=\"Music\""))
      try ada.sends(further("Elsewhere"), to: "save/")
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Complete"))
    }
  }

  @Test func `save and leave keeps an entry as it is, and another one can follow at once`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      try ada.sends(["subject": "Music", "then": "leave"], to: "save/")
      #expect(ada.shown.leadsTo == "dashboard")
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      try ada.sends(further("Berea College", then: "another"), to: "save/")
      #expect(ada.shown.leadsTo == "save/\(number)/degrees/further-degrees/new")
      let entries = try office.application(number).part("degrees").entries
      #expect(entries.map { $0.answers.text("subject") } == ["Music", "History"])
    }
  }

  @Test func `entries are moved, removed and brought back, and nothing typed beside them is lost`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      for subject in ["One", "Two", "Three"] { try ada.adds(subject, to: number) }
      func subjects() throws -> [String] {
        try office.application(number).part("degrees").entries.map { $0.answers.text("subject") }
      }
      func presses(_ action: String, _ subject: String) throws {
        let part = try office.application(number).part("degrees")
        let entry = (part.entries + part.removedEntries).first {
          $0.answers.text("subject") == subject
        }
        try ada.opens("save/\(number)/degrees")
        let id = try #require(entry?.id)
        try ada.sends(["institution": "For \(subject)", "then": "\(action).\(id)"], to: "save/")
        #expect(ada.shown.leadsTo == "save/\(number)/degrees#entries-further-degrees")
        try ada.follows()
        #expect(ada.shown.text.contains("value=\"For \(subject)\""))
      }
      try presses("up", "Three")
      #expect(try subjects() == ["One", "Three", "Two"])
      try presses("down", "One")
      #expect(try subjects() == ["Three", "One", "Two"])
      try presses("up", "Three")
      #expect(try subjects() == ["Three", "One", "Two"], "the first is the first")
      try presses("remove", "One")
      #expect(try subjects() == ["Three", "Two"])
      #expect(ada.shown.says("Bring back"))
      try presses("restore", "One")
      #expect(try subjects() == ["Three", "Two", "One"])
    }
  }

  @Test func `a button pressed twice does its work once, and saves nothing that is saved`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      for subject in ["One", "Two", "Three"] { try ada.adds(subject, to: number) }
      let last = try #require(try office.application(number).part("degrees").entries.last?.id)
      let revision = try office.application(number).part("degrees").revision
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      for _ in 1...2 { try ada.posts(form.address, form.hidden + [("then", "up.\(last)")]) }
      let part = try office.application(number).part("degrees")
      #expect(part.entries.map { $0.answers.text("subject") } == ["One", "Three", "Two"])
      #expect(part.revision == revision, "nothing was typed")
    }
  }

  @Test func `the same form sent twice is one entry, and corrected it is the same one`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.posts(form.address, form.hidden + pairs(further("Berea College")))
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + pairs(further("Berea College")))
      #expect(try office.journal(of: number) == journal)
      try ada.posts(form.address, form.hidden + pairs(further("Another College")))
      #expect(ada.shown.status == .seeOther)
      let entries = try office.application(number).part("degrees").entries
      #expect(entries.map { $0.answers.text("institution") } == ["Another College"])
    }
  }

  @Test func `two entries in two tabs do not meet, one in two tabs gets both versions`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      for subject in ["One", "Two"] { try ada.adds(subject, to: number) }
      let ids = try office.application(number).part("degrees").entries.map(\.id)
      let forms = try ids.map { id in
        try ada.opens("save/\(number)/degrees/further-degrees/\(id)")
        return try #require(ada.shown.form(to: "save/"))
      }
      for (form, subject) in zip(forms, ["Uno", "Due"]) {
        try ada.posts(form.address, form.hidden + [("subject", subject), ("then", "leave")])
        #expect(ada.shown.leadsTo == "dashboard")
      }
      let journal = try office.journal(of: number)
      let old = forms[0].hidden.map { $0.0 == "key" ? ("key", "another") : $0 }
      try ada.posts(forms[0].address, old + [("subject", "Eins"), ("then", "leave")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("Uno") && ada.shown.text.contains("value=\"Eins\""))
      #expect(try office.journal(of: number) == journal)
      try ada.sends(["subject": "Eins", "then": "leave"], to: "save/")
      #expect(
        try office.application(number).part("degrees").entries.map { $0.answers.text("subject") }
          == ["Eins", "Due"])
    }
  }

  @Test(arguments: Closing.allCases)
  fileprivate func `what is typed too late is refused and shown back`(closing: Closing) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      let form = try #require(ada.shown.form(to: "save/"))
      try closing.happens(to: number, of: ada)
      let journal = try office.journal(of: number)
      try ada.posts(
        form.address, ada.renewed(form.hidden) + [("subject", "Long work"), ("then", "leave")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says(closing.words))
      #expect(ada.shown.says("Long work"))
      #expect(try office.journal(of: number) == journal)
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      #expect(ada.shown.leadsTo == "save/\(number)/degrees")
    }
  }

  @Test func `a form of before signing in again is refused and shown back`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      let form = try #require(ada.shown.form(to: "save/"))
      ada.cookies["session"] = nil
      try ada.signsIn()
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + [("subject", "Long work")])
      #expect(ada.shown.status == .forbidden)
      #expect(ada.shown.says("Long work"))
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `what was typed in an entry after the session ended is offered and put there`() throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees/further-degrees/new")
      let form = try #require(ada.shown.form(to: "save/"))
      office.wait(hours: 2)
      try ada.posts(form.address, form.hidden + pairs(further("Berea College")))
      #expect(ada.shown.leadsTo == "save/held")
      try ada.signsIn(then: "save/held")
      try ada.opens("save/held")
      #expect(ada.shown.says("Berea College"))
      #expect(ada.shown.says("added to this part"))
      try ada.sends(["choice": "keep", "application": number], to: "save/held")
      let entries = try office.application(number).part("degrees").entries
      #expect(entries.map { $0.answers.text("institution") } == ["Berea College"])
      #expect(try office.application(number).part("degrees").revision == 0)
    }
  }

  @Test(arguments: [
    "degrees/nothing/new", "degrees/further-degrees/k7m42q9pk7m42q9p", "degrees/further-degrees/..",
    "degrees/further-degrees/Ab", "transcript/further-degrees/new", "nothing/further-degrees/new",
  ])
  func `an entry that is not there is not there`(place: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/\(place)")
      #expect(ada.shown.status == .notFound)
    }
  }

  @Test func `nobody else sees or changes an entry`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.adds("One", to: number)
      let id = try #require(try office.application(number).part("degrees").entries.first?.id)
      let journal = try office.journal(of: number)
      let ben = try Person.signedIn(office, "Ben Hill")
      let token = try ben.renewed([("token", "")])[0]
      try ben.opens("save/\(number)/degrees/further-degrees/\(id)")
      #expect(ben.shown.status == .notFound)
      try ben.posts(
        "save/\(number)/degrees/further-degrees/\(id)",
        [token, ("revision", "1"), ("subject", "x")])
      #expect(ben.shown.status == .notFound)
      try ben.posts("save/\(number)/degrees", [token, ("then", "remove.\(id)")])
      #expect(ben.shown.status == .notFound)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a statement that there is nothing is refused beside entries, and both are kept`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: "prepared-in=in-state&held-elsewhere=yes")
      let part = "save/\(number)/out-of-state-license"
      try ada.opens("\(part)/other-licenses/new")
      try ada.sends(["license-title": "Teacher", "then": "leave"], to: "save/")
      try ada.opens(part)
      try ada.sends(["none": "yes", "then": "continue"], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("or remove what you have added"))
      #expect(ada.shown.says("Teacher") && ada.shown.hasChosen("yes", of: "none"))
      let id = try #require(
        try office.application(number).part("out-of-state-license").entries.first?.id)
      try ada.sends(["none": "yes", "then": "remove.\(id)"], to: "save/")
      try ada.follows()
      try ada.sends(["none": "yes", "then": "continue"], to: "save/")
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test func `a follow-up that applies only now is asked at once, and everything typed is kept`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let answers = goodAnswers(to: "degrees").filter { $0.0 != "level" } + [("level", "other")]
      try ada.answers(answers)
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Enter an answer: Which degree is it?"))
      #expect(ada.shown.hasChosen("other", of: "level"))
      #expect(ada.shown.text.contains("value=\"Sample College\""))
      #expect(ada.shown.text.contains("name=\"other-level\""))
    }
  }

  @Test func `a name from a closed list may be typed as people write it, and no other`() throws {
    try withOffice(.harbour) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(
        ["harbour-skipper"], answering: "vessels=1&learned-in=norderwiek&night=no")
      try ada.opens("save/\(number)/vessels/vessel/new")
      #expect(ada.shown.text.contains("<option value=\"old-harbour\">Old Harbour</option>"))
      try ada.sends(
        ["name": "Möwe", "port": "Elsewhere", "insured-for": "lots"], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Choose a name from the list"))
      #expect(ada.shown.says("Enter an amount, like 12.50"))
      #expect(
        ada.shown.text.contains("value=\"Möwe\"") && ada.shown.text.contains("value=\"lots\""))
      try ada.sends(
        ["name": "Möwe", "port": "old-harbour", "insured-for": "€ 1,250"], to: "save/")
      try ada.follows()
      #expect(ada.shown.says("Old Harbour") && ada.shown.says("€1,250.00"))
    }
  }

  @Test func `an entry has files of its own, added from its page and kept beside those of others`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      for subject in ["One", "Two"] { try ada.adds(subject, to: number) }
      let ids = try office.application(number).part("degrees").entries.map(\.id)
      for id in ids {
        try ada.opens("save/\(number)/degrees/further-degrees/\(id)")
        try ada.sends(["subject": "With a file", "then": "attach"], to: "save/")
        #expect(ada.shown.leadsTo == "attach/\(number)/degrees?entry=\(id)")
        try ada.follows()
        #expect(ada.shown.says("Copy of the diploma"))
        try ada.attaches(aPDF(), called: "diploma-\(id).pdf", type: "diploma")
        #expect(ada.shown.leadsTo == "save/\(number)/degrees/further-degrees/\(id)")
        try ada.follows()
        #expect(ada.shown.says("diploma-\(id).pdf"))
        #expect(ada.shown.text.contains("value=\"With a file\""), "what was typed is still there")
      }
      let part = try office.application(number).part("degrees")
      #expect(
        ids.map { part.attachments(of: $0).map(\.fileName) } == ids.map { ["diploma-\($0).pdf"] })
      #expect(part.attachments(of: nil).isEmpty)
      try ada.opens("attach/\(number)/degrees?entry=\(ids[0])")
      #expect(ada.shown.says("Withdraw diploma-\(ids[0]).pdf"))
      #expect(!ada.shown.says("Withdraw diploma-\(ids[1]).pdf"))
      try ada.sends(to: "attach/\(number)/file/\(part.attachments(of: ids[0])[0].id)/withdraw")
      #expect(ada.shown.leadsTo == "attach/\(number)/degrees?entry=\(ids[0])")
      #expect(try office.application(number).part("degrees").attachments(of: ids[0]).isEmpty)
    }
  }

  @Test func `a file for an entry that does not do is refused, and what was said is still there`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.adds("One", to: number)
      let id = try #require(try office.application(number).part("degrees").entries.first?.id)
      try ada.opens("attach/\(number)/degrees?entry=\(id)")
      let journal = try office.journal(of: number)
      try ada.attaches(
        Array("MZ".utf8), called: "x.exe", description: "My diploma", type: "diploma")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.text.contains("value=\"My diploma\""))
      #expect(try office.journal(of: number) == journal)
      for address in [
        "attach/\(number)/degrees?entry=k7m42q9pk7m42q9p", "attach/\(number)/degrees",
      ] {
        try ada.opens(address)
        #expect(ada.shown.status == .notFound, "\(address)")
      }
    }
  }

  @Test func `the whole part counts as not changed while only its entries are`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.adds("One", to: number)
      try ada.posts(form.address, form.hidden + goodAnswers(to: "degrees"))
      #expect(ada.shown.status == .unprocessable, "an entry is no newer version of the form")
      #expect(ada.shown.says("Something is missing in degree 1"))
    }
  }
}

private func further(_ institution: String, then: String = "continue")
  -> KeyValuePairs<String, String>
{
  [
    "level": "master", "institution": institution, "subject": "History", "awarded.day": "15",
    "awarded.month": "5", "awarded.year": "2023", "then": then,
  ]
}

private func pairs(_ fields: KeyValuePairs<String, String>) -> [(String, String)] {
  fields.map { ($0.key, $0.value) }
}

extension Person {
  /// Sends the form of the page with these answers.
  fileprivate func answers(_ fields: [(String, String)]) throws {
    let form = try #require(shown.form(to: "save/"))
    try posts(form.address, form.hidden + fields)
  }

  /// Adds a degree, with nothing but its subject.
  fileprivate func adds(_ subject: String, to number: String) throws {
    try opens("save/\(number)/degrees/further-degrees/new")
    try sends(["subject": subject, "then": "leave"], to: "save/")
    #expect(shown.leadsTo == "dashboard")
  }
}
