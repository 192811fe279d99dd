import Applications
import JSON
import Rules

// The members of the files of a batch.

extension Batch {
  var node: JSONNode {
    [
      "organisation": .string(organisation.text), "member": .string(member),
      "memberName": .string(memberName), "element": .string(element.text),
      "publication": .string(publication), "until": .string(until.description),
      "lines": .array(lines.map(\.node)),
    ]
  }

  init(_ node: JSONNode, id: String) throws(LineFault) {
    var members = Members(node)
    var lines: [Line] = []
    let organisation = try members.text("organisation", OrganisationID.init)
    let member = try members.string("member")
    let memberName = try members.string("memberName")
    let element = try members.text("element", Element.ID.init)
    let publication = try members.string("publication")
    let until = try members.text("until", Moment.init)
    for line in try members.array("lines") { lines.append(try Line(line)) }
    try members.end()
    self.init(
      id: id, organisation: organisation, member: member, memberName: memberName, element: element,
      publication: publication, until: until, lines: lines)
  }
}

extension Batch.Line {
  fileprivate var node: JSONNode {
    [
      "line": .integer(line), "number": .string(application.text), "request": .string(request),
      "revision": .integer(revision), "answers": answers.node,
    ]
  }

  fileprivate init(_ node: JSONNode) throws(LineFault) {
    var members = Members(node)
    self.init(
      line: try members.integer("line"),
      application: try members.text("number") { ApplicationNumber($0) },
      request: try members.string("request"), revision: try members.integer("revision"),
      answers: try Answers(&members))
    try members.end()
  }
}

extension BatchSignature {
  var node: JSONNode {
    ["name": .string(name), "role": .string(role), "at": .string(at.description)]
  }

  init(_ node: JSONNode) throws(LineFault) {
    var members = Members(node)
    self.init(
      name: try members.string("name"), role: try members.string("role"),
      at: try members.text("at", Moment.init))
    try members.end()
  }
}

extension BatchOutcome {
  var node: JSONNode {
    let lines = self.lines.map { line -> JSONNode in
      [
        "line": .integer(line.line), "number": .string(line.application.text),
        "why": .string(line.why),
      ]
    }
    return [
      "organisation": .string(organisation.text), "member": .string(member),
      "element": .string(element.text), "signedAt": .string(signedAt.description),
      "endedAt": .string(endedAt.description), "lines": .array(lines),
    ]
  }

  init(_ node: JSONNode) throws(LineFault) {
    var members = Members(node)
    var lines: [Line] = []
    let organisation = try members.text("organisation", OrganisationID.init)
    let member = try members.string("member")
    let element = try members.text("element", Element.ID.init)
    let signedAt = try members.text("signedAt", Moment.init)
    let endedAt = try members.text("endedAt", Moment.init)
    for line in try members.array("lines") {
      var one = Members(line)
      lines.append(
        Line(
          line: try one.integer("line"),
          application: try one.text("number") { ApplicationNumber($0) },
          why: try one.string("why")))
      try one.end()
    }
    try members.end()
    self.init(
      organisation: organisation, member: member, element: element, signedAt: signedAt,
      endedAt: endedAt, lines: lines)
  }
}
