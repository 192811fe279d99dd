import Rules
import Support
import Testing

@testable import Pages

/// Who quotes an amount says what it becomes: the page stays true when nothing runs.
@Suite struct NextAmountTests {
  private static let next = "From 1 January 2027: $90.00"

  @Test(arguments: [
    "credential", "fees", "find-result", "confirm-start", "overview", "overview-complete",
    "invoice",
    "invoice-blocked",
  ])
  func `a page that quotes a dated amount prints the next one and its day`(name: String) throws {
    let page = try GoldenPageTests.document(named: name)
    #expect(page.contains("$85.00"))
    #expect(page.contains(Self.next))
  }

  @Test(arguments: [
    "overview-paying", "overview-submitted", "overview-withdrawn", "receipt-paid",
    "receipt-checking",
  ])
  func `where the price is settled there is no next one`(name: String) throws {
    let page = try GoldenPageTests.document(named: name)
    #expect(page.contains("$85.00"))
    #expect(!page.contains(Self.next))
  }

  /// Every page in this suite is looked at: none quotes the amount and leaves the next one out.
  @Test func `no other page quotes the amount`() throws {
    let known = [
      "changes", "credential", "fees", "find-result", "confirm-start", "overview",
      "overview-complete", "invoice",
      "invoice-blocked", "invoice-changed", "overview-expired", "overview-paying",
      "overview-submitted", "overview-withdrawn", "overview-unfinished", "overview-checking",
      "invoice-unfinished", "invoice-checking",
    ]
    for sample in samplePages
    where !known.contains(sample.name) && !sample.name.hasPrefix("receipt-") {
      let page = try GoldenPageTests.document(named: sample.name)
      #expect(!page.contains("$85.00") || page.contains(Self.next), "\(sample.name)")
    }
  }

  @Test func `in the layer that is charged, the next amount is that of the layer`() throws {
    let fee = try #require(Sample.edition.fees.fee("permit"))
    func next(_ seen: Fee.Amount...) -> (day: Day, amount: Fee.Amount)? {
      var edition = Sample.edition
      edition.fees = FeeSchedule(
        fees: edition.fees.fees,
        layers: [
          FeeLayer(
            id: FeeLayer.letter, title: "Seen", sightings: [.init(fee: "permit", amounts: seen)])
        ])
      return edition.nextAmount(of: fee, for: "permit", after: Sample.today)
    }
    func amount(_ day: String, _ cents: Int) -> Fee.Amount {
      .init(from: Sample.day(day), money: Money(cents: cents), clause: Sample.clause("Seen"))
    }
    #expect(next()?.day == Sample.day("2027-01-01"))
    // While another amount is charged, that of the letter becomes nobody's.
    #expect(next(amount("2024-01-01", 80_00)) == nil)
    #expect(
      next(amount("2024-01-01", 80_00), amount("2027-05-01", 95_00))?.day.description
        == "2027-05-01")
  }
}
