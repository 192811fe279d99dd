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

  /// Who applies needs nobody to let them.
  mutating func checkOpening(_ node: JSONNode) {
    for party in node["openedBy"]?.array ?? [] where party.string == Party.applicant.text {
      error(
        party.offset, "the applicant opens an application anyway",
        "take it out; name those who may open one in somebody's place")
    }
  }

  /// Domains are compared with those of addresses as they stand.
  mutating func checkFreeMail(_ node: JSONNode) {
    for domain in node["freeMailDomains"]?.array ?? [] {
      guard let text = domain.string, !isDomain(text) else { continue }
      error(
        domain.offset, "'\(text)' is no domain in small letters",
        "write what stands behind the @ of an address, like \"mail.example\"")
    }
  }

  private func isDomain(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
          }
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
