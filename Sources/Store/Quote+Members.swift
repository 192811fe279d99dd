import Applications
import JSON
import Rules

// The frozen lines of an invoice, as the line `attempt-opened` keeps them.

extension Attempt {
  var details: [JSONMember] {
    [
      JSONMember("reference", .string(reference)), JSONMember("provider", .string(provider)),
      JSONMember("publication", .string(publication)), JSONMember("currency", .string(currency)),
      JSONMember("checking", .integer(checkingSeconds)),
      JSONMember("window", .integer(windowSeconds)),
      JSONMember("key", .string(key)), JSONMember("day", .string(quote.day.description)),
      JSONMember("cents", .integer(quote.total.cents)),
      JSONMember("lines", .array(quote.lines.map { .object($0.members) })),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    var lines: [Quote.Line] = []
    for node in try details.array("lines") {
      var members = Members(node)
      lines.append(try Quote.Line(&members))
      try members.end()
    }
    let quote = Quote(day: try details.text("day", Day.init), lines: lines)
    guard try details.integer("cents") == quote.total.cents else {
      throw .wrong("the lines do not make the sum")
    }
    self.init(
      reference: try details.string("reference"), provider: try details.string("provider"),
      quote: quote, publication: try details.string("publication"),
      currency: try details.string("currency"), checkingSeconds: try details.integer("checking"),
      windowSeconds: try details.integer("window"), key: try details.string("key"))
  }
}

extension Quote.Line {
  fileprivate var members: [JSONMember] {
    [JSONMember("fee", .string(fee.text))]
      + (request.map { [JSONMember("request", .string($0.text))] } ?? [])
      + [
        JSONMember("what", what.node), JSONMember("count", .integer(count)),
        JSONMember("cents", .integer(each.cents)), JSONMember("clause", .string(clause.citation)),
        JSONMember("since", .string(since.description)),
      ]
  }

  fileprivate init(_ members: inout Members) throws(LineFault) {
    var request: RequestType.ID?
    if let node = members.node("request") {
      request = node.string.flatMap(RequestType.ID.init)
      if request == nil { throw .wrong("'request' is wrong") }
    }
    self.init(
      fee: try members.text("fee", Fee.ID.init), request: request, what: try Words(&members),
      count: try members.integer("count"), each: Money(cents: try members.integer("cents")),
      clause: try members.text("clause", Clause.init), since: try members.text("since", Day.init))
  }
}

extension Words {
  /// One text per language; the tag is empty where the author gave none.
  fileprivate var node: JSONNode {
    .object(texts.map { JSONMember($0.language, .string($0.text)) })
  }

  fileprivate init(_ members: inout Members) throws(LineFault) {
    let texts = members.node("what")?.members?.compactMap { member in
      member.node.string.map { (language: member.name, text: $0) }
    }
    guard let texts, let words = Words(byLanguage: texts) else { throw .wrong("'what' is wrong") }
    self = words
  }
}
