import JSON
import Rules

/// What has to agree about those who complete elements.
extension Checker {
  mutating func checkKind(of party: JSONNode) {
    guard let id = party["id"]?.string, let kind = party["kind"], let word = kind.string else {
      return
    }
    let isApplicant = id == Party.applicant.text
    guard isApplicant != (word == Party.Kind.applicant.rawValue) else { return }
    error(
      kind.offset,
      isApplicant
        ? "the party 'applicant' cannot be of the kind '\(word)'"
        : "only the party 'applicant' is of the kind 'applicant'",
      isApplicant ? "write \"kind\": \"applicant\", or take it out" : "choose another kind")
  }

  /// What is signed for good, or seen by some roles only, is never in the hands of anybody but the applicant.
  mutating func checkInvitation(_ node: JSONNode, _ label: String) {
    guard let invitation = node["invitation"] else { return }
    if node["submittedBy"]?.string == Party.applicant.text {
      return error(
        invitation.offset, "\(label) is completed by the applicant, so nobody is asked for it",
        "take 'invitation' out, or name another party in \"submittedBy\"")
    }
    if let seal = node["seal"] {
      error(
        seal.offset, "\(label) has a 'seal', so nobody else can be asked for it",
        "take it out: what another party signs is the statement in \"invitation\"")
    }
    if let roles = node["seenBy"], roles.array?.isEmpty == false {
      error(
        roles.offset, "\(label) has 'seenBy', so nobody else can be asked for it",
        "take one of the two out: what only some may see is completed by the applicant")
    }
    let groups = node["entries"]?.array ?? []
    for place in ([node] + groups).compactMap({ $0["attachments"] }) {
      error(
        place.offset, "\(label) takes files, so nobody else can be asked for it yet",
        "take 'attachments' out, or 'invitation'")
    }
  }

  mutating func checkReminders(ofInvitation node: JSONNode) {
    guard let days = node["lastsDays"]?.integer else { return }
    for reminder in node["remindDays"]?.array ?? [] {
      guard let number = reminder.integer, number >= days else { continue }
      error(
        reminder.offset, "a reminder \(number) days before the end of \(days) would never be sent",
        "write a number below \(days)")
    }
  }
}
