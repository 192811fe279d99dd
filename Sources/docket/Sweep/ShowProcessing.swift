import Desk

/// Writes the public page that says how far the agency is, once an hour. Nothing is said of it: whoever has the sweep's
/// words mailed would have one every hour.
let showProcessing = SweepJob(name: "processing") { sweep in
  // Before anything was published there is no site to put around a page.
  guard try sweep.today() != nil, !sweep.isDryRun, try sweep.services.isProcessingOutOfDate()
  else { return .nothing }
  try sweep.services.showProcessing()
  return .nothing
}
