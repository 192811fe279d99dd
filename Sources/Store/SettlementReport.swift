import Rules

/// A provider's own list of the money that has moved, as CSV: one movement a line, below a line of column names.
///
/// Columns that are not named are passed over. Money that went back stands with a minus.
package struct SettlementReport: Equatable, Sendable {
  package private(set) var movements: [Movement] = []
  package private(set) var faults: [CSVFault] = []

  package struct Movement: Equatable, Sendable {
    package let line: Int
    package let transaction: String
    /// Below zero for money that went back.
    package let money: Money
    package let currency: String
  }

  /// What the file calls the three columns.
  package struct Columns: Equatable, Sendable {
    package var transaction = "transaction"
    package var amount = "amount"
    package var currency = "currency"

    package init() {}
  }

  /// Reads all lines, and collects what is wrong with any of them.
  package init(reading bytes: [UInt8], columns: Columns = Columns()) {
    let records: [CSVRecord]
    do throws(CSVFault) { records = try readCSV(bytes) } catch {
      faults = [error]
      return
    }
    guard let heading = records.first else {
      faults = [CSVFault(line: 1, reason: "the file is empty")]
      return
    }
    let names = heading.fields.map(withoutSpaces)
    var places: [Int] = []
    for name in [columns.transaction, columns.amount, columns.currency] {
      let found = names.indices.filter { names[$0] == name }
      guard found.count == 1 else {
        faults = [
          CSVFault(
            line: heading.line,
            reason: found.isEmpty
              ? "there is no column '\(name)': name it with --columns" : "'\(name)' is there twice")
        ]
        return
      }
      places.append(found[0])
    }
    for record in records.dropFirst() {
      do throws(CSVFault) { movements.append(try Self.movement(record, names.count, places)) } catch
      {
        faults.append(error)
      }
    }
  }

  private static func movement(
    _ record: CSVRecord, _ count: Int, _ places: [Int]
  ) throws(CSVFault) -> Movement {
    func fault(_ reason: String) -> CSVFault { CSVFault(line: record.line, reason: reason) }
    guard record.fields.count == count else {
      throw fault("there are \(record.fields.count) fields, not \(count)")
    }
    let fields = places.map { withoutSpaces(record.fields[$0]) }
    guard !fields[0].isEmpty else { throw fault("the transaction is empty") }
    guard let currency = Currency(code: fields[2].uppercased()) else {
      throw fault("'\(fields[2])' is no currency: write its code, like USD")
    }
    let isNegative = fields[1].utf8.first == UInt8(ascii: "-")
    let digits = isNegative ? String(fields[1].dropFirst()) : fields[1]
    guard let money = Money(typed: digits, in: currency) else {
      throw fault("'\(fields[1])' is no amount: write it like 12.50 or -12.50")
    }
    return Movement(
      line: record.line, transaction: fields[0],
      money: isNegative ? Money(cents: -money.cents) : money, currency: currency.code)
  }
}
