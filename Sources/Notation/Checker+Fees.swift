import JSON
import Rules

/// What no table can say about the fee schedule.
extension Checker {
  mutating func checkEditions(_ node: JSONNode) {
    var previous: Day?
    for edition in node["editions"]?.array ?? [] {
      guard let place = edition["from"], let text = place.string else { continue }
      guard let from = Day(text) else {
        if known.day(text) != nil {
          error(
            place.offset, "the day of an edition is written, not named",
            "write it like \(Kind.day.sample)")
        }
        continue
      }
      if let previous, from <= previous {
        error(
          place.offset, "this edition is not after the one before it, of \(previous)",
          "put the editions in the order of their days")
      }
      previous = from
    }
  }

  mutating func checkLayer(_ node: JSONNode) {
    guard let id = node["id"], id.string == FeeLayer.letter.text else { return }
    error(
      id.offset, "a layer cannot be called 'letter': that is what the rules say",
      "choose another id")
  }

  mutating func checkEarlier(_ node: JSONNode) {
    var previous: Day?
    for rule in node["earlier"]?.array ?? [] {
      guard let until = day(rule, "until"), let place = rule["until"] else { continue }
      if let previous, until <= previous {
        error(
          place.offset, "this statement does not end after the one before it, of \(previous)",
          "put them in the order of their last days")
      }
      previous = until
    }
  }

  /// A late fee needs a day, and only a late fee.
  mutating func checkCounting(_ node: JSONNode, _ label: String) {
    guard let place = node["countedFrom"],
      !(node["amounts"]?.array ?? []).contains(where: { $0["late"] != nil })
    else { return }
    error(
      place.offset, "\(label) counts days, but none of its amounts is \"late\"",
      "take 'countedFrom' out")
  }

  mutating func checkPrice(_ node: JSONNode) {
    if let least = money(node["least"]), let most = money(node["most"]), least > most,
      let place = node["least"]
    {
      error(place.offset, "'least' is more than 'most'", "make 'most' the larger of the two")
    }
    if node["less"] != nil, let place = node["least"] ?? node["most"] {
      error(place.offset, "a reduction has no bounds of its own", "take it out")
    }
    checkTiers(node["tiers"]?.array ?? [])
    checkSteps(node["late"]?.array ?? [], "afterDays", "band")
  }

  private mutating func checkTiers(_ tiers: [JSONNode]) {
    checkSteps(tiers, "upTo", "tier")
    for (index, tier) in tiers.enumerated() {
      let isLast = index == tiers.count - 1
      if isLast, let place = tier["upTo"] {
        error(
          place.offset, "no tier says what comes after this one",
          "leave 'upTo' out of the last tier, or add one without it")
      } else if !isLast, tier["upTo"] == nil, tier.members != nil, !isPartial {
        error(tier.offset, "this tier has no end, and another follows it", "add \"upTo\": 1")
      }
    }
  }

  private mutating func checkSteps(_ steps: [JSONNode], _ key: String, _ noun: String) {
    var previous: Int?
    for step in steps {
      guard let place = step[key], let number = place.integer else { continue }
      if let previous, number <= previous {
        error(
          place.offset, "this \(noun) does not come after the one before it, of \(previous)",
          "put them in the order of their numbers")
      }
      previous = number
    }
  }

  /// Shares and reductions lead to fees that are reckoned without them.
  mutating func checkCircles(_ node: JSONNode) {
    var leads: [String: [JSONNode]] = [:]
    for fee in node["fees"]?.array ?? [] {
      guard let id = fee["id"]?.string else { continue }
      leads[id, default: []] += (fee["amounts"]?.array ?? []).flatMap { amount in
        (amount["share"]?["of"]?.array ?? []) + (amount["less"]?["of"]?.array ?? [])
      }
    }
    for (id, places) in leads.sorted(by: { $0.key < $1.key }) {
      for place in places where place.string.map({ reaches($0, id, leads) }) ?? false {
        error(
          place.offset,
          "fee '\(id)' is reckoned from itself"
            + (place.string == id ? "" : ", through '\(place.string ?? "")'"),
          "name fees that do not depend on it")
      }
    }
  }

  private func reaches(_ start: String, _ end: String, _ leads: [String: [JSONNode]]) -> Bool {
    var seen: Set<String> = []
    var waiting = [start]
    while let id = waiting.popLast() {
      if id == end { return true }
      guard seen.insert(id).inserted else { continue }
      waiting += (leads[id] ?? []).compactMap(\.string)
    }
    return false
  }

  /// A credential asks what its fees are reckoned from, as a day.
  mutating func checkFeeQuestions(_ node: JSONNode) {
    for use in node["fees"]?.array ?? [] {
      let place = use["fee"] ?? use
      guard let fee = place.string, !isPartial else { continue }
      for id in known.feeQuestions[fee] ?? [] {
        guard let question = questions[id] else {
          error(
            place.offset,
            "fee '\(fee)' is reckoned from '\(id)', which this credential does not ask",
            "add the question, of kind 'day'")
          continue
        }
        guard let kind = question["kind"]?.string, kind != "day" else { continue }
        error(
          place.offset, "fee '\(fee)' is reckoned from '\(id)', which does not ask for a day",
          "make it a question of kind 'day'")
      }
    }
  }

  private func money(_ node: JSONNode?) -> Money? {
    node?.string.flatMap { Money($0, in: known.currency ?? .fallback) }
  }
}
