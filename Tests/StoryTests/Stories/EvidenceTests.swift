import Foundation
import Support
import Testing

/// What a doctor would have confirmed comes by post, and staff says so.
@Suite(.serialized) struct EvidenceStoryTests {
  @Test func `a paper that came by post stands for the part; undone, the part is asked for again`()
    throws
  {
    let errand = Errand.skipper
    try withOffice(.processes, site: errand.site) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Days at sea").follow("Say who completes it")
      try ada.asks("Bo Lind", "bo@ships.example")
      let link = try office.mailbox.latest(to: "bo@ships.example").link()

      func docket(_ words: String...) throws -> Command.Outcome {
        try Command(
          program: Repository.programs.appendingPathComponent("docket").path,
          arguments: words + ["--prefix", office.prefix.path]
        ).run(in: office.scratch)
      }
      func evidence(_ more: String...) throws -> Command.Outcome {
        let words = ["store", "evidence", number, "sea-time", "--by", "sam"] + more
        return try Command(
          program: Repository.programs.appendingPathComponent("docket").path,
          arguments: words + ["--prefix", office.prefix.path]
        ).run(in: office.scratch)
      }
      let came = ["--source", "The ship's log, by post", "--day", "2026-01-05"]
      let nobody = try evidence(came[0], came[1], came[2], came[3])
      #expect(nobody.status == 1 && nobody.error.contains("docket staff add sam --role specialist"))
      #expect(
        try docket(
          "staff", "add", "sam", "--full-name", "Sam Sole", "--email", "sam@agency.example",
          "--role", "specialist"
        ).status == 0)
      let dry = try evidence(came[0], came[1], came[2], came[3], "--dry-run")
      #expect(dry.status == 0 && dry.words.contains("the request to Bo Lind would end"))
      try office.visitor().open(link).sees("Start")
      let done = try evidence(came[0], came[1], came[2], came[3], "--json")
      #expect(done.status == 0 && done.words.contains("\"endedRequests\":1"), "\(done)")
      #expect(try evidence(came[0], came[1], came[2], came[3]).words.contains("nothing changed"))

      try office.visitor().open(link, expecting: 410).sees("This is no longer needed")
      #expect(
        try office.mailbox.latest(to: "bo@ships.example")["Subject"]?
          .contains("is not needed any more") == true)
      #expect(
        try office.mailbox.latest(to: ada.emailAddress).body.contains("The ship's log, by post"))
      try ada.opensTheOverview(of: number)
      try ada.browser.sees("Received on 5 January 2026: The ship's log, by post")
        .follow("Days at sea").sees("Complete", "Marked by staff")

      #expect(try evidence("--undo", "It was another ship.").status == 0)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("History").sees("was undone: It was another ship.")
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Days at sea").follow("Name somebody else")
      try ada.asks("Cy Byrd", "cy@ships.example")
      try office.visitor().open(try office.mailbox.latest(to: "cy@ships.example").link())
        .sees("Start")
    }
  }
}
