import JSON
import Rules

extension JSONNode {
  func condition() throws(Unbuildable) -> Condition {
    if let question = self["question"] {
      let values = try needed("is")
      let texts = try (values.array ?? [values]).map { (node) throws(Unbuildable) in
        try node.text()
      }
      return .answered(question: try question.identifier(), isOneOf: texts)
    }
    if self["sum"] != nil { return try sum() }
    if let day = self["day"] { return try comparison(of: try day.dayPoint()) }
    if self["holds"] != nil {
      return .holds(try identifiers("holds"), try listed("state", standard: .current))
    }
    if self["profile"] != nil {
      return .profile(
        try listed("profile"),
        isOneOf: try list("in") { (node) throws(Unbuildable) in try node.text() })
    }
    if self["all"] != nil {
      return .all(try list("all") { (node) throws(Unbuildable) in try node.condition() })
    }
    if self["any"] != nil {
      return .any(try list("any") { (node) throws(Unbuildable) in try node.condition() })
    }
    return .not(try needed("not").condition())
  }

  private func sum() throws(Unbuildable) -> Condition {
    let steps = try list("counting") { (node) throws(Unbuildable) in
      let from = try node.needed("from")
      let counts = try node.needed("counts")
      return Condition.Sum.Step(
        from: try from.built("a number", from.integer),
        counts: try counts.built("a number", counts.integer))
    }
    let least = self["atLeast"]?.integer ?? 0
    let most = self["atMost"]?.integer ?? Int.max
    guard least <= most else { throw Unbuildable(offset: offset, expected: "atMost") }
    return .sum(Condition.Sum(try identifiers("sum"), steps: steps), isIn: least...most)
  }

  private func comparison(of day: DayPoint) throws(Unbuildable) -> Condition {
    let first = try self["notBefore"]?.dayPoint()
    let last = try self["notAfter"]?.dayPoint()
    var parts: [Condition] = []
    if let years = self["withinYears"]?.integer { parts.append(.dayWithin(day, years: years)) }
    if first != nil || last != nil { parts.append(.day(day, notBefore: first, notAfter: last)) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private func dayPoint() throws(Unbuildable) -> DayPoint {
    if let string { return string == "today" ? .today : .fixed(try day()) }
    if let question = self["question"] { return .answer(try question.identifier()) }
    if self["lastDayOf"] != nil { return .lastDay(of: try identifiers("lastDayOf")) }
    if self["firstDayOf"] != nil { return .firstDay(of: try identifiers("firstDayOf")) }
    return .yearDay(
      try needed("yearly").yearDay(), of: try needed("of").dayPoint(),
      yearsLater: self["yearsLater"]?.integer ?? 0)
  }

  fileprivate func yearDay() throws(Unbuildable) -> YearDay {
    try built("a day of the year", string.flatMap { YearDay($0) })
  }

  private func identifiers<Named>(_ key: String) throws(Unbuildable) -> [Identifier<Named>] {
    try list(key) { (node) throws(Unbuildable) in try node.identifier() }
  }
}

extension EligibilityRule {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      says: try node.needed("says").words(), clause: try node.needed("clause").clause(),
      when: try node.condition("when"), needs: try node.needed("needs").condition(),
      period: try node.period())
  }
}

extension TermRule {
  init(_ node: JSONNode) throws(Unbuildable) {
    let term: Term
    if let years = node["years"] {
      term = .years(try years.built("a number", years.integer))
    } else if let day = node["yearly"] {
      term = .untilYearDay(try day.yearDay(), yearsLater: node["yearsLater"]?.integer ?? 0)
    } else {
      term = .untilDay(try node.needed("lastDay").day())
    }
    self.init(
      term: term, clause: try node.needed("clause").clause(), when: try node.condition("when"),
      period: try node.period())
  }
}

extension CertificateKind {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(id: try node.needed("id").identifier(), title: try node.needed("title").words())
  }
}
