import Desk
import Notation
import Files
import Glibc
import JSON
import Rules
import Store

let sweepCommand = Command(
  name: "sweep",
  summary: "does what is due, as a timer would",
  help: """
    usage: docket store sweep --prefix FOLDER [--dry-run] [--json]

    Shows the pages that were prepared for today, starts applications that were accepted when a
    program died, asks payment providers about payments whose end is not known and finishes the
    application, tells applicants whose request to somebody else to pay has run out, finishes what
    was signed for many applications at once, writes reminders, also to those who were asked for a
    part of somebody's application, writes the public page of what is worked on once an hour, sends
    the mails that wait, has the scanner look at files that
    wait for it, and removes drafts whose writers died, and sessions, mailed links, held forms,
    counters and refused notifications that have ended. It is safe to run twice, by two at once, or
    never. It says only what it has done.

      --prefix FOLDER  the installation
      --dry-run        says what would be done and changes nothing
      --json           what it did, as data

    Ends with 1 when a part of it has failed; the others are done all the same.
    """,
  options: [.prefix, .dryRun, .json]
) { options in
  try sweep(
    try installation(at: options.needed("prefix")), isDryRun: options.has("dry-run"),
    asJSON: options.has("json"))
}

/// Everything the sweep does, in this order. Deadlines and statuses are right without it.
private let jobs: [SweepJob] =
  [
    swapPages, settleOwed, finishAcceptances, settlePayments, expirePayers, finishBatches, remind,
    remindParties, showCertificates, showProcessing, sendMail, checkFiles, sweepDrafts,
  ] + shortLived

/// One thing the sweep does: safe to do twice, by two at once, or never.
struct SweepJob: Sendable {
  let name: String
  /// Whether it changes the installation itself, which belongs to whoever installed it. All others change
  /// the store, and are done as its owner.
  var isForInstaller = false
  /// Does what is due; in a dry run it only finds it.
  let run: @Sendable (Sweep) throws -> SweepReport
}

/// What a job did, or would do.
struct SweepReport {
  /// How many things it did; nothing is said of a job that found nothing to do.
  let count: Int
  /// One line, which fits what was done and, in a dry run, what would be.
  let words: String

  static let nothing = SweepReport(count: 0, words: "nothing to do")
}

/// One run.
struct Sweep {
  let installation: Installation
  let services: Services
  let isDryRun: Bool

  /// The day it is now where the agency is; `nil` before anything was published.
  func today() throws -> Day? {
    guard isThere(installation.newestPublicationFile) else { return nil }
    let agency = try services.publication(services.newestPublication()).agency()
    return agency.timeZone.day(of: services.now)
  }
}

/// `docket store sweep`: runs all jobs. One that fails does not keep the others from running.
func sweep(_ installation: Installation, isDryRun: Bool, asJSON: Bool) throws -> Int32 {
  var results: [(job: SweepJob, report: SweepReport?, failure: String?)] = []
  func run(_ those: [SweepJob]) throws {
    let services = try Services(installation: installation)
    let sweep = Sweep(installation: installation, services: services, isDryRun: isDryRun)
    for job in those {
      do { results.append((job, try job.run(sweep), nil)) } catch {
        results.append((job, nil, (error as? Trouble)?.words ?? "\(error)"))
      }
    }
  }
  try run(jobs.filter(\.isForInstaller))
  try becomeOwner(of: installation.store)
  try run(jobs.filter { !$0.isForInstaller })

  if asJSON {
    let list = results.map { job, report, failure -> JSONNode in
      .object([
        JSONMember("job", .string(job.name)), JSONMember("count", .integer(report?.count ?? 0)),
        JSONMember("words", .string(report?.words ?? failure ?? "")),
        JSONMember("failed", .bool(failure != nil)),
      ])
    }
    let members = [JSONMember("dryRun", .bool(isDryRun)), JSONMember("jobs", .array(list))]
    try printLine(JSONNode.object(members).text)
  }
  for (job, report, failure) in results {
    if let failure { complain("docket store: \(job.name): \(failure)") }
    if let report, report.count > 0, !asJSON {
      try printLine("\(isDryRun ? "would be done: " : "")\(job.name): \(report.words)")
    }
  }
  let didNothing = results.allSatisfy { $0.failure == nil && $0.report?.count == 0 }
  // A timer that finds nothing to do says nothing; a person wants an answer.
  if didNothing, !asJSON, isDryRun || isatty(1) == 1 { try printLine("nothing to do") }
  return results.contains { $0.failure != nil } ? 1 : 0
}
