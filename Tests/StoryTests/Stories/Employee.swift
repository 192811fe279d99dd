import Foundation
import Signing
import Support

/// Somebody who works for the agency: what they do, each in one sentence of a story.
struct Employee {
  let name: String
  let fullName: String
  let browser: Browser
  let office: Office

  var emailAddress: String { "\(name)@agency.example" }

  /// Is added with these roles, follows the link of the mail, and signs in with a code.
  init(_ name: String, _ fullName: String, _ roles: String, at office: Office) throws {
    self.name = name
    self.fullName = fullName
    self.office = office
    browser = office.visitor()
    try office.runs([
      "staff", "add", name, "--full-name", fullName, "--email", "\(name)@agency.example",
      "--role", roles,
    ])
    try enrols()
  }

  /// As the page of the link asks.
  func enrols() throws {
    let link = try office.mailbox.latest(to: emailAddress).link()
    try browser.open(link)
    guard let secret = browser.reply.text.firstMatch(of: /secret=([A-Z2-7]+)/)?.1 else {
      throw browser.trouble("the page gives no secret")
    }
    let now = Int(Date().timeIntervalSince1970)
    let code = TimeCode(secret: Self.base32(String(secret)))
      .code(at: now / TimeCode.stepSeconds)
    try browser.press(
      "Save, and sign in", with: ["Password": "correct horse battery staple", "Code": code])
  }

  /// The case of the application with this number of an address.
  @discardableResult
  func opens(
    _ number: String, _ page: String = "", expecting status: Int = 200
  ) throws -> Browser {
    try browser.open(
      "cgi-bin/review/\(number)" + (page.isEmpty ? "" : "/\(page)"), expecting: status)
  }

  private static func base32(_ text: String) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (bytes, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
    for digit in text {
      bits = bits << 5 | UInt32(digits.firstIndex(of: digit) ?? 0)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
