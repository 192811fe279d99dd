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
    (aHEIC("mif1", compatibleWith: ["mif1", "heic"]), "IMG_1.HEIC", "image/heic"),
    (aHEIC("hevc"), "burst", "image/heic"),
    ([0xFF, 0xD8, 0xFF, 0xE0] + aPDF(), "photo.jpg", "image/jpeg"),
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
    (aCompoundFile("WordDocument"), "letter.docx", "must be a PDF"),
    (aCompoundFile("EncryptedPackage"), "letter.docx", "asks for a password: save it again"),
    (
      anArchive(["[Content_Types].xml", "word/document.xml"], isEncrypted: true), "letter.docx",
      "asks for a password: save it again"
    ),
    (
      anArchive(["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), "letter.docx",
      "has macros in it: save it as a Word document without macros"
    ),
    (
      anArchive(["[Content_Types].xml", "word/document.xml"], unpacked: 200_000_000), "bomb.docx",
      "would unpack to more than 250 MB"
    ),
    (
      anArchive(["[Content_Types].xml", "word/document.xml"], unpacked: 0xFFFF_FFFF), "bomb.docx",
      "would unpack to more than 250 MB"
    ),
    (aHEIC("mif1", compatibleWith: ["mif1", "avif"]), "photo.heic", "must be a PDF"),
    (aHEIC("avif", compatibleWith: ["heic"]), "photo.heic", "must be a PDF"),
    (Array("MZ\u{90}\0".utf8) + aPDF(), "paper.pdf", "must be a PDF"),
    (Array(" <html>".utf8) + aPDF(), "paper.pdf", "must be a PDF"),
    (Array("%PDF-x".utf8), "paper.pdf", "must be a PDF"),
    (aPDF() + anArchive(["a.class"]), "paper.pdf", "is two kinds of file in one"),
    (
      [0xFF, 0xD8, 0xFF, 0xE0] + anArchive(["[Content_Types].xml", "word/document.xml"]),
      "photo.jpg", "is two kinds of file in one"
    ),
    ([], "paper.pdf", "paper.pdf is empty: open it on your device"),
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
      let form = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
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

  @Test func `a part takes no more files than its rule says`() throws {
    try withOffice(.harbour) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(["cadet-permit"], answering: "under-eighteen=no")
      try ada.opens("attach/\(number)/identity")
      let form = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
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
      #expect(ada.shown.says("no more than 2 files can be here: replace or withdraw one first"))
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
      #expect(ada.shown.status == .forbidden && ada.shown.says("Mine"))
      #expect(try office.files(of: number) == [])
      #expect(try office.incoming() == [])
      // The token after the file is too late.
      try ada.posts(
        "attach/\(number)/transcript", fields, file: aPDF(), called: "a.pdf",
        after: [("token", ada.shown.hidden("token", to: "account/sign-out") ?? "")])
      #expect(ada.shown.status == .forbidden)
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

/// A ZIP archive of empty files, by its local headers and its directory. `unpacked` is what each of them says
/// that it becomes.
func anArchive(
  _ names: [String], padding: Int = 0, isEncrypted: Bool = false, unpacked: Int = 0
) -> [UInt8] {
  func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(number >> ($0 * 8) & 255) }
  }
  var files: [UInt8] = []
  var directory: [UInt8] = []
  for name in names {
    let place = files.count
    files += [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + little(name.utf8.count, 2)
    files += [0, 0] + Array(name.utf8) + [UInt8](repeating: 0x41, count: padding)
    directory += [0x50, 0x4B, 1, 2, 0, 0, 0, 0] + little(isEncrypted ? 1 : 0, 2)
    directory += [UInt8](repeating: 0, count: 14) + little(unpacked, 4)
    directory += little(name.utf8.count, 2)
    directory += [UInt8](repeating: 0, count: 12) + little(place, 4) + Array(name.utf8)
  }
  return files + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(names.count, 2)
    + little(names.count, 2) + little(directory.count, 4) + little(files.count, 4) + [0, 0]
}

/// What such a photo begins with.
func aHEIC(_ brand: String, compatibleWith others: [String] = []) -> [UInt8] {
  [0, 0, 0, UInt8(16 + 4 * others.count)] + Array("ftyp\(brand)".utf8) + [0, 0, 0, 0]
    + others.flatMap { Array($0.utf8) } + [0, 0, 0, 9] + Array("mdatheic".utf8)
}

/// A compound file as old Word files and protected documents are, with one stream in its directory.
func aCompoundFile(_ stream: String) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: 1024)
  bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  bytes[0x1E] = 9
  let directory = "Root Entry".utf8.flatMap { [$0, 0] as [UInt8] }
  bytes.replaceSubrange(512..<512 + directory.count, with: directory)
  let name = stream.utf8.flatMap { [$0, 0] as [UInt8] }
  bytes.replaceSubrange(640..<640 + name.count, with: name)
  return bytes
}
