import Applications
import JSON
import Rules

// The members of the lines about money that came, and that has gone back.

extension Payment {
  var details: [JSONMember] {
    var use = [JSONMember("use", .string(self.use.text))]
    if case .credit(let why) = self.use { use.append(JSONMember("why", .string(why.rawValue))) }
    return [
      JSONMember("reference", .string(reference)), JSONMember("transaction", .string(transaction)),
      JSONMember("cents", .integer(money.cents)), JSONMember("currency", .string(currency)),
    ] + use
  }

  init(_ details: inout Members) throws(LineFault) {
    let use: Use
    switch try details.string("use") {
    case "fee": use = .fee
    case "credit": use = .credit(try details.text("why", Credit.init))
    case "held": use = .held
    default: throw .unknown("another use of money")
    }
    self.init(
      reference: try details.string("reference"), transaction: try details.string("transaction"),
      money: Money(cents: try details.integer("cents")), currency: try details.string("currency"),
      use: use)
  }
}

extension Payment.Use {
  fileprivate var text: String {
    switch self {
    case .fee: "fee"
    case .credit: "credit"
    case .held: "held"
    }
  }
}

extension ReturnedMoney {
  var details: [JSONMember] {
    [
      JSONMember("reference", .string(reference)), JSONMember("transaction", .string(transaction)),
      JSONMember("cents", .integer(money.cents)), JSONMember("currency", .string(currency)),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    self.init(
      reference: try details.string("reference"), transaction: try details.string("transaction"),
      money: Money(cents: try details.integer("cents")), currency: try details.string("currency"))
  }
}
