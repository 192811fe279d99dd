import Foundation
import Support
import Testing

/// The walk-through that the agency gives its applicants, page by page. W1 to W16 are the sixteen things it
/// says. (W10, W11, W15 and W16 are in `EndingTests`; asking again for what was signed, the end of W9, in
/// `WordingTests`, because nobody can ask for it in a browser yet.)
@Suite(.serialized) struct WalkthroughTests {
  private let errand = Errand.firstCertificate

  @Test(arguments: Office.Way.allCases)
  func `W1, W2, W3, W4: a profile, two entrances, what is open, and the questions before the start`(
    way: Office.Way
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      let browser = ada.browser
      try ada.registers()
      try ada.confirmsByMail()
      try ada.signsIn()

      // W1: address and phone number come before an application; what was typed stays.
      try browser.follow("Apply for a credential").sees("Enter a phone number")
      try browser.press(
        "Save & Continue", with: ["Phone number": "12", "Town or city": "Frankfort"],
        expecting: 422)
      try browser.sees("Enter a phone number", "Enter your street")
      let typed = browser.reply.text
      #expect(typed.contains("value=\"12\"") && typed.contains("value=\"Frankfort\""))
      try ada.fillsInTheProfile()
      try browser.sees("What do you want to apply for?")

      // W2: the other entrance.
      try browser.open("cgi-bin/account/profile").sees("Applications").follow("+NEW")
      try browser.sees("What do you want to apply for?")

      // W3: what is not open to this person cannot be chosen, and says why; one or more can.
      #expect(!browser.reply.text.contains("value=\"renew-certificate\""))
      try browser.sees("Renew a certificate", "16 KAR 4:040")
      let question = "What do you want to apply for?"
      try browser.press("Next", expecting: 422)
      try browser.sees("Choose what you want to apply for")
      try browser.press(
        "Next", with: [question: "Initial five-year certificate, One-year certificate"],
        expecting: 422)
      try browser.sees("they cannot be in one application")
      #expect(browser.reply.text.components(of: " checked") == 2, "what was ticked is still ticked")
      try browser.press("Next", with: [question: errand.requests[0]])

      // W4: a question that is not answered is asked again, beside the answers that were given.
      var answers = errand.clarifications
      let last = try #require(answers.keys.sorted().first)
      answers[last] = nil
      try browser.press("Next", with: answers, expecting: 422).sees(last)
      #expect(browser.reply.text.components(of: " checked") == answers.count)
      try browser.press("Next", with: errand.clarifications)
      for part in errand.parts { try browser.sees(part.title) }
      try browser.press("Start Application").sees("You have not submitted yet")

      // A profile that lacks something later stops nothing that was begun.
      let number = ada.number
      try browser.open("cgi-bin/account/profile")
      try browser.press("Save & Continue", with: ["Phone number": ""], expecting: 422)
      try ada.opensTheOverview(of: number)
      try browser.follow(errand.parts[0].title).sees("Save")
    }
  }

  @Test(arguments: Office.Way.allCases, Errand.withAFee)
  func `W5, W6: every part stands at the side and under Requirements, with who submits it`(
    way: Office.Way, errand: Errand
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      let browser = ada.browser
      try browser.sees("Submission Status", "Submitted By", "Required", "Nothing saved yet.")
      let titles = errand.parts.map(\.title) + errand.others
      for title in titles { try browser.sees(title) }
      for title in titles {
        try ada.opensTheOverview(of: number)
        try browser.follow(title)
        let side = browser.page.all("nav").first { $0["class"] == "parts" }
        let words = try #require(side?.words)
        for other in titles { #expect(words.contains(other)) }
        if errand.others.contains(title) {
          try browser.sees("You cannot fill in this part yourself. It is submitted by:")
          #expect(browser.page.all("button").allSatisfy { $0.words == "Sign out" })
        }
      }
    }
  }

  @Test(arguments: Office.Way.allCases)
  func
    `W7, W8, W9: a part has its own requirements, entries and files, and a signature is for good`(
      way: Office.Way
    ) throws
  {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      let browser = ada.browser
      let (degrees, transcript, fitness) = (errand.parts[0], errand.parts[1], errand.parts[3])

      // W7: Save & Continue says what is missing and keeps the rest; complete, it walks on.
      try browser.follow(degrees.title)
      try browser.press(
        "Save & Continue", with: ["What was your major?": "History <& more>"], expecting: 422)
      try browser.sees("There is a problem")
      #expect(browser.reply.text.contains("value=\"History &lt;&amp; more"))
      try browser.press("+ Add degree").sees("Not saved yet")
      try browser.press("Save & Continue", with: ["What was your major?": "Music"], expecting: 422)
      try browser.press(
        "Save & Continue",
        with: [
          "Which degree is it?": "Bachelor's degree", "When was it awarded?": "2019-05-01",
          "Which college or university awarded it?": "Elsewhere",
        ]
      ).sees("Degree 1", "Music")
      try browser.press("Save & Continue", with: degrees.answers)
      #expect(browser.heading == transcript.title, "on to the next part")

      // W8: file, description and type; further ones by + Add another; refused, the words stay.
      let paper = try #require(transcript.paper)
      try browser.press("+ Add a file")
      try browser.press(
        "Save Attachments", with: ["Description": paper.description, "Type": paper.type],
        expecting: 422
      ).sees("Select a file")
      #expect(browser.reply.text.contains("value=\"\(paper.description)\""))
      try browser.press(
        "+ Add another", with: ["Description": paper.description, "Type": paper.type],
        files: ["Files": .pdf("one.pdf")]
      ).sees("one.pdf")
      try browser.press(
        "Save Attachments", with: ["Description": "The second", "Type": paper.type],
        files: ["Files": .pdf("two.pdf")]
      ).sees("one.pdf", "two.pdf", "The second")
      #expect(browser.heading == transcript.title)

      // W9: a Yes asks for a statement; read back and signed, it cannot be undone.
      try ada.opensTheOverview(of: number)
      try browser.follow(fitness.title).sees("Once it is signed it cannot be undone")
      try browser.press("Save & Continue", with: fitness.answers, expecting: 422)
      try browser.sees("Add a conviction or plea")
      try ada.completes(fitness, of: number)
      try ada.opensTheOverview(of: number)
      try browser.follow(fitness.title).sees("Signed by Ada Okoro", "cannot be changed", "Speeding")
      #expect(!browser.page.all("button").contains { $0.words.hasPrefix("Save") })
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `W12, W13, W14: payment opens when everything is there, warns, and is what submits`(
    way: Office.Way
  ) throws {
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      let browser = ada.browser
      // W12: closed, with the list of what blocks it, until the last part is complete.
      for (index, part) in errand.parts.enumerated() {
        try browser.open("cgi-bin/invoice/\(number)").sees("Not open for payment yet")
        let main = try #require(browser.page.first("main"))
        let blockers = main.all("li").map(\.words)
        for open in errand.parts[index...] {
          #expect(blockers.contains { $0.hasPrefix(open.title) })
        }
        #expect(!main.all("button").contains { $0.words == "Proceed to Payment" })
        try ada.completes(part, of: number)
      }
      // W13: the warning stands before the second Proceed to Payment.
      try ada.opensTheInvoice(of: number)
      try browser.sees(
        "An abandoned payment can cause trouble with refunds and credits", errand.total)
      try browser.press("Proceed to Payment").press("Continue to payment")
      // W14: the message of the provider submits, not the browser that comes back.
      try ada.choosesAtTheProvider("Pay and close the window")
      #expect(try !ada.dashboard().contains("Submitted"))
      #expect(try office.notificationsArrive() == [200])
      #expect(try ada.dashboard().contains("Submitted"))
    }
  }
}
