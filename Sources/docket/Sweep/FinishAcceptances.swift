import Applications
import Desk
import Store

/// Starts the applications of offers that were accepted when a program died.
let finishAcceptances = SweepJob(name: "offers") { sweep in
  // Before anything was published nobody has an application.
  guard try sweep.today() != nil else { return .nothing }
  var unfinished: [String] = []
  let count = try sweep.services.finishAcceptances(isDryRun: sweep.isDryRun) {
    unfinished.append($0.text)
  }
  guard unfinished.isEmpty else { throw Trouble.impossible(stopped(unfinished)) }
  return SweepReport(
    count: count, words: "starts \(counted(count, "application")) that somebody has accepted")
}
