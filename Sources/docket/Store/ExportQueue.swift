import Applications
import Desk
import Files
import JSON
import Rules
import Store

let exportQueueCommand = Command(
  name: "export-queue",
  summary: "writes all open applications into a file, with nothing personal in it",
  help: """
    usage: docket store export-queue --by NAME --to FILE --prefix FOLDER [--format csv|lines]

    Writes one line for each open application, the oldest first: number, requests (ids, with spaces
    between), received, workingDays, status, assignee, deficientUntil, round (how often it was sent
    back), flags (how many its applicant does not know of) and awaits (the elements that others have to
    complete). There is nothing personal in it, and nothing about fitness. That it was written is a line in
    the journal of whoever asks for it.

      --by NAME        who asks for it: a reviewer or an administrator
      --to FILE        the file, which must not be there
      --format WORD    csv (RFC 4180), or lines: one JSON object a line
      --prefix FOLDER  the installation
    """,
  options: [
    .prefix, Command.Option(name: "by", takesValue: true),
    Command.Option(name: "to", takesValue: true), Command.Option(name: "format", takesValue: true),
  ]
) { options in
  let (by, file) = (try options.needed("by"), try options.needed("to"))
  guard let format = ExportFormat(rawValue: options["format"] ?? "csv") else {
    throw Trouble.usage("--format takes csv or lines")
  }
  let installation = try installation(at: options.needed("prefix"))
  guard !isThere(file) else { throw Trouble.impossible("'\(file)' is there already") }
  _ = try ownStore(of: installation)
  let services = try Services(installation: installation)
  let member: StaffMember
  do { member = try services.staff(by, with: .ofAssignment) } catch let fault as NotEntitled {
    throw Trouble.impossible(fault.description)
  }
  let made = try services.export(CaseFilter(), as: format)
  try services.store.noteExport(
    "queue", format: format.rawValue, filter: "", count: made.count, by: member.name,
    at: services.now)
  try replaceFile(file, with: made.bytes, mode: 0o600)
  try printLine("\(file): \(counted(made.count, "application"))")
  return 0
}
