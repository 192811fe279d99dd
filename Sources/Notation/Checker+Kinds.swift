import JSON
import Rules

extension Checker {
  /// Checks one value. `what` names it in messages: `'amount'`, `an entry of 'fees'`.
  mutating func check(_ node: JSONNode, is kind: Kind, _ what: String) {
    guard !node.isMissing else { return }
    switch kind {
    case .shape(let name): check(node, as: name)
    case .referenceOr(let family, let name):
      if node.members != nil { check(node, as: name) } else { checkReference(node, family, what) }
    case .list(let kind, let least): checkList(node, of: kind, atLeast: least, what)
    case .words, .markdown: checkWords(node, what)
    case .dayPoint:
      if node.members != nil { return check(node, as: .dayPoint) }
      guard let text = node.string else { return wrongKind(node, kind, what) }
      if text != "today", Day(text) == nil {
        error(
          node.offset, "\(what) must be a day, not '\(text)'",
          "write year, month and day, like \(Kind.day.sample)")
      }
    case .bool:
      guard node.bool == nil else { return }
      let text = node.string?.lowercased() ?? ""
      let meant = ["yes", "true", "on"].contains(text) || node.integer == 1
      let refused = ["no", "false", "off"].contains(text) || node.integer == 0
      wrongKind(
        node, kind, what, meant ? "write true" : refused ? "write false" : "write true or false")
    case .integer(let range): checkInteger(node, range, what)
    case .values: checkValues(node, what)
    case .answers:
      guard let members = node.members else { return wrongKind(node, kind, what) }
      for member in members { checkValues(member.node, "the answer to '\(member.name)'") }
    case .reference(let family): checkReference(node, family, what)
    default:
      guard let text = node.string else {
        return wrongKind(node, kind, what, textRemedy(node, kind))
      }
      guard !text.isEmpty else {
        return error(node.offset, "\(what) is empty", "write \(kind.sample), or leave the line out")
      }
      checkText(text, node, kind, what)
    }
  }

  mutating func wrongKind(
    _ node: JSONNode, _ kind: Kind, _ what: String, _ remedy: String? = nil
  ) {
    error(
      node.offset, "\(what) must be \(kind.description), not \(kindOf(node))",
      node.isNull
        ? "leave the whole line out where there is none" : remedy ?? "write \(kind.sample)")
  }

  private func textRemedy(_ node: JSONNode, _ kind: Kind) -> String? {
    switch (node.value, kind) {
    case (.integer(let number), .money):
      Money(cents: number * minorUnit).plainText(in: currency).quoted(after: "write ")
    case (.integer, .day), (.integer, .oneOf): nil
    case (.integer, _), (.decimal, _), (.bool, _): "put it between quotes: \"\(node.text)\""
    case (.array(let nodes), _) where nodes.count == 1: "take the [ ] away"
    default: nil
    }
  }

  /// What money is checked against while the agency's currency is not known.
  private var currency: Currency { known.currency ?? .fallback }

  private var minorUnit: Int { (0..<currency.minorDigits).reduce(1) { unit, _ in unit * 10 } }

  private mutating func checkInteger(_ node: JSONNode, _ range: ClosedRange<Int>, _ what: String) {
    guard let number = node.integer else {
      let digits = node.string.flatMap { Int($0) }
      return wrongKind(
        node, .integer(range), what, digits.map { "write \($0), without quotes" })
    }
    guard !range.contains(number) else { return }
    error(
      node.offset,
      "\(what) must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
  }

  private mutating func checkList(
    _ node: JSONNode, of kind: Kind, atLeast least: Int, _ what: String
  ) {
    guard let nodes = node.array else {
      return wrongKind(
        node, .list(of: kind, atLeast: least), what,
        node.isNull ? nil : "put [ ] around it, even for one")
    }
    if nodes.count < least, !isPartial {
      error(node.offset, "\(what) is empty", "write at least one: [\(kind.sample)]")
    }
    for entry in nodes { check(entry, is: kind, "an entry of \(what)") }
    reportDoubles(nodes, kind)
  }

  /// No id, and no plain value, stands twice in a list.
  private mutating func reportDoubles(_ nodes: [JSONNode], _ kind: Kind) {
    var firsts: [String: Int] = [:]
    for node in nodes {
      let (name, place): (String, JSONNode)
      if case .shape(let shape) = kind {
        guard Shape.named(shape).key("id") != nil, let id = node["id"], let text = id.string else {
          continue
        }
        (name, place) = ("\(Shape.named(shape).noun) '\(text)'", id)
      } else if node.string != nil || node.integer != nil {
        (name, place) = (node.string.map { "'\($0)'" } ?? node.text, node)
      } else {
        continue
      }
      if let first = firsts[name] {
        let line = source.place(at: first).line
        error(
          place.offset, "\(name) stands here twice",
          "the first is on line \(line); \(place == node ? "keep one of them" : "give one of them another id")"
        )
      } else {
        firsts[name] = place.offset
      }
    }
  }

  private mutating func checkWords(_ node: JSONNode, _ what: String) {
    if let text = node.string {
      if text.isEmpty {
        error(node.offset, "\(what) is empty", "write the text, or leave the line out")
      }
      return
    }
    guard let members = node.members else {
      return wrongKind(node, .words, what, textRemedy(node, .words))
    }
    for member in members {
      if !known.languages.contains(member.name) {
        let near = nearest(to: member.name, among: known.languages)
        error(
          member.nameOffset,
          "\(what) has a text in '\(member.name)', which is no language of agency.jsonc",
          near.map { "did you mean \"\($0)\"?" }
            ?? "the languages are \(listed(known.languages, last: "and"))")
      }
      check(member.node, is: .text, "the text of \(what) in '\(member.name)'")
    }
    for (index, language) in known.languages.enumerated() where node[language] == nil {
      if index == 0 {
        error(
          node.offset, "\(what) has no text in '\(language)', the site's own language",
          "add \"\(language)\": \"…\"")
      } else if !isPartial {
        warn(
          node.offset, "\(what) has no text in '\(language)'",
          "people will read it in '\(known.languages[0])'")
      }
    }
  }

  private mutating func checkValues(_ node: JSONNode, _ what: String) {
    if node.string != nil { return }
    guard let nodes = node.array, !nodes.isEmpty else {
      return wrongKind(node, .values, what, answerRemedy(node))
    }
    for entry in nodes { check(entry, is: .text, "an entry of \(what)") }
  }

  private func answerRemedy(_ node: JSONNode) -> String? {
    if let truth = node.bool { return "write \(truth ? "\"yes\"" : "\"no\"")" }
    return textRemedy(node, .text)
  }

  private mutating func checkReference(_ node: JSONNode, _ family: Kind.Family, _ what: String) {
    guard let id = node.string else {
      return wrongKind(node, .reference(family), what, textRemedy(node, .text))
    }
    let ids = family == .question ? Array(questions.keys).sorted() : known.ids[family]
    guard let ids, !ids.contains(id), !(family == .question && isPartial) else { return }
    let near = nearest(to: id, among: ids)
    let places = "in \(family.whereDefined)"
    let names = shortened(ids)
    let found =
      switch names.count {
      case 0: "there is none \(places)"
      case 1: "there is only '\(names[0])' \(places)"
      default: "\(places) there are \(listed(names, last: "and"))"
      }
    error(
      node.offset, "there is no \(family.noun) '\(id)'",
      near.map { "did you mean \"\($0)\"?" } ?? found)
  }

  private func shortened(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return Array(ids.filter { seen.insert($0).inserted }.prefix(12))
  }
}

extension String {
  fileprivate func quoted(after words: String) -> String { "\(words)\"\(self)\"" }
}
