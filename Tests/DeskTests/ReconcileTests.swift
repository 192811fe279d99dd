import Applications
import Foundation
import Notation
import Rules
import Store
import Support
import Testing

@testable import Desk

/// What is booked, against what a provider says has moved.
@Suite struct ReconcileTests {
  private func movement(
    _ transaction: String, _ cents: Int, _ currency: String = "USD"
  ) -> SettlementReport.Movement {
    let amount = cents < 0 ? "-\(-cents / 100).00" : "\(cents / 100).00"
    let text = "transaction,amount,currency\n\(transaction),\(amount),\(currency)\n"
    return SettlementReport(reading: Array(text.utf8)).movements[0]
  }

  /// Two applications are paid, each by a transaction of its own; of the second the money goes back a day later.
  private func paidTwice(_ office: Office) throws {
    for (name, transaction) in [("Ada Okoro", "T-1"), ("Bob Sample", "T-2")] {
      let person = try Person.signedIn(office, name)
      let number = try person.starts()
      try person.completes(number)
      let reference = try person.beginsToPay(number)
      let bank = Person(office)
      try bank.posts(
        "payment/notify/simulator", office.notification("paid", reference, transaction: transaction)
      )
      guard transaction == "T-2" else { continue }
      office.wait(days: 1)
      try bank.posts(
        "payment/notify/simulator",
        office.notification("refunded", reference, transaction: transaction))
    }
  }

  @Test func `a report that says the same has no difference`() throws {
    try withOffice { office in
      try paidTwice(office)
      let same = try office.services.reconcile(
        [movement("T-1", 85_00), movement("T-2", 85_00), movement("T-2", -85_00)],
        with: "simulator")
      #expect(same.differences == [] && same.unreadable == [])
      #expect(same.sums.map(\.reported.cents) == [85_00])
      #expect(same.sums.map(\.difference.cents) == [0])
    }
  }

  @Test func `what is missing there, missing here or another sum is a difference`() throws {
    try withOffice { office in
      try paidTwice(office)
      let result = try office.services.reconcile(
        [movement("T-1", 84_00), movement("T-3", 15_00)], with: "simulator")
      #expect(result.differences.map(\.transaction) == ["T-1", "T-2", "T-3"])
      #expect(result.differences.map(\.reported?.cents) == [84_00, nil, 15_00])
      #expect(result.differences.map(\.booked?.cents) == [85_00, 0, nil])
      #expect(result.differences.map { $0.application == nil } == [false, false, true])
      #expect(result.sums.map(\.difference.cents) == [14_00])
      let euros = try office.services.reconcile([movement("T-1", 85_00, "EUR")], with: "simulator")
      #expect(euros.differences.filter { $0.transaction == "T-1" }.count == 2)
      #expect(try office.services.reconcile([], with: "manual").differences == [])
    }
  }

  @Test func `days are those of the agency, and money of other days is no difference`() throws {
    try withOffice { office in
      try paidTwice(office)
      let zone = try office.services.publication(office.services.newestPublication()).agency()
        .timeZone
      let last = zone.day(of: office.now)
      let first = last.adding(days: -1)
      let paid = try office.services.reconcile(
        [movement("T-1", 85_00), movement("T-2", 85_00)], with: "simulator", on: first...first)
      #expect(paid.differences == [])
      let returned = try office.services.reconcile(
        [movement("T-2", -85_00)], with: "simulator", on: last...last)
      #expect(returned.differences == [])
      let wrongDay = try office.services.reconcile(
        [movement("T-1", 85_00)], with: "simulator", on: last...last)
      #expect(wrongDay.differences.map(\.isOfOtherDays) == [true, true])
    }
  }

  @Test func `the command names each difference and ends with 1, or with 0`() throws {
    try withOffice { office in
      try paidTwice(office)
      try office.runsPrograms()
      let folder = (office.installation.settingsFile as NSString).deletingLastPathComponent
      func run(_ text: String, _ more: String...) throws -> Command.Outcome {
        try put(Array(text.utf8), at: folder + "/report.csv")
        return try Command(
          program: Repository.programs.appendingPathComponent("docket").path,
          arguments: [
            "store", "reconcile", folder + "/report.csv", "--provider", "simulator", "--prefix",
            folder,
          ] + more
        ).run(in: FileManager.default.temporaryDirectory)
      }
      let heading = "transaction,amount,currency\n"
      let same = try run(heading + "T-1,85.00,USD\nT-2,85.00,USD\nT-2,-85.00,USD\n")
      #expect(same.status == 0, "\(same.error)")
      #expect(
        same.words == "in all: 85.00 USD in the report, 85.00 USD here, difference 0.00 USD\n")
      let other = try run(heading + "T-1,85.01,USD\nT-2,0.00,USD\nT-9,-15.00,USD\n")
      #expect(other.status == 1)
      #expect(other.words.contains("reference "))
      #expect(other.words.contains("85.01 USD in the report, 85.00 USD here\n"))
      #expect(other.words.contains("T-9: -15.00 USD in the report, nothing here\n"))
      let data = try run(heading + "T-1,85.01,USD\n", "--json")
      #expect(data.status == 1 && data.words.contains("\"reported\":8501"))
      let wrong = try run(heading + "T-1,much,USD\n")
      #expect(wrong.status == 1 && wrong.error.contains("report.csv:2: 'much' is no amount"))
    }
  }
}
