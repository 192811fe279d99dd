import Applications
import Desk
import JSON
import Pages
import Rules

let refundsCommand = Command(
  name: "refunds",
  summary: "prints the register of refunds, credits and what is kept",
  help: """
    usage: docket store refunds --prefix FOLDER [--open] [--json|--csv]

    Prints the register: all that was proposed about money, by whom, why, and how far it is; and all that
    has gone back, also where nobody had proposed it. Every booking goes from one account to another. What
    each account has more or less stands at the end; together that is nothing.

      --open           only what waits for somebody
      --json           the same, as data
      --csv            the bookings, one line each
      --prefix FOLDER  the installation

    Ends with 1 only when something cannot be read.
    """,
  options: [
    .prefix, .json, Command.Option(name: "open", takesValue: false),
    Command.Option(name: "csv", takesValue: false),
  ]
) { options in
  guard !options.has("json") || !options.has("csv") else {
    throw Trouble.usage("'--json' and '--csv' do not go together")
  }
  let register = try staffServices(options).moneyRegister(isOpen: options.has("open"))
  if options.has("json") {
    try printLine(register.node.text)
  } else if options.has("csv") {
    for line in register.csv { try printLine(line) }
  } else {
    for line in register.lines.flatMap(\.texts) { try printLine(line) }
    for line in register.sumTexts { try printLine(line) }
  }
  for number in register.unreadable {
    complain("docket store: \(number) cannot be read; 'docket store verify' says why")
  }
  return register.unreadable.isEmpty ? 0 : 1
}

extension MoneyRegister.Line {
  /// One line about the proposal, and one for each booking.
  fileprivate var texts: [String] {
    var texts: [String] = []
    if let proposal {
      let said = proposal.proposal
      texts.append(
        "\(at) \(application) \(said.id) \(said.kind.rawValue) \(amount(said.money, said.currency)), "
          + "\(said.reason), by \(proposal.proposedBy.name): \(proposal.stage.words)"
          + (said.words.isEmpty ? "" : " (\(said.words))"))
    } else {
      texts.append("\(at) \(application) - nobody had proposed it")
    }
    return texts + entries.map { "    " + $0.text }
  }
}

extension RegisterEntry {
  fileprivate var text: String {
    "\(at) \(amount(money, currency)) from \(from.rawValue) to \(to.rawValue), transaction \(transaction)"
  }
}

extension MoneyRegister {
  /// What each account has more or less, and that it is nothing together.
  fileprivate var sumTexts: [String] {
    Set(sums.map(\.currency)).sorted().flatMap { currency in
      let mine = sums.filter { $0.currency == currency }
      let all = Money(cents: mine.reduce(0) { $0 + $1.money.cents })
      return mine.map { "\($0.account.rawValue): \(amount($0.money, currency))" }
        + ["together: \(amount(all, currency))"]
    }
  }

  fileprivate var csv: [String] {
    ["at,application,proposal,kind,reason,from,to,amount,currency,reference,transaction"]
      + lines.flatMap { line in
        line.entries.map { entry in
          let said = line.proposal?.proposal
          let known = Currency(code: entry.currency)
          return csvCells([
            entry.at.description, line.application.text, said?.id ?? "", said?.kind.rawValue ?? "",
            said?.reason ?? "", entry.from.rawValue, entry.to.rawValue,
            known.map { entry.money.plainText(in: $0) } ?? "\(entry.money.cents)/100",
            entry.currency, entry.reference, entry.transaction,
          ])
        }
      }
  }

  fileprivate var node: JSONNode {
    [
      "lines": .array(lines.map(\.node)),
      "sums": .array(
        sums.map {
          [
            "currency": .string($0.currency), "account": .string($0.account.rawValue),
            "cents": .integer($0.money.cents),
          ]
        }), "unreadable": .array(unreadable.map { .string($0.text) }),
    ]
  }
}

extension MoneyRegister.Line {
  fileprivate var node: JSONNode {
    var members = [
      JSONMember("number", .string(application.text)), JSONMember("at", .string(at.description)),
    ]
    if let proposal { members += proposal.members }
    return .object(members + [JSONMember("entries", .array(entries.map(\.node)))])
  }
}

extension ProposalRecord {
  fileprivate var members: [JSONMember] {
    [
      JSONMember("id", .string(proposal.id)), JSONMember("kind", .string(proposal.kind.rawValue)),
      JSONMember("cents", .integer(proposal.money.cents)),
      JSONMember("currency", .string(proposal.currency)),
      JSONMember("reference", .string(proposal.reference)),
      JSONMember("transaction", .string(proposal.transaction)),
      JSONMember("reason", .string(proposal.reason)), JSONMember("words", .string(proposal.words)),
      JSONMember("proposedBy", .string(proposedBy.name)), JSONMember("stage", stage.node),
      JSONMember("open", .bool(isOpen)),
    ]
  }
}

extension ProposalRecord.Stage {
  fileprivate var node: JSONNode {
    func node(_ name: String, _ who: Event.Actor, _ at: Moment, _ number: String?) -> JSONNode {
      [
        "is": .string(name), "by": .string(who.name), "at": .string(at.description),
        "number": number.map { .string($0) } ?? .null,
      ]
    }
    return switch self {
    case .proposed: ["is": "proposed"]
    case .confirmed(let who, let at): node("confirmed", who, at, nil)
    case .refused(let who, let at): node("refused", who, at, nil)
    case .sent(let number, let who, let at): node("sent", who, at, number)
    }
  }
}

extension RegisterEntry {
  fileprivate var node: JSONNode {
    [
      "at": .string(at.description), "from": .string(from.rawValue), "to": .string(to.rawValue),
      "cents": .integer(money.cents), "currency": .string(currency),
      "reference": .string(reference), "transaction": .string(transaction),
    ]
  }
}
