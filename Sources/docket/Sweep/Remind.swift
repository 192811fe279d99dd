import Applications
import Desk

/// Writes the reminders that are due, and the letters about applications that have expired.
let remind = SweepJob(name: "reminders") { sweep in
  // Before anything was published nobody has an application.
  guard try sweep.today() != nil else { return .nothing }
  let found = try sweep.services.postReminders(isDryRun: sweep.isDryRun)
  if !found.unreadable.isEmpty {
    throw Trouble.impossible(
      "\(counted(found.unreadable.count, "application")) cannot be read, and the others were looked at: "
        + listed(found.unreadable))
  }
  var parts: [String] = []
  if !found.reminded.isEmpty {
    parts.append("reminds \(counted(found.reminded.count, "applicant")): \(listed(found.reminded))")
  }
  if !found.expired.isEmpty {
    parts.append(
      "tells \(counted(found.expired.count, "applicant")) of the end: \(listed(found.expired))")
  }
  return SweepReport(
    count: found.reminded.count + found.expired.count,
    words: parts.isEmpty ? "reminds 0 applicants" : parts.joined(separator: "; "))
}

/// Their numbers, never their names; of many only the first.
private func listed(_ numbers: [ApplicationNumber]) -> String {
  let first = numbers.prefix(20).map(\.description).joined(separator: ", ")
  return numbers.count > 20 ? "\(first) and \(numbers.count - 20) more" : first
}
