import Applications
import CGI
import Foundation
import Pages
import Rules
import Store
import Testing

@testable import Desk

/// Many parts at once, from one file.
@Suite struct BatchTests {
  private static let many = "organisation/example-university/many/recommendation"

  /// Three applications of Ada's wait for an organisation, for which Cy completes parts.
  private func withThree(_ body: (Office, _ cy: Person, _ numbers: [String]) throws -> Void) throws
  {
    try withOffice { office in
      let (ada, first, cy) = try Person.asked(office)
      var numbers = [first]
      for _ in 1...2 {
        let number = try ada.starts(["statement-of-eligibility"], answering: "")
        try office.asks("example-university", for: number)
        numbers.append(number)
      }
      try body(office, cy, numbers)
    }
  }

  /// The file of these lines, with the head line that the download has.
  private func file(_ lines: [String]) -> [UInt8] {
    Array(
      (["number,applicant,credential,program: Which?,completed-on: When?,recommends: I do"] + lines)
        .joined(separator: "\r\n").utf8)
  }

  private func line(_ number: String, _ program: String = "History", day: String = "2026-06-01")
    -> String
  {
    "\(number),Ada Okoro,,\"\(program)\",\(day),yes"
  }

  private func sends(_ bytes: [UInt8], _ cy: Person) throws {
    try cy.opens(Self.many)
    let hidden = try #require(cy.shown.form(to: "organisation/", sendingFiles: true)?.hidden)
    try cy.posts(Self.many, hidden, file: bytes, called: "parts.csv")
  }

  @Test func `what waits is a file whose head line comes back, and formulas in it are harmless`()
    throws
  {
    try withThree { office, cy, numbers in
      try cy.opens("organisation/example-university/many")
      #expect(cy.shown.says("Recommendation of the program: 3") || cy.shown.says(": 3"))
      try cy.opens(Self.many + "/requests")
      #expect(cy.shown["Content-Type"] == "text/csv; charset=utf-8")
      let records = try readCSV(cy.shown.body)
      #expect(records.count == 4 && records[0].fields[0] == "number")
      #expect(records[0].fields[3].hasPrefix("program: Which program"))
      #expect(
        Set(records.dropFirst().map { $0.fields[0] })
          == Set(try numbers.map { try office.application($0).number.description }))
      #expect(cy.shown.body.starts(with: [0xEF, 0xBB, 0xBF]))
    }
  }

  @Test func `any wrong line, and nothing at all is kept; each is named with what would do`() throws
  {
    try withThree { office, cy, numbers in
      let before = try numbers.map(office.journal)
      try sends(
        file([
          line(numbers[0]), line(numbers[1], day: "1 June"), line(numbers[1]), line("nothing"),
          line("k7m42q9p"), "\(numbers[2]),too,few",
        ]), cy)
      #expect(cy.shown.status == .unprocessable && cy.shown.says("Nothing was kept or signed"))
      for words in [
        "Enter a real date", "This application is in the file twice",
        "is no application number, like K7M4-2Q9P", "Nothing of this application waits for you",
        "It has 3 fields, and the head line has 6",
      ] { #expect(cy.shown.says(words), "\(words)") }
      for line in ["3", "4", "5", "6", "7"] {
        #expect(cy.shown.text.contains(">\(line)</th>"), "line \(line)")
      }
      #expect(!cy.shown.text.contains(">2</th>"))
      #expect(try numbers.map(office.journal) == before)
      try sends(Array("number,other\n\(numbers[0]),1\n".utf8), cy)
      #expect(cy.shown.status == .unprocessable && cy.shown.says("There is no question"))
      try sends(Array("no csv \" at all".utf8), cy)
      #expect(cy.shown.status == .unprocessable && cy.shown.says("A quote stands inside"))
      try sends([0xFF, 0xFE, 0x00], cy)
      #expect(cy.shown.status == .unprocessable && cy.shown.says("not UTF-8"))
    }
  }

  @Test func `all right, it is read back, signed once, and signed twice is signed once`() throws {
    try withThree { office, cy, numbers in
      try sends(file(numbers.map { line($0) }), cy)
      #expect(cy.shown.status == .seeOther)
      try cy.follows()
      let page = try #require(cy.shown.form(to: "organisation/")?.address)
      #expect(cy.shown.says("Nothing is signed yet") && cy.shown.says("1 June 2026"))
      #expect(try !office.application(numbers[0]).part("recommendation").isSealed)
      try cy.sends(["signature": "", "role": ""], to: "organisation/")
      #expect(cy.shown.status == .unprocessable && cy.shown.says("Say as what you sign"))
      try cy.sends(["signature": "Cy Byrd", "role": "Dean"], to: "organisation/")
      #expect(cy.shown.status == .seeOther)
      try cy.follows()
      #expect(cy.shown.says("3 of 3 are signed"))
      let after = try numbers.map(office.journal)
      for number in numbers {
        let part = try office.application(number).part("recommendation")
        #expect(part.isSealed && part.signature?.role == "Dean")
        #expect(part.answers.text("program") == "History")
      }
      try cy.repeats()
      #expect(try numbers.map(office.journal) == after)
      let told = try office.mails().filter { $0.name.hasPrefix("party-signed-") }
      #expect(told.count == 3)
      // Nobody else sees it.
      try office.appoints("Di Moss", "di@example.org", to: "example-university")
      let di = try Person.signedIn(office, "Di Moss")
      try di.opens(String(page.prefix { $0 != "#" }))
      #expect(di.shown.status == .notFound)
    }
  }

  @Test func `what went away meanwhile is told by its line, and the rest stands`() throws {
    try withThree { office, cy, numbers in
      try sends(file(numbers.map { line($0) }), cy)
      try cy.follows()
      let gone = try office.application(numbers[1])
      let request = try #require(gone.invitations.last?.invitation.id)
      _ = try office.services.change(gone.number, by: .applicant(gone.applicant)) { _ in
        .partyTakenBack(request, key: "k")
      }
      try cy.sends(["signature": "Cy Byrd", "role": "Dean"], to: "organisation/")
      try cy.follows()
      #expect(cy.shown.says("2 of 3 are signed") && cy.shown.says("taken back"))
      #expect(try !office.application(numbers[1]).part("recommendation").isSealed)
      #expect(try office.application(numbers[2]).part("recommendation").isSealed)
    }
  }

  @Test func `what a crash interrupts the sweep finishes, and what nobody signed goes`() throws {
    try withThree { office, cy, numbers in
      try sends(file(numbers.map { line($0) }), cy)
      try cy.follows()
      let page = try #require(cy.shown.form(to: "organisation/")?.address.prefix { $0 != "#" })
      let id = String(try #require(page.split(separator: "/").last))
      let batch = try #require(try office.store.batch(id))
      _ = try office.store.sign(
        batch, BatchSignature(name: "Cy Byrd", role: "Dean", at: office.now))
      try cy.opens(String(page))
      #expect(cy.shown.says("Being signed"))
      #expect(try office.services.finishBatches(isDryRun: true) == 1)
      #expect(try !office.application(numbers[0]).part("recommendation").isSealed)
      #expect(try office.services.finishBatches() == 1)
      #expect(try office.services.finishBatches() == 0)
      #expect(try numbers.allSatisfy { try office.application($0).part("recommendation").isSealed })
      #expect(try office.store.batch(id) == nil, "what was in it is in the journals alone")
      office.wait(days: 31)
      #expect(try office.store.sweepBatches(at: office.now) == 1)
      #expect(try office.store.outcome(ofBatch: id) == nil)
    }
  }

  @Test func `a cell that begins like a formula gets a quote, which is taken away again`() throws {
    let text = csvLine(["=1+1", "-x", "plain", "a \"b\""])
    #expect(text == "\"'=1+1\",\"'-x\",plain,\"a \"\"b\"\"\"\r\n")
  }
}
