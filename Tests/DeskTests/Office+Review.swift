import Applications
import Desk
import Notation
import Rules
import Signing
import Testing

/// What those who work here do about an application, with no page of theirs.
extension Office {
  @discardableResult
  func reviews(_ number: String, _ act: ReviewAct, by name: String = "lee") throws -> Application {
    let id = try #require(ApplicationNumber(number))
    return try services.change(id, by: .staff(name)) { _ in .review(act) }
  }

  /// Flags these things and sends the application back for them; the last day is that of so many days later.
  func sendsBack(
    _ number: String, _ flags: [(Element.ID, Flag.Target)], days: Int = 20,
    consequence: DeficiencyRule.Consequence = .closed, anew: [Element.ID] = [],
    signAgain: [Element.ID] = [], as id: String = "round-1"
  ) throws {
    for (index, (element, target)) in flags.enumerated() {
      try reviews(
        number,
        .flagged(
          Flag(
            id: "\(id)-\(index)", element: element, target: target,
            reason: GivenReason(
              id: "not-answered", text: "The answer is not to what was asked.",
              clause: "16 KAR 4:040 §1(1)"), words: "Look at <this> again.",
            key: "\(id)-\(index)")))
    }
    let zone = try services.publication(services.newestPublication()).agency().timeZone
    let last = zone.day(of: now).adding(days: days)
    try reviews(
      number,
      .deficiencySent(
        Deficiency(
          id: id, flags: flags.indices.map { "\(id)-\($0)" }, until: zone.end(of: last),
          consequence: consequence, anew: anew, signAgain: signAgain,
          letter: SentLetter(subject: "Put it right", body: "Dear <Ada>,\n\nas it was sent."),
          key: id)))
  }

  /// A denial that a second person has agreed to.
  func denies(_ number: String, appealUntil: Day?, as id: String = "denial") throws {
    try reviews(
      number,
      .decided(
        Decision(
          id: id, outcome: .denied,
          reasons: [GivenReason(id: "not-shown", text: "It was not shown.", clause: "Rule 9")],
          words: "A classified word, and secret",
          letter: SentLetter(subject: "Denied", body: "It is denied."),
          appealUntil: appealUntil, key: id)))
    try reviews(number, .decisionConfirmed(id, key: id + "-yes"), by: "kim")
  }
}

extension Person {
  /// Opens an element and saves it with these answers, and goes on.
  func saves(_ number: String, _ element: String, _ answers: [(String, String)]) throws {
    try opens("save/\(number)/\(element)")
    let form = try #require(shown.form(to: "save/"))
    try posts(form.address, form.hidden + [("then", "continue")] + answers)
  }
}
