/// What somebody types into the fields of some questions.
struct RandomAnswers {
  /// As a browser sends them.
  private(set) var fields: [(String, String)] = []

  /// - `care`: how many of a hundred answers are given, and do.
  /// - `forgesChoices`: whether one may be sent that was not offered. Nobody can have typed that, so only a
  ///   form that keeps whatever it is sent has to keep it.
  init(
    to questions: [RandomAgency.Ask], care: Int, forgesChoices: Bool = true,
    _ chance: inout Chance
  ) {
    for question in questions {
      // Questions that do not apply are on the page too.
      let applies = question.applies(among: questions, to: SuppliedAnswers(fields))
      guard chance.happens(applies ? care : 25) else { continue }
      let isGood = chance.happens(care) || question.isOfChoices && !forgesChoices
      fields += question.answer(isGood: isGood, &chance)
    }
  }

  init(_ fields: [(String, String)]) { self.fields = fields }
}

extension RandomAgency.Ask {
  fileprivate var isOfChoices: Bool {
    switch kind {
    case .oneOf, .severalOf: true
    default: false
    }
  }

  fileprivate func answer(isGood: Bool, _ chance: inout Chance) -> [(String, String)] {
    func one(_ text: String) -> [(String, String)] { [(id, text)] }
    switch kind {
    case .text(let limit):
      return one(isGood ? fitting(limit, &chance) { $0.line() } : tooLong(limit, &chance))
    case .longText(let limit):
      return one(isGood ? fitting(limit, &chance) { $0.lines() } : tooLong(limit, &chance))
    case .yesNo: return one(chance.pick(["yes", "no"]))
    case .oneOf(let choices): return one(isGood ? chance.pick(choices) : chance.mark())
    case .severalOf(let choices):
      return chance.mixed(choices).prefix(chance.number(1...choices.count)).map { (id, $0) }
        + (isGood ? [] : one(chance.mark()))
    case .day:
      let day = chance.pick(
        isGood ? [(29, 2, 2024), (1, 1, 1970)] : [(31, 2, 2024), (1, 13, 2020)])
      return [("\(id).day", "\(day.0)"), ("\(id).month", "\(day.1)"), ("\(id).year", "\(day.2)")]
    case .number(let range):
      return one(
        isGood
          ? "\(chance.number(range))" : chance.pick(["\(range.upperBound + 1)", chance.mark()]))
    case .money: return one(isGood ? chance.pick(["12.50", "€3", "1,250"]) : chance.mark())
    case .email: return one(isGood ? "\(chance.mark())@example.org" : chance.mark())
    case .phone: return one(isGood ? "+33 1 23 45 67 89" : "call \(chance.mark())")
    case .address:
      let lines = ["street", "city", "country"].map { ("\(id).\($0)", chance.line()) }
      return isGood
        ? lines + [("\(id).second-line", chance.line()), ("\(id).region", "")]
        : Array(chance.mixed(lines).prefix(2))
    case .fromList(let others):
      let item = chance.pick(RandomAgency.listed)
      if isGood {
        return one(others && chance.happens(50) ? chance.line() : chance.pick([item.0, item.1]))
      }
      return others ? [] : one(chance.line())
    case .confirmation: return isGood ? one("yes") : []
    }
  }

  private func fitting(
    _ limit: Int, _ chance: inout Chance, _ make: (inout Chance) -> String
  ) -> String {
    for _ in 1...5 {
      let text = make(&chance)
      if text.unicodeScalars.count <= limit { return text }
    }
    return chance.mark()
  }

  private func tooLong(_ limit: Int, _ chance: inout Chance) -> String {
    chance.line() + String(repeating: "x", count: limit)
  }
}

/// What is made up to be sent as a file.
enum RandomFile: CaseIterable {
  case good, empty, unknown, encrypted

  func bytes(_ chance: inout Chance) -> [UInt8] {
    let mark = chance.mark()
    return switch self {
    case .good: aPDF(mark)
    case .empty: []
    case .unknown: Array("MZ \(mark)".utf8)
    case .encrypted:
      Array(
        "%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R /Encrypt 2 0 R >>\n%%EOF \(mark)\n"
          .utf8)
    }
  }
}
