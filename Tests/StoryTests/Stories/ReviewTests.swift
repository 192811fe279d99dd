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
      try ada.browser.sees("Submitted", "we have it").follow("see how far we are")
        .sees("Now working on applications of")

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
      // It names too what is entered anew though nothing of it is flagged.
      #expect(letter.body.contains("Character & Fitness\nEnter it from the beginning and sign it."))

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
      try fay.finds("Cleared", about: number)
      try sam.opens(number).sees("Cleared").doesNotSee("Minor.")

      // Everything is found right, and it is approved with a letter that was looked at before.
      for element in ["degrees", "transcript", "out-of-state-license", "affirmation"] {
        try sam.opens(number, "element/\(element)").press("This part is right")
      }
      try sam.approves(number, seeing: "Five-year certificate")
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
      let page = anybody.address.path
      try anybody.open("cgi-bin/certificates?number=K7M42-Q9PXW", expecting: 404)

      // Nearly five years later it is renewed: the same number, five years on.
      try office.settle(["clockShiftDays": 1800])
      try ada.signsIn()
      let renewal = Errand.renewal
      let second = try ada.starts(renewal)
      try ada.completesEverything(renewal, of: second)
      try ada.goesToPay(for: second)
      try ada.choosesAtTheProvider("Pay")
      try office.notificationsArrive()
      try sam.comesBack()
      try sam.takes(second)
      try fay.comesBack()
      try fay.finds("Cleared", about: second)
      for element in ["transcript", "affirmation"] {
        try sam.opens(second, "element/\(element)").press("This part is right")
      }
      try sam.approves(second, seeing: certificate)
      let years = try #require(
        office.visitor().open("verify/").press(
          "Check", with: ["Number of the certificate": certificate]
        ).words.firstMatch(of: /to the end of \d+ \w+ (\d+)/))
      #expect(Int(years.1) == Calendar.current.component(.year, from: Date()) + 10)
      #expect(
        try anybody.open(String(page.dropFirst(Office.path.count))).words.contains("Renewed on"))
    }
  }

  @Test func `a denial takes two people, can be asked to be looked at again, and is undone`() throws
  {
    try withOffice(.processes, site: Errand.freeCertificate.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      let number = try ada.sendsIn(.freeCertificate)
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      let kim = try Employee("kim", "Kim Rowe", "reviewer", at: office)
      try sam.takes(number)
      try sam.opens(number, "decision").press(
        "Show me the letter",
        with: [
          "What is decided?": "Deny it",
          "Why is it denied?": "You have not completed the preparation that this certificate asks.",
        ]
      ).sees("exactly as it will be sent").press("Propose that it is denied")

      // Nothing holds, and nobody outside knows, before a second person agrees.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Pending Review").doesNotSee("Denied")
      try sam.opens(number, "confirm").sees(
        "A reviewer or an administrator has to confirm or refuse it")
      try kim.opens(number, "confirm").press("Confirm: it is denied")
      let letter = try office.mailbox.latest(to: ada.emailAddress)
      #expect(letter.body.contains("preparation") && letter.body.contains("KRS 161.030"))
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Denied").follow("ask for another look")
        .press(
          "Ask for another look",
          with: ["What should be looked at again, and why?": "I have, in 2020."])

      // Whoever looks at it again undoes it, with a reason and a letter; then it is approved.
      try kim.opens(number).sees("Appeal", "I have, in 2020.")
      try kim.opens(number, "undo").press(
        "Show me the letter", with: ["Why is it undone?": "It was completed in 2020."]
      ).press("Undo the decision and send this letter")
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("It was completed in 2020.", "Pending Review")
      try kim.opens(number, "history").sees(
        "Undid the decision", "Confirmed the denial", "Proposed that it is denied")
    }
  }
}

extension Form.Upload {
  /// Another file than the first.
  fileprivate static let photograph = Form.Upload(
    name: "photograph.pdf", bytes: smallPDF.bytes + Data("% a photograph\n".utf8),
    type: "application/pdf")
}
