import Desk
import Rules
import Store

/// Removes what has ended by itself and is looked at by nobody any more.
let shortLived = [
  SweepJob(name: "sessions") { sweep in
    let count = try sweep.services.store.sweepSessions(
      at: sweep.services.now, isDryRun: sweep.isDryRun)
    return SweepReport(count: count, words: "removes \(counted(count, "session")) that ended")
  },
  SweepJob(name: "links") { sweep in
    let count = try sweep.services.store.sweepTokens(
      at: sweep.services.now, isDryRun: sweep.isDryRun)
    return SweepReport(count: count, words: "removes \(counted(count, "mailed link")) that ended")
  },
  SweepJob(name: "held") { sweep in
    let count = try sweep.services.store.sweepHeld(
      at: sweep.services.now, isDryRun: sweep.isDryRun)
    return SweepReport(
      count: count, words: "removes \(counted(count, "form")) that nobody came back for")
  },
  SweepJob(name: "tries") { sweep in
    let count = try sweep.services.store.sweepThrottles(
      at: sweep.services.now, isDryRun: sweep.isDryRun)
    return SweepReport(count: count, words: "removes \(counted(count, "counter")) of old tries")
  },
  SweepJob(name: "refused") { sweep in
    // By the machine's clock, which stamps files.
    let count = try sweep.services.store.sweepRefused(
      before: currentMoment().adding(seconds: -Store.refusedDays * 86_400),
      isDryRun: sweep.isDryRun)
    return SweepReport(
      count: count, words: "removes \(counted(count, "notification")) that nobody had signed")
  },
]
