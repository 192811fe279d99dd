import Applications
import Desk
import JSON
import Rules

let evidenceCommand = Command(
  name: "evidence",
  summary: "marks a part of others as received another way, with source and date",
  help: """
    usage: docket store evidence NUMBER ELEMENT --by NAME --source TEXT --day DAY --prefix FOLDER
                                 [--words TEXT] [--dry-run] [--json]
           docket store evidence NUMBER ELEMENT --undo TEXT --by NAME --prefix FOLDER
                                 [--dry-run] [--json]

    What somebody else supplies may come by post, from an exchange, or be known to the agency. The
    element then counts as complete. An open request for it ends: whoever was asked is told by mail
    that nothing is needed any more. The applicant gets a letter, and sees source and day on the
    Overview, on the page of the part, and in the history. A part that the applicant supplies, or that
    is complete, cannot be marked.

    NUMBER is the number of the application, ELEMENT the id of the part, as in site/elements.

      --source TEXT    from where and how it came, in words that the applicant reads
      --day DAY        the day on which it came, like 2026-11-20
      --words TEXT     anything else for staff
      --undo TEXT      it was a mistake, and why, in words that the applicant reads
      --by NAME        who says so: a specialist, or an administrator (docket staff)
      --prefix FOLDER  the installation
      --dry-run        says what would happen and changes nothing
      --json           the same for a script

    The same again changes nothing. Ends with 1 when it is not possible, or that person may not.
    """,
  options: [
    .prefix, .dryRun, .json, Command.Option(name: "by", takesValue: true),
    Command.Option(name: "source", takesValue: true),
    Command.Option(name: "day", takesValue: true), .words,
    Command.Option(name: "undo", takesValue: true),
  ],
  words: 2,
  run: evidence)

private func evidence(_ options: Options) throws -> Int32 {
  guard options.words.count == 2 else {
    throw Trouble.usage("say the number of the application, and the id of the part")
  }
  guard let number = ApplicationNumber(options.words[0]) else {
    throw Trouble.usage("'\(options.words[0])' is no number of an application")
  }
  let (element, by) = (options.words[1], try options.needed("by"))
  let isDryRun = options.has("dry-run")
  if let reason = options["undo"] {
    for name in ["source", "day", "words"] where options[name] != nil {
      throw Trouble.usage("'--\(name)' does not go with '--undo'")
    }
    let step = try staffServices(options).undoEvidence(
      of: element, for: number, reason: try oneLine(reason, "undo"), by: by, isDryRun: isDryRun)
    return try tell(step, element, options, isUndoing: true)
  }
  let (source, day) = (try options.needed("source"), try options.needed("day"))
  guard let day = Day(day) else {
    throw Trouble.usage("'\(day)' is no day: write it like 2026-11-20")
  }
  let wanted = WantedEvidence(
    element: element, day: day, source: try oneLine(source, "source"),
    words: try oneLine(options["words"] ?? "", "words"))
  let step = try staffServices(options).receive(wanted, for: number, by: by, isDryRun: isDryRun)
  return try tell(step, element, options, isUndoing: false)
}

private func oneLine(_ text: String, _ name: String) throws(Trouble) -> String {
  guard text.unicodeScalars.count <= Evidence.textLimit,
    text.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
  else {
    throw .usage("'--\(name)' is one line of no more than \(Evidence.textLimit) letters")
  }
  return text
}

/// What has happened, or would; 0.
private func tell(
  _ step: EvidenceStep, _ element: String, _ options: Options, isUndoing: Bool
) throws -> Int32 {
  let isDryRun = options.has("dry-run")
  let evidence = step.record.evidence
  if options.has("json") {
    let node: JSONNode = [
      "application": .string(step.application.description), "element": .string(element),
      "evidence": .string(isDryRun && step.isNew && !isUndoing ? "" : evidence.id),
      "day": .string(evidence.day.description), "source": .string(evidence.source),
      "undone": .bool(step.record.undone != nil),
      "endedRequests": .integer(step.ended.count), "changed": .bool(step.isNew),
      "dryRun": .bool(isDryRun),
    ]
    try printLine(node.text)
    return 0
  }
  guard step.isNew else {
    try printDone("nothing changed: that is so already")
    return 0
  }
  let verb = isDryRun ? "would be" : "is"
  try printLine(
    isUndoing
      ? "'\(element)' of \(step.application) \(verb) asked for again; the applicant is told"
      : "'\(element)' of \(step.application) \(verb) received, on \(evidence.day); the applicant is told"
  )
  for record in step.ended {
    try printLine(
      "the request to \(record.invitation.name) \(isDryRun ? "would end" : "has ended"), and they are told"
    )
  }
  return 0
}
