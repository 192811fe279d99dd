import Desk
import JSON
import Rules

/// A total that people can come to and that no payment link of the settings is for.
struct UnlinkedTotal {
  /// As the settings would write it.
  let total: String
  /// One application that costs so much.
  let example: String
  /// The way to pay that takes it instead; `nil` where none does.
  let goesTo: String?

  var line: String {
    "no payment link for \(total) (\(example)): "
      + (goesTo.map { "it goes to '\($0)'" } ?? "nobody can pay it")
  }

  var node: JSONNode {
    [
      "total": .string(total), "example": .string(example),
      "goesTo": goesTo.map { .string($0) } ?? .null,
    ]
  }
}

/// The totals people can come to today for which a new payment does not go to a payment link; none where the
/// settings have no provider with links.
func totalsWithoutLink(_ definitions: Definitions, _ ways: [PaymentWay]) -> [UnlinkedTotal] {
  let agency = definitions.agency
  guard ways.contains(where: { !$0.isRetired && $0.hasLinks }) else { return [] }
  let edition = Edition(of: definitions, on: today(of: agency))
  let totals = ReachableTotals(edition).examples
  return totals.keys.sorted().compactMap { money in
    let way = ways.first { $0.canTake(money, in: agency.currency) }
    if way?.hasLinks == true { return nil }
    return UnlinkedTotal(
      total: money.plainText(in: agency.currency), example: totals[money] ?? "",
      goesTo: way?.name)
  }
}

extension PaymentWay {
  fileprivate var hasLinks: Bool {
    if case .stripeLink = kind { true } else { false }
  }
}
