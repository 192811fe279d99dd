import Desk
import Store

/// Sends the mails that wait: those a request could not send, and those a crash has left owing.
let sendMail = SweepJob(name: "mail") { sweep in
  let services = sweep.services
  guard services.settings.mailCommand != nil else { return .nothing }
  if sweep.isDryRun {
    let waiting = try services.store.messages(in: .new).count
    return SweepReport(count: waiting, words: "sends \(counted(waiting, "mail"))")
  }
  let gone = try services.sendWaitingMail()
  let waiting = try services.store.messages(in: .new)
  if let last = waiting.last {
    throw Trouble.impossible(
      "\(counted(waiting.count, "mail")) could not be sent and will be tried again: "
        + (last.reason.isEmpty ? "another program is sending" : last.reason))
  }
  return SweepReport(count: gone, words: "sends \(counted(gone, "mail"))")
}
