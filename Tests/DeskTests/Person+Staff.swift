import Applications
import CGI
import Desk
import Foundation
import Rules
import Signing
import Store
import Support
import Testing

/// Somebody who works for the agency, as they sign in.
extension Person {
  static let staffPassword = "five words of an office"

  /// Somebody who has just begun to work here, and is signed in by their link.
  static func employed(
    _ office: Office, _ name: String, _ roles: [StaffRole]
  ) throws -> Person {
    try office.employs(name, roles)
    let person = Person(office)
    try person.enrols(name)
    return person
  }

  /// Follows a link of their own, and does what its page asks.
  func enrols(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    emailAddress = "\(name)@agency.example"
    try opens(try office.staffLink(for: name), sourceLocation: sourceLocation)
    let secret = try shownSecret()
    try sends(
      ["password": Self.staffPassword, "code": TimeCode(secret: secret).code(at: office.step)],
      to: "staff/enrol/", sourceLocation: sourceLocation)
    #expect(shown.status == .seeOther, sourceLocation: sourceLocation)
  }

  /// What the page for enrolment gives to an authenticator.
  func shownSecret() throws -> [UInt8] {
    let text = try #require(shown.text.firstMatch(of: /secret=([A-Z2-7]+)&/)).1
    return decodedBase32(text)
  }

  /// Signs in with the next code that has not served yet, or with what is given.
  @discardableResult
  func signsInAsStaff(
    _ name: String, _ password: String = staffPassword, code: String? = nil, then: String? = nil
  ) throws -> Shown {
    try opens("staff/sign-in" + (then.map { "?then=\(escaped($0))" } ?? ""))
    return try sends(
      ["name": name, "password": password, "code": code ?? office.code(of: name)],
      to: "staff/sign-in")
  }
}

extension Office {
  /// The step of now.
  var step: Int { now.secondsSince1970 / TimeCode.stepSeconds }

  func member(_ name: String) throws -> StaffMember {
    try #require(try StaffName(name).flatMap { try store.staffMember($0) })
  }

  /// The path of a new link for somebody, from the folder of programs on.
  func staffLink(for name: String) throws -> String {
    let link = try services.staffLink(for: try member(name))
    return String(try #require(link.firstMatch(of: /cgi-bin\/(.*)/)).1)
  }

  /// What somebody's authenticator shows, once it shows a code that has not served.
  func code(of name: String, stepsFromNow: Int = 0) throws -> String {
    let credentials = try #require(try member(name).credentials)
    while stepsFromNow == 0, step <= credentials.lastStep { now = now.adding(seconds: 30) }
    return TimeCode(secret: credentials.secret).code(at: step + stepsFromNow)
  }
}
