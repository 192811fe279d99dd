import Applications
import Foundation
import Rules
import Store
import Support

/// What those who work here do about an application, before a scene begins.
enum ReviewStep {
  case flag, sendBack, deny, revoke, confirm, undo

  fileprivate func act(at now: Moment) -> ReviewAct {
    let letter = SentLetter(subject: "A letter", body: "Of the office.")
    let reason = GivenReason(id: "torn", text: "It is torn.", clause: "Rule 20")
    return switch self {
    case .flag: .flagged(Flag(id: "flag1", element: "lamp", reason: reason, key: "flag1"))
    case .sendBack:
      .deficiencySent(
        Deficiency(
          id: "back1", flags: ["flag1"], until: now.adding(seconds: 20 * 86_400),
          consequence: .closed, letter: letter, key: "back1"))
    case .deny:
      .decided(
        Decision(
          id: "denial1", outcome: .denied, reasons: [reason], letter: letter,
          appealUntil: Day(ofUTC: now).adding(days: 10), key: "denial1"))
    case .revoke:
      .decided(
        Decision(
          id: "revocation1", outcome: .revoked, reasons: [reason], letter: letter,
          key: "revocation1"))
    case .confirm: .decisionConfirmed("denial1", key: "confirm1")
    case .undo:
      .decisionUndone(
        DecisionUndoing(decision: "denial1", reason: "A mistake", letter: letter, key: "undo1"))
    }
  }
}

extension Office {
  func reviews(_ number: String, _ step: ReviewStep) throws {
    guard let id = ApplicationNumber(number) else { throw Trouble("no number: \(number)") }
    let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970 * 1000))
    let who = step == .confirm ? "kim" : "lee"
    _ = try Store(at: store).change(id, at: now, by: .staff(who)) { _ in
      .review(step.act(at: now))
    }
  }

  /// One that its applicant began long ago, and did not pay in time. Its number.
  func hasExpired(likeThatOf number: String) throws -> String {
    let store = try Store(at: store)
    guard let id = ApplicationNumber(number), let start = try store.application(id)?.start else {
      throw Trouble("no number: \(number)")
    }
    let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970 * 1000))
    let day = start.day.adding(days: -70)
    return try store.startApplication(
      Start(
        applicant: start.applicant, profile: start.profile, requests: start.requests,
        answers: start.answers, publication: start.publication, day: day,
        deadline: now.adding(seconds: -10 * 86_400), key: "long-ago"),
      at: now.adding(seconds: -70 * 86_400)
    ).number.text
  }

  /// Money for this application is awaited that staff records, as much as another was paid.
  func waitsForCheque(_ number: String, like paid: String) throws {
    let store = try Store(at: self.store)
    guard let id = ApplicationNumber(number), let other = ApplicationNumber(paid),
      let attempt = try store.application(other)?.attempts.first?.attempt
    else { throw Trouble("no number: \(number)") }
    let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970 * 1000))
    _ = try store.change(id, at: now, by: .program("payment")) { application -> Event.What? in
      .attemptOpened(
        Attempt(
          reference: "k7m42q9pbycheque", provider: "manual", quote: attempt.quote,
          publication: attempt.publication, currency: attempt.currency,
          checkingSeconds: attempt.checkingSeconds, windowSeconds: attempt.windowSeconds,
          key: "cheque"))
    }
  }

  /// The sum of the first payment comes a second time: somebody has to settle what becomes of it.
  func isPaidTwice(_ number: String) throws {
    guard let id = ApplicationNumber(number) else { throw Trouble("no number: \(number)") }
    let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970 * 1000))
    _ = try Store(at: store).change(id, at: now, by: .provider("simulator")) {
      application -> Event.What? in
      guard let attempt = application.attempts.first?.attempt else { return nil }
      return .attemptPaid(
        Payment(
          reference: attempt.reference, transaction: "once-more", money: attempt.quote.total,
          currency: attempt.currency, use: .credit(.furtherTransaction)))
    }
  }
}
