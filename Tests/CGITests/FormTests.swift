import CGI
import Testing

@Suite struct FormTests {
  let routes = [
    Route(
      .post, "", for: .anybody,
      accepts: .form([.word("token"), "name", .text("note"), .line("tag").repeated], answers: true)),
    Route(.post, "plain", for: .anybody, accepts: .form(["name"])),
    Route(.post, "empty", for: .anybody),
    Route(
      .post, "bytes", for: .anybody, accepts: .bytes(types: ["application/json"], byteLimit: 10)),
  ]

  /// The form a body makes, or the status it is refused with.
  func form(
    _ body: String, path: String = "", type: String = "application/x-www-form-urlencoded",
    variables: [String: String] = [:], chunkBytes: Int = 7
  ) -> Result<Form, Refusal> {
    var form = Form()
    let reply = answer(
      routes, "POST", path, body: body, type: type, variables: variables, chunkBytes: chunkBytes
    ) { request in
      form = try request.form()
      return Response(.ok)
    }
    return reply.status == .ok ? .success(form) : .failure(Refusal(reply.status))
  }

  @Test func `declared fields and answers arrive in order`() throws {
    let form = try form(
      "token=abc-1&name=Ada+%26+Co%2E&tag=a&tag=b&q.1=%C3%A9&q.1=2&q%20bad=x&=y&note=a%0D%0Ab%0Dc&z"
    ).get()
    #expect(form["token"] == "abc-1")
    #expect(form["name"] == "Ada & Co.")
    #expect(form.all("tag") == ["a", "b"])
    #expect(form["note"] == "a\nb\nc")
    #expect(form.answers.map(\.name) == ["q.1", "q.1", "z"])
    #expect(form.answers.map(\.value) == ["é", "2", ""])
    #expect(form.entries.count == 5)
  }

  @Test func `what was not declared is not seen`() throws {
    let form = try form("name=a&other=b", path: "/plain").get()
    #expect(form.entries.map(\.name) == ["name"])
    #expect(form.answers.isEmpty)
  }

  @Test(arguments: [
    "name=%", "name=%4", "name=%zz", "name=%00", "name=\u{0}", "name=%FF", "name=%C3", "%=1",
    "name=a&name=b", "name=a%0Ab", "token=a%20b", "token=%3Cb",
  ])
  func `malformed forms are refused`(body: String) {
    #expect(form(body) == .failure(Refusal(.badRequest)))
  }

  @Test func `too many fields are refused`() {
    let five = Array(repeating: "a=", count: 500).joined(separator: "&")
    #expect(throws: Never.self) { try form(five, chunkBytes: 4096).get() }
    #expect(form(five + "&a=", chunkBytes: 4096) == .failure(Refusal(.badRequest)))
  }

  @Test func `too much is refused`() {
    let most = String(repeating: "x", count: Limits.formBytes)
    #expect(throws: Never.self) { try form("a=" + most, chunkBytes: 4096).get() }
    #expect(form("a=x" + most, chunkBytes: 4096) == .failure(Refusal(.tooLarge)))
    let all = "a0=\(most.dropLast(3))&a1=xxxx"
    #expect(form(all, chunkBytes: 4096) == .failure(Refusal(.tooLarge)))
    #expect(form("name=" + String(repeating: "x", count: 1001)) == .failure(Refusal(.tooLarge)))
  }

  @Test(arguments: [
    "", "text/plain", "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencodedx",
  ])
  func `another type is refused`(type: String) {
    #expect(form("name=a", type: type) == .failure(Refusal(.unsupportedType)))
  }

  @Test func `the type may say UTF-8 in any case`() throws {
    let type = "Application/X-WWW-Form-URLencoded ; Charset=\"UTF-8\""
    #expect(try form("name=a", type: type).get()["name"] == "a")
  }

  @Test(arguments: [
    ("7", Status.badRequest), ("999999", .badRequest),
    ("99999999", .tooLarge), ("99999999999999999999999", .tooLarge), ("-1", .badRequest),
    ("+6", .badRequest), ("0x6", .badRequest), ("6 ", .badRequest), ("6", .ok),
  ])
  func `the stated length is held to`(length: String, status: Status) {
    let reply = answer(
      routes, "POST", "/", body: "name=a", variables: ["CONTENT_LENGTH": length]
    ) { request in
      _ = try request.form()
      return Response(.ok)
    }
    #expect(reply.status == status)
  }

  @Test func `bytes after the stated length are not read`() throws {
    #expect(try form("name=ab", variables: ["CONTENT_LENGTH": "6"]).get()["name"] == "a")
  }

  @Test func `a body without a length is read to its end within the limit`() throws {
    let chunked = ["HTTP_TRANSFER_ENCODING": "chunked"]
    #expect(try form("name=abc", variables: chunked).get()["name"] == "abc")
    let long = "name=" + String(repeating: "%61", count: 40_000)
    let refused = form(long, path: "/plain", variables: chunked, chunkBytes: 4096)
    #expect(refused == .failure(Refusal(.tooLarge)))
  }

  @Test func `no length and no chunks is an empty form`() throws {
    #expect(try form("", variables: ["CONTENT_LENGTH": ""]).get().entries.isEmpty)
  }

  @Test func `a route that takes nothing takes nothing`() {
    #expect(answer(routes, "POST", "/empty").status == .ok)
    #expect(answer(routes, "POST", "/empty", body: "a=b").status == .tooLarge)
    let chunked = ["HTTP_TRANSFER_ENCODING": "chunked"]
    let reply = answer(routes, "POST", "/empty", body: "a=b", variables: chunked)
    #expect(reply.status == .tooLarge)
  }

  @Test(arguments: [
    ("{}", "application/json", Status.ok), ("{}", "application/json; charset=utf-8", .ok),
    ("0123456789", "application/json", .ok), ("01234567890", "application/json", .tooLarge),
    ("{}", "text/plain", .unsupportedType), ("{}", "a;b", .badRequest),
  ])
  func `bytes come as they are`(body: String, type: String, status: Status) {
    let reply = answer(routes, "POST", "/bytes", body: body, type: type, chunkBytes: 3) { request in
      let bytes = try request.bytes()
      #expect(bytes == Array(body.utf8))
      return Response(.ok)
    }
    #expect(reply.status == status)
  }

  @Test func `a refused body is read to its end`() {
    let early = answer(routes, "POST", "/", body: "name=abc") { _ in throw Refusal(.conflict) }
    #expect(early.status == .conflict)
    #expect(early.unreadByteCount == 0)
    let large = String(repeating: "a", count: 400_000)
    let stated = answer(routes, "POST", "/plain", body: large) { request in
      _ = try request.form()
      return Response(.ok)
    }
    #expect(stated.status == .tooLarge)
    #expect(stated.unreadByteCount == 0)
    let unknownPath = answer(routes, "POST", "/no/such", body: large)
    #expect(unknownPath.unreadByteCount == 0)
  }

  @Test func `a body is read once`() {
    let reply = answer(routes, "POST", "/", body: "name=abc") { request in
      _ = try request.form()
      _ = try request.form()
      return Response(.ok)
    }
    #expect(reply.status == .internalError)
    #expect(reply.logLine.hasSuffix("500 0 the body is read twice\n"))
  }

  @Test func `random edits give a form or a refusal`() {
    var random = SystemRandomNumberGenerator()
    let good = Array("token=abc-1&name=Ada+%26+Co%2E&tag=a&tag=b&q.1=%C3%A9&note=a%0D%0Ab".utf8)
    for _ in 0..<3000 {
      let body = edited(good, using: &random)
      let result = form(String(decoding: body, as: UTF8.self), chunkBytes: .random(in: 1...20))
      if case .failure(let refusal) = result {
        #expect(refusal.status == .badRequest || refusal.status == .tooLarge)
      }
    }
  }
}

/// A few bytes of `bytes` changed, removed, doubled or put in.
func edited(_ bytes: [UInt8], using random: inout some RandomNumberGenerator) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...4, using: &random) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 1: if place < bytes.count { bytes.remove(at: place) }
    case 2:
      if place < bytes.count {
        bytes[place] = "%&=+\r\n-\";:\0\\".utf8.randomElement(using: &random) ?? 0
      }
    default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
    }
    if bytes.isEmpty { return bytes }
  }
  return bytes
}
