import Applications
import JSON
import Rules

// The members of the lines about helpers, and about who is told what becomes of an application.

extension Helper {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(id)),
      JSONMember("elements", .array(elements.map { .string($0.text) })),
    ] + (isTold ? [JSONMember("told", true)] : []) + [
      JSONMember("until", .string(until.description)), JSONMember("key", .string(key)),
    ]
  }

  var secrets: [JSONMember] {
    [JSONMember("name", .string(name)), JSONMember("emailAddress", .string(emailAddress))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    var elements: [Element.ID] = []
    for node in try details.array("elements") {
      guard let id = node.string.flatMap(Element.ID.init) else {
        throw .wrong("'elements' is wrong")
      }
      elements.append(id)
    }
    self.init(
      id: try details.string("id"), elements: elements, name: try secrets.string("name"),
      emailAddress: try secrets.string("emailAddress"), isTold: try details.flag("told"),
      until: try details.text("until", Moment.init), key: try details.string("key"))
  }
}

extension HelperRenewal {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(helper)), JSONMember("until", .string(until.description)),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    self.init(
      helper: try details.string("id"), until: try details.text("until", Moment.init),
      key: try details.string("key"))
  }
}

extension UpdatesChoice {
  var details: [JSONMember] {
    let role =
      switch whom {
      case .party: "party"
      case .helper: "helper"
      }
    return [
      JSONMember("role", .string(role)), JSONMember("id", .string(whom.id)),
      JSONMember("told", .bool(isTold)), JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    let (role, id) = (try details.string("role"), try details.string("id"))
    let whom: Follower
    switch role {
    case "party": whom = .party(id)
    case "helper": whom = .helper(id)
    default: throw .unknown("somebody of the role '\(role)' who is told")
    }
    self.init(whom: whom, isTold: try details.flag("told"), key: try details.string("key"))
  }
}
