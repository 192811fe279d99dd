import Desk
import Rules
import Store

/// Removes drafts of the store whose writers died.
let sweepDrafts = SweepJob(name: "drafts") { sweep in
  // The files' own times are those of the machine's clock, which a demonstration does not shift.
  let count = try sweep.services.store.sweepDrafts(
    untouchedSince: currentMoment().adding(seconds: -86_400), isDryRun: sweep.isDryRun)
  return SweepReport(count: count, words: "removes \(counted(count, "draft")) nobody is writing")
}
