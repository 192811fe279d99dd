import Applications
import JSON
import Rules

// The members of the lines about what has come another way.

extension Evidence {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(id)), JSONMember("element", .string(element.text)),
      JSONMember("day", .string(day.description)),
    ]
  }

  var secrets: [JSONMember] {
    [JSONMember("source", .string(source))]
      + (words.isEmpty ? [] : [JSONMember("words", .string(words))])
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      id: try details.string("id"), element: try details.text("element", Element.ID.init),
      day: try details.text("day", Day.init), source: try secrets.string("source"),
      words: try secrets.stringIfAny("words") ?? "")
  }
}

extension EvidenceUndoing {
  var details: [JSONMember] { [JSONMember("id", .string(evidence))] }
  var secrets: [JSONMember] { [JSONMember("reason", .string(reason))] }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(evidence: try details.string("id"), reason: try secrets.string("reason"))
  }
}
