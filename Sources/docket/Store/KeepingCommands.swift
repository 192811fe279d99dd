let backupCommand = Command(
  name: "backup",
  summary: "copies all that is not made from something else, while people are applying",
  help: """
    usage: docket store backup --to FOLDER --prefix FOLDER [--json]

    Makes a new folder in --to, named by the moment in UTC, with the journals, files, mails and payment
    notifications as they are, the publications they follow, and docket.jsonc. People may apply
    meanwhile: whatever they were told is kept before this began is in the copy, whole. Files
    that the backup before has are shared with it, so that each takes only what is new.

    SHA256SUMS in it is a list of all files that 'sha256sum -c' can check; verify it where the copy ends up.
    Not copied: the keys, which belong elsewhere; sessions, so that people sign in again; and look-ups,
    which 'restore' makes anew. Backups hold what people have entrusted to you: keep them as safe.

      --to FOLDER      where backups are kept, on another disk; it has to be there
      --prefix FOLDER  the installation
      --json           what was copied, as data

    Ends with 1 when a journal is damaged. It is copied as it is, and named.
    """,
  options: [.prefix, .json, Command.Option(name: "to", takesValue: true)]
) { options in
  try backup(
    try installation(at: options.needed("prefix")), to: options.needed("to"),
    asJSON: options.has("json"))
}

let restoreCommand = Command(
  name: "restore",
  summary: "brings back what a backup has, into an empty store",
  help: """
    usage: docket store restore --from FOLDER --prefix FOLDER [--dry-run]

    Checks every file of the backup, brings all of it back, and makes the look-ups anew. The installation
    is one that 'docket install' has made, with an empty store: nothing that people have is ever
    written over. Publications that are missing are added; settings and keys stay as they are.

    What happened after the backup is not in it. Compare with the payment provider's list, and erase again
    what was erased since.

      --from FOLDER    one backup: a folder with a SHA256SUMS
      --prefix FOLDER  the installation
      --dry-run        checks everything and says what would be brought back

    Ends with 1 when something that was copied cannot be read. It is brought back as it is, and named.
    """,
  options: [.prefix, .dryRun, Command.Option(name: "from", takesValue: true)]
) { options in
  try restore(
    options.needed("from"), into: try installation(at: options.needed("prefix")),
    isDryRun: options.has("dry-run"))
}

let exportCommand = Command(
  name: "export",
  summary: "writes what is kept about one person, or a list of all applications",
  help: """
    usage: docket store export --account ADDRESS --to FILE.zip --prefix FOLDER
           docket store export --list --to FILE.csv --prefix FOLDER

    With --account: everything that is kept about the person with that email address, as they could
    download it themselves: profile, applications, history, messages, files, journals. It holds what is
    personal and sealed: give it to nobody else.

    With --list: one line for each application, with nothing personal in it: number, account, requests,
    publication, when it started, its deadline, its stage and since when, what was paid.

      --account ADDRESS  whose
      --list             of all applications
      --to FILE          what to write
      --prefix FOLDER    the installation

    Ends with 1 when an application cannot be read; the rest is in the file.
    """,
  options: [
    .prefix, Command.Option(name: "account", takesValue: true),
    Command.Option(name: "list", takesValue: false), Command.Option(name: "to", takesValue: true),
  ]
) { options in
  let file = try options.needed("to")
  switch (options["account"], options.has("list")) {
  case (let account?, false):
    return try export(
      account: account, of: try installation(at: options.needed("prefix")), to: file)
  case (nil, true):
    return try exportList(of: try installation(at: options.needed("prefix")), to: file)
  default: throw Trouble.usage("say whose, with '--account', or '--list'")
  }
}

let eraseCommand = Command(
  name: "erase",
  summary: "takes what is personal out of an application, an account or staff",
  help: """
    usage: docket store erase --application NUMBER --by NAME --prefix FOLDER [--dry-run]
           docket store erase --account ADDRESS --by NAME --prefix FOLDER [--dry-run]
           docket store erase --staff NAME --by NAME --prefix FOLDER [--dry-run]
           docket store erase --organisation WORD --email ADDRESS --by NAME --prefix FOLDER [--dry-run]

    For where the law demands it. What was typed is blanked in place and attached files are removed, as are
    mails, sessions and forms that wait. What stays: that something happened and when, and all about
    money. The hashes of the journal still fit, and a line says what was erased, when and by whom.

    It cannot be undone. An application that can still be filled in, or waits for a payment, is refused.
    Backups still hold what they hold: let those from before end too.

      --application NUMBER  one application
      --account ADDRESS     the account with this email address, and all its applications
      --staff NAME          what somebody who was removed from staff is called; the name in journals stays
      --organisation WORD   what those were called who acted for it with '--email' and do no more
      --by NAME             who gives the order: small letters, digits, points and hyphens
      --prefix FOLDER       the installation
      --dry-run             says what would be erased and changes nothing
    """,
  options: [
    .prefix, .dryRun, Command.Option(name: "application", takesValue: true),
    Command.Option(name: "account", takesValue: true), .staff,
    Command.Option(name: "organisation", takesValue: true),
    Command.Option(name: "email", takesValue: true),
    Command.Option(name: "by", takesValue: true),
  ]
) { options in
  let name = try options.needed("by")
  let isPlain = name.utf8.allSatisfy {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || ".-".utf8.contains($0)
  }
  guard isPlain, name.utf8.count <= 40 else {
    throw Trouble.usage("'--by' takes a name of small letters, digits, points and hyphens")
  }
  let kinds = ["application", "account", "staff", "organisation"].compactMap { kind in
    options[kind].map { (kind, $0) }
  }
  guard kinds.count == 1, let (kind, text) = kinds.first else {
    throw Trouble.usage(
      "say what to erase: '--application', '--account', '--staff' or '--organisation'")
  }
  let installation = try installation(at: options.needed("prefix"))
  let (who, isDryRun) = ("staff:\(name)", options.has("dry-run"))
  switch kind {
  case "application":
    return try erase(application: text, in: installation, who: who, isDryRun: isDryRun)
  case "account": return try erase(account: text, in: installation, who: who, isDryRun: isDryRun)
  case "staff": return try erase(staff: text, in: installation, who: who, isDryRun: isDryRun)
  default:
    return try erase(
      member: emailAddress(options), of: text, in: installation, who: who, isDryRun: isDryRun)
  }
}

extension Command.Option {
  static let prefix = Command.Option(name: "prefix", takesValue: true)
  static let dryRun = Command.Option(name: "dry-run", takesValue: false)
  static let json = Command.Option(name: "json", takesValue: false)
}
