import Applications
import Desk

/// Tells applicants that the time of somebody whom they asked to pay is over.
let expirePayers = SweepJob(name: "payers") { sweep in
  // Before anything was published nobody has asked.
  guard try sweep.today() != nil else { return .nothing }
  let found = try sweep.services.sweepPayers(isDryRun: sweep.isDryRun)
  guard found.unreadable.isEmpty else {
    throw Trouble.impossible(stopped(found.unreadable.map(\.text)))
  }
  if found.expired.isEmpty { return .nothing }
  let numbers = found.expired.prefix(20).map(\.description).joined(separator: ", ")
  return SweepReport(
    count: found.expired.count,
    words:
      "tells \(counted(found.expired.count, "applicant")) that nobody paid for them: \(numbers)")
}
