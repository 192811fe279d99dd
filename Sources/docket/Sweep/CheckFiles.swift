import Applications
import Desk

/// Has files looked at for malware that nobody may open before.
let checkFiles = SweepJob(name: "files") { sweep in
  let checks = try sweep.services.checkWaitingFiles(isDryRun: sweep.isDryRun)
  if sweep.isDryRun {
    return SweepReport(
      count: checks.left, words: "has the scanner look at \(counted(checks.left, "file"))")
  }
  guard checks.unreadable.isEmpty else {
    throw Trouble.impossible(stopped(checks.unreadable.map(\.text)))
  }
  guard checks.left == 0 else {
    let waiting = "\(counted(checks.left, "file")) nobody may open yet: "
    throw Trouble.impossible(
      sweep.services.settings.scanner == nil
        ? waiting + "docket.jsonc names no 'scanner' that could look at them"
        : waiting + "the scanner did not say whether there is anything in them")
  }
  return SweepReport(count: checks.done, words: "looked at \(counted(checks.done, "file"))")
}
