import Desk
import Files
import Glibc
import Notation
import Rules
import Store

let storeCommand = Command(
  name: "store",
  summary:
    "whether everything is whole; what people hold, brought in from a list; and what a timer does",
  help: """
    usage: docket store import-certificates FILE.csv --prefix FOLDER [--dry-run]
           docket store sweep --prefix FOLDER [--dry-run] [--json]
           docket store mails --prefix FOLDER [--failed | --sent] [--addresses] [--json]
           docket store resend NAME | --all --prefix FOLDER [--dry-run]
           docket store verify --prefix FOLDER [--heads FILE] [--json]
           docket store reindex --prefix FOLDER [--dry-run] [--json]
           docket store heads --prefix FOLDER [--on DAY] [--json]

    import-certificates brings in the certificates that people hold, so that what is open to them can
    be told. The first line of the file names its columns, in any order:

      email,kind,number,first-day,last-day

    kind is an id of certificates.jsonc, days are written like 2026-07-01, and the last day stays
    empty where there is none. A certificate of the same kind and number replaces the one before.
    Every line is reported; if any is refused, none is brought in.

    sweep does what is due: it shows the pages that were prepared for today, writes reminders, sends
    the mails that wait, has the scanner look at files that wait for it, and removes drafts whose
    writers died, and sessions, mailed links, held forms and counters that have ended. It is safe to
    run twice, by two at once, or never. It says only what it has done.

    mails lists the mails that wait, with their next try, and those that were given up, with the
    reason; what they say is not shown. resend lets one go once more, whatever became of it, or
    (--all) everything that waits or was given up; the next sweep sends it.

    verify reads everything again: the chain of every journal, the digest of every file, payments,
    look-ups, mails, publications, and who may read them. People may apply meanwhile. It changes
    nothing, but that an application which takes no changes since a sync failed, and is found whole,
    takes them again; it says which.

    reindex makes everything anew that follows from journals: who has which application, whose an
    address is, what waits for a scanner. It says what it wrote, what it found other than it must be,
    and what it removed.

    heads prints, for every journal, how many lines it had at the end of a day and the hash of the
    last, and one hash over all. Keep it elsewhere, or publish its last line: 'verify --heads FILE'
    then finds whatever was rewritten.

      --prefix FOLDER  the installation
      --heads FILE     what 'heads' printed on a day before
      --on DAY         a day that is over; yesterday where none is given
      --dry-run        says what would be done and changes nothing
      --json           what was done or found, as data
      --failed         only mails that were given up
      --sent           only mails that have gone
      --addresses      whom they go to, too
      --all            all mails that wait or were given up

    Ends with 1 when a line is refused, a part of the sweep has failed, something could not be read,
    or verify has found an error (a warning is none).
    """,
  options: [
    Command.Option(name: "prefix", takesValue: true),
    Command.Option(name: "dry-run", takesValue: false),
    Command.Option(name: "json", takesValue: false),
    Command.Option(name: "heads", takesValue: true), Command.Option(name: "on", takesValue: true),
    Command.Option(name: "failed", takesValue: false),
    Command.Option(name: "sent", takesValue: false),
    Command.Option(name: "addresses", takesValue: false),
    Command.Option(name: "all", takesValue: false),
  ],
  words: 2
) { options in
  let all = storeTasks.map(\.name).joined(separator: ", ")
  guard let name = options.words.first else {
    throw Trouble.usage("say what to do with it: \(all)")
  }
  guard let task = storeTasks.first(where: { $0.name == name }) else {
    throw Trouble.usage("there is no 'docket store \(name)'; there is \(all)")
  }
  return try task.run(options)
}

/// What can be done with a store, by the first word.
private let storeTasks: [(name: String, run: @Sendable (Options) throws -> Int32)] = [
  (
    "import-certificates",
    { options in
      guard options.words.count == 2 else { throw Trouble.usage("the file is missing") }
      return try importCertificates(
        from: options.words[1], into: try installation(at: options.needed("prefix")),
        isDryRun: options.has("dry-run"))
    }
  ),
  (
    "sweep",
    { options in
      guard options.words.count == 1 else { throw Trouble.usage("'sweep' takes nothing else") }
      return try sweep(
        try installation(at: options.needed("prefix")), isDryRun: options.has("dry-run"),
        asJSON: options.has("json"))
    }
  ),
  (
    "mails",
    { options in
      guard options.words.count == 1 else { throw Trouble.usage("'mails' takes nothing else") }
      return try listMails(options)
    }
  ),
  ("resend", { options in try resendMails(options) }),
  (
    "verify",
    { options in
      guard options.words.count == 1 else { throw Trouble.usage("'verify' takes nothing else") }
      return try verify(
        try installation(at: options.needed("prefix")), heads: options["heads"],
        asJSON: options.has("json"))
    }
  ),
  (
    "reindex",
    { options in
      guard options.words.count == 1 else { throw Trouble.usage("'reindex' takes nothing else") }
      return try reindex(
        try installation(at: options.needed("prefix")), isDryRun: options.has("dry-run"),
        asJSON: options.has("json"))
    }
  ),
  (
    "heads",
    { options in
      guard options.words.count == 1 else { throw Trouble.usage("'heads' takes nothing else") }
      return try heads(
        try installation(at: options.needed("prefix")), on: options.day("on"),
        asJSON: options.has("json"))
    }
  ),
]

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
