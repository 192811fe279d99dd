import Desk
import JSON
import Rules
import Store

let verifyCommand = Command(
  name: "verify",
  summary: "reads everything again and says what is not as it should be",
  help: """
    usage: docket store verify --prefix FOLDER [--heads FILE] [--json]

    Reads everything again: the chain of every journal, the digest of every file, payments, look-ups,
    mails, publications, and who may read them. People may apply meanwhile. It changes nothing, but
    that an application which takes no changes since a sync failed, and is found whole, takes them
    again; it says which.

      --prefix FOLDER  the installation
      --heads FILE     what 'docket store heads' printed on a day before; nothing older may differ
      --json           what was found, as data

    Ends with 1 when it has found an error; a warning is none.
    """,
  options: [.prefix, .json, Command.Option(name: "heads", takesValue: true)]
) { options in
  try verify(
    try installation(at: options.needed("prefix")), heads: options["heads"],
    asJSON: options.has("json"))
}

/// `docket store verify`: reads everything again and says what is not as it should be. `former` is the file
/// with the heads of a day before.
func verify(_ installation: Installation, heads former: String?, asJSON: Bool) throws -> Int32 {
  let former = try former.map { try HeadsPage(reading: $0) }
  let store = try ownStore(of: installation)
  // Files are stamped by the machine's clock, which a demonstration does not shift.
  var verification = Verification(of: store, at: currentMoment())
  let parts = verification.parts()
  let publications = try publicationNames(in: installation)
  var progress = Progress("verifying", of: parts.count + publications.count)
  for part in parts {
    progress.step()
    verification.verify(part)
  }
  var findings = verification.findings.map { $0.inFolder(installation.store) }
  for name in publications {
    progress.step()
    findings += try faults(ofPublication: name, in: installation)
  }
  progress.end()
  findings += missingPublications(verification, publications, in: installation)
  for head in former?.heads ?? [] {
    guard let fault = store.fault(of: head, from: former?.day.description ?? "") else { continue }
    findings.append(fault.inFolder(installation.store))
  }
  let renewed = verification.renewed.map { installation.store + "/" + $0 }
  if asJSON {
    try printLine(
      JSONNode.object([
        JSONMember("diagnostics", .array(findings.map(\.node))),
        JSONMember("renewed", .array(renewed.map { .string($0) })),
        JSONMember("counts", verification.counts.node(publications: publications.count)),
      ]).text)
  } else {
    try report(findings, renewed, verification.counts, publications: publications.count)
  }
  return findings.contains { $0.severity == .error } ? 1 : 0
}

/// The store of an installation, opened as its owner.
func ownStore(of installation: Installation) throws -> Store {
  try becomeOwner(of: installation.store)
  do { return try Store(at: installation.store) } catch StoreError.missing {
    throw Trouble.impossible(
      "there is no store in '\(installation.folder)': bring it back from a backup, or 'docket install' "
        + "makes an empty one")
  } catch StoreError.newer(_, let format) {
    throw Trouble.impossible(
      "the store has the format '\(format)', which this Docket does not know: install a newer one")
  }
}

private func report(
  _ findings: [Finding], _ renewed: [String], _ counts: Verification.Counts, publications: Int
) throws {
  for finding in findings { complain(finding.text) }
  for folder in renewed {
    try printLine("\(folder): whole; its journal was written anew and takes changes again")
  }
  let errors = findings.count { $0.severity == .error }
  let faults = [(errors, "error"), (findings.count - errors, "warning")].filter { $0.0 > 0 }
  let words = faults.isEmpty ? "no faults" : faults.map(counted).joined(separator: " and ")
  try printLine("\(words) in \(counts.words(publications: publications))")
}

extension Verification.Counts {
  fileprivate func words(publications: Int) -> String {
    let counts = [
      (applications, "application"), (accounts, "account"), (staff, "staff member"),
      (organisations, "organisation"),
      (lines, "line"), (attachments, "file"), (payments, "payment"), (publications, "publication"),
    ]
    return counts.map(counted).joined(separator: ", ")
      + (leftovers > 0 ? "; \(leftovers) of crashes left over, of no consequence" : "")
  }

  fileprivate func node(publications: Int) -> JSONNode {
    .object([
      JSONMember("applications", .integer(applications)),
      JSONMember("accounts", .integer(accounts)), JSONMember("staff", .integer(staff)),
      JSONMember("organisations", .integer(organisations)),
      JSONMember("lines", .integer(lines)),
      JSONMember("attachments", .integer(attachments)), JSONMember("bytes", .integer(bytes)),
      JSONMember("payments", .integer(payments)), JSONMember("leftovers", .integer(leftovers)),
      JSONMember("publications", .integer(publications)),
    ])
  }
}

extension Finding {
  /// The same with the path of the file on this machine.
  func inFolder(_ folder: String) -> Finding {
    Finding(
      severity: severity, path: path.isEmpty ? folder : "\(folder)/\(path)", line: line,
      summary: summary, remedy: remedy)
  }

  private var word: String { severity == .error ? "error" : "warning" }

  /// As other faults are printed, two lines.
  var text: String {
    "\(path):\(line > 0 ? "\(line):" : "") \(word): \(summary)\n\(remedy)\n"
  }

  var node: JSONNode {
    [
      "file": .string(path), "line": .integer(line), "severity": .string(word),
      "summary": .string(summary), "remedy": .string(remedy),
    ]
  }
}
