import JSON
import Rules

/// What conditions may look at, and where.
extension Checker {
  /// The places in a condition that name questions.
  func questionNodes(_ condition: JSONNode) -> [JSONNode] {
    var found = condition["question"].map { [$0] } ?? []
    found += condition["sum"]?.array ?? []
    for key in ["all", "any"] { found += (condition[key]?.array ?? []).flatMap(questionNodes) }
    for key in ["not", "day", "notBefore", "notAfter", "of"] {
      found += condition[key].map(questionNodes) ?? []
    }
    return found
  }

  /// A sum is of numbers.
  mutating func checkSum(_ node: JSONNode) {
    checkOrder(node, "atLeast", standard: 0, "atMost", standard: 1_000_000)
    for place in node["sum"]?.array ?? [] {
      guard let id = place.string, let kind = questions[id]?["kind"]?.string, kind != "number"
      else { continue }
      error(
        place.offset, "question '\(id)' does not ask for a number",
        "name a question of kind 'number'")
    }
  }

  mutating func checkDayQuestion(_ node: JSONNode) {
    guard let place = node["question"], let id = place.string,
      let kind = questions[id]?["kind"]?.string, kind != "day"
    else { return }
    error(place.offset, "question '\(id)' does not ask for a day", "name a question of kind 'day'")
  }

  /// What decides about questions, elements and fees is known from answers alone.
  mutating func checkWhoIsKnown(in users: [JSONNode], key: String = "when") {
    for condition in users.compactMap({ $0[key] }) { reportPersons(in: condition) }
  }

  private mutating func reportPersons(in condition: JSONNode) {
    for key in ["day", "holds", "profile"] {
      guard let place = condition.members?.first(where: { $0.name == key }) else { continue }
      error(
        place.nameOffset, "'\(key)' can only be looked at in \"eligibility\" and \"lasts\"",
        "ask a question instead, and name it here")
    }
    let parts =
      (condition["all"]?.array ?? []) + (condition["any"]?.array ?? [])
      + (condition["not"].map { [$0] } ?? [])
    for part in parts { reportPersons(in: part) }
  }

  /// A rule does not look at a question on days on which nobody is asked it.
  mutating func checkAskedInTime(_ credential: JSONNode) {
    let rules =
      (credential["eligibility"]?.array ?? []) + (credential["lasts"]?.array ?? [])
    for rule in rules {
      // It is asked of nobody on other days than those of the credential.
      let first = [day(rule, "from"), day(credential, "from")].compactMap { $0 }.max()
      let last = [day(rule, "until"), day(credential, "until")].compactMap { $0 }.min()
      for place in ["when", "needs"].flatMap({ rule[$0].map(questionNodes) ?? [] }) {
        guard let id = place.string, let question = questions[id] else { continue }
        let asked = Period(first: day(question, "from"), last: day(question, "until"))
        if let begin = asked.first, first.map({ $0 < begin }) ?? true {
          error(
            place.offset, "the rule holds before \(begin), when nobody is asked '\(id)'",
            "give the rule \"from\": \"\(begin)\", or the question an earlier one")
        } else if let end = asked.last, last.map({ $0 > end }) ?? true {
          error(
            place.offset, "the rule holds after \(end), when nobody is asked '\(id)'",
            "give the rule \"until\": \"\(end)\", or the question a later one")
        }
      }
    }
  }

  /// A term is told in exactly one way.
  mutating func checkTerm(_ node: JSONNode) {
    let ways = ["years", "yearly", "lastDay"].filter { node[$0] != nil }
    if ways.count > 1 {
      error(
        node.offset, "a rule for the term takes only one of \(listed(ways, last: "and"))",
        "make two rules of it, each with a \"when\"")
    } else if ways.isEmpty, !isPartial {
      error(
        node.offset, "this rule for the term does not say how long",
        "add \"years\": 5, or \"yearly\": \"06-30\", or \"lastDay\"")
    } else if node["yearly"] == nil, let place = node["yearsLater"] {
      error(place.offset, "'yearsLater' goes with 'yearly' only", "take it out")
    }
  }
}
