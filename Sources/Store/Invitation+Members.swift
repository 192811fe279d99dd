import Applications
import JSON
import Rules

// The members of the lines about those who are asked to complete an element.

extension Invitation {
  var details: [JSONMember] {
    [JSONMember("id", .string(id)), JSONMember("element", .string(element.text))]
      + (organisationID.map { [JSONMember("organisation", .string($0.text))] } ?? [])
      + (isTold ? [JSONMember("told", true)] : []) + [
        JSONMember("until", .string(until.description))
      ] + (stopsClock ? [JSONMember("stopsClock", true)] : []) + [
        JSONMember("key", .string(key))
      ]
  }

  var secrets: [JSONMember] {
    [
      JSONMember("name", .string(name)), JSONMember("emailAddress", .string(emailAddress)),
      JSONMember("organisation", .string(organisation)),
    ]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      id: try details.string("id"), element: try details.text("element", Element.ID.init),
      of: try details.textIfAny("organisation", OrganisationID.init),
      name: try secrets.string("name"), emailAddress: try secrets.string("emailAddress"),
      organisation: try secrets.string("organisation"), isTold: try details.flag("told"),
      until: try details.text("until", Moment.init),
      stopsClock: try details.flag("stopsClock"), key: try details.string("key"))
  }
}

extension InvitationRenewal {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(invitation)), JSONMember("until", .string(until.description)),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    self.init(
      invitation: try details.string("id"), until: try details.text("until", Moment.init),
      key: try details.string("key"))
  }
}

extension InvitationDecline {
  var details: [JSONMember] {
    [JSONMember("id", .string(invitation)), JSONMember("key", .string(key))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      invitation: try details.string("id"), reason: try secrets.string("reason"),
      key: try details.string("key"))
  }
}

extension SentBackPart {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(invitation)), JSONMember("until", .string(until.description)),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      invitation: try details.string("id"), reason: try secrets.string("reason"),
      until: try details.text("until", Moment.init), key: try details.string("key"))
  }
}
