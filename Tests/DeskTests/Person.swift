import Applications
import CGI
import Desk
import Foundation
import Rules
import Signing
import Store
import Support
import Testing

/// A browser without script, and who sits before it: keeps cookies, and sends the forms of the page it shows.
final class Person {
  let office: Office
  var cookies: [String: String] = [:]
  /// What was answered last.
  private(set) var shown = Shown()
  /// Headers that the browser adds to every request, as CGI names them.
  var headers: [String: String] = [:]
  var emailAddress = ""
  /// The last form that was sent.
  private var sentLast: (address: String, body: [UInt8], type: String)?

  init(_ office: Office) { self.office = office }

  /// Asks for a page of a program, like `dashboard` or `account/sign-in?then=apply`.
  @discardableResult
  func opens(_ address: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Shown {
    try request("GET", address, sourceLocation: sourceLocation)
  }

  /// Sends fields as a form, whatever page is shown.
  @discardableResult
  func posts(
    _ address: String, _ fields: [(String, String)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Shown {
    let body = fields.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
    return try request(
      "POST", address, Array(body.utf8), type: "application/x-www-form-urlencoded",
      sourceLocation: sourceLocation)
  }

  /// Fills in the form of the page that goes to `address`, or its only one, and presses a button.
  @discardableResult
  func sends(
    _ fields: KeyValuePairs<String, String> = [:], to address: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Shown {
    let form = try #require(
      shown.form(to: address), "the page has that form", sourceLocation: sourceLocation)
    return try posts(
      form.address, form.hidden + fields.map { ($0.key, $0.value) }, sourceLocation: sourceLocation)
  }

  /// The same with a file, in the order in which the page has its fields.
  @discardableResult
  func attaches(
    _ file: [UInt8], called name: String, description: String = "My paper", type: String,
    then: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Shown {
    try attaches(
      [(name, file)], description: description, type: type, then: then,
      sourceLocation: sourceLocation)
  }

  /// The same with several files, chosen at once.
  @discardableResult
  func attaches(
    _ files: [(name: String, bytes: [UInt8])], description: String = "My paper", type: String,
    then: String? = nil, to address: String = "attach/",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Shown {
    let form = try #require(
      shown.form(to: address, sendingFiles: true), "the page has that form",
      sourceLocation: sourceLocation)
    return try posts(
      form.address, form.hidden + [("description", description), ("type", type)], files: files,
      after: then.map { [("then", $0)] } ?? [], sourceLocation: sourceLocation)
  }

  @discardableResult
  func posts(
    _ address: String, _ fields: [(String, String)], file: [UInt8], called name: String,
    after: [(String, String)] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Shown {
    try posts(
      address, fields, files: [(name, file)], after: after, sourceLocation: sourceLocation)
  }

  @discardableResult
  func posts(
    _ address: String, _ fields: [(String, String)], files: [(name: String, bytes: [UInt8])],
    after: [(String, String)] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Shown {
    func part(_ field: (String, String)) -> [UInt8] {
      Array(
        "--cut\r\nContent-Disposition: form-data; name=\"\(field.0)\"\r\n\r\n\(field.1)\r\n".utf8)
    }
    func part(_ file: (name: String, bytes: [UInt8])) -> [UInt8] {
      Array(
        ("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n").utf8) + file.bytes + [13, 10]
    }
    let body =
      fields.flatMap(part) + files.flatMap(part) + after.flatMap(part) + Array("--cut--\r\n".utf8)
    return try request(
      "POST", address, body, type: "multipart/form-data; boundary=cut",
      sourceLocation: sourceLocation)
  }

  /// Sends JSON as a provider's server does, with the header that it signs in.
  @discardableResult
  func sends(
    bytes: [UInt8], to address: String, signature: String?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Shown {
    headers["HTTP_STRIPE_SIGNATURE"] = signature
    defer { headers["HTTP_STRIPE_SIGNATURE"] = nil }
    return try request(
      "POST", address, bytes, type: "application/json; charset=utf-8",
      sourceLocation: sourceLocation)
  }

  /// Sends the last form once more, byte for byte.
  @discardableResult
  func repeats(sourceLocation: SourceLocation = #_sourceLocation) throws -> Shown {
    let sent = try #require(sentLast, sourceLocation: sourceLocation)
    return try request(
      "POST", sent.address, sent.body, type: sent.type, sourceLocation: sourceLocation)
  }

  /// Goes where the last answer leads.
  @discardableResult
  func follows(sourceLocation: SourceLocation = #_sourceLocation) throws -> Shown {
    #expect(shown.status == .seeOther, sourceLocation: sourceLocation)
    return try opens(
      try #require(shown.leadsTo, sourceLocation: sourceLocation), sourceLocation: sourceLocation)
  }

  private func request(
    _ method: String, _ address: String, _ body: [UInt8] = [], type: String = "",
    sourceLocation: SourceLocation
  ) throws -> Shown {
    let withoutFragment = address.prefix { $0 != "#" }
    let parts = withoutFragment.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let program = parts[0].prefix { $0 != "/" }
    var variables = [
      "REQUEST_METHOD": method, "SCRIPT_NAME": "/cgi-bin/\(program)",
      "PATH_INFO": String(parts[0].dropFirst(program.count)),
      "QUERY_STRING": parts.count > 1 ? String(parts[1]) : "", "REMOTE_ADDR": "192.0.2.7",
      "HTTP_COOKIE": cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "),
    ]
    if !type.isEmpty { variables["CONTENT_TYPE"] = type }
    variables.merge(headers) { $1 }
    if method == "POST" { sentLast = (address, body, type) }
    shown =
      if let programs = office.programs {
        try Shown(programs.appendingPathComponent(String(program)), variables, body, office)
      } else {
        Shown(try rehearsed(String(program), variables, body, office.services))
      }
    for header in shown.headers where header.name == "Set-Cookie" { take(header.value) }
    if shown.isPage {
      let faults = htmlFaults(in: shown.text)
      #expect(faults == [], "\(method) \(address)", sourceLocation: sourceLocation)
    }
    return shown
  }

  private func take(_ cookie: String) {
    let pair = cookie.prefix { $0 != ";" }.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
  }
}

/// One answer, as a person sees it.
struct Shown {
  var status = Status.ok
  var text = ""
  var body: [UInt8] = []
  var headers: [Header] = []
  var logLine = ""

  init() {}

  fileprivate init(_ reply: Rehearsal) {
    status = reply.status
    body = reply.body
    text = reply.text
    headers = reply.headers
    logLine = reply.logLine
  }

  /// What a built program answers, run as a web server runs it.
  fileprivate init(
    _ program: URL, _ variables: [String: String], _ body: [UInt8], _ office: Office
  ) throws {
    var variables = variables
    variables["DOCKET_ROOT"] =
      (office.installation.settingsFile as NSString).deletingLastPathComponent
    variables["GATEWAY_INTERFACE"] = "CGI/1.1"
    variables["SERVER_PROTOCOL"] = "HTTP/1.1"
    if !body.isEmpty { variables["CONTENT_LENGTH"] = String(body.count) }
    let outcome = try Command(
      program: program.path, environment: variables, input: Data(body)
    ).run(in: FileManager.default.temporaryDirectory)
    let output = Array(outcome.output)
    let end = Array("\r\n\r\n".utf8)
    guard let head = output.indices.first(where: { output[$0...].starts(with: end) }) else {
      throw Trouble("\(program.lastPathComponent) gave no header block: \(outcome.error)")
    }
    self.body = Array(output[(head + 4)...])
    text = String(decoding: self.body, as: UTF8.self)
    for line in String(decoding: output[..<head], as: UTF8.self).components(separatedBy: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      headers.append(Header(parts[0], parts[1].trimmingCharacters(in: .whitespaces)))
    }
    guard let code = self["Status"]?.prefix(3), let number = Int(code),
      let status = Status(rawValue: number)
    else { throw Trouble("\(program.lastPathComponent) sent no status that is known") }
    self.status = status
  }

  subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  var isPage: Bool { self["Content-Type"]?.hasPrefix("text/html") == true }

  /// Where a 303 leads, from the folder of programs on.
  var leadsTo: String? {
    self["Location"].flatMap { location in
      location.ranges(of: "cgi-bin/").first.map { String(location[$0.upperBound...]) }
    }
  }

  /// What stands on the page, as text.
  var words: String {
    text.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
      .replacing("&amp;", with: "&").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
  }

  func says(_ words: String) -> Bool { self.words.contains(words) }

  /// Whether a radio button or a box with this value is chosen.
  func hasChosen(_ value: String, of name: String? = nil) -> Bool {
    text.matches(of: /<input[^>]*>/).contains { input in
      input.0.contains("value=\"\(value)\"") && input.0.contains(" checked")
        && (name.map { input.0.contains("name=\"\($0)\"") } ?? true)
    }
  }

  struct SentForm {
    /// From the folder of programs on.
    var address: String
    var hidden: [(String, String)]
  }

  /// The form of the page whose address begins so; the one that is not for signing out when `nil`. With
  /// `sendingFiles`, only one that can.
  func form(to address: String? = nil, sendingFiles: Bool = false) -> SentForm? {
    let forms = text.matches(of: /<form method="post" action="([^"]*)"([^>]*)>(?s:(.*?))<\/form>/)
      .compactMap { match -> SentForm? in
        if sendingFiles, !match.2.contains("multipart") { return nil }
        guard let start = match.1.ranges(of: "cgi-bin/").first?.upperBound else { return nil }
        let hidden = match.3.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
        return SentForm(
          address: String(match.1[start...]),
          hidden: hidden.map { (String($0.1), unescaped(String($0.2))) })
      }
    return forms.first { form in
      address.map { form.address.hasPrefix($0) } ?? !form.address.contains("/sign-out")
    }
  }

  /// The value of a hidden field of the page's form.
  func hidden(_ name: String, to address: String? = nil) -> String? {
    form(to: address)?.hidden.first { $0.0 == name }?.1
  }
}

private func unescaped(_ text: String) -> String {
  text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    .replacing("&amp;", with: "&")
}

func escaped(_ text: String) -> String {
  text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}

private func rehearsed(
  _ program: String, _ variables: [String: String], _ body: [UInt8], _ services: Services
) throws -> Rehearsal {
  func answer(
    _ routes: [Route], _ handler: (Request, Services) throws -> Response
  ) -> Rehearsal {
    rehearse(routes, variables, body: body, services: services, handler: handler)
  }
  return switch program {
  case "account": answer(accountRoutes) { try account($0, services: $1) }
  case "apply": answer(applyRoutes) { try apply($0, services: $1) }
  case "attach": answer(attachRoutes) { try attach($0, services: $1) }
  case "certificates": answer(certificateRoutes) { try certificate($0, services: $1) }
  case "dashboard": answer(dashboardRoutes) { try dashboard($0, services: $1) }
  case "helper": answer(helperRoutes) { try helper($0, services: $1) }
  case "invoice": answer(invoiceRoutes) { try invoice($0, services: $1) }
  case "organisation": answer(organisationRoutes) { try organisation($0, services: $1) }
  case "party": answer(partyRoutes) { try party($0, services: $1) }
  case "payment": answer(paymentRoutes) { try payment($0, services: $1) }
  case "review": answer(reviewRoutes) { try review($0, services: $1) }
  case "save": answer(saveRoutes) { try save($0, services: $1) }
  case "simulator": answer(simulatorRoutes) { try simulator($0, services: $1) }
  case "staff": answer(staffRoutes) { try staff($0, services: $1) }
  default: throw CocoaError(.fileNoSuchFile)
  }
}
