import JSON
import Rules

/// What has to agree about review.
extension Checker {
  mutating func checkReview(_ node: JSONNode) {
    let reasons = node["deficiencyReasons"]
    if let reasons, node["deficiency"] == nil, !isPartial {
      warn(
        reasons.offset, "nothing is ever sent back for these reasons",
        "add \"deficiency\", which says how long there is to put something right")
    }
    if let rule = node["deficiency"], reasons == nil, !isPartial {
      error(
        rule.offset, "nothing can be sent back: there is no reason to choose",
        "add \"deficiencyReasons\"")
    }
    for reason in node["denialReasons"]?.array ?? [] {
      guard reason.members != nil, reason["clause"] == nil, !isPartial else { continue }
      warn(
        reason.offset, "\(reasonLabel(reason)) has no clause",
        "whoever is denied for it wants to know the rule: add \"clause\": \"…\"")
    }
  }

  private func reasonLabel(_ reason: JSONNode) -> String {
    reason["id"]?.string.map { "reason '\($0)'" } ?? "this reason"
  }

  mutating func checkReminders(ofDeficiency node: JSONNode) {
    guard let days = node["days"]?.integer else { return }
    for reminder in node["reminderDays"]?.array ?? [] {
      guard let number = reminder.integer, number >= days else { continue }
      error(
        reminder.offset, "a reminder \(number) days before the end of \(days) would never be sent",
        "write a number below \(days)")
    }
  }

  /// Only what somebody signed for good has to be entered anew: all else can be corrected.
  mutating func checkReentry(_ node: JSONNode, _ label: String) {
    guard let place = node["whenDeficient"], place.string == Element.Reentry.anew.rawValue else {
      return
    }
    if let party = node["submittedBy"]?.string, party != Party.applicant.text {
      error(
        place.offset, "\(label) is entered anew, and '\(party)' completes it",
        "take it out: what others signed goes back to them as it is")
    } else if node["seal"] == nil, !isPartial {
      error(
        place.offset, "\(label) is entered anew, but nothing in it is signed",
        "take it out, or add the \"seal\" that is signed")
    }
  }

  /// Nobody should wonder by which rule something is asked.
  mutating func checkPreliminary(_ node: JSONNode) {
    for condition in node["conditions"]?.array ?? [] {
      guard condition.members != nil, condition["clause"] == nil, node["clause"] == nil, !isPartial
      else { continue }
      let label = condition["id"]?.string.map { "condition '\($0)'" } ?? "this condition"
      warn(
        condition.offset, "\(label) has no clause, and neither has the rule",
        "whoever goes by it wants to know where it stands: add \"clause\": \"…\"")
    }
  }

  mutating func checkGrant(_ node: JSONNode) {
    checkWhoIsKnown(in: [node], key: "aligned")
    guard let kinds = node["certificates"], let count = kinds.array?.count,
      node["how"]?.string == GrantRule.How.issues.rawValue, count != 1, !isPartial
    else { return }
    error(
      kinds.offset,
      count == 0 ? "nothing says what is issued" : "only one certificate is issued at a time",
      "name exactly one kind of certificates.jsonc")
  }
}
