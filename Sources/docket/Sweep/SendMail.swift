import Desk
import Mail
import Store

/// Sends the mails that wait and are due: those a request could not send, and those a crash has left owing.
let sendMail = SweepJob(name: "mail") { sweep in
  let services = sweep.services
  guard services.settings.mailCommand != nil else { return .nothing }
  if sweep.isDryRun {
    let due = try services.mail(in: .new).readable.filter { $0.isDue(at: services.now) }.count
    return SweepReport(count: due, words: "sends \(counted(due, "mail"))")
  }
  let result = try services.sendWaitingMail()
  let troubles = troubles(result)
  guard troubles.isEmpty else {
    throw Trouble.impossible(
      (result.gone > 0 ? "\(counted(result.gone, "mail")) sent; " : "")
        + troubles.joined(separator: "; ") + (result.reason.isEmpty ? "" : ": \(result.reason)"))
  }
  return SweepReport(count: result.gone, words: "sends \(counted(result.gone, "mail"))")
}

/// What this run could not do. A mail that waits for its next try is no news.
private func troubles(_ result: Deliveries) -> [String] {
  var troubles: [String] = []
  if !result.unreadable.isEmpty {
    troubles.append(
      "\(counted(result.unreadable.count, "mail")) cannot be read: "
        + result.unreadable.joined(separator: ", "))
  }
  if result.left > 0 {
    troubles.append("there was no time for \(counted(result.left, "mail"))")
  }
  if result.refused > 0 {
    troubles.append(
      "\(counted(result.refused, "mail")) could not be sent and will be tried again")
  }
  if result.givenUp > 0 {
    troubles.append("\(counted(result.givenUp, "mail")) given up ('docket store mails --failed')")
  }
  return troubles
}
