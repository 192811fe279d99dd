import Applications
import JSON
import Rules

// The members of the lines about what staff has proposed about money.

extension MoneyProposal {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(id)), JSONMember("for", .string(kind.rawValue)),
      JSONMember("reference", .string(reference)), JSONMember("transaction", .string(transaction)),
      JSONMember("cents", .integer(money.cents)), JSONMember("currency", .string(currency)),
      JSONMember("reason", .string(reason)),
    ]
  }

  var secrets: [JSONMember] { wordsMembers(words) }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    let text = try details.string("for")
    guard let kind = Kind(rawValue: text) else { throw .unknown("a proposal '\(text)'") }
    self.init(
      id: try details.string("id"), kind: kind, reference: try details.string("reference"),
      transaction: try details.string("transaction"),
      money: Money(cents: try details.integer("cents")), currency: try details.string("currency"),
      reason: try details.string("reason"), words: try secrets.stringIfAny("words") ?? "")
  }
}

extension SentMoney {
  var details: [JSONMember] {
    [JSONMember("id", .string(proposal)), JSONMember("number", .string(number))]
  }

  init(_ details: inout Members) throws(LineFault) {
    self.init(proposal: try details.string("id"), number: try details.string("number"))
  }
}

/// What staff has typed; left out where that is nothing.
func wordsMembers(_ words: String) -> [JSONMember] {
  words.isEmpty ? [] : [JSONMember("words", .string(words))]
}
