import CGI
import Rules
import Testing

@testable import Desk

@Suite struct SignTests {
  @Test func `a part is read back, signed once and then stands`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/character-and-fitness")
      try ada.fillsIn("character-and-fitness", of: number)
      #expect(ada.shown.leadsTo == "save/\(number)/character-and-fitness/sign")
      try ada.follows()
      #expect(ada.shown.says("Once you submit this part it cannot be undone"))
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.leadsTo == "save/\(number)/affirmation")
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + [("signature", "Ada Okoro")])
      #expect(ada.shown.leadsTo == "save/\(number)/affirmation", "the same form is the same deed")
      try ada.posts(form.address, form.hidden + [("signature", "Another Name")])
      #expect(ada.shown.status == .conflict)
      #expect(try office.journal(of: number) == journal)
      try ada.opens("save/\(number)/character-and-fitness")
      #expect(ada.shown.says("Signed by Ada Okoro"))
      try ada.opens("save/\(number)/character-and-fitness/sign")
      #expect(ada.shown.leadsTo == "save/\(number)/character-and-fitness")
    }
  }

  @Test func `without a name nothing is signed`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let journal = try office.journal(of: number)
      for name in ["", "  \u{a0} "] {
        try ada.sends(["signature": name], to: "save/")
        #expect(ada.shown.status == .unprocessable)
        #expect(ada.shown.says("Type your full name to sign"))
      }
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `only the answers that were read can be signed`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.opens("save/\(number)/character-and-fitness")
      try ada.sends(
        ["convicted": "yes", "then": "leave"], to: "save/")
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + [("signature", "Ada Okoro")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("This part has changed since you read it"))
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a file that was added after reading back has to be read too`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.opens("attach/\(number)/character-and-fitness")
      try ada.attaches(aPDF(), called: "court.pdf", type: "court-record")
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + [("signature", "Ada Okoro")])
      #expect(ada.shown.status == .conflict)
      #expect(try office.journal(of: number) == journal)
      try ada.opens("save/\(number)/character-and-fitness/sign")
      #expect(ada.shown.says("court.pdf"))
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test func `what is not complete cannot be read back`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/character-and-fitness/sign")
      #expect(ada.shown.leadsTo == "save/\(number)/character-and-fitness")
      try ada.opens("save/\(number)/degrees/sign")
      #expect(ada.shown.status == .notFound)
    }
  }

  @Test func `a signature without the token signs nothing`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let form = try #require(ada.shown.form(to: "save/"))
      let journal = try office.journal(of: number)
      try ada.posts(
        form.address, form.hidden.filter { $0.0 != "token" } + [("signature", "Ada Okoro")])
      #expect(ada.shown.status == .forbidden)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a signature on an ended session leads back to reading, signed by nobody`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let journal = try office.journal(of: number)
      office.wait(hours: 2)
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      try ada.follows()
      try ada.sends(["email": ada.emailAddress, "password": Person.password])
      #expect(ada.shown.leadsTo == "save/\(number)/character-and-fitness/sign")
      try ada.follows()
      #expect(ada.shown.status == .ok)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `an application that is closed is not signed either`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let form = try #require(ada.shown.form(to: "save/"))
      office.wait(days: 91)
      try ada.signsIn()
      let journal = try office.journal(of: number)
      try ada.posts(form.address, ada.renewed(form.hidden) + [("signature", "Ada Okoro")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("has expired"))
      #expect(try office.journal(of: number) == journal)
    }
  }
}

extension Person {
  /// Has filled in the part about fitness, and looks at the page that reads it back.
  fileprivate func readsBack() throws -> String {
    let number = try starts()
    try opens("save/\(number)/character-and-fitness")
    try fillsIn("character-and-fitness", of: number)
    try follows()
    return number
  }
}
