import JSON
import Rules

extension RequestType {
  init(_ node: JSONNode, _ context: BuildContext) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(),
      title: try node.needed("title").words(),
      summary: try node.needed("summary").words(),
      whoFor: try node.needed("whoFor").words(),
      clause: try node.needed("clause").clause(),
      period: try node.period(),
      term: try node["term"]?.words(),
      questions: try node.questions(context),
      elements: try node.list("elements", ElementUse.init),
      fees: try node.list("fees", FeeUse.init),
      conflicts: try node.list("conflictsWith") { (node) throws(Unbuildable) in
        try node.identifier()
      },
      terms: try node.list("lasts", TermRule.init),
      eligibility: try node.list("eligibility", EligibilityRule.init),
      openedBy: try node.list("openedBy") { (node) throws(Unbuildable) in
        try node.identifier()
      },
      grants: try node["grants"].map(GrantRule.init))
  }
}

extension RequestType.ElementUse {
  init(_ node: JSONNode) throws(Unbuildable) {
    guard node.members != nil else {
      self.init(try node.identifier())
      return
    }
    self.init(try node.needed("element").identifier(), when: try node.condition("when"))
  }
}

extension RequestType.FeeUse {
  init(_ node: JSONNode) throws(Unbuildable) {
    guard node.members != nil else {
      self.init(try node.identifier())
      return
    }
    self.init(
      try node.needed("fee").identifier(), when: try node.condition("when"),
      count: try node["count"]?.identifier(),
      notWith: try node.list("notWith") { (node) throws(Unbuildable) in try node.identifier() })
  }
}

extension Element {
  init(_ node: JSONNode, _ context: BuildContext) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(),
      title: try node.needed("title").words(),
      why: try node.needed("why").words(),
      clause: try node.needed("clause").clause(),
      submittedBy: try node.needed("submittedBy").identifier(),
      neededBefore: try node.listed("neededBefore", standard: .payment),
      isRequired: node["required"]?.bool ?? true,
      guidance: try node["guidance"]?.words(),
      none: try node["none"]?.words(),
      questions: try node.questions(context),
      entries: try node.list("entries") { (node) throws(Unbuildable) in
        try EntryGroup(node, context)
      },
      attachments: try node["attachments"].map(AttachmentRule.init),
      seal: try node["seal"].map { (node) throws(Unbuildable) in
        Seal(
          version: try node.needed("version").day(),
          statement: try node.needed("statement").words(),
          takesNothingNew: node["nothingNew"]?.bool ?? false)
      },
      seenBy: try node.list("seenBy") { (node) throws(Unbuildable) in try node.text() },
      invitation: try node["invitation"].map(InvitationRule.init),
      whenDeficient: try node.listed("whenDeficient", standard: .changed))
  }
}

extension InvitationRule {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      lastsDays: try node.needed("lastsDays").wholeNumber(),
      remindDays: try node.list("remindDays") { (node) throws(Unbuildable) in
        try node.wholeNumber()
      },
      resendsAtMost: node["resendsAtMost"]?.integer ?? 3,
      sees: try node.list("sees") { (node) throws(Unbuildable) in
        try node.built("a field", Field(rawValue: try node.text()))
      },
      seesAnswers: try node.list("seesAnswers") { (node) throws(Unbuildable) in
        try node.identifier()
      },
      statement: try node.needed("statement").words(),
      version: try node.needed("version").day())
  }
}

extension JSONNode {
  func wholeNumber() throws(Unbuildable) -> Int { try built("a number", integer) }
}

extension Element.AttachmentRule {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      atLeast: node["atLeast"]?.integer ?? 0, atMost: node["atMost"]?.integer ?? 10,
      types: try node.list("types", Question.Choice.init))
  }
}

extension EntryGroup {
  init(_ node: JSONNode, _ context: BuildContext) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(), title: try node.needed("title").words(),
      heading: try node["heading"]?.words(), guidance: try node["guidance"]?.words(),
      when: try node.condition("when"), atLeast: node["atLeast"]?.integer ?? 0,
      atMost: node["atMost"]?.integer ?? 20, questions: try node.questions(context),
      attachments: try node["attachments"].map(Element.AttachmentRule.init))
  }
}

extension ChoiceList {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(), title: try node.needed("title").words(),
      clause: try node["clause"]?.clause(),
      items: try node.list("items") { (node) throws(Unbuildable) in
        Item(id: try node.needed("id").identifier(), name: try node.needed("name").words())
      })
  }
}

extension JSONNode {
  func questions(_ context: BuildContext) throws(Unbuildable) -> [Question] {
    try list("questions") { (node) throws(Unbuildable) in try Question(node, context) }
  }
}

extension Question {
  init(_ node: JSONNode, _ context: BuildContext) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(),
      ask: try node.needed("ask").words(),
      hint: try node["hint"]?.words(),
      kind: try Kind(node, context),
      isRequired: node["required"]?.bool ?? true,
      when: try node.condition("when"),
      clause: try node["clause"]?.clause(),
      period: try node.period())
  }
}

extension Question.Kind {
  init(_ node: JSONNode, _ context: BuildContext) throws(Unbuildable) {
    let kind = try node.needed("kind")
    let limit = node["limit"]?.integer
    switch try kind.text() {
    case "text": self = .shortText(limit: limit ?? 200)
    case "long-text": self = .longText(limit: limit ?? 4000)
    case "yes-no": self = .yesOrNo
    case "one-of": self = .oneOf(try node.list("choices", Question.Choice.init))
    case "several-of": self = .severalOf(try node.list("choices", Question.Choice.init))
    case "day": self = .day
    case "number":
      let least = node["least"]?.integer ?? 0
      let most = node["most"]?.integer ?? 1_000_000
      guard least <= most else { throw Unbuildable(offset: node.offset, expected: "least") }
      self = .number(least...most)
    case "money": self = .money(context.currency)
    case "address": self = .address
    case "from-list":
      let takesOthers = node["others"]?.bool ?? true
      self = .fromList(
        try context.list(try node.needed("list").identifier(), !takesOthers),
        takesOthers: takesOthers)
    case "email": self = .emailAddress
    case "phone": self = .phoneNumber
    case "confirmation": self = .confirmation
    default: throw Unbuildable(offset: kind.offset, expected: "a kind of question")
    }
  }
}

extension Question.Choice {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(), label: try node.needed("label").words(),
      hint: try node["hint"]?.words())
  }
}
