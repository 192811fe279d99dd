import Applications
import JSON
import Rules

// The facts about an application as they stand in a file of the queue.

extension CaseFacts {
  /// From the bytes of a file.
  init?(_ bytes: [UInt8]) {
    guard let node = try? JSONNode(strict: bytes), let requests = node["requests"]?.array,
      let receivedAt = node["received"]?.string.flatMap(Moment.init)
    else { return nil }
    func moment(_ node: JSONNode?) -> Moment? { node?.string.flatMap(Moment.init) }
    self.init(
      requests: requests.compactMap { $0.string.flatMap { RequestType.ID($0) } },
      receivedAt: receivedAt,
      assignee: node["assignee"]?.string.flatMap(StaffName.init),
      deficientUntil: moment(node["deficientUntil"]),
      isOnHold: node["onHold"]?.bool ?? false,
      flags: node["flags"]?.integer ?? 0,
      round: node["round"]?.integer ?? 0,
      awaits: (node["awaits"]?.array ?? []).compactMap { $0.string.flatMap { Element.ID($0) } },
      isCleared: node["cleared"]?.bool,
      decision: node["decision"]?.string.flatMap(Decision.Outcome.init),
      decidedBy: node["decidedBy"]?.string,
      isPreliminary: node["preliminary"]?.bool ?? false,
      pauses: (node["pauses"]?.array ?? []).compactMap { pause in
        moment(pause.array?.first).map { from in
          Pause(from: from, until: moment(pause.array?.dropFirst().first))
        }
      })
  }

  /// The bytes of its file. What is left out is `false`, 0 or nothing.
  var bytes: [UInt8] {
    var members: [JSONMember] = [
      JSONMember("requests", .array(requests.map { .string($0.text) })),
      JSONMember("received", .string(receivedAt.description)),
    ]
    func add(_ name: String, _ text: String?) {
      if let text { members.append(JSONMember(name, .string(text))) }
    }
    add("assignee", assignee?.text)
    add("deficientUntil", deficientUntil?.description)
    if isOnHold { members.append(JSONMember("onHold", true)) }
    if flags > 0 { members.append(JSONMember("flags", .integer(flags))) }
    if round > 0 { members.append(JSONMember("round", .integer(round))) }
    if !awaits.isEmpty {
      members.append(JSONMember("awaits", .array(awaits.map { .string($0.text) })))
    }
    if let isCleared { members.append(JSONMember("cleared", .bool(isCleared))) }
    add("decision", decision?.rawValue)
    add("decidedBy", decidedBy)
    if isPreliminary { members.append(JSONMember("preliminary", true)) }
    if !pauses.isEmpty {
      let all = pauses.map { pause in
        JSONNode.array(
          [.string(pause.from.description)]
            + (pause.until.map { [.string($0.description)] } ?? []))
      }
      members.append(JSONMember("pauses", .array(all)))
    }
    return JSONNode.object(members).bytes
  }
}
