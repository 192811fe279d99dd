import Applications
import CGI
import Rules
import Signing
import Store
import Testing

@testable import Desk

/// What has to be there before staff can review something.
extension Office {
  /// Ada's application, submitted and paid, with a file, and her oath about conduct signed.
  func submitted(
    _ name: String = "Ada Okoro", _ requests: [String] = ["initial-certificate"]
  ) throws -> (ada: Person, number: String) {
    let ada = try Person.signedIn(self, name)
    let number = try ada.starts(requests)
    try ada.completes(number)
    try bankPays(try ada.beginsToPay(number))
    #expect(try application(number).submittedAt != nil)
    return (ada, number)
  }

  /// The same, and somebody has it.
  func taken(by name: String) throws -> (ada: Person, number: String) {
    let (ada, number) = try submitted()
    try acts(
      name, on: number, .assigned(Assignment(to: try #require(StaffName(name)), key: "take")))
    return (ada, number)
  }

  /// One line of the journal by somebody who works here, without their pages.
  func acts(_ name: String, on number: String, _ act: ReviewAct) throws {
    _ = try services.change(try application(number).number, by: .staff(name)) { _ in .review(act) }
  }

  /// What others would supply has come another way.
  func receivesEverything(_ name: String, for number: String) throws {
    let overview = try services.overview(of: try application(number), isPriced: false)
    for entry in overview.elements where overview.canReceive(entry) {
      _ = try services.receive(
        WantedEvidence(
          element: entry.element.id.text, day: Day("2026-11-20").unsafelyUnwrapped, source: "Post"),
        for: overview.application.number, by: name)
    }
  }

  /// The last mail to the applicant is this letter, just as it stands in the journal.
  func expectsLast(
    _ letter: SentLetter, to person: Person, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(!letter.body.contains("{{"), sourceLocation: sourceLocation)
    guard Self.mailsLetters else { return }
    let mail = try mails().last { $0.to == person.emailAddress }
    #expect(
      mail?.subject == letter.subject && mail?.body == letter.body, sourceLocation: sourceLocation)
  }

  /// Whether letters about a review are mailed already.
  static let mailsLetters = true

  /// What fitness officers have found.
  func clears(_ number: String, by name: String) throws {
    try acts(
      name, on: number,
      .fitnessDecided(
        FitnessOutcome(
          isCleared: true, day: Day("2026-11-20").unsafelyUnwrapped,
          elements: ["character-and-fitness"], key: "clear")))
  }
}

extension Person {
  /// Flags something on the page of an element, by the words of its form.
  func flags(
    _ target: String, _ reason: String, _ words: String = "", on element: String, of number: String
  ) throws {
    try opens("review/\(number)/element/\(element)")
    try sends(
      ["target": target, "reason": reason, "words": words], to: "review/\(number)/flag")
    #expect(shown.status == .seeOther)
  }

  /// Looks at the letter of a page, and sends it.
  func looksAndSends(
    _ what: String, of number: String, _ fields: KeyValuePairs<String, String> = [:]
  ) throws {
    try opens("review/\(number)/\(what)")
    let all = fields.map { ($0.key, $0.value) }
    for step in ["look", "send"] {
      let form = try #require(shown.form(to: "review/\(number)/\(what)"))
      try posts(form.address, form.hidden + all + [("then", step)])
    }
  }
}
