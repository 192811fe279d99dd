import Applications
import Glibc
import Notation
import Pages
import Rules
import Signing
import Store

// Signing many parts at once. Each application gets its two lines under its own lock, known by the batch and the line of
// its file, so that whoever comes after a crash does the rest and nothing twice.

extension Services {
  /// Signs what is left of a batch that was signed. `false` where it took longer than `seconds`, and the rest is left to
  /// whoever comes next.
  func apply(_ batch: Batch, _ signature: BatchSignature, within seconds: Int) throws -> Bool {
    if try store.outcome(ofBatch: batch.id) != nil { return true }
    let began = time(nil)
    var seen = SeenEditions(self, forms: [batch.element])
    var outcomes: [BatchOutcome.Line] = []
    for line in batch.lines {
      guard time(nil) - began < seconds else { return false }
      let why = try whyNotSigned(line, of: batch, signature, &seen)
      outcomes.append(
        BatchOutcome.Line(line: line.line, application: line.application, why: why ?? ""))
    }
    try store.finish(
      batch.id,
      BatchOutcome(batch, signedAt: signature.at, endedAt: now, lines: outcomes))
    return true
  }

  /// A job of the sweep: finishes what was signed and not finished. Returns how many batches there were.
  package func finishBatches(isDryRun: Bool = false) throws -> Int {
    let ids = try store.unfinishedBatches()
    if isDryRun { return ids.count }
    for id in ids {
      guard let batch = try store.batch(id), let signature = try store.signature(ofBatch: id)
      else { continue }
      _ = try apply(batch, signature, within: .max)
    }
    return ids.count
  }

  /// Signs one line; why not, where it can no longer be.
  private func whyNotSigned(
    _ line: Batch.Line, of batch: Batch, _ signature: BatchSignature, _ seen: inout SeenEditions
  ) throws -> String? {
    let (saving, sealing) = ("\(batch.id).\(line.line).saved", "\(batch.id).\(line.line).signed")
    guard let application = try store.application(line.application) else {
      return "There is no such application any more."
    }
    var overview = try seen.overview(of: application)
    overview.viewer = .organisation(batch.organisation, invitation: line.request)
    guard let entry = overview.entry(evenIfNotAsked: batch.element) else {
      return "The application does not need this part any more."
    }
    let element = try worded(entry, in: batch.publication, overview).element
    guard let statement = element.wording else { return "Nothing is signed here." }
    func change(
      _ key: String, _ decide: (Part) throws -> Event.What
    ) throws {
      _ = try store.change(
        line.application, at: now, by: .member(batch.member, of: batch.organisation),
        owing: { try lettersOwed($0, $1) }
      ) { application in
        if application.deed(ofForm: key) != nil { return nil }
        let now = overview.after(application)
        if let why = now.whyClosed(batch.element) { throw Closed(why: why) }
        return try decide(application.part(batch.element))
      }
    }
    do {
      if application.deed(ofForm: sealing) != nil { return nil }
      try change(saving) { part in
        guard part.revision == line.revision, part.entries.isEmpty, !part.statesNone else {
          throw Closed(why: "Somebody has changed it since the file was read.")
        }
        return .saved(
          Save(
            element: batch.element, revision: part.revision + 1, answers: line.answers, key: saving
          ))
      }
      try change(sealing) { part in
        guard part.key == saving, part.entries.isEmpty, element.answerFaults(in: part).isEmpty
        else { throw Closed(why: "Somebody has changed it since the file was read.") }
        let record = ReadBackRecord(
          element, part, language: overview.edition.agency.languages[0])
        return .sealed(
          Signature(
            element: batch.element, changes: part.changes, version: statement.version,
            publication: batch.publication, digest: record.digest.description,
            name: signature.name, role: signature.role, key: sealing))
      }
      return nil
    } catch let closed as Closed {
      return closed.why
    }
  }
}
