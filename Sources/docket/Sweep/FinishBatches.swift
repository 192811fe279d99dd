import Desk
import Store

/// Finishes what was signed for many applications at once, and removes what nobody has signed.
let finishBatches = SweepJob(name: "batches") { sweep in
  // Before anything was published nobody has signed.
  guard try sweep.today() != nil else { return .nothing }
  let finished = try sweep.services.finishBatches(isDryRun: sweep.isDryRun)
  let removed = try sweep.services.store.sweepBatches(
    at: sweep.services.now, isDryRun: sweep.isDryRun)
  return SweepReport(
    count: finished + removed,
    words: "finishes \(counted(finished, "file")) that somebody has signed, and removes "
      + "\(counted(removed, "file")) that ended")
}
