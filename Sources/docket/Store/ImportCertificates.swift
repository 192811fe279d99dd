import Desk
import Files
import Glibc
import Notation
import Rules
import Store

let importCertificatesCommand = Command(
  name: "import-certificates",
  summary: "brings in the certificates that people hold, from a list",
  help: """
    usage: docket store import-certificates FILE.csv --prefix FOLDER [--dry-run]

    Brings in the certificates that people hold, so that what is open to them can be told. The first
    line of the file names its columns, in any order:

      email,kind,number,first-day,last-day

    kind is an id of certificates.jsonc, days are written like 2026-07-01, and the last day stays
    empty where there is none. A certificate of the same kind and number replaces the one before.
    Every line is reported; if any is refused, none is brought in.

      --prefix FOLDER  the installation
      --dry-run        says what would be done and changes nothing

    Ends with 1 when a line is refused.
    """,
  options: [.prefix, .dryRun],
  words: 1
) { options in
  guard let file = options.words.first else { throw Trouble.usage("the file is missing") }
  return try importCertificates(
    from: file, into: try installation(at: options.needed("prefix")),
    isDryRun: options.has("dry-run"))
}

private func importCertificates(
  from file: String, into installation: Installation, isDryRun: Bool
) throws -> Int32 {
  guard let bytes = contents(ofFile: file) else {
    throw Trouble.impossible("'\(file)' cannot be read")
  }
  var status = stat()
  guard stat(installation.store, &status) == 0, isDryRun || status.st_uid == geteuid() else {
    throw Trouble.impossible(
      "the store belongs to another user: run this as the one the web server's programs run as")
  }
  let services = try Services(installation: installation)
  let kinds = try services.publication(services.newestPublication()).certificateKinds()
  let list = CertificateList(reading: bytes, kinds: kinds.map(\.id))
  let lines =
    isDryRun
    ? try services.store.plan(list)
    : try services.store.importCertificates(list, at: services.now)
  do throws(Trouble) { return try report(lines, of: file, isDryRun: isDryRun) } catch {
    guard !isDryRun, !lines.contains(where: \.isRefused), !error.words.isEmpty else { throw error }
    throw Trouble.impossible(
      "the list was brought in; only the report is cut short: \(error.words)")
  }
}

/// Says what has become of each line; the exit status.
private func report(
  _ lines: [ImportedLine], of file: String, isDryRun: Bool
) throws(Trouble) -> Int32 {
  for line in lines { try printLine("\(file):\(line.line): \(line.outcome.words)") }
  let refused = lines.filter(\.isRefused).count
  if refused > 0 {
    complain("\(refused) of \(lines.count) lines refused, so nothing was brought in")
    return 1
  }
  let changes = lines.filter { line in
    if case .unchanged = line.outcome { false } else { true }
  }.count
  try printLine(
    isDryRun
      ? "\(changes) of \(lines.count) lines would be brought in"
      : "\(changes) of \(lines.count) lines brought in")
  return 0
}

extension ImportedLine.Outcome {
  /// One line for the person who runs the import.
  fileprivate var words: String {
    switch self {
    case .added(let new): "added: \(new.words)"
    case .changed(let new, let old): "changed: \(new.words); it was \(old.days)"
    case .unchanged(let old): "unchanged: \(old.words)"
    case .refused(let reason): "refused: \(reason)"
    }
  }
}

extension HeldCertificate {
  fileprivate var words: String { "\(kind) \(number), \(days)" }
  fileprivate var days: String { "from \(first)" + (last.map { " to \($0)" } ?? " without an end") }
}
