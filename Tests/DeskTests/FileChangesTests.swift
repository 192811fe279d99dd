import Applications
import CGI
import Rules
import Testing

@testable import Desk

@Suite struct FileChangesTests {
  @Test func `the same file is recognised where it is, and linked where it is not`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let journal = try office.journal(of: number)
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches(aPDF(), called: "again.pdf", description: "Once more", type: "copy")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("again.pdf is the same file as receipt.pdf, which is here already"))
      #expect(ada.shown.text.contains("value=\"Once more\""))
      #expect(try office.journal(of: number) == journal)

      try ada.opens("attach/\(number)/character-and-fitness")
      try ada.attaches(aPDF(), called: "court.pdf", type: "court-record")
      #expect(ada.shown.status == .seeOther)
      #expect(try office.files(of: number).count == 1)
      try ada.opens("save/\(number)/character-and-fitness")
      #expect(ada.shown.says("This is the same file as receipt.pdf in Transcript"))
    }
  }

  @Test func `what is said about a file can be changed without sending it again`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/transcript/details?file=\(id)")
      #expect(ada.shown.text.contains("value=\"My paper\""))
      let form = try #require(ada.shown.form(to: "attach/"))
      let fields = [("description.\(id)", "My receipt"), ("type.\(id)", "copy")]
      try ada.posts(form.address, form.hidden + fields)
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + fields)
      #expect(ada.shown.status == .seeOther)
      #expect(try office.journal(of: number) == journal, "the same form is the same deed")
      let file = try #require(try office.application(number).attachment(id))
      #expect(file.description == "My receipt" && file.type == "copy")
      #expect(journal.contains("My paper"), "what was said before is in the history")
    }
  }

  @Test func `a file is withdrawn and brought back, and nothing is destroyed`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/transcript")
      let form = try #require(ada.shown.form(to: "attach/\(number)/file/\(id)/withdraw"))
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.leadsTo == "attach/\(number)/transcript")
      #expect(try office.application(number).part("transcript").attachments.isEmpty)
      #expect(try office.files(of: number).count == 1)
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.status == .notFound)
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden)
      #expect(ada.shown.status == .seeOther)
      #expect(try office.journal(of: number) == journal)

      try ada.opens("attach/\(number)/transcript")
      #expect(ada.shown.says("Withdrawn files"))
      try ada.sends(to: "attach/\(number)/file/\(id)/restore")
      #expect(try office.application(number).attachment(id)?.fileName == "receipt.pdf")
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.body == aPDF())
    }
  }

  @Test func `a withdrawn file stays withdrawn where there is no room for it`() throws {
    try withOffice(.harbour) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(["cadet-permit"], answering: "under-eighteen=no")
      func adds(_ names: [String]) throws {
        try ada.opens("attach/\(number)/identity")
        try ada.attaches(names.map { ($0, aPDF($0)) }, type: "passport")
        #expect(ada.shown.status == .seeOther)
      }
      try adds(["1.pdf"])
      try ada.opens("attach/\(number)/identity")
      try ada.sends(to: "attach/\(number)/file/")
      try adds(["2.pdf", "3.pdf"])
      try ada.opens("attach/\(number)/identity")
      let restore = try #require(
        ada.shown.text.firstMatch(of: /cgi-bin\/(attach\/[^"]*\/restore)/)?.1)
      try ada.sends(to: String(restore))
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("1.pdf was not added, because no more than 2 files can be here"))
      #expect(ada.shown.says("Withdrawn files"))
    }
  }

  @Test func `a file is replaced, and the old one stays in the history`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/file/\(id)/replace")
      #expect(ada.shown.says("Replace receipt.pdf"))
      #expect(ada.shown.text.contains("value=\"My paper\""))
      let form = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
      let fields = form.hidden + [("description", "Better"), ("type", "copy")]
      try ada.posts(form.address, fields, file: Array("x".utf8), called: "bad.txt")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("bad.txt must be a PDF"))
      #expect(ada.shown.text.contains("value=\"Better\""))
      #expect(try office.application(number).attachment(id) != nil, "the old one stays")
      for _ in 0..<2 {
        try ada.posts(form.address, fields, file: aPDF("new"), called: "new.pdf")
        #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      }
      let part = try office.application(number).part("transcript")
      #expect(part.attachments.map(\.fileName) == ["new.pdf"])
      #expect(part.attachments.map(\.description) == ["Better"])
      #expect(part.withdrawn.map(\.id) == [id])
      #expect(try office.files(of: number).count == 2)
      try ada.posts(
        form.address, fields.map { $0.0 == "key" ? ("key", "other") : $0 }, file: aPDF("third"),
        called: "third.pdf")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("third.pdf was not added, because the file that it was to replace is"))
      #expect(ada.shown.text.contains("value=\"Better\""))
      #expect(try office.files(of: number).count == 2)
    }
  }

  @Test(arguments: Closing.allCases)
  func `nothing about files can be changed once the application is closed`(closing: Closing) throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/transcript/details?file=\(id)")
      let details = try #require(ada.shown.form(to: "attach/"))
      try ada.opens("attach/\(number)/transcript")
      let withdraw = try #require(ada.shown.form(to: "attach/\(number)/file/\(id)/withdraw"))
      try ada.opens("attach/\(number)/file/\(id)/replace")
      let replace = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
      try closing.happens(to: number, of: ada)
      let journal = try office.journal(of: number)
      try ada.posts(
        details.address, ada.renewed(details.hidden) + [("description.\(id)", "Too <late>")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says(closing.words))
      #expect(ada.shown.text.contains("Too &lt;late&gt;"))
      try ada.posts(withdraw.address, ada.renewed(withdraw.hidden))
      #expect(ada.shown.status == .conflict)
      try ada.posts(
        replace.address, ada.renewed(replace.hidden) + [("description", "My words")],
        file: aPDF("late"), called: "late.pdf")
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("My words") && ada.shown.says("late.pdf"))
      #expect(try office.journal(of: number) == journal)
      #expect(try office.files(of: number).count == 1)
    }
  }

  @Test func `nobody else can do anything about a file`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let id = try #require(try ada.attachment(of: number))
      let eve = try Person.signedIn(office, "Eve Ho")
      let theirs = try eve.starts()
      try eve.opens("attach/\(theirs)/transcript")
      let keys = try #require(eve.shown.form(to: "attach/", sendingFiles: true)).hidden
      let journal = try office.journal(of: number)
      for address in ["", "/replace", "/withdraw", "/restore"] {
        for number in [number, theirs] {
          let path = "attach/\(number)/file/\(id)\(address)"
          if ["", "/replace"].contains(address) {
            try eve.opens(path)
            #expect(eve.shown.status == .notFound, "\(path)")
          } else {
            try eve.posts(path, keys)
            #expect(eve.shown.status == .notFound, "\(path)")
          }
        }
      }
      try eve.posts(
        "attach/\(theirs)/transcript/details", keys + [("description.\(id)", "Hers now")])
      #expect(try office.journal(of: number) == journal)
      try ada.posts("attach/\(number)/file/\(id)/withdraw", [("key", "k")])
      #expect(ada.shown.status == .forbidden, "without the token")
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `words about a file of a page of an earlier session are shown back`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/transcript/details?file=\(id)")
      let details = try #require(ada.shown.form(to: "attach/"))
      try ada.opens("attach/\(number)/transcript")
      let upload = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
      ada.cookies = [:]
      try ada.signsIn()
      try ada.posts(details.address, details.hidden + [("description.\(id)", "My <new> words")])
      #expect(ada.shown.status == .forbidden)
      #expect(ada.shown.text.contains("My &lt;new&gt; words"))
      try ada.posts(
        upload.address, upload.hidden + [("description", "My <scan>"), ("type", "copy")],
        file: aPDF("x"), called: "x.pdf")
      #expect(ada.shown.status == .forbidden)
      #expect(ada.shown.text.contains("My &lt;scan&gt;"))
      #expect(try office.files(of: number).count == 1)
    }
  }

  @Test
  func `a file that comes after the session has ended is not kept, and the words about it are`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      office.wait(hours: 2)
      try ada.attaches(
        aPDF(), called: "a.pdf", description: "Paid in <May>", type: "order-receipt")
      #expect(ada.shown.leadsTo == "attach/\(number)/transcript")
      #expect(try office.incoming() == [])
      try ada.follows()
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.says("Files that you had selected could not be kept"))
      try ada.opens("account/sign-in?then=attach/\(number)/transcript")
      try ada.sends(["email": ada.emailAddress, "password": Person.password])
      #expect(ada.shown.leadsTo == "attach/\(number)/transcript")
      try ada.follows()
      #expect(ada.shown.text.contains("value=\"Paid in &lt;May&gt;\""))
      #expect(ada.shown.hasChosen("order-receipt", of: "type"))
      try ada.attaches(aPDF(), called: "a.pdf", description: "Paid in May", type: "order-receipt")
      try ada.opens("attach/\(number)/transcript")
      #expect(!ada.shown.text.contains("&lt;May&gt;"), "what was used is let go")
    }
  }

  @Test func `words that were held are for their writer alone`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/transcript/details?file=\(id)")
      office.wait(hours: 2)
      try ada.sends(["description.\(id)": "Only mine"], to: "attach/")
      #expect(ada.shown.leadsTo == "attach/\(number)/transcript")
      let eve = try Person.signedIn(office, "Eve Ho")
      eve.cookies["held"] = ada.cookies["held"]
      let theirs = try eve.starts()
      try eve.opens("attach/\(theirs)/transcript")
      #expect(!eve.shown.says("Only mine"))
      try ada.signsIn()
      try ada.opens("attach/\(number)/transcript/details")
      #expect(ada.shown.text.contains("value=\"Only mine\""))
    }
  }
}
