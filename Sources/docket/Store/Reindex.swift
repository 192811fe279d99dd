import Desk
import JSON
import Rules
import Store

let reindexCommand = Command(
  name: "reindex",
  summary: "makes everything anew that follows from journals",
  help: """
    usage: docket store reindex --prefix FOLDER [--dry-run] [--json]

    Makes everything anew that follows from journals: who has which application, whose an address is,
    what waits for a scanner. It says what it wrote, what it found other than it must be, and what it
    removed. People may apply meanwhile.

      --prefix FOLDER  the installation
      --dry-run        says what would be done and changes nothing
      --json           what it did, as data

    Ends with 1 when something could not be read.
    """,
  options: [.prefix, .dryRun, .json]
) { options in
  try reindex(
    try installation(at: options.needed("prefix")), isDryRun: options.has("dry-run"),
    asJSON: options.has("json"))
}

/// `docket store reindex`: makes everything anew that follows from journals, and says what it did.
func reindex(_ installation: Installation, isDryRun: Bool, asJSON: Bool) throws -> Int32 {
  let store = try ownStore(of: installation)
  if !isDryRun { try store.settlePending() }
  let reindexing = reindexed(store, isDryRun: isDryRun)
  let done = [
    ("written", reindexing.written), ("replaced", reindexing.replaced),
    ("removed", reindexing.removed),
  ]
  let findings = reindexing.findings.map { $0.inFolder(installation.store) }
  if asJSON {
    try printLine(
      JSONNode.object(
        [JSONMember("dryRun", .bool(isDryRun))]
          + done.map { JSONMember($0.0, .array($0.1.map { .string($0) })) }
          + [
            JSONMember("right", .integer(reindexing.right)),
            JSONMember("diagnostics", .array(findings.map(\.node))),
          ]
      ).text)
  } else {
    for finding in findings { complain(finding.text) }
    for (what, places) in done {
      for place in places {
        try printLine("\(isDryRun ? "would be \(what)" : what): \(installation.store)/\(place)")
      }
    }
    let counts = done.filter { !$0.1.isEmpty }.map { "\($0.1.count) \($0.0)" }
    try printLine((counts + ["\(reindexing.right) right as they were"]).joined(separator: ", "))
  }
  return findings.isEmpty ? 0 : 1
}

/// Goes through all of a store, with a line that says how far it has come; what was found and done.
func reindexed(_ store: Store, isDryRun: Bool = false) -> Reindexing {
  var reindexing = Reindexing(of: store, at: currentMoment(), isDryRun: isDryRun)
  let parts = reindexing.parts()
  var progress = Progress("reindexing", of: parts.count)
  for part in parts {
    progress.step()
    reindexing.run(part)
  }
  progress.end()
  return reindexing
}
