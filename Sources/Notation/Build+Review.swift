import JSON
import Rules

extension ReviewRules {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      deficiencyReasons: try node.list("deficiencyReasons", ReviewReason.init),
      denialReasons: try node.list("denialReasons", ReviewReason.init),
      holdReasons: try node.list("holdReasons", HoldReason.init),
      deficiency: try node["deficiency"].map(DeficiencyRule.init),
      appeal: try node["appeal"].map(AppealRule.init),
      preliminary: try node["preliminary"].map(PreliminaryRule.init),
      reopening: try node["reopening"].map(ReopeningRule.init),
      holidays: try node.list("holidays") { (node) throws(Unbuildable) in try node.day() })
  }
}

extension ReviewReason {
  fileprivate init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(), text: try node.needed("text").words(),
      clause: try node["clause"]?.clause(),
      elements: try node.list("elements") { (node) throws(Unbuildable) in try node.identifier() })
  }
}

extension HoldReason {
  fileprivate init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(), text: try node.needed("text").words(),
      clause: try node["clause"]?.clause(), clock: try node.listed("clock"))
  }
}

extension DeficiencyRule {
  fileprivate init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      days: try node.needed("days").wholeNumber(),
      reminderDays: try node.list("reminderDays") { (node) throws(Unbuildable) in
        try node.wholeNumber()
      },
      consequence: try node.listed("consequence"), words: try node.needed("words").words(),
      clause: try node["clause"]?.clause())
  }
}

extension AppealRule {
  fileprivate init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      days: try node.needed("days").wholeNumber(), words: try node.needed("words").words(),
      clause: try node["clause"]?.clause())
  }
}

extension PreliminaryRule {
  fileprivate init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      days: try node["days"]?.wholeNumber(), words: try node.needed("words").words(),
      clause: try node["clause"]?.clause(),
      conditions: try node.list("conditions", PreliminaryCondition.init))
  }
}

extension PreliminaryCondition {
  fileprivate init(_ node: JSONNode) throws(Unbuildable) {
    let test: Test
    if node["notFor"] == nil {
      test = .foundBy(try node.listed("foundBy"))
    } else {
      test = .notFor(
        try node.list("notFor") { (node) throws(Unbuildable) in try node.identifier() })
    }
    self.init(
      id: try node.needed("id").identifier(), text: try node.needed("text").words(),
      clause: try node["clause"]?.clause(), test: test)
  }
}

extension ReopeningRule {
  fileprivate init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      days: try node.needed("days").wholeNumber(), times: try node.needed("times").wholeNumber(),
      withinDays: try node.needed("withinDays").wholeNumber(),
      words: try node.needed("words").words(), clause: try node["clause"]?.clause())
  }
}

extension GrantRule {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      try node.listed("how"),
      try node.list("certificates") { (node) throws(Unbuildable) in try node.identifier() },
      aligned: try node["aligned"].map { (node) throws(Unbuildable) in try node.condition() })
  }
}
