import Applications
import Desk

/// Finishes what payments were left unfinished, asking their providers.
let settlePayments = SweepJob(name: "payments") { sweep in
  // Before anything was published nobody has paid.
  guard try sweep.today() != nil else { return .nothing }
  let found = try sweep.services.sweepPayments(isDryRun: sweep.isDryRun)
  let unreadable = found.unreadable.isEmpty ? [] : [stopped(found.unreadable.map(\.text))]
  guard found.failures.isEmpty, unreadable.isEmpty else {
    let stay = found.failures.map { "\($0) (it stays as it is)" }
    throw Trouble.impossible((found.done + stay + unreadable).joined(separator: "; "))
  }
  if found.done.isEmpty { return .nothing }
  return SweepReport(count: found.done.count, words: found.done.joined(separator: "; "))
}
