import Applications
import Desk

/// Writes the reminders to those who were asked for a part, and the letters to applicants whom nobody answered.
let remindParties = SweepJob(name: "parties") { sweep in
  // Before anything was published nobody has an application.
  guard try sweep.today() != nil else { return .nothing }
  let found = try sweep.services.postPartyNotices(isDryRun: sweep.isDryRun)
  if !found.unreadable.isEmpty {
    throw Trouble.impossible(
      "\(counted(found.unreadable.count, "application")) cannot be read, and the others were looked at"
    )
  }
  var parts: [String] = []
  if !found.reminded.isEmpty {
    parts.append(
      "reminds those who were asked for a part of \(counted(found.reminded.count, "application"))")
  }
  if !found.expired.isEmpty {
    parts.append(
      "tells \(counted(found.expired.count, "applicant")) that a request was not answered")
  }
  return SweepReport(
    count: found.reminded.count + found.expired.count,
    words: parts.isEmpty ? "reminds nobody" : parts.joined(separator: "; "))
}
