import Foundation
import Support
import Testing

/// What somebody says under a seal is looked into by whoever may see it. Everybody else learns one word.
@Suite(.serialized) struct FitnessStoryTests {
  @Test(arguments: Office.Way.allCases)
  func
    `a fitness officer looks under the seal, has it entered anew, and clears it; others learn no more than that`(
      way: Office.Way
    ) throws
  {
    let errand = Errand.freeCertificate
    let fitness = try #require(errand.parts.first { $0.title == "Character & Fitness" })
    try withOffice(way, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      let number = try ada.sendsIn(errand)
      let sam = try Employee("sam", "Sam Sole", "specialist", at: office)
      try sam.takes(number)

      // The officer begins at a queue of their own; what is not theirs refuses them.
      let fay = try Employee("fay", "Fay Moss", "fitness-officer", at: office)
      try fay.browser.sees("Fitness", "Ada Okoro", "still to be decided")
      try fay.browser.open("cgi-bin/review", expecting: 403)
      try fay.opens(number, "decision", expecting: 403)

      // The specialist reads that it is not cleared yet, and is refused whatever shows more.
      try sam.opens(number).sees("Not yet cleared", "Only fitness officers").doesNotSee("Speeding")
      for page in ["fitness", "element/character-and-fitness"] {
        try sam.opens(number, page, expecting: 403).doesNotSee("Speeding")
      }
      try sam.browser.open("cgi-bin/review/fitness", expecting: 403)

      // Every look is in the history: one for each time that somebody signs in and reads.
      try fay.opens(number, "fitness").sees("Speeding", "May 2012")
      try fay.opens(number, "fitness")
      #expect(try sam.looks(at: number) == ["fay"])
      try fay.comesBack()
      try fay.opens(number, "element/character-and-fitness").sees("Speeding")
      #expect(try sam.looks(at: number) == ["fay", "fay"])

      // A day still to come is no day of a meeting, and nothing that was typed is lost.
      try fay.opens(number, "fitness").press(
        "Record what was found",
        with: [
          "What was found?": "Not cleared", "On which day?": day(3),
          "In your words": "The court's paper is missing.",
        ], expecting: 422
      ).sees("Enter a day that is not still to come")
        .press("Record what was found", with: ["On which day?": day(-2)])
      try fay.opens(number, "fitness").sees("Not cleared", "The court's paper is missing.")
      try fay.browser.open("cgi-bin/review/fitness").sees("Nothing waits for you")
      try sam.opens(number).sees("Not yet cleared").doesNotSee("Not cleared", "court's paper")
      try sam.opens(number, "history").sees("not yet cleared").doesNotSee("court's paper")
      try sam.opens(number, "decision").press(
        "Show me the letter", with: ["What is decided?": "Approve it"], expecting: 422
      ).sees("Character & Fitness: it is not cleared yet.")

      // The officer flags it; the specialist sends it back without learning what was flagged.
      try fay.flags(
        "The whole part", of: "character-and-fitness", in: number,
        because: "For a Yes we need to know", saying: "Send the judgment.")
      try sam.opens(number, "deficiency").sees("Character & Fitness")
        .doesNotSee("Send the judgment.").press("Send this letter")
      let letter = try office.mailbox.latest(to: ada.emailAddress).body
      #expect(letter.contains("Character & Fitness") && !letter.contains("judgment"))

      // Ada reads it signed in, and begins from nothing.
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Deficient", "Send the judgment.").follow(fitness.title)
      #expect(ada.browser.page.all("input").allSatisfy { $0["checked"] == nil })
      #expect(!ada.browser.reply.text.contains("value=\"May 2012\""))
      var anew = fitness
      anew.additions = [
        Errand.Addition(
          kind: "conviction or plea",
          answers: [
            "When was it?": "May 2012",
            "What was it for? Say which court, and what the sentence was.":
              "Too fast, the county court, a fine of $90.",
          ])
      ]
      try ada.completes(anew, of: number)
      try ada.answers(number)

      // It waits for the officer once more: what stands there now, and beside it what was signed before.
      try fay.browser.open("cgi-bin/review/fitness").sees("Ada Okoro")
      try fay.opens(number, "fitness").sees("the county court", "about what stood there then")
        .follow("Flag something").sees("What was signed before", "A fine of “$90”.")
      try fay.finds("Cleared", about: number, saying: "Long ago.")
      try fay.browser.sees("Cleared")

      // The specialist reads that one word, and goes on.
      try sam.opens(number).sees("Cleared").doesNotSee("Not yet cleared", "Long ago.")
      try sam.opens(number, "history").sees("Fitness: cleared").doesNotSee("Long ago.", "Speeding")
      try sam.approves(number, seeing: "One-year certificate")
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Approved")
    }
  }
}

extension Employee {
  /// Who looked under the seal, as the history says it, the newest first.
  fileprivate func looks(at number: String) throws -> [String] {
    try opens(number, "history")
    return browser.page.all("tr").map { $0.all("td").map(\.words) }
      .filter { $0.contains("Looked at Character & Fitness") }.compactMap(\.last)
  }
}
