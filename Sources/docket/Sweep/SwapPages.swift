import Desk
import Files
import Glibc
import Rules

/// Shows the site that was prepared for today, when its day has come.
let swapPages = SweepJob(name: "pages", isForInstaller: true) { sweep in
  let sites = BuiltSites(installation: sweep.installation)
  guard let today = try sweep.today() else { return .nothing }
  guard let turn = try sites.due(on: today) else { return .nothing }
  guard sites.isBuilt(turn.site) else {
    throw Trouble.impossible(
      "the site prepared for today is gone: 'docket publish' builds it again")
  }
  let report = SweepReport(
    count: 1, words: "shows the site" + (turn.day.map { " prepared for \($0)" } ?? " from before"))
  if sweep.isDryRun { return report }
  guard access(sweep.installation.folder, W_OK) == 0, access(sites.folder, W_OK) == 0 else {
    throw Trouble.impossible(
      "the site prepared for \(turn.day.map(\.description) ?? "today") is not shown yet, and this user "
        + "has no right to show it: run this as root, or as whoever installed")
  }
  let isDone: Bool? = try sites.alone {
    // Somebody may have published, or swept, while this waited.
    guard let turn = try sites.due(on: today) else { return false }
    try sites.show(turn.site)
    return true
  }
  guard let isDone else {
    throw Trouble.impossible("somebody else is publishing just now: the next sweep will find it")
  }
  return isDone ? report : .nothing
}

extension BuiltSites {
  /// The site whose turn it is on `day`; `nil` when it is shown already, or none was prepared.
  fileprivate func due(on day: Day) throws(Trouble) -> Turn? {
    let plan = try turns()
    guard let turn = plan.from(day).first, turn.site != shown else { return nil }
    return turn
  }
}
