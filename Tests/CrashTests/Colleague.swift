import Foundation
import Signing
import Support

/// Somebody who works for the agency, with an authenticator. The clock of codes stands still: what was recorded is
/// tried again hours later.
enum Colleague {
  static let codeSeconds = 1_700_000_010
  static let password = "five words of an office"

  /// The link in what the command has printed, from the folder of programs on.
  static func link(in words: String) throws -> String {
    guard let match = words.firstMatch(of: /cgi-bin\/(staff\/enrol\/[A-Za-z0-9_\-]+)/) else {
      throw Trouble("no link was printed: \(words)")
    }
    return String(match.1)
  }

  /// What the page of the link gives to an authenticator.
  static func secret(shownBy visitor: Visitor) throws -> [UInt8] {
    guard let match = visitor.shown.text.firstMatch(of: /secret=([A-Z2-7]+)&/) else {
      throw Trouble("no secret is shown: \(visitor.shown.main)")
    }
    return decodedBase32(match.1)
  }

  /// The form of the page, with the code of the step before, so that those that come serve too.
  static func enrols(_ visitor: Visitor) throws -> Visitor.FilledForm {
    try visitor.form(
      "staff/enrol/",
      ["password": password, "code": code(of: secret(shownBy: visitor), -1)])
  }

  static func signsIn(
    _ name: String, _ secret: [UInt8], _ step: Int, in visitor: Visitor
  ) throws -> Visitor.FilledForm {
    try visitor.form(
      "staff/sign-in", ["name": name, "password": password, "code": code(of: secret, step)])
  }

  static func changesPassword(
    _ secret: [UInt8], _ step: Int, in visitor: Visitor
  ) throws -> Visitor.FilledForm {
    try visitor.form(
      "staff/password",
      [
        "present-password": password, "code": code(of: secret, step),
        "password": "another five words of an office",
      ])
  }

  private static func code(of secret: [UInt8], _ step: Int) -> String {
    TimeCode(secret: secret).code(at: codeSeconds / TimeCode.stepSeconds + step)
  }
}
