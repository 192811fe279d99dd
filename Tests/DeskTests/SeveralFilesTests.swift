import Applications
import CGI
import Rules
import Testing

@testable import Desk

@Suite struct SeveralFilesTests {
  @Test func `several files are added at once, with one description and one type for all`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      #expect(ada.shown.says("select several at once"))
      try ada.attaches(
        [("a.pdf", aPDF("a")), ("b.pdf", aPDF("b")), ("c.heic", aHEIC("heic"))],
        description: "Page of my transcript", type: "copy")
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      let files = try office.application(number).part("transcript").attachments
      #expect(files.map(\.fileName) == ["a.pdf", "b.pdf", "c.heic"])
      #expect(Set(files.map(\.description)) == ["Page of my transcript"])
      #expect(Set(files.map(\.type)) == ["copy"])
      #expect(try office.files(of: number).count == 3)
      #expect(try office.incoming() == [])
    }
  }

  @Test func `each file is kept or refused on its own, and the page says which, why and what next`()
    throws
  {
    try withOffice { office in
      office.settings.attachmentMegabytes = 1
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      let big = aPDF("big") + [UInt8](repeating: 0x20, count: 1_000_000)
      try ada.attaches(
        [
          ("locked.pdf", anEncryptedPDF()), ("good.pdf", aPDF()), ("notes.txt", Array("hi".utf8)),
          ("big.pdf", big), ("copy.pdf", aPDF()), ("other.pdf", aPDF("other")),
        ],
        description: "From my <university>", type: "copy")
      #expect(ada.shown.status == .tooLarge)
      #expect(ada.shown.says("locked.pdf asks for a password: save it again without one"))
      #expect(ada.shown.says("notes.txt must be a PDF, PNG, JPEG, HEIC or Word (DOCX) file"))
      #expect(ada.shown.says("big.pdf must be smaller than 1 MB: scan it at a lower resolution"))
      #expect(ada.shown.says("copy.pdf is the same file as good.pdf, which is here already"))
      #expect(ada.shown.says("Kept: good.pdf, other.pdf."))
      #expect(ada.shown.text.contains("value=\"From my &lt;university&gt;\""))
      #expect(ada.shown.hasChosen("copy", of: "type"))
      let files = try office.application(number).part("transcript").attachments
      #expect(files.map(\.fileName) == ["good.pdf", "other.pdf"])
      #expect(try office.files(of: number).count == 2)
      #expect(try office.incoming() == [])
    }
  }

  @Test func `the same form sent twice adds nothing, and is answered alike`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      let form = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
      let files = [("a.pdf", aPDF("a")), ("b.txt", Array("b".utf8)), ("c.pdf", aPDF("c"))]
      func sends() throws -> String {
        try ada.posts(
          form.address, form.hidden + [("description", "Mine"), ("type", "copy")], files: files)
        #expect(ada.shown.status == .unprocessable)
        return ada.shown.words
      }
      let first = try sends()
      let journal = try office.journal(of: number)
      #expect(try sends() == first)
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a form sent again with other words about its file says those`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      let form = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
      for (description, type) in [
        ("", "copy"), ("My transcript", "copy"), ("Mine", "order-receipt"),
      ] {
        try ada.posts(
          form.address, form.hidden + [("description", description), ("type", type)],
          file: aPDF(), called: "a.pdf")
        let files = try office.application(number).part("transcript").attachments
        #expect(files.map(\.description) == [description])
        #expect(files.map(\.type) == [type])
      }
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test func `a file is kept also where nothing is said about it, and then asked about`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      let long = String(repeating: "é", count: 201)
      try ada.attaches(
        [("a.pdf", aPDF("a")), ("b.pdf", aPDF("b"))], description: long, type: "")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("a.pdf is kept. Shorten the description to 200 characters or fewer"))
      #expect(ada.shown.says("b.pdf is kept. Choose what kind of paper it is"))
      #expect(ada.shown.text.ranges(of: long).count > 2, "what was typed is there")
      #expect(try office.files(of: number).count == 2)

      try ada.opens("save/\(number)/transcript")
      try ada.sends(["then": "continue"], to: "save/")
      #expect(ada.shown.says("Say what the file a.pdf is"))
      let ids = try office.application(number).part("transcript").attachments.map(\.id)
      try ada.opens("attach/\(number)/transcript")
      #expect(ada.shown.says("Say what is already here"))
      try ada.sends(
        [
          "description.\(ids[0])": "Front", "type.\(ids[0])": "copy",
          "description.\(ids[1])": "  ", "type.\(ids[1])": "copy",
        ], to: "attach/\(number)/transcript/details")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("b.pdf is kept. Say in a few words what it is"))
      #expect(ada.shown.text.contains("value=\"Front\""), "what does is saved and still there")
      try ada.sends(
        [
          "description.\(ids[0])": "Front", "type.\(ids[0])": "copy",
          "description.\(ids[1])": "Back", "type.\(ids[1])": "copy",
        ], to: "attach/\(number)/transcript/details")
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      let files = try office.application(number).part("transcript").attachments
      #expect(files.map(\.description) == ["Front", "Back"])
    }
  }

  @Test func `files beyond as many as there can be are named, and the rest is kept`() throws {
    try withOffice(.harbour) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(["cadet-permit"], answering: "under-eighteen=no")
      try ada.opens("attach/\(number)/identity")
      try ada.attaches(
        (1...4).map { ("\($0).pdf", aPDF("\($0)")) }, description: "Pages", type: "passport")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("3.pdf was not added, because no more than 2 files can be here"))
      #expect(ada.shown.says("4.pdf was not added"))
      #expect(ada.shown.says("Kept: 1.pdf, 2.pdf."))
      #expect(ada.shown.text.contains("value=\"Pages\""))
      #expect(try office.files(of: number).count == 2)
    }
  }

  @Test func `more than may be sent at once is refused as a whole, with the words still there`()
    throws
  {
    try withOffice { office in
      office.settings.attachmentMegabytes = 1
      office.settings.uploadMegabytes = 2
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      #expect(ada.shown.says("each smaller than 1 MB; all that you send at once smaller than 2 MB"))
      let files = (1...3).map {
        ("\($0).pdf", aPDF("\($0)") + [UInt8](repeating: 0x20, count: 900_000))
      }
      try ada.attaches(files, description: "Three", type: "copy")
      #expect(ada.shown.status == .tooLarge)
      #expect(ada.shown.says("must be smaller than 2 MB together, so none of them was added"))
      #expect(ada.shown.text.contains("value=\"Three\""))
      #expect(ada.shown.hasChosen("copy", of: "type"))
      #expect(try office.files(of: number) == [])
      #expect(try office.incoming() == [])
    }
  }

  @Test func `all files of an application have a limit together, withdrawn ones included`() throws {
    try withOffice { office in
      office.settings.applicationMegabytes = 1
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      func sends(_ name: String, _ count: Int) throws {
        try ada.opens("attach/\(number)/transcript")
        try ada.attaches(
          aPDF(name) + [UInt8](repeating: 0x20, count: count), called: name, type: "copy")
      }
      try sends("a.pdf", 600_000)
      try ada.opens("attach/\(number)/transcript")
      try ada.sends(to: "attach/\(number)/file/")
      try sends("b.pdf", 500_000)
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("b.pdf was not added, because the files of one application must be"))
      #expect(ada.shown.text.contains("value=\"My paper\""))
      #expect(try office.files(of: number).count == 1)
      try sends("c.pdf", 300_000)
      #expect(ada.shown.status == .seeOther)
      try sends("a.pdf", 600_000)
      #expect(ada.shown.status == .seeOther, "it is on the disk already")
    }
  }
}
