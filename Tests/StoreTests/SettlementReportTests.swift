import Rules

import Testing

@testable import Store

@Suite struct SettlementReportTests {
  private func read(
    _ text: String, _ columns: SettlementReport.Columns = .init()
  ) -> SettlementReport { SettlementReport(reading: Array(text.utf8), columns: columns) }

  @Test func `the three columns may stand anywhere, among others`() {
    let report = read(
      "date,amount,fee,transaction,currency\r\n2026-11-01,\"1,085.00\",1.20,T-1,usd\r\n,-85.00,,T-2,USD\r\n"
    )
    #expect(report.faults == [])
    #expect(report.movements.map(\.transaction) == ["T-1", "T-2"])
    #expect(report.movements.map(\.money.cents) == [1085_00, -85_00])
    #expect(report.movements.map(\.currency) == ["USD", "USD"])
  }

  @Test func `they may have other names`() {
    var columns = SettlementReport.Columns()
    columns.transaction = "Payment ID"
    columns.amount = "Gross"
    columns.currency = "Ccy"
    #expect(read("Payment ID,Gross,Ccy\nT-1,85.00,USD\n", columns).movements.count == 1)
    #expect(
      read("transaction,amount,currency\n", columns).faults
        == [CSVFault(line: 1, reason: "there is no column 'Payment ID': name it with --columns")])
  }

  @Test(arguments: [
    ("", 1, "the file is empty"),
    ("transaction,amount\n", 1, "there is no column 'currency': name it with --columns"),
    ("transaction,amount,currency,amount\n", 1, "'amount' is there twice"),
    ("transaction,amount,currency\nT-1,85.00\n", 2, "there are 2 fields, not 3"),
    ("transaction,amount,currency\n,85.00,USD\n", 2, "the transaction is empty"),
    (
      "transaction,amount,currency\nT-1,85.5,USD\n", 2,
      "'85.5' is no amount: write it like 12.50 or -12.50"
    ),
    (
      "transaction,amount,currency\nT-1,--85.00,USD\n", 2,
      "'--85.00' is no amount: write it like 12.50 or -12.50"
    ),
    (
      "transaction,amount,currency\nT-1,85.00,dollars\n", 2,
      "'dollars' is no currency: write its code, like USD"
    ),
  ])
  func `what cannot be read is named with its line`(text: String, line: Int, reason: String) {
    #expect(read(text).faults == [CSVFault(line: line, reason: reason)])
  }
}
