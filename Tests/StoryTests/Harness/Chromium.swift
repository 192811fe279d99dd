import Foundation
import Glibc
import Support

/// A real browser, headless and without script, driven through chromedriver (W3C WebDriver).
final class Chromium {
  private let driver: ServerProcess
  private let client: HTTPClient
  private var session = ""

  init(scratch: URL, profile: String = "chromium") throws {
    let home = scratch.appendingPathComponent(profile)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false)
    try ServerUser.own(home, scratch: scratch)
    let port = try Loopback.freePort()
    client = HTTPClient(port: port)
    let log = scratch.appendingPathComponent("\(profile).log")
    driver = try ServerProcess(
      Command(
        program: "/usr/bin/chromedriver", arguments: ["--port=\(port)"],
        environment: ["PATH": "/usr/bin:/bin", "HOME": home.path, "TMPDIR": home.path]), log: log)
    try driver.await("chromedriver") { (try? client.send(WebRequest("GET", "/status"))) != nil }
    // Loopback pages of our own only, so the sandbox, which a container may not allow, is left out.
    let options: [String: Any] = [
      "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
      "prefs": ["profile.managed_default_content_settings.javascript": 2],
    ]
    let answer = try call(
      "POST", "/session", ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]])
    guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
      throw Trouble("chromedriver gave no session: \(answer)")
    }
    session = "/session/\(id)"
  }

  func end() {
    _ = try? call("DELETE", session)
    driver.end()
  }

  func open(_ address: String) throws { try call("POST", session + "/url", ["url": address]) }

  func type(_ text: String, into selector: String) throws {
    try call("POST", session + "/element/\(element(selector))/value", ["text": text])
  }

  func click(_ selector: String) throws {
    try call("POST", session + "/element/\(element(selector))/click", [:])
  }

  /// Waits until a person can read `sentence`; 30 seconds at most.
  func waits(toRead sentence: String, in selector: String) throws {
    var words = ""
    for _ in 0..<300 {
      words = (try? self.words(of: selector)) ?? ""
      if words.contains(sentence) { return }
      usleep(100_000)
    }
    let page = words.isEmpty ? try self.words(of: "body") : words
    throw Trouble("the browser does not show “\(sentence)” but:\n\(page)")
  }

  /// How many sheets the page fills when somebody prints it on paper of this size, in centimetres.
  func sheets(width: Double, height: Double) throws -> Int {
    let answer = try call(
      "POST", session + "/print", ["page": ["width": width, "height": height]])
    guard let pdf = (answer as? String).flatMap({ Data(base64Encoded: $0) }) else {
      throw Trouble("the browser printed nothing")
    }
    let words = String(decoding: pdf, as: UTF8.self)
    return words.components(separatedBy: "/Type /Page\n").count - 1
  }

  private func words(of selector: String) throws -> String {
    try call("GET", session + "/element/\(element(selector))/text") as? String ?? ""
  }

  private func element(_ selector: String) throws -> String {
    let answer = try call(
      "POST", session + "/element", ["using": "css selector", "value": selector])
    guard let id = (answer as? [String: String])?.values.first else {
      throw Trouble("the browser sees no \(selector)")
    }
    return id
  }

  @discardableResult
  private func call(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
    let headers = [(name: "Content-Type", value: "application/json; charset=utf-8")]
    let reply = try client.send(WebRequest(method, path, headers: headers, body: data))
    let answer = try JSONSerialization.jsonObject(with: reply.body) as? [String: Any]
    guard reply.status == 200, let value = answer?["value"] else {
      throw Trouble("chromedriver: \(reply.text.prefix(1000))")
    }
    return value
  }
}
