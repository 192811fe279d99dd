import CGI
import Foundation
import Testing

@Suite struct ResponseTests {
  let routes = [Route(.get, "", for: .anybody)]

  @Test func `a page goes out with every safety header`() {
    let reply = answer(routes) { _ in
      var response = Response(.unprocessable, page: "<p>é</p>")
      response.formTargets = ["https://pay.example"]
      return response
    }
    #expect(reply.headers.first == Header("Status", "422 Unprocessable Content"))
    #expect(reply["Content-Type"] == "text/html; charset=utf-8")
    #expect(reply["Content-Length"] == "9")
    #expect(reply["Cache-Control"] == "no-store")
    #expect(reply["Referrer-Policy"] == "same-origin")
    #expect(reply["X-Content-Type-Options"] == "nosniff")
    #expect(
      reply["Content-Security-Policy"] == """
        default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' \
        https://pay.example; base-uri 'none'; frame-ancestors 'none'
        """)
    #expect(reply.text == "<p>é</p>")
  }

  @Test func `a redirect says so itself`() {
    let reply = answer(routes) { _ in Response(seeOther: "../dashboard") }
    #expect(reply["Status"] == "303 See Other")
    #expect(reply["Location"] == "../dashboard")
  }

  @Test func `cookies are for this host, and not for scripts`() {
    func cookies(isHTTPS: Bool) -> [String] {
      answer(routes, isHTTPS: isHTTPS) { _ in
        Response(
          seeOther: "x",
          cookies: [Cookie("session", "abc", maxAgeSeconds: 60), .removed("held")])
      }.headers.filter { $0.name == "Set-Cookie" }.map(\.value)
    }
    #expect(
      cookies(isHTTPS: true) == [
        "__Host-session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
        "__Host-held=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
      ])
    #expect(
      cookies(isHTTPS: false) == [
        "session=abc; Path=/credentials/; Max-Age=60; HttpOnly; SameSite=Lax",
        "held=; Path=/credentials/; Max-Age=0; HttpOnly; SameSite=Lax",
      ])
  }

  @Test(arguments: ["a\r\nSet-Cookie: b=c", "a\nb", "é", "\u{0}"])
  func `a header cannot bring another`(value: String) {
    #expect(answer(routes) { _ in Response(seeOther: value) }.status == .internalError)
    let cookie = Cookie("session", value)
    #expect(
      answer(routes) { _ in Response(seeOther: "x", cookies: [cookie]) }.status == .internalError)
    let refusal = Refusal(.conflict, headers: [Header("X", value)])
    #expect(answer(routes) { _ in throw refusal }.status == .internalError)
  }

  @Test func `a download is a download`() throws {
    try withScratchFolder { folder in
      let path = folder + "/f"
      #expect(FileManager.default.createFile(atPath: path, contents: Data("<script>".utf8)))
      let reply = answer(routes) { _ in
        Response(attachment: path, name: "Zeugnis \"é\".pdf", type: "application/pdf")
      }
      #expect(reply.text == "<script>")
      #expect(reply["Content-Length"] == "8")
      #expect(reply["Content-Security-Policy"] == "sandbox; default-src 'none'")
      #expect(
        reply["Content-Disposition"]
          == "attachment; filename=\"Zeugnis ___.pdf\"; filename*=UTF-8''Zeugnis%20%22%C3%A9%22.pdf"
      )
      try FileManager.default.removeItem(atPath: path)
      let gone = answer(routes) { _ in Response(attachment: path, name: "a", type: "a/b") }
      #expect(gone.status == .internalError)
    }
  }

  enum Trouble: Error { case busy, damaged(line: String) }

  @Test func `a fault shows its reference and logs no payload`() throws {
    let reply = answer(routes) { _ in throw Trouble.damaged(line: "private") }
    #expect(reply.status == .internalError)
    let reference = try #require(reply.logLine.split(separator: " ").dropFirst().first)
    #expect(reply.text.contains("Reference: \(reference)"))
    #expect(reply.logLine.hasSuffix(" save GET / 500 0 Trouble.damaged\n"))
    #expect(answer(routes) { _ in throw Trouble.busy }.logLine.hasSuffix(" Trouble.busy\n"))
    #expect(!reply.text.contains("private"))
  }

  @Test(arguments: Status.allCases) func `every refusal has a page`(status: Status) {
    let reply = answer(routes) { _ in throw Refusal(status, "Why <not>") }
    #expect(reply.status == status)
    #expect(reply.text.contains("<h1>"))
    #expect(reply.text.contains("Why &lt;not&gt;"))
  }
}
