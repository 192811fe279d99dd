import Applications
import JSON
import Pages
import Rules
import Store

// Open applications as a table or as lines, with nothing personal in them and nothing about fitness.

/// How an export is written.
package enum ExportFormat: String, CaseIterable, Sendable {
  /// RFC 4180, with the names of the columns in the first line.
  case csv
  /// One JSON object a line.
  case lines

  package var mediaType: String {
    switch self {
    case .csv: "text/csv; charset=utf-8"
    case .lines: "application/jsonl; charset=utf-8"
    }
  }

  package var fileEnding: String { self == .csv ? "csv" : "jsonl" }
}

extension Services {
  /// The names of the columns: the number, what is applied for (ids, with spaces between), when it was received, the
  /// working days since, the status, who has it, the end of the last day of a deficiency, how often it went back, how many
  /// flags its applicant does not know of, and the elements that others have to complete.
  package static let exportColumns = [
    "number", "requests", "received", "workingDays", "status", "assignee", "deficientUntil",
    "round",
    "flags", "awaits",
  ]

  /// The open applications that are as `filter` says, and how many they are.
  package func export(
    _ filter: CaseFilter, as format: ExportFormat
  ) throws -> (bytes: [UInt8], count: Int) {
    let calendar = try workCalendar()
    let cases = try openCases(filter)
    var text = format == .csv ? csvLine(Self.exportColumns) : ""
    for (item, facts) in cases {
      let cells = [
        item.number.description, facts.requests.map(\.text).joined(separator: " "),
        facts.receivedAt.description, "\(facts.workingDays(calendar, at: now))",
        facts.status(at: now).rawValue, facts.assignee?.text ?? "",
        facts.deficientUntil?.description ?? "", "\(facts.round)", "\(facts.flags)",
        facts.awaits.map(\.text).joined(separator: " "),
      ]
      switch format {
      case .csv: text += csvLine(cells)
      case .lines:
        let members = zip(Self.exportColumns, cells).map { name, cell in
          JSONMember(name, Int(cell).map { .integer($0) } ?? .string(cell))
        }
        text += JSONNode.object(members).text + "\n"
      }
    }
    return (Array(text.utf8), cases.count)
  }
}
