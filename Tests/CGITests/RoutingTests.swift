import CGI
import Testing

@Suite struct RoutingTests {
  let routes = [
    Route(.get, "", for: .anybody), Route(.get, "confirm/*token", for: .anybody),
    Route(.post, "confirm/*token", for: .anybody),
    Route(.get, ":application/:element", for: .anybody, query: ["page"]),
  ]

  @Test(arguments: ["", "/", "/A-17/name", "/A-17/name.html", "/confirm/abc_DEF-1"])
  func `plain paths are answered`(path: String) {
    #expect(answer(routes, "GET", path).status == .ok)
  }

  @Test(arguments: [
    "/A-17", "/A-17/name/more", "//A-17/name", "/A-17//name", "/A-17/name/", "/../name",
    "/A-17/..", "/A-17/.", "/A-17/...", "/A-17/%2f", "/A-17/a%2fb", "/A-17/a\u{0}b", "/A-17/é",
    "/A-17/a b", "/A-17/a\\b", "/A-17/\u{FFFD}", "A-17/name", "/A-17/a?b", "/A-17/<b>",
    "/" + String(repeating: "a", count: 201) + "/name",
  ])
  func `other paths are not found`(path: String) {
    #expect(answer(routes, "GET", path).status == .notFound)
  }

  @Test(arguments: ["PUT", "DELETE", "get", "", "POST\r\nX: y"])
  func `other methods are refused with those there are`(method: String) {
    let reply = answer(routes, method, "/confirm/abc")
    #expect(reply.status == .methodNotAllowed)
    #expect(reply["Allow"] == "GET, HEAD, POST")
  }

  @Test func `the path with the fewest captures decides, also for its methods`() {
    let routes = [Route(.post, ":application", for: .anybody), Route(.get, "new", for: .anybody)]
    #expect(answer(routes, "POST", "/new").status == .methodNotAllowed)
    #expect(answer(routes, "POST", "/A-17").status == .ok)
  }

  @Test func `HEAD is answered as GET without the body`() {
    let reply = answer(routes, "HEAD", "/A-17/name") { request in
      #expect(request.method == .get)
      return Response(page: "<p>long</p>")
    }
    #expect(reply.status == .ok)
    #expect(reply.body == [])
    #expect(reply["Content-Type"] == "text/html; charset=utf-8")
  }

  @Test func `captures have names`() {
    _ = answer(routes, "GET", "/A-17/name") { request in
      #expect(request["application"] == "A-17")
      #expect(request["element"] == "name")
      #expect(request.path == ["A-17", "name"])
      return Response(.ok)
    }
  }

  @Test(arguments: [("", "../"), ("/A", "../../"), ("/A/b", "../../../")])
  func `relative links lead back to the site`(path: String, link: String) {
    let routes = [
      Route(.get, "", for: .anybody), Route(.get, ":a", for: .anybody),
      Route(.get, ":a/:b", for: .anybody),
    ]
    let reply = answer(routes, "GET", path) { request in
      #expect(request.sitePath == "/credentials/")
      return Response(text: request.pathToSite)
    }
    #expect(reply.text == link)
  }

  @Test func `a secret in the path and the query stay out of the log`() {
    let reply = answer(
      routes, "GET", "/confirm/s3cret", variables: ["QUERY_STRING": "page=private"])
    #expect(reply.logLine.hasSuffix(" save GET /confirm/* 200 0\n"))
    let long = String(repeating: "x", count: 40)
    #expect(!answer(routes, "GET", "/typo/\(long)/x").logLine.contains(long))
  }

  @Test func `a log line stays one line of visible letters`() {
    let reply = answer(routes, "GET\n2026 forged", "/é", variables: ["SCRIPT_NAME": "/a/\n\u{1B}b"])
    #expect(reply.logLine.utf8.filter { $0 == 0x0A }.count == 1)
    #expect(reply.logLine.utf8.dropLast().allSatisfy { (0x20..<0x7F).contains($0) })
  }

  @Test func `only declared names of the query are seen`() {
    let query = ["QUERY_STRING": "page=2&debug=1&utm_source=%zz"]
    #expect(answer(routes, "GET", "", variables: query).status == .ok)
    #expect(answer(routes, "GET", "/A-17/name", variables: query).status == .badRequest)
    _ = answer(routes, "GET", "/A/b", variables: ["QUERY_STRING": "page=2&debug=1"]) { request in
      #expect(request.query["page"] == "2")
      #expect(request.query["debug"] == nil)
      return Response(.ok)
    }
  }

  @Test func `cookies are read at semicolons and at commas`() {
    let sent = ["HTTP_COOKIE": "a=1; session=\"abc\", b=2,__Host-session=safe; session=second"]
    _ = answer(routes, variables: sent, isHTTPS: false) { request in
      #expect(request.cookie("session") == "abc")
      #expect(request.cookie("b") == "2")
      #expect(request.cookie("c") == nil)
      return Response(.ok)
    }
    _ = answer(routes, variables: sent, isHTTPS: true) { request in
      #expect(request.cookie("session") == "safe")
      #expect(request.cookie("b") == nil)
      return Response(.ok)
    }
  }

  @Test func `the browser's word on where a request comes from is heard`() {
    func isForeign(_ variables: [String: String]) -> Bool {
      var foreign = false
      _ = answer(routes, variables: variables) { request in
        foreign = request.comesFromElsewhere(than: ["https://board.example"])
        return Response(.ok)
      }
      return foreign
    }
    #expect(!isForeign([:]))
    #expect(!isForeign(["HTTP_ORIGIN": "null"]))
    #expect(!isForeign(["HTTP_ORIGIN": "https://board.example"]))
    #expect(isForeign(["HTTP_ORIGIN": "https://evil.example"]))
    #expect(isForeign(["HTTP_SEC_FETCH_SITE": "cross-site"]))
  }
}
