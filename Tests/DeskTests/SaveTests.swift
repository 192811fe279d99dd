import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct SaveTests {
  @Test func `what is saved is there the next time, and one goes on to the next part`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      try ada.fillsIn("degrees", of: number)
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.text.contains("value=\"Sample College\""))
      #expect(ada.shown.says("Last saved on"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Complete"))
    }
  }

  @Test func `a draft that is not complete is kept, and what is missing is named`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      try ada.sends(
        [
          "institution": "Sample College", "awarded.day": "31", "awarded.month": "2",
          "then": "continue",
        ],
        to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Choose an answer"))
      #expect(ada.shown.text.contains("value=\"Sample College\""))
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.text.contains("value=\"Sample College\""))
      #expect(ada.shown.text.contains("value=\"31\""))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Not complete"))
    }
  }

  @Test func `save and leave asks for nothing more`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      try ada.sends(["institution": "Sample", "then": "leave"], to: "save/")
      #expect(ada.shown.leadsTo == "dashboard")
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.text.contains("value=\"Sample\""))
    }
  }

  @Test func `an answer that is far too long is kept, and said to be too long`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let text = String(repeating: "word ", count: 40_000) + "end"
      try ada.sends(["institution": text, "then": "continue"], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.text.contains(text))
      #expect(try office.journal(of: number).contains(text))
    }
  }

  @Test func `adding a file saves first`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/transcript")
      try ada.sends(["ordered-from": "Sample College", "then": "attach"], to: "save/")
      #expect(ada.shown.leadsTo == "attach/\(number)/transcript")
      try ada.opens("save/\(number)/transcript")
      #expect(ada.shown.text.contains("value=\"Sample College\""))
    }
  }

  @Test func `the same form sent twice is one event`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      let fields = form.hidden + goodAnswers(to: "degrees")
      try ada.posts(form.address, fields)
      let journal = try office.journal(of: number)
      try ada.posts(form.address, fields)
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `back, correct and send again is an ordinary save, each time`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/affirmation")
      let form = try #require(ada.shown.form(to: "save/"))
      for answer in [["code-of-ethics", "true-and-complete"], ["code-of-ethics"]] {
        try ada.posts(form.address, form.hidden + answer.map { ($0, "yes") } + [("then", "leave")])
        #expect(ada.shown.leadsTo == "dashboard")
      }
      // The first answer again, with the key of the first time, is what was meant last.
      try ada.posts(
        form.address, form.hidden + [("code-of-ethics", "yes"), ("true-and-complete", "yes")])
      #expect(ada.shown.status == .seeOther)
      try ada.opens("save/\(number)/affirmation")
      #expect(ada.shown.text.matches(of: /value="yes"[^>]* checked/).count == 2)
    }
  }

  @Test func `a form that was opened before another save gets both versions and stores nothing`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let old = try #require(ada.shown.form(to: "save/"))
      try ada.sends(["institution": "First College", "then": "leave"], to: "save/")
      let journal = try office.journal(of: number)
      try ada.posts(
        old.address,
        old.hidden.map { $0.0 == "key" ? ("key", "another") : $0 } + [
          ("institution", "Second College"), ("then", "leave"),
        ])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("First College"))
      #expect(ada.shown.says("Second College"))
      #expect(try office.journal(of: number) == journal)
      try ada.sends(["institution": "Second College", "then": "leave"], to: "save/")
      #expect(ada.shown.leadsTo == "dashboard")
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.text.contains("value=\"Second College\""))
    }
  }

  @Test func `a form without a key cannot get past a newer save`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let token = ada.shown.hidden("token", to: "save/") ?? ""
      for (revision, institution, status) in [
        ("0", "One", Status.seeOther), ("0", "Two", .conflict), ("1", "Three", .seeOther),
      ] {
        try ada.posts(
          "save/\(number)/degrees",
          [
            ("token", token), ("revision", revision), ("institution", institution),
            ("then", "leave"),
          ])
        #expect(ada.shown.status == status)
      }
    }
  }

  @Test func `two versions also differ in having nothing to supply`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: "prepared-in=in-state&held-elsewhere=yes")
      try ada.opens("save/\(number)/out-of-state-license")
      let old = try #require(ada.shown.form(to: "save/"))
      try ada.sends(["issued-by": "Ohio", "then": "leave"], to: "save/")
      try ada.posts(
        old.address, old.hidden.map { $0.0 == "key" ? ("key", "another") : $0 } + [("none", "yes")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.hasChosen("yes", of: "none"))
    }
  }

  @Test func `who has nothing to supply says so, and the part is complete`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: "prepared-in=in-state&held-elsewhere=yes")
      try ada.opens("save/\(number)/out-of-state-license")
      try ada.sends(["then": "continue"], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("or tick the box that says you have nothing to supply"))
      try ada.sends(["none": "yes", "issued-by": "Ohio", "then": "continue"], to: "save/")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.text.contains("value=\"Ohio\""))
      try ada.sends(["none": "yes", "then": "continue"], to: "save/")
      #expect(ada.shown.status == .seeOther)
      try ada.opens("save/\(number)/out-of-state-license")
      #expect(ada.shown.hasChosen("yes", of: "none"))
    }
  }

  @Test func `fields that belong to no question are not kept`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      try ada.sends(["institution": "Sample", "stray": "thing", "then": "leave"], to: "save/")
      #expect(try !office.journal(of: number).contains("stray"))
    }
  }

  @Test func `a form without its token, or from elsewhere, changes nothing`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      let journal = try office.journal(of: number)
      try ada.posts(
        form.address, form.hidden.filter { $0.0 != "token" } + [("institution", "Long")])
      #expect(ada.shown.status == .forbidden && ada.shown.says("Long"))
      for headers in [
        ["HTTP_ORIGIN": "https://evil.example"], ["HTTP_SEC_FETCH_SITE": "cross-site"],
      ] {
        ada.headers = headers
        try ada.posts(form.address, form.hidden + [("institution", "X")])
        #expect(ada.shown.status == .forbidden)
      }
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a page of the session before this one is refused with what was typed still there`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let old = try #require(ada.shown.form(to: "save/"))
      ada.cookies = [:]
      try ada.signsIn()
      let journal = try office.journal(of: number)
      try ada.posts(old.address, old.hidden + [("institution", "Typed before")])
      #expect(ada.shown.status == .forbidden)
      #expect(ada.shown.says("Typed before"))
      #expect(try office.journal(of: number) == journal)
      ada.headers = ["HTTP_ORIGIN": "https://evil.example"]
      try ada.posts(old.address, old.hidden + [("institution", "Typed elsewhere")])
      #expect(ada.shown.status == .forbidden)
      #expect(!ada.shown.says("Typed elsewhere"))
    }
  }

  @Test func `what another person has looks like what nobody has`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let attachment = try #require(try ada.attachment(of: number))
      let ben = try Person.signedIn(office, "Ben Hill")
      let missing = "k7m42q9p"
      for address in [
        "dashboard/\(number)", "save/\(number)/degrees", "save/\(number)/nothing",
        "save/\(number)/character-and-fitness/sign", "attach/\(number)/transcript",
        "attach/\(number)/file/\(attachment)", "invoice/\(number)", "payment/\(number)/x",
      ] {
        try ben.opens(address)
        let theirs = ben.shown
        try ben.opens(address.replacing(number, with: missing))
        #expect(theirs.status == .notFound, "\(address)")
        #expect(
          theirs.text.replacing(/<strong>\w{8}<\/strong>/, with: "")
            == ben.shown.text.replacing(/<strong>\w{8}<\/strong>/, with: ""), "\(address)")
        #expect(theirs.headers.map(\.name) == ben.shown.headers.map(\.name))
      }
      try ben.opens("dashboard")
      let token = ben.shown.hidden("token", to: "account/sign-out") ?? ""
      let journal = try office.journal(of: number)
      for address in [
        "save/\(number)/degrees", "save/\(number)/character-and-fitness/sign", "invoice/\(number)",
        "payment/\(number)",
      ] {
        try ben.posts(address, [("token", token), ("key", "k"), ("revision", "0")])
        #expect(ben.shown.status == .notFound, "\(address)")
      }
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test(arguments: ["Degrees", "nothing", "%64egrees", "out-of-state-license", "experience"])
  func `a part that the application does not ask for is not there`(part: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/\(part)")
      #expect(ada.shown.status == .notFound)
      try ada.opens("save/\(number.uppercased())/degrees")
      #expect(ada.shown.status == .notFound)
    }
  }

  @Test func `a part of somebody else is shown and not taken from the applicant`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try office.holds("five-year", ada)
      let number = try ada.starts(
        ["renew-certificate"],
        answering: "last-certificate=five-year&renewal-basis=experience&align=no")
      try ada.opens("save/\(number)/experience")
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.says("You cannot fill in this part yourself"))
      let journal = try office.journal(of: number)
      let token = ada.shown.hidden("token", to: "account/sign-out") ?? ""
      try ada.posts(
        "save/\(number)/experience", [("token", token), ("revision", "0"), ("years", "3")])
      #expect(ada.shown.status == .notFound)
      #expect(try office.journal(of: number) == journal)
    }
  }
}

extension Person {
  func fillsIn(_ element: String, of number: String) throws {
    let form = try #require(shown.form(to: "save/"))
    try posts(form.address, form.hidden + [("then", "continue")] + goodAnswers(to: element))
  }

  /// The fields of a form as a page of today would have them: with the token of this session.
  func renewed(_ fields: [(String, String)]) throws -> [(String, String)] {
    try opens("dashboard")
    let token = shown.hidden("token", to: "account/sign-out") ?? ""
    return fields.map { $0.0 == "token" ? ("token", token) : $0 }
  }

  /// The id of the first file of the transcript.
  func attachment(of number: String) throws -> String? {
    try office.application(number).part("transcript").attachments.first?.id
  }
}

extension Office {
  /// Brings in a certificate of that kind for somebody, as staff do with a list.
  func holds(_ kind: CertificateKind.ID, _ person: Person) throws {
    let rows = """
      email,kind,number,first-day,last-day
      \(person.emailAddress),\(kind),C 1,2021-07-01,2027-06-30
      """
    let list = CertificateList(reading: Array(rows.utf8), kinds: [kind])
    #expect(list.faults.isEmpty)
    let lines = try store.importCertificates(list, at: now)
    #expect(lines.count == 1 && !lines.contains(where: \.isRefused))
  }
}
