import Foundation
import Support

// Reviewing, from both sides, in sentences.

/// So many days from today, as it is typed into a field for a day.
func day(_ days: Double) -> String {
  String(ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: days * 86_400)).prefix(10))
}

extension Employee {
  func takes(_ number: String) throws {
    try opens(number, "assign").press("Take it: \(Applicant.shown(number))")
  }

  /// Flags one thing of an element.
  func flags(
    _ target: String, of element: String, in number: String, because reason: String,
    saying words: String
  ) throws {
    try opens(number, "element/\(element)")
    let reason = try browser.choice(beginning: reason)
    let target = try browser.choice(beginning: target)
    try browser.press(
      "Flag it",
      with: [
        "What has to be put right?": target, "Why?": reason,
        "What exactly should they do?": words,
      ])
  }

  /// Says what was found about fitness at the meeting two days ago.
  func finds(_ outcome: String, about number: String, saying words: String = "Minor.") throws {
    try opens(number, "fitness").press(
      "Record what was found",
      with: ["What was found?": outcome, "On which day?": day(-2), "In your words": words])
  }

  func approves(_ number: String, seeing words: String) throws {
    try opens(number, "decision")
      .press("Show me the letter", with: ["What is decided?": "Approve it"])
      .sees(words).press("Approve it and send this letter")
  }

  /// Their session has ended, and so a new link lets them in again.
  func comesBack() throws {
    try office.runs(["staff", "reset", name])
    try enrols()
  }

  func notes(_ text: String, about number: String) throws {
    try opens(number).press("Add the note", with: ["A note": text]).sees(text)
  }

  func sendsBack(_ number: String) throws {
    try opens(number, "deficiency").press("Send this letter").sees("Deficient")
  }
}

extension Applicant {
  /// Applies for what costs nothing, from an account to the queue, and gives back the number.
  func sendsIn(_ errand: Errand) throws -> String {
    try hasAnAccount()
    let number = try starts(errand)
    try completesEverything(errand, of: number)
    try opensTheInvoice(of: number)
    try browser.press("Submit application")
    return number
  }

  /// Sends everything that was to be put right as one answer.
  func answers(_ number: String) throws {
    try browser.open("cgi-bin/dashboard/\(number)/answer").press("Send my answer")
    try browser.sees("Pending Review")
  }

  /// The one on the page that is open.
  func certificateNumber() throws -> String {
    guard let match = browser.words.firstMatch(of: /[0-9A-Z]{5}-[0-9A-Z]{5}/) else {
      throw browser.trouble("the page has no number of a certificate")
    }
    return String(match.0)
  }
}
