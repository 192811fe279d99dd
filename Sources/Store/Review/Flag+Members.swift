import Applications
import JSON
import Rules

// The members of the lines about what has to be put right, and of a hold.

extension GivenReason {
  /// In the place of one member.
  var node: JSONNode {
    .object(
      [JSONMember("id", .string(id)), JSONMember("text", .string(text))]
        + (clause.map { [JSONMember("clause", .string($0))] } ?? []))
  }

  init(_ members: inout Members) throws(LineFault) {
    self.init(
      id: try members.string("id"), text: try members.string("text"),
      clause: try members.stringIfAny("clause"))
    try members.end()
  }
}

extension Members {
  fileprivate mutating func reason() throws(LineFault) -> GivenReason {
    var reason = try members("reason")
    return try GivenReason(&reason)
  }

  /// One object for each thing of a list; none where it is left out.
  mutating func listIfAny<Value>(
    _ name: String, _ make: (inout Members) throws(LineFault) -> Value
  ) throws(LineFault) -> [Value] {
    guard let node = node(name) else { return [] }
    guard let nodes = node.array else { throw .wrong("'\(name)' is wrong") }
    var values: [Value] = []
    for node in nodes {
      guard node.members != nil else { throw .wrong("'\(name)' is wrong") }
      var members = Members(node)
      values.append(try make(&members))
      try members.end()
    }
    return values
  }
}

extension Flag {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(id)), JSONMember("element", .string(element.text)),
      JSONMember("key", .string(key)),
    ]
  }

  /// What it says: it may never be told to anybody outside.
  var secrets: [JSONMember] {
    target.members + [JSONMember("reason", reason.node)] + wordsMembers(words)
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      id: try details.string("id"), element: try details.text("element", Element.ID.init),
      target: try Target(&secrets), reason: try secrets.reason(), words: try secrets.words(),
      key: try details.string("key"))
  }
}

extension Flag.Target {
  fileprivate var members: [JSONMember] {
    switch self {
    case .element: []
    case .question(let id): [JSONMember("question", .string(id.text))]
    case .entry(let id): [JSONMember("entry", .string(id))]
    case .file(let id): [JSONMember("attachment", .string(id))]
    }
  }

  fileprivate init(_ secrets: inout Members) throws(LineFault) {
    if let question = try secrets.textIfAny("question", Question.ID.init) {
      self = .question(question)
    } else if let entry = try secrets.stringIfAny("entry") {
      self = .entry(entry)
    } else if let file = try secrets.stringIfAny("attachment") {
      self = .file(file)
    } else {
      self = .element
    }
  }
}

extension Hold {
  var details: [JSONMember] {
    [JSONMember("reason", reason.node)]
      + (stopsClock ? [JSONMember("stopsClock", true)] : [])
      + [JSONMember("key", .string(key))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      reason: try details.reason(), stopsClock: try details.flag("stopsClock"),
      words: try secrets.words(), key: try details.string("key"))
  }
}
