import Foundation
import Support
import Testing

/// From a paid application through two rounds of putting right to a certificate, its public page, and its renewal a
/// term later, with everybody who has a part in it.
@Suite(.serialized) struct ReviewStoryTests {
  private let errand = Errand.firstCertificate

  @Test(arguments: Office.Way.allCases)
  func `an application is reviewed, comes back twice, and is approved; a term later it is renewed`(
    way: Office.Way
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.completesEverything(errand, of: number)
      try ada.goesToPay(for: number)
      try ada.choosesAtTheProvider("Pay")
      try office.notificationsArrive()
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Submitted", "we have it")

      // A specialist takes it out of the queue: it is Pending Review from then on.
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      try sam.browser.open("cgi-bin/review").sees("Ada Okoro", ada.shown(number))
      try sam.takes(number)
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Pending Review")

      // What is under a seal is for the fitness officer alone.
      try sam.opens(number).sees("Character & Fitness", "Not yet cleared").doesNotSee("Speeding")
      try sam.opens(number, "fitness", expecting: 403)

      // First round: one file, and one answer.
      try sam.flags(
        "The file receipt (1).pdf", of: "transcript", in: number,
        because: "The file cannot be read", saying: "Please send a photograph.")
      try sam.flags(
        "What was your major?", of: "degrees", in: number,
        because: "The answer is not to what was asked", saying: "Name one subject.")
      try sam.notes("Spoke with the registrar on the phone.", about: number)
      try sam.sendsBack(number)
      let letter = try office.mailbox.latest(to: ada.emailAddress)
      #expect(letter.body.contains("Please send a photograph."))
      #expect(!letter.body.contains("Spoke with the registrar"))

      // Only that opens; Character & Fitness is entered anew, with nothing in it.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Deficient", "What has to be put right", "Name one subject.")
        .doesNotSee("Spoke with the registrar")
      try ada.browser.follow("Degrees")
      try ada.browser.press("Save & Continue", with: ["What was your major?": "Mathematics"])
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Transcript")
      try ada.browser.follow("Replace receipt (1).pdf")
      try ada.browser.press(
        "Replace the file",
        with: ["Description": "A photograph", "Type": "Receipt for an ordered transcript"],
        files: ["New file": .photograph])
      let fitness = try #require(errand.parts.first { $0.title == "Character & Fitness" })
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Character & Fitness").doesNotSee("value=\"May 2012\"")
      try ada.completes(fitness, of: number)
      try ada.answers(number)

      // Second round, by the same specialist; the application has kept its place.
      try sam.opens(number).sees("Ada Okoro", "once")
      try sam.flags(
        "The whole part", of: "out-of-state-license", in: number,
        because: "We cannot tell from this which license it is", saying: "Say so once more.")
      try sam.sendsBack(number)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Out of State License").press("Save & Continue")
      try ada.completes(fitness, of: number)
      try ada.answers(number)

      // Fitness is cleared by whoever may, and every look is in the history.
      let fay = try Employee("fay", "Fay Moss", "fitness-officer", at: office)
      try fay.opens(number, "fitness").sees("Speeding")
      try fay.browser.press(
        "Record what was found",
        with: ["What was found?": "Cleared", "On which day?": yesterday, "In your words": "Minor."])
      try sam.opens(number).sees("Cleared").doesNotSee("Minor.")

      // Everything is found right, and it is approved with a letter that was looked at before.
      for element in ["degrees", "transcript", "out-of-state-license", "affirmation"] {
        try sam.opens(number, "element/\(element)").press("This part is right")
      }
      try sam.opens(number, "decision")
        .press("Show me the letter", with: ["What is decided?": "Approve it"])
        .sees("Five-year certificate").press("Approve it and send this letter")
      #expect(
        try office.mailbox.latest(to: ada.emailAddress).body.contains("Five-year certificate"))
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Approved").follow("See and print what you were granted")
        .sees("Your certificate", "Ada Okoro")
      let certificate = try ada.certificateNumber()

      // Anybody can check it, without a program at the page itself.
      let anybody = office.visitor()
      try anybody.open("verify/").press("Check", with: ["Number of the certificate": certificate])
        .sees("Ada Okoro", "Five-year certificate", certificate)
      #expect(anybody.address.path.hasSuffix(".html"))
      try anybody.open("cgi-bin/certificates?number=K7M42-Q9PXW", expecting: 404)
    }
  }
}

/// As it is typed into a field for a day.
private var yesterday: String {
  String(ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -2 * 86_400)).prefix(10))
}

extension Form.Upload {
  /// Another file than the first.
  fileprivate static let photograph = Form.Upload(
    name: "photograph.pdf", bytes: smallPDF.bytes + Data("% a photograph\n".utf8),
    type: "application/pdf")
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

  func notes(_ text: String, about number: String) throws {
    try opens(number).press("Add the note", with: ["A note": text]).sees(text)
  }

  func sendsBack(_ number: String) throws {
    try opens(number, "deficiency").press("Send this letter").sees("Deficient")
  }
}

extension Applicant {
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
