import Foundation
import Support
import Testing

/// Nobody is denied by one person alone.
@Suite(.serialized) struct ReviewerStoryTests {
  @Test(arguments: Office.Way.allCases)
  func
    `a reviewer sends a proposed denial back, cannot confirm their own, and the letter is sent as it was read`(
      way: Office.Way
    ) throws
  {
    let errand = Errand.freeCertificate
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      let number = try ada.sendsIn(errand)
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      let kim = try Employee("kim", "Kim Rowe", "reviewer", at: office)
      let ann = try Employee("ann", "Ann Hart", "administrator", at: office)
      let mails = try office.mailbox.mails().count
      try sam.takes(number)

      // What is proposed waits for somebody else: here, and for nobody else to see.
      try sam.proposes("What the application has to show was not shown.", for: number)
      try sam.browser.open("cgi-bin/review/confirm", expecting: 403)
      #expect(try sam.confirms(number).reply.status == 403)
      try kim.browser.open("cgi-bin/review/confirm").sees("Ada Okoro", ada.shown(number))

      // Whoever refuses says why; whoever proposed it reads that, and the applicant nothing.
      try kim.opens(number, "confirm").sees("was not shown", "sam,")
        .press("Refuse: look at it again", expecting: 422).sees("Say why you refuse it")
        .press(
          "Refuse: look at it again", with: ["If you refuse it: why?": "Look at the second file."])
      try kim.browser.open("cgi-bin/review/confirm").sees("Nothing waits for a second person.")
      try sam.opens(number, "history").sees("Refused the denial. Look at the second file.")
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Pending Review").doesNotSee("Denied", "second file")

      // A reviewer who proposes it needs another one: neither a button nor a forged form confirms it.
      try kim.proposes("You have not completed the preparation", for: number)
      try kim.opens(number, "confirm").sees("You proposed it yourself")
      #expect(kim.browser.page.all("button").allSatisfy { !$0.words.hasPrefix("Confirm") })
      #expect(try kim.confirms(number).reply.status == 403)
      try kim.browser.sees("You proposed it yourself")
      #expect(try office.mailbox.mails().count == mails)

      // What the second person reads is what is sent, and what is kept.
      let shown = try ann.opens(number, "confirm").row("Letter")
      try ann.browser.press("Confirm: it is denied")
      #expect(shown.contains("preparation") && shown.contains("KRS 161.030"))
      #expect(try office.mailbox.latest(to: ada.emailAddress).words == shown)
      #expect(try ann.opens(number, "letters").row("Letter") == shown)
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Denied")

      // It is undone by a line of its own: the letter stays, and says that it was withdrawn.
      try sam.opens(number, "undo", expecting: 403)
      try kim.opens(number, "undo").press(
        "Show me the letter", with: ["Why is it undone?": "It was completed in 2020."])
      let second = try kim.browser.row("Letter")
      try kim.browser.press("Undo the decision and send this letter")
      #expect(second.contains("It was completed in 2020."))
      #expect(try office.mailbox.latest(to: ada.emailAddress).words == second)
      try kim.opens(number, "letters").sees("It was withdrawn: the decision was undone.")
      try kim.opens(number, "history").sees(
        "Undid the decision. It was completed in 2020.", "Confirmed the denial",
        "Refused the denial")
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Pending Review", "It was completed in 2020.")
      #expect(try office.mailbox.mails().count == mails + 2)
    }
  }
}

extension Employee {
  /// Proposes a denial for the one reason that begins so, with the letter looked at.
  fileprivate func proposes(_ reason: String, for number: String) throws {
    try opens(number, "decision")
    let reason = try browser.choice(beginning: reason)
    try browser.press(
      "Show me the letter", with: ["What is decided?": "Deny it", "Why is it denied?": reason]
    ).sees("exactly as it will be sent").press("Propose that it is denied")
    try browser.sees("A denial is proposed")
  }

  /// Sends the form that confirms what is proposed, whether or not a page has one for them.
  fileprivate func confirms(_ number: String) throws -> Browser {
    try opens(number)
    let form = try #require(
      browser.page.all("form").first { $0["action"]?.contains("/note") ?? false })
    var fields = form.all("input").filter { $0["type"] == "hidden" }
      .map { ($0["name"] ?? "", $0["value"] ?? "") }
    fields += [("decision", ""), ("seen", ""), ("then", "confirm"), ("words", "")]
    return try browser.go(
      WebRequest(
        "POST", "\(Office.path)cgi-bin/review/\(number)/confirm",
        headers: [("Content-Type", "application/x-www-form-urlencoded")],
        body: Data(Form.encoded(fields).utf8)), expecting: 403)
  }
}

extension Browser {
  /// What stands beside these words in a list, with single spaces.
  fileprivate func row(_ words: String) throws -> String {
    let terms = page.all("dt").filter { $0.words == words }
    let values = page.all("dt", "dd")
    guard let index = values.lastIndex(where: { node in terms.contains { $0 === node } }) else {
      throw trouble("no row says “\(words)”")
    }
    return singleSpaced(values[index + 1].words)
  }
}

extension Mail {
  fileprivate var words: String { singleSpaced(body) }
}

private func singleSpaced(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
