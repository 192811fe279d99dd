import Foundation
import Support

/// A browser without script, and the person before it. It sends the forms of the page that it shows.
struct Visitor {
  let office: Office
  var cookies: [String: String] = [:]
  private(set) var shown = Reply()

  init(_ office: Office) { self.office = office }

  /// A form of the page that is shown, filled in.
  struct FilledForm {
    var address: String
    var fields: [(String, String)]
  }

  @discardableResult
  mutating func opens(_ address: String) throws -> Reply {
    var request = request(to: address)
    request.method = "GET"
    return try send(request, expecting: [200, 303])
  }

  /// The form of the page whose address begins so, with these fields added to its hidden ones.
  func form(_ address: String, _ fields: KeyValuePairs<String, String> = [:]) throws -> FilledForm {
    for match in shown.text.matches(
      of: /<form method="post" action="([^"]*)"([^>]*)>(?s:(.*?))<\/form>/)
    {
      guard let start = match.1.ranges(of: "cgi-bin/").first?.upperBound,
        match.1[start...].hasPrefix(address)
      else { continue }
      let hidden = match.3.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
      return FilledForm(
        address: String(match.1[start...]),
        fields: hidden.map { (String($0.1), unescaped(String($0.2))) }
          + fields.map { ($0.key, $0.value) })
    }
    throw Trouble("no form goes to \(address): \(shown.status) \(shown.main)")
  }

  func request(_ form: FilledForm) -> Request {
    var request = request(to: form.address)
    let fields = form.fields.map { "\(escaped($0.0))=\(escaped($0.1))" }
    request.body = Data(fields.joined(separator: "&").utf8)
    return request
  }

  /// The same form with files.
  func request(_ form: FilledForm, files: [(name: String, bytes: Data)]) -> Request {
    var request = request(to: form.address)
    request.type = "multipart/form-data; boundary=cut"
    for (name, value) in form.fields {
      request.body += Data(
        "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for file in files {
      let head =
        "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n"
      request.body += Data(head.utf8) + file.bytes + Data("\r\n".utf8)
    }
    request.body += Data("--cut--\r\n".utf8)
    return request
  }

  @discardableResult
  mutating func send(_ request: Request, expecting statuses: [Int] = [303]) throws -> Reply {
    shown = try office.answer(request)
    guard statuses.contains(shown.status) else {
      throw Trouble(
        "\(request.method) \(request.program)/\(request.path) gave \(shown.status):\n\(shown.main)")
    }
    for header in shown.headers where header.name == "Set-Cookie" {
      let pair = header.value.prefix { $0 != ";" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = header.value.contains("Max-Age=0") ? nil : String(pair[1])
    }
    return shown
  }

  @discardableResult
  mutating func follows() throws -> Reply { try opens(leadsTo()) }

  /// Where the last answer leads, from the folder of programs on.
  func leadsTo() throws -> String {
    guard let location = shown.leadsTo, let range = location.ranges(of: "cgi-bin/").first else {
      throw Trouble("the answer leads nowhere: \(shown.status)")
    }
    return String(location[range.upperBound...])
  }

  /// Programs, path and query, like `account/sign-in?then=apply`.
  func request(to address: String) -> Request {
    let parts = address.prefix { $0 != "#" }
      .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let program = parts[0].prefix { $0 != "/" }
    return Request(
      program: String(program), path: String(parts[0].dropFirst(program.count + 1)),
      query: parts.count > 1 ? String(parts[1]) : "", cookies: cookies)
  }
}

func escaped(_ text: String) -> String {
  text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}

private func unescaped(_ text: String) -> String {
  text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    .replacing("&amp;", with: "&")
}

/// A small file that is a PDF to whoever looks at its bytes.
func aPDF(_ words: String) -> Data {
  Data(
    "%PDF-1.4\n1 0 obj\n<< /Title (\(words)) >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n".utf8)
}
