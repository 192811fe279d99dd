import Foundation
import Support

/// One person at a browser without script: cookies, the page in front of them, links and forms found by
/// their words. Every page that comes is checked; a page that is not well formed stops the story.
final class Browser {
  let office: Office
  private(set) var address: WebAddress
  private(set) var page = HTMLNode.page("")
  private(set) var reply = WebReply(status: 0, headers: [], body: Data())
  private var cookies: [Cookie] = []
  /// Links of this person's pages that were found to lead somewhere.
  private var knownLinks: Set<WebAddress> = []

  private struct Cookie {
    let name: String
    let value: String
    let path: String
  }

  init(_ office: Office) {
    self.office = office
    address = WebAddress(origin: office.transport.origin, target: Office.path)
  }

  // MARK: Going places

  /// Opens an address: from the site's root (`""`, `"fees/"`, `"cgi-bin/dashboard"`), or a whole one
  /// as it stands in a mail.
  @discardableResult
  func open(_ place: String, expecting status: Int = 200) throws -> Browser {
    let root = WebAddress(origin: office.transport.origin, target: Office.path)
    return try go(WebRequest("GET", root.following(place).target), expecting: status)
  }

  /// Follows the link with these words.
  @discardableResult
  func follow(_ words: String, expecting status: Int = 200) throws -> Browser {
    // In the page's main part if there is one, as people look there first.
    let links = (page.first("main")?.all("a") ?? []) + page.all("a")
    guard
      let link = links.first(where: { $0.words == words })
        ?? links.first(where: { $0.words.contains(words) }), let reference = link["href"]
    else {
      throw trouble("no link says “\(words)”. There are: \(links.map(\.words))")
    }
    return try go(WebRequest("GET", address.following(reference).target), expecting: status)
  }

  /// Fills in the form that has this button, by the words beside its fields, and presses it.
  @discardableResult
  func press(
    _ button: String, with answers: [String: String] = [:],
    files: KeyValuePairs<String, Form.Upload> = [:],
    expecting status: Int = 200
  ) throws -> Browser {
    try go(request(pressing: button, with: answers, files: files), expecting: status)
  }

  /// The request that `press` would make.
  func request(
    pressing words: String, with answers: [String: String] = [:],
    files: KeyValuePairs<String, Form.Upload> = [:]
  ) throws -> WebRequest {
    for node in page.all("form") {
      var form = Form(node, page: page)
      guard let button = form.buttons.first(where: { $0.words == words }) else { continue }
      do {
        for (field, value) in answers { try form.answer(field, with: value) }
        for (field, file) in files { try form.attach(field, file) }
      } catch { throw trouble("\(error)") }
      return try form.request(pressing: button, from: address)
    }
    throw trouble("no button says “\(words)”. There are: \(page.all("button").map(\.words))")
  }

  /// Sends a request as this person's browser does and follows where it leads.
  @discardableResult
  func go(_ request: WebRequest, expecting status: Int = 200) throws -> Browser {
    var request = request
    for _ in 0..<5 {
      reply = try send(request)
      address = WebAddress(origin: office.transport.origin, target: request.target)
      guard [301, 302, 303, 308].contains(reply.status), let place = reply["Location"] else {
        page = HTMLNode.page(reply.text)
        guard reply.status == status else {
          throw trouble("\(request.method) \(request.target) gave \(reply.status), not \(status)")
        }
        try check()
        return self
      }
      request = WebRequest("GET", try address.following(place).target)
    }
    throw trouble("\(request.target) leads round in circles")
  }

  /// Sends a request with this person's cookies, keeps those that come, and goes nowhere.
  func send(_ request: WebRequest) throws -> WebReply {
    let reply = try office.transport.send(signed(request))
    for text in reply.values("Set-Cookie") { keep(text) }
    return reply
  }

  /// The request with what this person's browser adds to it.
  func signed(_ request: WebRequest) -> WebRequest {
    var request = request
    let path = request.target.prefix { $0 != "?" }
    let fitting = cookies.filter { path.hasPrefix($0.path) || path.isEmpty }
    if !fitting.isEmpty {
      let value = fitting.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
      request.headers.append(("Cookie", value))
    }
    if request.method == "POST" {
      request.headers.append(("Origin", office.transport.origin))
      request.headers.append(("Sec-Fetch-Site", "same-origin"))
    }
    return request
  }

  private func keep(_ text: String) {
    let parts = text.components(separatedBy: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    func attribute(_ name: String) -> String? {
      parts.dropFirst().first { $0.lowercased().hasPrefix(name + "=") }
        .map { String($0.dropFirst(name.count + 1)) }
    }
    let name = String(pair[0])
    cookies.removeAll { $0.name == name }
    if attribute("max-age") == "0" { return }
    cookies.append(
      Cookie(name: name, value: String(pair.last ?? ""), path: attribute("path") ?? "/"))
  }

  /// Loses all cookies, as somebody who comes back with another device.
  func forgetCookies() { cookies = [] }

  // MARK: Looking

  /// The words of the page's main part.
  var words: String { (page.first("main") ?? page).words }

  var heading: String { page.first("h1")?.words ?? "" }

  /// Stops the story unless the page's main part says all of this.
  @discardableResult
  func sees(_ sentences: String...) throws -> Browser {
    for sentence in sentences where !words.contains(sentence) {
      throw trouble("the page does not say “\(sentence)”")
    }
    return self
  }

  @discardableResult
  func doesNotSee(_ sentences: String...) throws -> Browser {
    for sentence in sentences where words.contains(sentence) {
      throw trouble("the page says “\(sentence)”")
    }
    return self
  }

  /// The words of the one choice on the page that begin so.
  func choice(beginning words: String) throws -> String {
    let all = Set(page.all("option", "label").map(\.words)).filter { $0.hasPrefix(words) }
    guard let choice = all.first, all.count == 1 else {
      throw trouble("\(all.count) choices begin with “\(words)”")
    }
    return choice
  }

  func trouble(_ what: String) -> Trouble {
    Trouble("\(what)\nat \(address.target), \(reply.status), “\(heading)”:\n\(words.prefix(3000))")
  }

  // MARK: Checking

  private func check() throws {
    guard reply.isHTML else { return }
    let faults = htmlFaults(in: reply.text)
    guard faults.isEmpty else { throw trouble("the page is not well formed: \(faults)") }
    for node in page.descendants {
      guard let reference = node["href"] ?? node["src"], address.isLocal(reference) else {
        continue
      }
      let link = try address.following(reference)
      if link.path == address.path || knownLinks.contains(link) { continue }
      let reply = try send(WebRequest("GET", link.target))
      guard reply.status < 400 else {
        throw trouble("the link “\(node.words)” to \(reference) gives \(reply.status)")
      }
      knownLinks.insert(link)
    }
  }
}
