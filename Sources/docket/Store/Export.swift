import Applications
import Desk
import Files
import Glibc
import Notation
import Pages
import Rules
import Signing
import Store

/// `docket store export --account`: all that is kept about one person, as they could download it
/// themselves.
func export(account address: String, of installation: Installation, to file: String) throws -> Int32
{
  let services = try Services(installation: installation)
  guard let account = try services.store.account(withAddress: address) else {
    throw Trouble.impossible("nobody has the address '\(address)', or has confirmed it")
  }
  guard !isThere(file) else { throw Trouble.impossible("'\(file)' is there already") }
  let draft = parent(of: file) + "/" + ".draft-" + services.random.token().prefix(16)
  do {
    try services.writeRecord(of: account, to: draft)
    try renameFile(draft, to: file)
  } catch {
    unlink(draft)
    switch error {
    case ZipWriter.Failure.tooLarge:
      throw Trouble.impossible("it is more than 4 GB, which one ZIP file cannot hold")
    case ZipWriter.Failure.system(let failure): throw DiskFault(file, failure)
    case let failure as SystemFailure: throw DiskFault(file, failure)
    default: throw error
    }
  }
  try printLine(
    "\(file): \(counted(try services.store.applications(of: account.id).count, "application"))")
  return 0
}

/// `docket store export --list`: one line for each application, without anything personal, for spreadsheets
/// and other programs (RFC 4180).
func exportList(of installation: Installation, to file: String) throws -> Int32 {
  let services = try Services(installation: installation)
  let numbers = try services.store.applicationNumbers()
  var progress = Progress("reading", of: numbers.count)
  var lines = [columns.joined(separator: ",")]
  var unreadable: [ApplicationNumber] = []
  for number in numbers {
    progress.step()
    do {
      guard let application = try services.store.application(number) else { continue }
      lines.append(try row(of: application, services))
    } catch {
      guard error is StoreError || error is PublicationError else { throw error }
      unreadable.append(number)
    }
  }
  progress.end()
  try replaceFile(
    file, with: Array(lines.map { $0 + "\r\n" }.joined().utf8), mode: 0o600)
  for number in unreadable {
    complain("docket store: \(number) cannot be read; 'docket store verify' says why")
  }
  try printLine("\(file): \(counted(lines.count - 1, "application"))")
  return unreadable.isEmpty ? 0 : 1
}

private let columns = [
  "number", "account", "requests", "publication", "started", "deadline", "stage", "since",
  "submitted",
  "paid", "currency", "transaction",
]

private func row(of application: Application, _ services: Services) throws -> String {
  let overview = try services.overview(of: application, isPriced: false)
  let paid: Payment? =
    if case .paid(let payment, _) = application.payment?.state { payment } else { nil }
  let cells = [
    application.number.description, application.applicant.text,
    application.start.requests.map(\.text).joined(separator: " "), application.start.publication,
    application.startedAt.description, application.latestDeadline.description,
    "\(overview.stage)", overview.stageSince.description,
    application.submittedAt?.description ?? "",
    paid.map { "\($0.money.cents)" } ?? "",
    paid == nil ? "" : overview.edition.agency.currency.code, paid?.transaction ?? "",
  ]
  return cells.map(quoted).joined(separator: ",")
}

/// RFC 4180 §2.5–2.7. A text that a spreadsheet would take for a formula gets no chance to be one.
private func quoted(_ cell: String) -> String {
  let isFormula = cell.utf8.first.map { "=+-@".utf8.contains($0) } ?? false
  let text = isFormula ? "'" + cell : cell
  guard
    text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 })
  else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
