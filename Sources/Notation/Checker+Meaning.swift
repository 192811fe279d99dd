import JSON
import Rules

/// What no table can say: how values of one object, or of one file, have to agree.
extension Checker {
  mutating func checkMeaning(_ node: JSONNode, _ shape: Shape, _ label: String) {
    switch shape.name {
    case .agency:
      checkReminders(node)
      checkFreeMail(node)
    case .parties: checkApplicant(node)
    case .party: checkKind(of: node)
    case .invitation: checkReminders(ofInvitation: node)
    case .fees:
      checkEditions(node)
      checkCircles(node)
    case .fee:
      checkOrder(of: node, label)
      checkCounting(node, label)
    case .layer: checkLayer(node)
    case .sighting: checkOrder(of: node, "this sighting", key: "seenOn")
    case .amount, .seenAmount: checkPrice(node)
    case .refunds: checkEarlier(node)
    case .credential:
      checkPeriod(node, label)
      checkFeeUses(node)
      checkConflicts(node)
      checkOpening(node)
      checkWhoIsKnown(in: (node["elements"]?.array ?? []) + (node["fees"]?.array ?? []))
      checkWhoIsKnown(in: node["questions"]?.array ?? [])
      checkAskedInTime(node)
    case .eligibilityRule: checkPeriod(node, label)
    case .termRule:
      checkPeriod(node, label)
      checkTerm(node)
    case .dayPoint: checkDayQuestion(node)
    case .feeUse: checkCount(node)
    case .review: checkReview(node)
    case .deficiencyRule: checkReminders(ofDeficiency: node)
    case .grantRule: checkGrant(node)
    case .preliminaryRule: checkPreliminary(node)
    case .element:
      checkPurpose(node, label)
      checkInvitation(node, label)
      checkReentry(node, label)
      checkWhoIsKnown(in: node["questions"]?.array ?? [])
    case .entryGroup:
      checkOrder(node, "atLeast", standard: 0, "atMost", standard: 20)
      checkWhoIsKnown(in: [node] + (node["questions"]?.array ?? []))
    case .attachments:
      checkOrder(node, "atLeast", standard: 0, "atMost", standard: 10)
    case .question:
      checkQuestion(node, label)
    case .condition:
      checkCondition(node)
      checkSum(node)
    default: break
    }
  }

  private mutating func checkReminders(_ node: JSONNode) {
    guard let days = node["applicationDays"]?.integer else { return }
    for reminder in node["reminderDays"]?.array ?? [] {
      guard let number = reminder.integer, number >= days else { continue }
      error(
        reminder.offset, "a reminder \(number) days before the end of \(days) would never be sent",
        "write a number below \(days)")
    }
  }

  private mutating func checkApplicant(_ node: JSONNode) {
    guard !isPartial, let ids = known.ids[.party], !ids.contains(Party.applicant.text),
      let parties = node["parties"]
    else { return }
    error(
      parties.offset, "there is no party 'applicant'",
      "add { \"id\": \"applicant\", \"title\": \"Applicant\" }; every agency has this one")
  }

  private mutating func checkPeriod(_ node: JSONNode, _ label: String) {
    guard let first = day(node, "from"), let last = day(node, "until"), last < first,
      let place = node["until"]
    else { return }
    error(
      place.offset, "\(label) ends on \(last), before it begins on \(first)",
      "make 'until' the later of the two")
  }

  private mutating func checkOrder(
    of fee: JSONNode, _ label: String, key: String = "from"
  ) {
    var previous: Day?
    for amount in fee["amounts"]?.array ?? [] {
      guard let from = day(amount, key), let place = amount[key] else { continue }
      if let previous, previous == from {
        error(place.offset, "\(label) has two amounts from \(from)", "keep one of them")
      } else if let previous, from < previous {
        error(
          place.offset, "\(label) has an amount from \(from) after the one from \(previous)",
          "put the amounts in the order of their days")
      }
      previous = from
    }
  }

  // MARK: Credentials

  private mutating func checkFeeUses(_ node: JSONNode) {
    checkFeeQuestions(node)
    // A fee that stands as a bare id says of no question how many are charged.
    for use in node["fees"]?.array ?? [] {
      guard let id = use.string, known.feeUnits[id] == .item else { continue }
      error(
        use.offset, "fee '\(id)' is charged per item, and nothing says how many",
        "write { \"fee\": \"\(id)\", \"count\": \"id of a number question\" }")
    }
  }

  private mutating func checkCount(_ node: JSONNode) {
    guard let fee = node["fee"]?.string, let unit = known.feeUnits[fee] else { return }
    guard let count = node["count"] else {
      if unit == .item, !isPartial {
        error(
          node.offset, "fee '\(fee)' is charged per item, and nothing says how many",
          "add \"count\": \"id of a number question\"")
      }
      return
    }
    if unit != .item && unit != .certificate {
      error(
        count.offset, "fee '\(fee)' is not charged per item or certificate",
        "take 'count' out, or make the fee \"per\": \"item\"")
    } else if let id = count.string, let question = questions[id],
      let kind = question["kind"]?.string, kind != "number"
    {
      error(
        count.offset, "question '\(id)' does not ask for a number",
        "name a question of kind 'number'")
    }
  }

  private mutating func checkConflicts(_ node: JSONNode) {
    for other in node["conflictsWith"]?.array ?? [] {
      guard let id = other.string, id == node["id"]?.string else { continue }
      error(other.offset, "credential '\(id)' conflicts with itself", "take it out")
    }
  }

  // MARK: Elements

  private mutating func checkPurpose(_ node: JSONNode, _ label: String) {
    let asks = ["questions", "entries"].contains { node[$0]?.array?.isEmpty == false }
    guard !isPartial, !asks, node["attachments"] == nil, node["none"] == nil else { return }
    error(
      node.offset, "\(label) asks for nothing, so nobody can complete it",
      "add \"questions\", \"entries\" or \"attachments\"")
  }

  mutating func checkOrder(
    _ node: JSONNode, _ low: String, standard least: Int, _ high: String, standard most: Int
  ) {
    let lower = node[low]?.integer ?? least
    let upper = node[high]?.integer ?? most
    guard lower > upper, let place = node[low] ?? node[high] else { return }
    error(place.offset, "'\(low)' is \(lower), more than '\(high)', which is \(upper)")
  }

  func day(_ node: JSONNode, _ key: String) -> Day? { node[key]?.string.flatMap(known.day) }
}

extension Checker {
  /// The names of fields in every form of ours, which no question may have.
  private static let takenNames = [
    "action", "application", "edition", "element", "key", "none", "request", "revision",
    "signature", "then", "token",
  ]

  private mutating func checkQuestion(_ node: JSONNode, _ label: String) {
    checkPeriod(node, label)
    if node["kind"]?.string == "number" {
      checkOrder(node, "least", standard: 0, "most", standard: 1_000_000)
    }
    guard let id = node["id"], let name = id.string else { return }
    if Self.takenNames.contains(name) {
      error(
        id.offset, "a question cannot be called '\(name)': forms have a field of that name already",
        "choose another id")
    }
    for place in node["when"].map(questionNodes) ?? [] where place.string == name {
      error(
        place.offset, "\(label) waits for its own answer", "name another question, or take it out")
    }
  }

  /// The answers a condition waits for are ones its question can have.
  private mutating func checkCondition(_ node: JSONNode) {
    guard let place = node["question"], let id = place.string, let question = questions[id],
      let kind = question["kind"]?.string
    else { return }
    if let asked = ["day": "a day", "address": "an address", "from-list": "a name"][kind] {
      return error(
        place.offset, "question '\(id)' asks for \(asked), which a condition cannot look at",
        "name a question of another kind")
    }
    let answers = node["is"].map { $0.array ?? [$0] } ?? []
    for answer in answers {
      guard let text = answer.string, let reason = refusal(of: text, by: question, kind) else {
        continue
      }
      error(answer.offset, "the answer to '\(id)' is never '\(text)'", reason)
    }
  }

  /// What to write instead of `text`; `nil` when it can be the answer.
  func refusal(of text: String, by question: JSONNode, _ kind: String) -> String? {
    let possible: [String]
    switch kind {
    case "yes-no": possible = ["yes", "no"]
    case "confirmation": possible = ["yes"]
    case "one-of", "several-of":
      guard let choices = question["choices"]?.array else { return nil }
      possible = choices.compactMap { $0["id"]?.string }
    case "number":
      guard Int(text) == nil else { return nil }
      return "write a number in quotes, like \"2\""
    default: return nil
    }
    guard !possible.contains(text), !possible.isEmpty else { return nil }
    return nearest(to: text, among: possible).map { "did you mean \"\($0)\"?" }
      ?? "it can be \(listed(possible, last: "or"))"
  }
}
