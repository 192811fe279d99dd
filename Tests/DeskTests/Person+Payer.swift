import CGI
import Store
import Testing

extension Person {
  /// Asks Bo Lind to pay for a complete application.
  func asksBo(toPayFor number: String) throws {
    try opens("invoice/\(number)/payer")
    try sends(["name": "Bo Lind", "email": "bo@lind.example"], to: "invoice/\(number)/payer")
    #expect(shown.status == .seeOther)
  }

  /// Has asked Bo Lind to pay for a complete application.
  static func asking(_ office: Office) throws -> (person: Person, number: String) {
    let person = try signedIn(office)
    let number = try person.starts()
    try person.completes(number)
    try person.asksBo(toPayFor: number)
    return (person, number)
  }

  /// Takes the request back.
  func takesBack(_ number: String) throws {
    try opens("invoice/\(number)/payer")
    try sends(to: "invoice/\(number)/payer/take-back")
    #expect(shown.status == .seeOther)
  }
}

extension Office {
  /// The address of the newest link that was mailed to a payer, from the folder of programs on.
  func payerLink() throws -> String {
    let mail = try #require(
      try mails().last { $0.name.hasPrefix("payer-request-") && $0.to == "bo@lind.example" })
    let match = try #require(mail.body.firstMatch(of: /cgi-bin\/(payment\/for\/[A-Za-z0-9_\-]+)/))
    return String(match.1)
  }
}
