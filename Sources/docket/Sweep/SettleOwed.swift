import Desk
import Store

/// Puts the mails into the outbox that crashes have left owing.
let settleOwed = SweepJob(name: "owed") { sweep in
  if sweep.isDryRun {
    return report(of: try sweep.services.store.owing().count)
  }
  var unsettled: [String] = []
  let count = try sweep.services.store.settlePending { unsettled.append($0) }
  guard unsettled.isEmpty else { throw Trouble.impossible(stopped(unsettled)) }
  return report(of: count)
}

private func report(of count: Int) -> SweepReport {
  SweepReport(
    count: count,
    words: "settles what \(count == 1 ? "a crash has" : "\(count) crashes have") left owing")
}

/// What is said of applications and accounts that cannot be read or take no changes; of many only the first.
func stopped(_ names: [String]) -> String {
  let first = names.prefix(20).joined(separator: ", ")
  let more = names.count > 20 ? " and \(names.count - 20) more" : ""
  return "\(first)\(more) cannot be read or changed, and the others were looked after: "
    + "'docket store verify' says what is wrong"
}
