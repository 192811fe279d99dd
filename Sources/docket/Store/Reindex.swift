import Desk
import JSON
import Rules
import Store

/// `docket store reindex`: makes everything anew that follows from journals, and says what it did.
func reindex(_ installation: Installation, isDryRun: Bool, asJSON: Bool) throws -> Int32 {
  let store = try ownStore(of: installation)
  if !isDryRun { try store.settlePending() }
  var reindexing = Reindexing(of: store, at: currentMoment(), isDryRun: isDryRun)
  let parts = reindexing.parts()
  var progress = Progress("reindexing", of: parts.count)
  for part in parts {
    progress.step()
    reindexing.run(part)
  }
  progress.end()
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
