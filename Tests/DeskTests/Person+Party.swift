import Applications
import CGI
import Rules
import Store
import Testing

/// What people do when a part of an application is somebody else's to complete.
extension Person {
  /// Ada with an application that waits for the recommendation of somebody else.
  static func waiting(
    _ office: Office, _ name: String = "Ada Okoro"
  ) throws -> (ada: Person, number: String) {
    let ada = try Person.signedIn(office, name)
    return (ada, try ada.starts(["statement-of-eligibility"], answering: ""))
  }

  /// Asks somebody for the recommendation; the path of the link that is mailed to them.
  @discardableResult
  func invites(
    _ name: String = "Cy Byrd", _ address: String = "cy@college.example", for number: String
  ) throws -> String {
    try opens("save/\(number)/recommendation/ask")
    #expect(shown.status == .ok)
    try sends(["name": name, "organisation": "Example University", "email": address], to: "save/")
    #expect(shown.status == .seeOther && shown.leadsTo == "save/\(number)/recommendation")
    return try office.partyLink(to: address)
  }

  /// Opens the link that was mailed, presses its button and comes to the form.
  func begins(_ link: String) throws {
    try opens(link)
    #expect(shown.status == .ok)
    try sends(to: link)
    #expect(shown.leadsTo == link + "/part")
    try follows()
    #expect(shown.status == .ok)
  }

  /// Fills in the recommendation and signs it.
  func recommends(_ link: String, _ program: String = "History") throws {
    try begins(link)
    try posts(
      link + "/part",
      (shown.form(to: link)?.hidden ?? []) + Self.recommendation(program) + [("then", "continue")])
    #expect(shown.leadsTo == link + "/part/sign")
    try follows()
    try sends(["signature": "Cy Byrd", "role": "Certification officer"], to: link)
    #expect(shown.leadsTo == link)
    try follows()
    #expect(shown.status == .ok && shown.says("You have signed this part"))
  }

  static func recommendation(_ program: String = "History") -> [(String, String)] {
    [
      ("program", program), ("completed-on.day", "1"), ("completed-on.month", "6"),
      ("completed-on.year", "2026"), ("recommends", "yes"),
    ]
  }
}

extension Office {
  /// The link in the newest mail to somebody who was asked for a part.
  func partyLink(to address: String) throws -> String {
    let mails = try store.messages(in: .new).filter { $0.message.to == address }
    let mail = try #require(mails.max { $0.message.name.order < $1.message.name.order })
    let link = try #require(
      mail.message.body.firstMatch(of: /cgi-bin\/(party\/[A-Za-z0-9_\-]+)/))
    return String(link.1)
  }
}

extension String {
  /// The number of the event that a mail is owed by.
  fileprivate var order: Int { split(separator: "-").last.flatMap { Int($0) } ?? 0 }
}
