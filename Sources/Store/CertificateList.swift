import Rules

/// A list of certificates that comes in as CSV: one certificate a line, below a line of column names.
///
/// Nothing of it is looked up here: whether somebody has the address is the store's to say.
package struct CertificateList: Equatable, Sendable {
  package private(set) var entries: [Entry] = []
  package private(set) var faults: [CSVFault] = []

  package struct Entry: Equatable, Sendable {
    package let line: Int
    package let emailAddress: String
    package let certificate: HeldCertificate
  }

  /// The columns, in any order. The last day may be empty, for a certificate that has no end.
  package static let columns = ["email", "kind", "number", "first-day", "last-day"]

  /// Reads all lines, and collects what is wrong with any of them. `kinds` are those there are.
  package init(reading bytes: [UInt8], kinds: [CertificateKind.ID]) {
    let records: [CSVRecord]
    do throws(CSVFault) { records = try readCSV(bytes) } catch {
      faults = [error]
      return
    }
    guard let heading = records.first else {
      faults = [CSVFault(line: 1, reason: "the file is empty")]
      return
    }
    guard heading.fields.sorted() == Self.columns.sorted() else {
      let names = Self.columns.joined(separator: ",")
      faults = [
        CSVFault(line: heading.line, reason: "the first line must be \(names), in any order")
      ]
      return
    }
    var firsts: [String: Int] = [:]
    for record in records.dropFirst() {
      do throws(CSVFault) {
        let entry = try Self.entry(record, heading: heading.fields, kinds: kinds)
        let name = "\(entry.certificate.kind) \(entry.certificate.number)"
        if let first = firsts[name] {
          throw CSVFault(line: record.line, reason: "\(name) is on line \(first) already")
        }
        firsts[name] = record.line
        entries.append(entry)
      } catch {
        faults.append(error)
      }
    }
  }

  private static func entry(
    _ record: CSVRecord, heading: [String], kinds: [CertificateKind.ID]
  ) throws(CSVFault) -> Entry {
    func fault(_ reason: String) -> CSVFault { CSVFault(line: record.line, reason: reason) }
    guard record.fields.count == heading.count else {
      throw fault("there are \(record.fields.count) fields, not \(heading.count)")
    }
    let fields = Dictionary(
      zip(heading, record.fields.map(withoutSpaces)), uniquingKeysWith: { first, _ in first })
    func field(_ name: String) throws(CSVFault) -> String {
      guard let text = fields[name], !text.isEmpty else { throw fault("'\(name)' is empty") }
      return text
    }
    func day(_ name: String) throws(CSVFault) -> Day {
      let text = try field(name)
      guard let day = Day(text) else {
        throw fault("'\(name)' is '\(text)', not a day written like 2026-07-01")
      }
      return day
    }
    let address = try field("email")
    guard let kind = CertificateKind.ID(try field("kind")), kinds.contains(kind) else {
      let known = kinds.isEmpty ? "none is defined" : kinds.map(\.text).joined(separator: ", ")
      throw fault("there is no kind of certificate '\(fields["kind"] ?? "")': \(known)")
    }
    let number = try field("number")
    guard number.unicodeScalars.count <= 60 else {
      throw fault("'number' is longer than 60 characters")
    }
    let first = try day("first-day")
    let last: Day? = fields["last-day"] == "" ? nil : try day("last-day")
    if let last, last < first { throw fault("it ends on \(last), before it begins on \(first)") }
    return Entry(
      line: record.line, emailAddress: address,
      certificate: HeldCertificate(kind: kind, number: number, first: first, last: last))
  }
}
