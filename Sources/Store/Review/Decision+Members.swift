import Applications
import JSON
import Rules

// The members of the lines about deficiencies, fitness and decisions.

extension SentLetter {
  var members: [JSONMember] {
    [JSONMember("subject", .string(subject)), JSONMember("body", .string(body))]
  }

  init(_ secrets: inout Members) throws(LineFault) {
    self.init(subject: try secrets.string("subject"), body: try secrets.string("body"))
  }
}

extension Deficiency {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(id)), JSONMember("flags", .array(flags.map(JSONNode.string))),
      JSONMember("until", .string(until.description)),
      JSONMember("consequence", .string(consequence.rawValue)),
    ]
      + elements("anew", anew) + elements("signAgain", signAgain)
      + (sentBack.isEmpty
        ? []
        : [JSONMember("sentBack", .array(sentBack.map { .object($0.details) }))])
      + [JSONMember("key", .string(key))]
  }

  /// The reasons why parts go back, in the order of `sentBack`.
  var secrets: [JSONMember] {
    letter.members
      + (sentBack.isEmpty
        ? [] : [JSONMember("reasons", .array(sentBack.map { .string($0.reason) }))])
  }

  private func elements(_ name: String, _ ids: [Element.ID]) -> [JSONMember] {
    ids.isEmpty ? [] : [JSONMember(name, .array(ids.map { .string($0.text) }))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    let reasons = secrets.isErased ? [] : try secrets.textsIfAny("reasons") { $0 }
    var sentBack: [SentBackPart] = []
    for part in try details.listIfAny(
      "sentBack",
      { (part) throws(LineFault) in
        (
          id: try part.string("id"), until: try part.text("until", Moment.init),
          key: try part.string("key")
        )
      })
    {
      let reason = sentBack.count < reasons.count ? reasons[sentBack.count] : ""
      sentBack.append(
        SentBackPart(invitation: part.id, reason: reason, until: part.until, key: part.key))
    }
    let consequence = try details.string("consequence")
    guard let consequence = DeficiencyRule.Consequence(rawValue: consequence) else {
      throw .unknown("a consequence '\(consequence)'")
    }
    self.init(
      id: try details.string("id"), flags: try details.texts("flags") { $0 },
      until: try details.text("until", Moment.init), consequence: consequence,
      anew: try details.textsIfAny("anew", Element.ID.init),
      signAgain: try details.textsIfAny("signAgain", Element.ID.init), sentBack: sentBack,
      letter: try SentLetter(&secrets), key: try details.string("key"))
  }
}

extension FitnessOutcome {
  var details: [JSONMember] {
    [
      JSONMember("cleared", .bool(isCleared)), JSONMember("day", .string(day.description)),
      JSONMember("elements", .array(elements.map { .string($0.text) })),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      isCleared: try details.flag("cleared"), day: try details.text("day", Day.init),
      elements: try details.texts("elements", Element.ID.init), words: try secrets.words(),
      key: try details.string("key"))
  }
}

extension PreliminaryFinding {
  var details: [JSONMember] {
    [
      JSONMember("day", .string(day.description)),
      JSONMember("elements", .array(elements.map { .string($0.text) })),
      JSONMember("key", .string(key)),
    ]
  }

  /// What was found says something of what is under the seal.
  var secrets: [JSONMember] {
    [JSONMember("conditions", .array(conditions.map(\.node)))] + wordsMembers(words)
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      conditions: try secrets.listIfAny("conditions") { (reason) throws(LineFault) in
        try GivenReason(&reason)
      },
      day: try details.text("day", Day.init),
      elements: try details.texts("elements", Element.ID.init), words: try secrets.words(),
      key: try details.string("key"))
  }
}

extension PreliminaryConfirmation {
  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      outcome: try FitnessOutcome(&details, &secrets), letter: try SentLetter(&secrets))
  }
}

extension Preliminary {
  fileprivate var details: [JSONMember] {
    [JSONMember("preliminary", rule.node)]
      + (until.map { [JSONMember("until", .string($0.description))] } ?? [])
  }

  fileprivate var secrets: [JSONMember] {
    conditions.isEmpty ? [] : [JSONMember("conditions", .array(conditions.map(\.node)))]
  }

  /// `nil` where the decision is no preliminary one.
  fileprivate init?(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    guard let node = details.node("preliminary") else { return nil }
    var rule = Members(node)
    self.init(
      rule: try GivenReason(&rule),
      conditions: try secrets.listIfAny("conditions") { (reason) throws(LineFault) in
        try GivenReason(&reason)
      }, until: try details.textIfAny("until", Day.init))
  }
}

extension Decision {
  var details: [JSONMember] {
    [JSONMember("id", .string(id)), JSONMember("outcome", .string(outcome.rawValue))]
      + (reasons.isEmpty ? [] : [JSONMember("reasons", .array(reasons.map(\.node)))])
      + (appealUntil.map { [JSONMember("appealUntil", .string($0.description))] } ?? [])
      + (preliminary?.details ?? []) + [JSONMember("key", .string(key))]
  }

  /// What somebody holds is personal, as in their account.
  var secrets: [JSONMember] {
    letter.members
      + (grants.isEmpty ? [] : [JSONMember("grants", .array(grants.map(\.node)))])
      + (preliminary?.secrets ?? []) + wordsMembers(words)
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    let outcome = try details.string("outcome")
    guard let outcome = Outcome(rawValue: outcome) else {
      throw .unknown("an outcome '\(outcome)'")
    }
    self.init(
      id: try details.string("id"), outcome: outcome,
      reasons: try details.listIfAny("reasons") { (reason) throws(LineFault) in
        try GivenReason(&reason)
      },
      grants: try secrets.listIfAny("grants") { (grant) throws(LineFault) in try Grant(&grant) },
      words: try secrets.words(), letter: try SentLetter(&secrets),
      appealUntil: try details.textIfAny("appealUntil", Day.init),
      preliminary: try Preliminary(&details, &secrets),
      key: try details.string("key"))
  }
}

extension Grant {
  fileprivate var node: JSONNode {
    .object(
      [
        JSONMember("request", .string(request.text)), JSONMember("how", .string(how.rawValue)),
        JSONMember("held", certificate.node), JSONMember("clause", .string(clause)),
      ]
        + (aligned.isEmpty ? [] : [JSONMember("aligned", .array(aligned.map(\.node)))]))
  }

  fileprivate init(_ members: inout Members) throws(LineFault) {
    let how = try members.string("how")
    guard let how = GrantRule.How(rawValue: how) else { throw .unknown("a grant '\(how)'") }
    guard let certificate = members.node("held") else {
      throw .wrong("'held' is missing")
    }
    var aligned: [HeldCertificate] = []
    if let nodes = members.node("aligned")?.array {
      for node in nodes { aligned.append(try HeldCertificate(node)) }
    }
    self.init(
      request: try members.text("request", RequestType.ID.init), how: how,
      certificate: try HeldCertificate(certificate), clause: try members.string("clause"),
      aligned: aligned)
  }
}
