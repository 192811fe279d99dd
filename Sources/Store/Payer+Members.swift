import Applications
import JSON
import Rules

// The members of the lines about somebody else who was asked to pay. Who that is, and what they typed, is personal.

extension PayerRequest {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(id)), JSONMember("until", .string(until.description)),
      JSONMember("link", .string(link)), JSONMember("key", .string(key)),
    ]
  }

  var secrets: [JSONMember] {
    [JSONMember("name", .string(name)), JSONMember("emailAddress", .string(emailAddress))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      id: try details.string("id"), name: try secrets.string("name"),
      emailAddress: try secrets.string("emailAddress"),
      until: try details.text("until", Moment.init), link: try details.string("link"),
      key: try details.string("key"))
  }
}

extension PayerReminder {
  var details: [JSONMember] {
    [
      JSONMember("request", .string(request)), JSONMember("link", .string(link)),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    self.init(
      request: try details.string("request"), link: try details.string("link"),
      key: try details.string("key"))
  }
}

extension PayerRefusal {
  var details: [JSONMember] {
    [JSONMember("request", .string(request)), JSONMember("key", .string(key))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      request: try details.string("request"), reason: try secrets.string("reason"),
      key: try details.string("key"))
  }
}

extension PayerMark {
  var details: [JSONMember] {
    [JSONMember("request", .string(request)), JSONMember("key", .string(key))]
  }

  init(_ details: inout Members) throws(LineFault) {
    self.init(request: try details.string("request"), key: try details.string("key"))
  }
}
