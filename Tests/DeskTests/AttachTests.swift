import Applications
import CGI
import Rules
import Testing

@testable import Desk

@Suite struct AttachTests {
  @Test func `a file is kept with its description and comes back as it was, as a download`() throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches(
        aPDF(), called: "C:\\papers\\Receipt <1>.pdf", description: " Paid in May ",
        type: "order-receipt")
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.body == aPDF())
      #expect(ada.shown["Content-Type"] == "application/pdf")
      #expect(ada.shown["Content-Disposition"]?.hasPrefix("attachment") == true)
      #expect(ada.shown["X-Content-Type-Options"] == "nosniff")
      try ada.opens("save/\(number)/transcript")
      #expect(ada.shown.says("Paid in May"))
      #expect(!ada.shown.text.contains("papers"))
    }
  }

  @Test func `another can be added at once, although that button comes after the file`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches(aPDF(), called: "a.pdf", type: "copy", then: "more")
      #expect(ada.shown.leadsTo == "attach/\(number)/transcript")
      try ada.follows()
      #expect(ada.shown.says("Files already there"))
    }
  }

  @Test(arguments: [
    (aPDF(), "scan.exe", "application/pdf"),
    (Array("\n\nsome mail\n".utf8) + aPDF(), "paper", "application/pdf"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "photo.pdf", "image/png"),
    ([0xFF, 0xD8, 0xFF, 0xE0, 0], "photo", "image/jpeg"),
    ([0, 0, 0, 24] + Array("ftypheic".utf8) + [0, 0, 0, 0], "photo.heic", "image/heic"),
    (
      anArchive(["[Content_Types].xml", "_rels/.rels", "word/document.xml"]), "letter.docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    (
      anArchive(["word/document.xml", "[Content_Types].xml"], padding: 9000), "letter.docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
  ])
  func `a file is what its bytes are`(bytes: [UInt8], name: String, type: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches(bytes, called: name, type: "copy")
      #expect(ada.shown.status == .seeOther)
      let part = try office.application(number).part("transcript")
      #expect(part.attachments.map(\.mediaType) == [type])
      #expect(part.attachments.map(\.byteCount) == [bytes.count])
    }
  }

  @Test(arguments: [
    (Array("MZ\u{90}".utf8), "paper.pdf", "must be a PDF, PNG, JPEG, HEIC or Word (DOCX) file"),
    (Array("<svg xmlns='x'/>".utf8), "image.png", "must be a PDF"),
    (anArchive(["[Content_Types].xml", "xl/workbook.xml"]), "letter.docx", "must be a PDF"),
    (anArchive(["a.txt"]), "letter.docx", "must be a PDF"),
    ([0x50, 0x4B, 0x03, 0x04], "letter.docx", "must be a PDF"),
    ([0xD0, 0xCF, 0x11, 0xE0], "letter.docx", "must be a PDF"),
    ([], "paper.pdf", "The selected file is empty"),
    (anEncryptedPDF(), "paper.pdf", "asks for a password: save it again without one"),
  ])
  func `a file that does not do is named, and the words about it stay`(
    bytes: [UInt8], name: String, words: String
  ) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      let journal = try office.journal(of: number)
      try ada.attaches(bytes, called: name, description: "My paper", type: "copy")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says(words))
      #expect(ada.shown.says(name))
      #expect(ada.shown.text.contains("value=\"My paper\""))
      #expect(ada.shown.hasChosen("copy"))
      #expect(try office.journal(of: number) == journal)
      #expect(try office.files(of: number) == [])
      #expect(try office.incoming() == [])
    }
  }

  @Test func `what is said about a file has to do as well`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches(aPDF(), called: "a.pdf", description: " ", type: "passport")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Say in a few words what the file is"))
      #expect(ada.shown.says("Choose what kind of paper it is"))
      let long = String(repeating: "é", count: 201)
      try ada.attaches(aPDF(), called: "a.pdf", description: long, type: "copy")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Shorten the description"))
      #expect(ada.shown.text.contains(long))
      #expect(try office.files(of: number) == [])
    }
  }

  @Test func `a form without a file says so`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches([], called: "", description: "My paper", type: "copy")
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Select a file"))
      #expect(ada.shown.text.contains("value=\"My paper\""))
    }
  }

  @Test(arguments: [1_000_001, 3_000_000])
  func `a file that is too large is refused with the words about it still there`(count: Int) throws
  {
    try withOffice { office in
      office.settings.attachmentMegabytes = 1
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches(
        aPDF() + [UInt8](repeating: 0x20, count: count - aPDF().count), called: "big.pdf",
        description: "A long one", type: "copy")
      #expect(ada.shown.status == .tooLarge)
      #expect(ada.shown.says("must be smaller than 1 MB"))
      #expect(ada.shown.text.contains("value=\"A long one\""))
      #expect(ada.shown.hasChosen("copy"))
      #expect(try office.files(of: number) == [])
      #expect(try office.incoming() == [])
    }
  }

  @Test func `a file of the very limit is taken`() throws {
    try withOffice { office in
      office.settings.attachmentMegabytes = 1
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      try ada.attaches(
        aPDF() + [UInt8](repeating: 0x20, count: 1_000_000 - aPDF().count), called: "big.pdf",
        type: "copy")
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test func `the same form sent twice adds one file`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      let form = try #require(ada.shown.form(to: "attach/"))
      let fields = form.hidden + [("description", "Mine"), ("type", "copy")]
      try ada.posts(form.address, fields, file: aPDF(), called: "a.pdf")
      let journal = try office.journal(of: number)
      try ada.posts(form.address, fields, file: aPDF(), called: "a.pdf")
      #expect(ada.shown.leadsTo == "save/\(number)/transcript")
      #expect(try office.journal(of: number) == journal)
      try ada.posts(form.address, fields, file: aPDF("other"), called: "b.pdf")
      #expect(try office.application(number).part("transcript").attachments.count == 2)
    }
  }

  @Test func `the same file twice lies on the disk once`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      for name in ["a.pdf", "b.pdf"] {
        try ada.opens("attach/\(number)/transcript")
        try ada.attaches(aPDF(), called: name, type: "copy")
      }
      #expect(try office.files(of: number).count == 1)
    }
  }

  @Test func `a part takes no more files than its rule says`() throws {
    try withOffice(.harbour) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(["cadet-permit"], answering: "under-eighteen=no")
      try ada.opens("attach/\(number)/identity")
      let form = try #require(ada.shown.form(to: "attach/"))
      func sends(_ count: Int) throws {
        try ada.posts(
          form.address,
          form.hidden.map { $0.0 == "key" ? ("key", "k\(count)") : $0 } + [
            ("description", "Page \(count)"), ("type", "passport"),
          ], file: aPDF("\(count)"), called: "\(count).pdf")
      }
      for count in 1...2 {
        try sends(count)
        #expect(ada.shown.status == .seeOther)
      }
      try sends(3)
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("no more than 2 files"))
      #expect(ada.shown.text.contains("value=\"Page 3\""))
      #expect(try office.files(of: number).count == 2)
      try sends(2)
      #expect(ada.shown.status == .seeOther, "it is there already")
    }
  }

  @Test func `a form without the token is refused before its file is read`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      let fields = [("description", "Mine"), ("type", "copy")]
      try ada.posts("attach/\(number)/transcript", fields, file: aPDF(), called: "a.pdf")
      #expect(ada.shown.status == .forbidden)
      #expect(try office.files(of: number) == [])
      #expect(try office.incoming() == [])
      // The token after the file is too late.
      try ada.posts(
        "attach/\(number)/transcript", fields, file: aPDF(), called: "a.pdf",
        after: [("token", ada.shown.hidden("token", to: "account/sign-out") ?? "")])
      #expect(ada.shown.status == .forbidden)
    }
  }

  @Test func `a file on an ended session leads to signing in and back`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/transcript")
      office.wait(hours: 2)
      try ada.attaches(aPDF(), called: "a.pdf", type: "copy")
      #expect(ada.shown.leadsTo == "account/sign-in?then=attach%2F\(number)%2Ftranscript")
      #expect(try office.incoming() == [])
    }
  }

  @Test func `a part that takes no files has no page for them`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("attach/\(number)/degrees")
      #expect(ada.shown.status == .notFound)
    }
  }

  @Test func `a file that is not there, and one without a session`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/file/\(id)x")
      #expect(ada.shown.status == .notFound)
      ada.cookies = [:]
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.status == .seeOther)
    }
  }
}

@Suite struct EncryptionScanTests {
  @Test(arguments: [
    ("trailer\n<< /Size 9 /Encrypt 7 0 R /Root 1 0 R >>", true),
    ("<</Encrypt 12 0 R/ID[<01>]>>", true), ("<< /Encrypt << /Filter /Standard >> >>", true),
    ("/Encrypt\r\n7\r\n0\r\nR", true), ("/Encrypt", false), ("/Encrypt 7", false),
    ("/EncryptMetadata false", false), ("(How to /Encrypt a file)", false),
    ("/Encrypt 7 0 obj", false), ("Encrypt 7 0 R", false), ("", false),
  ])
  func `a trailer that names an encryption dictionary is seen, however the bytes come`(
    text: String, isFound: Bool
  ) {
    let bytes = Array((String(repeating: "/ ", count: 100) + text + "\n%%EOF\n").utf8)
    for size in [1, 2, 3, 7, 64, 65, 1000] {
      var scan = EncryptionScan()
      for start in stride(from: 0, to: bytes.count, by: size) {
        bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { scan.see($0) }
      }
      #expect(scan.isFound == isFound, "in pieces of \(size)")
    }
  }
}

/// A PDF whose trailer, a stream, names an encryption dictionary far from its end.
func anEncryptedPDF() -> [UInt8] {
  let filler = String(repeating: "0123456789abcdef\n", count: 6000)
  return Array(
    "%PDF-1.7\n\(filler)9 0 obj\n<</Type/XRef/Encrypt 8 0 R/W[1 2 1]>>\n\(filler)%%EOF".utf8)
}

/// A ZIP archive of empty files, by its local headers and its directory.
func anArchive(_ names: [String], padding: Int = 0) -> [UInt8] {
  func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(number >> ($0 * 8) & 255) }
  }
  var files: [UInt8] = []
  var directory: [UInt8] = []
  for name in names {
    let place = files.count
    files += [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + little(name.utf8.count, 2)
    files += [0, 0] + Array(name.utf8) + [UInt8](repeating: 0x41, count: padding)
    directory += [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24) + little(name.utf8.count, 2)
    directory += [UInt8](repeating: 0, count: 12) + little(place, 4) + Array(name.utf8)
  }
  return files + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(names.count, 2)
    + little(names.count, 2) + little(directory.count, 4) + little(files.count, 4) + [0, 0]
}
