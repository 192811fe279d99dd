import Foundation
import Support
import Testing

/// What every program refuses, three ways, and that people can read the refusal.
@Suite(.serialized) struct LimitTests {
  @Test(arguments: Office.Way.allCases)
  func `an unknown path is 404`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      for program in programs {
        let target = "\(Office.path)cgi-bin/\(program.name)/no/such/path/at/all"
        try office.expectPage(404, for: WebRequest("GET", target))
      }
      try office.expectPage(404, for: WebRequest("GET", "\(Office.path)cgi-bin/none"))
      try office.expectPage(404, for: WebRequest("GET", "\(Office.path)none/"))
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a path that tries to leave its folder is refused`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      for program in programs {
        for path in [
          "/..", "/../..", "/../../docket.jsonc", "/%2e%2e/%2e%2e/docket.jsonc", "/a//b/c/d/e",
          "/a%2fb%2fc%2fd", "/..%2f..%2fdocket.jsonc", "/a%00b", "/%ff%fe/x/y/z", "/a%0d%0ab/c/d/e",
          "/" + String(repeating: "a", count: 4000),
        ] {
          let request = WebRequest("GET", "\(Office.path)cgi-bin/\(program.name)\(path)")
          guard let reply = office.replyIfAny(to: request) else { continue }
          // A server takes ".." out of an address itself; what is left leads to a page.
          let isPage = path.contains("..") && reply.text.contains("</html>")
          #expect(reply.status >= 300 || isPage, "\(program.name)\(path) gave \(reply.status)")
          #expect(!reply.text.contains("keyFiles"))
        }
      }
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a wrong method is 405 and says which ones are right`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      for program in programs {
        for method in ["DELETE", "PUT", "PATCH"] {
          let request = WebRequest(method, program.target(program.posts ?? program.gets ?? ""))
          let reply = try office.expectPage(405, for: request)
          let allowed = reply["Allow"]?.components(separatedBy: ", ") ?? []
          #expect(allowed.contains("POST") == (program.posts != nil), "\(program.name): \(allowed)")
        }
      }
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a body of a wrong type is 415, a malformed one 400`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      for program in programs {
        guard let path = program.posts else { continue }
        let target = program.target(path)
        for type in ["text/plain", "application/json", "", "application/x-www-form-urlencodedx"] {
          try program.expect(
            415,
            WebRequest("POST", target, headers: [("Content-Type", type)], body: Data("a=b".utf8)))
        }
        for body in program.isUpload
          ? [
            "", "--x", "--x\r\n\r\n",
            "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na",
          ]
          : ["token=%zz", "token=%", "token=%ff", "token=%00", "token=a&token=b", "=&=%"]
        {
          try program.expect(
            400,
            WebRequest(
              "POST", target, headers: [("Content-Type", program.bodyType)], body: Data(body.utf8)))
        }
      }
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a form that is too large is 413`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      for program in programs where !program.isUpload {
        guard let path = program.posts else { continue }
        let body = Data("token=a&x=".utf8) + Data(repeating: 0x61, count: 3_000_000)
        try program.expect(
          413,
          WebRequest(
            "POST", program.target(path), headers: [("Content-Type", program.bodyType)], body: body)
        )
      }
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a stated length that is not true stores nothing`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      let before = try office.applications()
      for program in programs {
        guard let path = program.posts else { continue }
        for length in ["", "-1", "x", "1e3", "+5", "99999999999999999999", "0x10"] {
          var request = WebRequest(
            "POST", program.target(path), headers: [("Content-Type", program.bodyType)],
            body: Data("token=a".utf8))
          request.statedLength = length
          guard let reply = office.replyIfAny(to: program.browser.signed(request)) else { continue }
          #expect(reply.status >= 400, "\(program.name), length “\(length)”: \(reply.status)")
        }
        var absent = WebRequest(
          "POST", program.target(path), headers: [("Content-Type", program.bodyType)], body: Data())
        absent.statedLength = nil
        #expect((office.replyIfAny(to: program.browser.signed(absent))?.status ?? 400) >= 400)
      }
      #expect(try office.applications() == before)
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a body that stops halfway stores nothing`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      let ada = Applicant("Ada Okoro", at: office, browser: programs[0].browser)
      let number = try ada.latestNumber()
      func tears(_ whole: WebRequest) throws {
        let before = try office.journalLines()
        let body = whole.body ?? Data()
        for count in [0, 1, body.count / 2, body.count - 1] {
          var torn = ada.browser.signed(whole)
          torn.body = body.prefix(count)
          try office.sendTorn(torn)
        }
        // The same form, whole: the one line more is its own.
        try ada.browser.go(whole)
        #expect(try office.journalLines() == before + 1)
      }
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Degrees")
      try tears(
        ada.browser.request(
          pressing: "Save & Continue", with: Errand.firstCertificate.parts[0].answers))
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Transcript").press("+ Add a file")
      try tears(
        ada.browser.request(
          pressing: "Save Attachments", with: ["Description": "Receipt", "Type": "Something else"],
          files: ["Files": .smallPDF]))
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a refused upload of 30 MB is answered with a page`(way: Office.Way) throws {
    try withPrograms(way) { office, programs in
      let ada = Applicant("Ada Okoro", at: office, browser: programs[0].browser)
      let large = Form.Upload(
        name: "scan.pdf", bytes: Form.Upload.smallPDF.bytes + Data(count: 31_000_000))
      try ada.opensTheOverview(of: ada.latestNumber())
      try ada.browser.follow("Transcript").press("+ Add a file")
      let request = try ada.browser.request(
        pressing: "Save Attachments", with: ["Description": "Receipt", "Type": "Something else"],
        files: ["Files": large])
      let before = try office.applications()
      // Too large for Docket, with the person's own words kept.
      try ada.browser.go(request, expecting: 413).sees("30 MB")
      // Without a session: nothing of the file is kept, and the person is asked to sign in.
      let unknown = try office.transport.send(request)
      #expect([303, 403].contains(unknown.status))
      // Where no file is taken at all.
      var elsewhere = request
      elsewhere.target = Office.path + "cgi-bin/account/sign-in"
      try office.expectPage(415, for: elsewhere)
      elsewhere.target = Office.path + "cgi-bin/dashboard"
      try office.expectPage(405, for: elsewhere)
      #expect(try office.applications() == before)
    }
  }

  /// An office with one person who has begun one application, and every program with a path it takes.
  private func withPrograms(
    _ way: Office.Way, _ body: (Office, [LimitedProgram]) throws -> Void
  ) throws {
    try withOffice(way) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(.firstCertificate)
      func program(
        _ name: String, gets: String? = nil, posts: String? = nil, isUpload: Bool = false
      ) -> LimitedProgram {
        LimitedProgram(
          name: name, gets: gets, posts: posts, isUpload: isUpload, office: office,
          browser: ada.browser)
      }
      try body(
        office,
        [
          program("account", gets: "register", posts: "register"),
          program("apply", gets: "", posts: "confirm"),
          program("attach", posts: "\(number)/transcript", isUpload: true),
          program("dashboard", gets: ""),
          program("invoice", posts: number),
          program(
            "organisation", gets: "", posts: "nobody/\(number)/degrees"),
          program("party", posts: String(repeating: "a", count: 43)),
          program("payment", posts: number),
          program("save", posts: "\(number)/degrees"),
          program("simulator", posts: ""),
        ])
    }
  }
}

/// A program, and paths of its table that a signed-in person may use.
private struct LimitedProgram {
  let name: String
  let gets: String?
  let posts: String?
  let isUpload: Bool
  let office: Office
  let browser: Browser

  var bodyType: String {
    isUpload ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded"
  }

  func target(_ path: String) -> String {
    "\(Office.path)cgi-bin/\(name)" + (path.isEmpty ? "" : "/\(path)")
  }

  /// Sends it as the signed-in person and expects a readable page with this status.
  func expect(_ status: Int, _ request: WebRequest) throws {
    try office.expectPage(status, for: browser.signed(request))
  }
}

extension Office {
  /// Sends a request of nobody in particular and checks that a well-formed page with this status comes.
  @discardableResult
  fileprivate func expectPage(
    _ status: Int, for request: WebRequest, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> WebReply {
    let reply = try transport.send(request)
    let what = "\(request.method) \(request.target) \(request.headers) gave \(reply.status)"
    #expect(reply.status == status, "\(what)", sourceLocation: sourceLocation)
    #expect(reply.isHTML, "\(what)", sourceLocation: sourceLocation)
    #expect(htmlFaults(in: reply.text).isEmpty, "\(what)", sourceLocation: sourceLocation)
    return reply
  }

  /// `nil` where the server itself closes the connection on what it cannot read.
  fileprivate func replyIfAny(to request: WebRequest) -> WebReply? {
    try? transport.send(request)
  }

  /// Sends a request whose body is shorter than it says, and goes away.
  fileprivate func sendTorn(_ request: WebRequest) throws {
    if let server = transport as? ServerTransport {
      try server.client.sendAndLeave(request)
    } else {
      let reply = try transport.send(request)
      #expect(reply.status == 400, "\(request.target): \(reply.status)")
    }
  }

  /// How many lines the journals of all applications have together.
  fileprivate func journalLines() throws -> Int {
    let folder = prefix.appendingPathComponent("store/applications")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("/journal") }
      .reduce(0) { count, path in
        try count
          + String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
          .components(of: "\n")
      }
  }

  /// Every file that belongs to an application, with its size.
  fileprivate func applications() throws -> [String] {
    let folder = prefix.appendingPathComponent("store/applications")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().map { path in
      let values = try FileManager.default.attributesOfItem(
        atPath: folder.appendingPathComponent(path).path)
      return "\(path) \(values[.size] ?? 0)"
    }
  }
}
