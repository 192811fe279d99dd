import Applications
import Desk
import Files
import JSON
import Rules
import Store

let reconcileCommand = Command(
  name: "reconcile",
  summary: "compares what is booked with a payment provider's own report, to the cent",
  help: """
    usage: docket store reconcile FILE.csv --provider NAME --prefix FOLDER
                                  [--from DAY --to DAY] [--json]

    Compares what is booked with a payment provider's own report. The first line of the file names its
    columns; three of them count, in any order:

      transaction,amount,currency

    An amount is written like 12.50, and with a minus where money went back. Lines about the same
    transaction are added up. Every difference is named; nothing is changed.

      --provider NAME  as the settings call it
      --from, --to     the days that the report is about, in the agency's time zone, like 2026-11-01
      --columns NAMES  what the file calls the three, in this order: "Payment ID,Gross,Currency"
      --prefix FOLDER  the installation
      --json           the differences and the sums, as data

    Ends with 0 when both agree, and with 1 when they differ, or something cannot be read.
    """,
  options: [
    .prefix, .json, Command.Option(name: "provider", takesValue: true),
    Command.Option(name: "from", takesValue: true), Command.Option(name: "to", takesValue: true),
    Command.Option(name: "columns", takesValue: true),
  ],
  words: 1,
  run: reconcile)

private func reconcile(_ options: Options) throws -> Int32 {
  guard let file = options.words.first else { throw Trouble.usage("the file is missing") }
  let provider = try options.needed("provider")
  let installation = try installation(at: options.needed("prefix"))
  let days = try days(options)
  let columns = try columns(options)
  _ = try ownStore(of: installation)
  let services = try Services(installation: installation)
  let names = services.settings.payment.map(\.name)
  guard names.contains(provider) else {
    throw Trouble.impossible(
      "the settings have no provider '\(provider)': "
        + (names.isEmpty ? "there is none" : "there is " + names.joined(separator: ", ")))
  }
  guard let bytes = contents(ofFile: file) else {
    throw Trouble.impossible("'\(file)' cannot be read")
  }
  let report = SettlementReport(reading: bytes, columns: columns)
  guard report.faults.isEmpty else {
    for fault in report.faults { complain("\(file):\(fault.line): \(fault.reason)") }
    throw Trouble.impossible("the report cannot be read, so nothing was compared")
  }
  var progress: Progress?
  let result = try services.reconcile(report.movements, with: provider, on: days) { count in
    if progress == nil { progress = Progress("reading", of: count) }
    progress?.step()
  }
  progress?.end()
  if options.has("json") {
    try printLine(result.node.text)
  } else {
    for difference in result.differences { try printLine(difference.line) }
    for sum in result.sums { try printLine(sum.line) }
    if result.sums.isEmpty { try printLine("nothing has moved, there or here") }
  }
  for number in result.unreadable {
    complain("docket store: \(number) cannot be read; 'docket store verify' says why")
  }
  return result.differences.isEmpty && result.unreadable.isEmpty ? 0 : 1
}

private func days(_ options: Options) throws -> ClosedRange<Day>? {
  switch (try options.day("from"), try options.day("to")) {
  case (nil, nil): return nil
  case (let from?, let to?):
    guard from <= to else { throw Trouble.usage("'--from' is after '--to'") }
    return from...to
  default: throw Trouble.usage("'--from' and '--to' go together")
  }
}

private func columns(_ options: Options) throws(Trouble) -> SettlementReport.Columns {
  var columns = SettlementReport.Columns()
  guard let text = options["columns"] else { return columns }
  let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  guard names.count == 3, !names.contains("") else {
    throw .usage("'--columns' names three: those of the transaction, the amount and the currency")
  }
  columns.transaction = names[0]
  columns.amount = names[1]
  columns.currency = names[2]
  return columns
}

extension Reconciliation.Difference {
  fileprivate var line: String {
    let who =
      switch (application, reference) {
      case (let number?, let reference?): " (\(number), reference \(reference))"
      default: ""
      }
    let otherDays = isOfOtherDays ? "; booked here on other days too" : ""
    return switch (reported, booked) {
    case (let theirs?, nil):
      "\(transaction)\(who): \(amount(theirs, currency)) in the report, nothing here\(otherDays)"
    case (nil, let ours?):
      "\(transaction)\(who): not in the report, \(amount(ours, currency)) here\(otherDays)"
    case (let theirs, let ours):
      "\(transaction)\(who): \(amount(theirs ?? .zero, currency)) in the report, "
        + "\(amount(ours ?? .zero, currency)) here\(otherDays)"
    }
  }

  fileprivate var node: JSONNode {
    func cents(_ money: Money?) -> JSONNode { money.map { .integer($0.cents) } ?? .null }
    return [
      "transaction": .string(transaction), "currency": .string(currency),
      "reported": cents(reported), "booked": cents(booked),
      "number": application.map { .string($0.text) } ?? .null,
      "reference": reference.map { .string($0) } ?? .null, "otherDays": .bool(isOfOtherDays),
    ]
  }
}

extension Reconciliation.Sum {
  fileprivate var line: String {
    "in all: \(amount(reported, currency)) in the report, \(amount(booked, currency)) here, difference "
      + amount(difference, currency)
  }

  fileprivate var node: JSONNode {
    [
      "currency": .string(currency), "reported": .integer(reported.cents),
      "booked": .integer(booked.cents), "difference": .integer(difference.cents),
    ]
  }
}

extension Reconciliation {
  fileprivate var node: JSONNode {
    [
      "differences": .array(differences.map(\.node)), "sums": .array(sums.map(\.node)),
      "unreadable": .array(unreadable.map { .string($0.text) }),
    ]
  }
}

/// `-12.50 USD`, or hundredths of what nobody here knows.
func amount(_ money: Money, _ currency: String) -> String {
  guard let known = Currency(code: currency) else { return "\(money.cents)/100 \(currency)" }
  return "\(money.plainText(in: known)) \(currency)"
}
