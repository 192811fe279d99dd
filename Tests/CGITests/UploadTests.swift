import CGI
import Foundation
import Testing

@Suite struct UploadTests {
  static let routes = [
    Route(
      .post, "", for: .anybody,
      accepts: .upload(
        [.word("token"), "description"], files: "file",
        UploadLimits(fileCount: 3, fileBytes: 200_000, allBytes: 250_000)))
  ]
  static let type = "multipart/form-data; boundary=----b0und"

  static func body(content: String = "%PDF-1.7 \r\n--not the end", name: String = "a.pdf") -> String
  {
    "------b0und\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc-1\r\n"
      + "------b0und\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
      + "Content-Type: application/pdf\r\n\r\n\(content)\r\n"
      + "------b0und\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nMy é\r\n"
      + "------b0und\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nunseen\r\n"
      + "------b0und--\r\n"
  }

  /// A form with several files after its token.
  static func body(files: [(name: String, content: String)]) -> String {
    let parts = files.map { file in
      "------b0und\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n"
        + "Content-Type: application/pdf\r\n\r\n\(file.content)\r\n"
    }
    return "------b0und\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc-1\r\n"
      + parts.joined() + "------b0und--\r\n"
  }

  struct Received: Equatable {
    var status: Status
    var form = Form()
    /// The bytes that were shown of each file as they came.
    var seen: [Int: [UInt8]] = [:]
    /// The bytes of each file that was kept.
    var kept: [[UInt8]] = []
    var admitted: [[String]] = []
    /// What lies in the folder after the request.
    var left: [String] = []
  }

  /// Uploads `body` and says all that came of it.
  func upload(
    _ body: String, type: String = type, chunkBytes: Int = 4096,
    limits: UploadLimits = UploadLimits(fileCount: 9, fileBytes: .max, allBytes: .max),
    variables: [String: String] = [:], admit: (Form) throws -> Void = { _ in }
  ) throws -> Received {
    try withScratchFolder { folder in
      var received = Received(status: .ok)
      let reply = answer(
        Self.routes, "POST", "", body: body, type: type, variables: variables,
        chunkBytes: chunkBytes
      ) { request in
        received.form = try request.upload(
          into: folder, limits: limits,
          admit: { form in
            let kept = try files(in: folder)
            #expect(kept == [])
            received.admitted.append(form.entries.map(\.name))
            try admit(form)
          },
          see: { received.seen[$0, default: []] += $1 })
        for case .kept(let file) in received.form.files {
          received.kept.append(Array(FileManager.default.contents(atPath: file.path) ?? Data()))
          let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
          #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        return Response(.ok)
      }
      received.status = reply.status
      received.left = try files(in: folder)
      return received
    }
  }

  @Test func `a file and the fields around it arrive`() throws {
    let received = try upload(Self.body())
    #expect(received.status == .ok)
    #expect(received.form["token"] == "abc-1")
    #expect(received.form["description"] == "My é")
    #expect(received.form.entries.count == 2)
    #expect(received.file?.displayName == "a.pdf")
    #expect(received.file?.statedType == "application/pdf")
    #expect(received.file?.byteCount == 24)
    #expect(received.kept == [Array("%PDF-1.7 \r\n--not the end".utf8)])
    #expect(received.seen == [0: received.kept[0]])
    #expect(received.admitted == [["token"]])
    #expect(received.left == [])
  }

  @Test func `it does not matter where the reads are split`() throws {
    let body = Self.body()
    let whole = try upload(body)
    for chunkBytes in 1...body.utf8.count {
      var split = try upload(body, chunkBytes: chunkBytes)
      #expect(split.file != nil)
      // Only the random name differs.
      split.form = whole.form
      #expect(split == whole)
    }
  }

  @Test func `a body that stops anywhere leaves nothing`() throws {
    let body = Self.body()
    for length in 0..<(body.utf8.count - 2) {
      let short = String(decoding: Array(body.utf8).prefix(length), as: UTF8.self)
      let stated = ["CONTENT_LENGTH": String(body.utf8.count)]
      let cut = try upload(short, variables: stated)
      #expect(cut.status == .badRequest)
      #expect(cut.left == [])
      let chunked = try upload(short, variables: ["HTTP_TRANSFER_ENCODING": "chunked"])
      #expect(chunked.status == .badRequest)
      #expect(chunked.left == [])
    }
  }

  @Test func `a refusal before the file keeps none of it`() throws {
    let received = try upload(Self.body()) { form in
      #expect(form["token"] == "abc-1")
      throw Refusal(.forbidden)
    }
    #expect(received.status == .forbidden)
    #expect(received.seen == [:])
    #expect(received.left == [])
  }

  @Test func `choosing no file is no error`() throws {
    let received = try upload(Self.body(content: "", name: ""))
    #expect(received.status == .ok)
    #expect(received.form.files == [])
    #expect(received.admitted.count == 1)
    let fieldsOnly = """
      ------b0und\r\nContent-Disposition: form-data; name=token\r\n\r\nabc\r\n------b0und--
      """
    #expect(try upload(fieldsOnly).admitted == [["token"]])
  }

  @Test func `an empty file is a file`() throws {
    let received = try upload(Self.body(content: ""))
    #expect(received.file?.byteCount == 0)
  }

  @Test func `a file of many reads arrives whole`() throws {
    let content = String(repeating: "0123456789\r\n------b0un\r\n--", count: 7000)
    let received = try upload(Self.body(content: content), chunkBytes: 60_001)
    #expect(received.kept == [Array(content.utf8)])
    #expect(received.seen == [0: received.kept[0]])
  }

  @Test func `several files arrive in their order, each whole`() throws {
    let files = [("a.pdf", "%PDF-1"), ("b.pdf", ""), ("c.pdf", "%PDF-3\r\n")]
    let body = Self.body(files: files)
    for chunkBytes in [1, 7, 4096] {
      let received = try upload(body, chunkBytes: chunkBytes)
      #expect(received.kept == files.map { Array($0.1.utf8) })
      #expect(received.seen == [0: Array("%PDF-1".utf8), 2: Array("%PDF-3\r\n".utf8)])
      #expect(received.admitted == [["token"]], "once, before the first")
      #expect(received.left == [])
    }
  }

  @Test func `a file over the limit is named and removed, and the others arrive`() throws {
    let content = String(repeating: "x", count: 200_001)
    let received = try upload(
      Self.body(files: [("a.pdf", "%PDF-1"), ("C:\\big.pdf", content), ("b.pdf", "%PDF-2")]))
    #expect(received.status == .ok)
    #expect(received.form.files.map(\.name) == ["a.pdf", "too large: big.pdf", "b.pdf"])
    #expect(received.kept == [Array("%PDF-1".utf8), Array("%PDF-2".utf8)])
    #expect(received.left == [])
    let limit = String(content.dropLast())
    #expect(try upload(Self.body(content: limit)).kept == [Array(limit.utf8)])
    func limits(_ bytes: Int) -> UploadLimits {
      UploadLimits(fileCount: 1, fileBytes: bytes, allBytes: 1000)
    }
    #expect(try upload(Self.body(), limits: limits(23)).form.files == [.tooLarge(name: "a.pdf")])
    #expect(try upload(Self.body(), limits: limits(24)).file?.byteCount == 24)
  }

  @Test func `files beyond as many as may come at once are named, and none of them kept`() throws {
    let files = (1...5).map { ("\($0).pdf", "%PDF-\($0)") }
    let received = try upload(Self.body(files: files))
    #expect(
      received.form.files.map(\.name) == [
        "1.pdf", "2.pdf", "3.pdf", "surplus: 4.pdf", "surplus: 5.pdf",
      ])
    #expect(received.kept.count == 3)
    #expect(received.seen.keys.sorted() == [0, 1, 2])
    #expect(received.left == [])
  }

  @Test func `more bytes than all files together may have are refused as a whole`() throws {
    let half = String(repeating: "x", count: 190_000)
    let body = Self.body(files: [("a.pdf", half), ("b.pdf", half)])
    let stated = try upload(body)
    #expect(stated.status == .tooLarge)
    #expect(stated.admitted == [["token"]] && stated.seen == [:])
    let chunked = try upload(
      body, variables: ["CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"])
    #expect(chunked.status == .tooLarge)
    #expect(chunked.left == [])
  }

  @Test func `a stated length over the limit is refused after the words and before the file`()
    throws
  {
    let received = try upload(Self.body(), variables: ["CONTENT_LENGTH": "300000000"])
    #expect(received.status == .tooLarge)
    #expect(received.admitted == [["token"]])
    #expect(received.seen == [:])
    #expect(received.left == [])
  }

  @Test(arguments: [
    ("------b0und", "------b0unx"), ("------b0und\r\n", "------b0und\n"),
    ("------b0und\r\n", "------b0und \r\n"), ("------b0und", " ------b0und"),
    ("--b0und--\r\n", "--b0und--\r\nx"), ("--b0und--\r\n", "--b0und--\r\n\r\n"),
    ("--b0und--\r\n", "--b0und-x\r\n"),
    ("form-data; name=\"token\"", "form-data"), ("form-data", "attachment"),
    ("name=\"token\"", "name=\"token"), ("name=\"token\"", "name=\"token\"; name=\"b\""),
    ("name=\"token\"", "name=\"token\" x"), ("name=\"token\"", "name=\"to\u{0}ken\""),
    ("Content-Disposition: form-data; name=\"token\"", "X: y"),
    ("Content-Disposition:", "Content-Disposition :"), ("Content-Type:", " Content-Type:"),
    ("Content-Type: application/pdf", "Content-Transfer-Encoding: base64"),
    ("\r\n\r\nabc", "\r\n\nabc"), ("abc-1", "abc\u{0}"), ("abc-1", "abc 1"),
    ("name=\"description\"", "name=\"token\""), ("name=\"other\"", "name=\"file\""),
    ("name=\"token\"", "name=\"token\"; filename=\"t\""),
  ])
  func `forms that browsers do not send are refused`(good: String, bad: String) throws {
    let body = Self.body()
    let range = try #require(body.range(of: good))
    let received = try upload(body.replacingCharacters(in: range, with: bad))
    #expect(received.status == .badRequest)
    #expect(received.left == [])
  }

  @Test(arguments: [
    ("multipart/form-data", Status.badRequest), ("multipart/form-data; boundary=", .badRequest),
    ("multipart/form-data; boundary=\"a b \"", .badRequest),
    ("multipart/form-data; boundary=\"é\"", .badRequest),
    ("multipart/form-data; boundary=a; boundary=b", .badRequest),
    ("multipart/form-data; boundary=" + String(repeating: "a", count: 71), .badRequest),
    ("application/x-www-form-urlencoded", .unsupportedType),
    ("multipart/mixed; boundary=a", .unsupportedType),
    ("Multipart/Form-Data; BOUNDARY=\"----b0und\"", .ok),
  ])
  func `the boundary has to be one`(type: String, status: Status) throws {
    #expect(try upload(Self.body(), type: type).status == status)
  }

  @Test(arguments: [
    ("C:\\fakepath\\a.pdf", "a.pdf"), ("/etc/passwd", "passwd"), ("..", "file"), ("../", "file"),
    ("a%22b.pdf", "a\"b.pdf"), ("a%0D%0Ab.pdf", "ab.pdf"), ("a%41.pdf", "a%41.pdf"),
    ("Zeugnis é.pdf", "Zeugnis é.pdf"), ("fdp\u{202E}exe.pdf", "fdpexe.pdf"), ("  .pdf ", ".pdf"),
    (String(repeating: "é", count: 300) + ".pdf", String(repeating: "é", count: 96) + "….pdf"),
    ("x\"; filename*=\"y", "x"),
  ])
  func `the name is made fit to be shown`(sent: String, shown: String) throws {
    #expect(try upload(Self.body(name: sent)).file?.displayName == shown)
  }

  @Test func `a folder that is not there is our fault`() {
    let reply = answer(
      Self.routes, "POST", "", body: Self.body(), type: Self.type
    ) { request in
      let limits = UploadLimits(fileCount: 1, fileBytes: 100, allBytes: 100)
      _ = try request.upload(into: "/nowhere/at/all", limits: limits, admit: { _ in })
      return Response(.ok)
    }
    #expect(reply.status == .internalError)
    #expect(reply.logLine.contains("incoming: open failed, errno 2"))
  }

  @Test func `random edits give a form or a refusal, and leave nothing`() throws {
    var random = SystemRandomNumberGenerator()
    let good = Array(Self.body().utf8)
    for _ in 0..<3000 {
      let body = String(decoding: edited(good, using: &random), as: UTF8.self)
      let received = try upload(body, chunkBytes: .random(in: 1...100))
      #expect([.ok, .badRequest, .tooLarge].contains(received.status))
      #expect(received.left == [])
    }
  }
}

extension UploadTests.Received {
  /// The first file that was kept.
  var file: UploadedFile? {
    for case .kept(let file) in form.files { return file }
    return nil
  }
}

extension SentFile {
  /// Its name, and what became of it unless it was kept.
  var name: String {
    switch self {
    case .kept(let file): file.displayName
    case .tooLarge(let name): "too large: \(name)"
    case .surplus(let name): "surplus: \(name)"
    }
  }
}
