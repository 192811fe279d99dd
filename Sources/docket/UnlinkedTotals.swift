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
struct UnlinkedTotals {
  var all: [UnlinkedTotal] = []
  /// Whether every application was priced that `ReachableTotals` looks for.
  var isWhole = true

  init(_ definitions: Definitions, _ ways: [PaymentWay]) {
    let agency = definitions.agency
    guard ways.contains(where: { !$0.isRetired && $0.hasLinks }) else { return }
    let reachable = ReachableTotals(Edition(of: definitions, on: today(of: agency)))
    isWhole = reachable.isWhole
    all = reachable.examples.sorted { $0.key < $1.key }.compactMap { money, example in
      let way = ways.first { $0.canTake(money, in: agency.currency) }
      if way?.hasLinks == true { return nil }
      return UnlinkedTotal(
        total: money.plainText(in: agency.currency), example: example, goesTo: way?.name)
    }
  }

  var isPayable: Bool { all.allSatisfy { $0.goesTo != nil } }

  /// For a person: those that nobody can pay first, and no more than a screen or two.
  var lines: [String] {
    let ordered = all.filter { $0.goesTo == nil } + all.filter { $0.goesTo != nil }
    var lines = ordered.prefix(Self.linesAtMost).map(\.line)
    if ordered.count > lines.count {
      lines.append("and \(ordered.count - lines.count) further totals: --json lists them all")
    }
    if !isWhole {
      lines.append("there are too many answers to try them all, so there may be further totals")
    }
    return lines
  }

  private static let linesAtMost = 40

  var members: [JSONMember] {
    [
      JSONMember("totalsWithoutLink", .array(all.map(\.node))),
      JSONMember("allTotalsTried", .bool(isWhole)),
    ]
  }
}

extension PaymentWay {
  fileprivate var hasLinks: Bool {
    if case .stripeLink = kind { true } else { false }
  }
}
