import Applications
import Notation
import Pages
import Rules
import Store

extension Services {
  /// The reason of this id, as the newest publication has it, and the agency that gives it.
  ///
  /// - Throws: `NotPossible`, with those that there are.
  package func reason(_ id: String) throws -> (agency: Agency, reason: RefundReason) {
    let reader = publication(try newestPublication())
    let agency = try reader.agency()
    let all = try reader.fees(in: agency.currency).refundReasons
    if let reason = all.first(where: { $0.id.text == id }) { return (agency, reason) }
    guard !all.isEmpty else {
      throw NotPossible(
        "the definitions give no reasons: write \"refundReasons\" in fees.jsonc, and publish")
    }
    let language = agency.languages[0]
    throw NotPossible(
      "there is no reason '\(id)'; fees.jsonc has\n"
        + all.map { "  \($0.id.text)  \($0.text.text(in: language))" }.joined(separator: "\n"))
  }

  /// The money that is meant: the only one of the payment, or the one of that transaction.
  func money(of wanted: WantedProposal) throws -> (Application, ReceivedMoney) {
    let number = ApplicationNumber(wanted.payment)
    let named = try number.flatMap { try store.application($0) }
    guard let application = try named ?? store.application(ofAttempt: wanted.payment) else {
      throw NotPossible("there is no payment with the reference '\(wanted.payment)'")
    }
    let attempts =
      named == nil
      ? application.attempt(wanted.payment).map { [$0] } ?? [] : application.attempts
    let all = attempts.flatMap(\.received)
    let found =
      wanted.transaction.map { text in all.filter { $0.payment.transaction == text } } ?? all
    if found.count == 1 { return (application, found[0]) }
    let names = all.map {
      "  --transaction \($0.payment.transaction)  \(plain($0.kept, $0.payment.currency)) left"
    }.joined(separator: "\n")
    throw NotPossible(
      all.isEmpty
        ? "no money has come for '\(wanted.payment)'"
        : found.isEmpty
          ? "no money with this transaction came for '\(wanted.payment)'; there is\n\(names)"
          : "more than one sum came for '\(wanted.payment)': say which\n\(names)")
  }

  /// The currency of the money that is meant.
  package func currency(of wanted: WantedProposal) throws -> String {
    try money(of: wanted).1.payment.currency
  }

  func notPossible(_ fault: ProposalFault, _ proposal: MoneyProposal?) -> NotPossible {
    NotPossible(words(about: fault, proposal), onPage: pageWords(about: fault, proposal))
  }

  /// As pages say it, with money as it looks everywhere.
  private func pageWords(about fault: ProposalFault, _ proposal: MoneyProposal?) -> String? {
    func sum(_ money: Money) -> String {
      let agency = try? publication(newestPublication()).agency()
      let code = proposal?.currency ?? ""
      return agency?.text(money, in: code) ?? plain(money, code)
    }
    return switch fault {
    case .notSoMuch(.zero):
      "Nothing is left of it: it has gone back, or something is proposed about it already"
    case .notSoMuch(let most): "There is \(sum(most)) of it: no more can be proposed or done"
    case .refused: "It was refused meanwhile: propose it anew"
    case .notConfirmed: "It waits for a second person"
    case .sentBefore:
      "It has gone back before, with another number or by the payment service's own word"
    case .unknown: "Nobody has proposed that"
    case .noSuchMoney, .otherKind, .cannotSubmit, .samePerson: nil
    }
  }

  func words(about fault: ProposalFault, _ proposal: MoneyProposal?) -> String {
    let id = proposal?.id ?? ""
    let currency = proposal?.currency ?? ""
    return switch fault {
    case .noSuchMoney: "there is no such money any more"
    case .otherKind(.fee):
      "it has paid the fee, which is the agency's: there is nothing to \(proposal?.kind.verb ?? "do")"
    case .otherKind: "it is no fee: there is nothing to settle; return it, or keep it"
    case .notSoMuch(.zero):
      "nothing is left of it that could be proposed: it has gone back, or 'docket store tasks' has a "
        + "proposal about it"
    case .notSoMuch(let most):
      "that cannot be proposed or done for this sum: it is \(plain(most, currency)) that there is"
    case .cannotSubmit:
      "it cannot be taken for the fee: the application has ended, is submitted, was not paid in time, "
        + "or the money is in another currency or in part gone"
    case .unknown: "nobody has proposed that; 'docket store tasks' lists what is open"
    case .samePerson:
      "whoever has proposed it cannot be the second person too: it takes another one of finance, a "
        + "reviewer or an administrator"
    case .refused: "'\(id)' was refused: propose it anew"
    case .notConfirmed:
      "'\(id)' waits for a second person: docket store refund --confirm \(id) --staff NAME"
    case .sentBefore:
      "'\(id)' has gone back before, with another number or by the provider's own word"
    }
  }

  /// Without its currency, as somebody would type it.
  func plainNumber(_ money: Money, _ code: String) -> String {
    Currency(code: code).map { money.plainText(in: $0) } ?? ""
  }

  func plain(_ money: Money, _ code: String) -> String {
    guard let known = Currency(code: code) else { return "\(money.cents)/100 \(code)" }
    return "\(money.plainText(in: known)) \(code)"
  }
}

extension MoneyProposal.Kind {
  fileprivate var verb: String {
    switch self {
    case .refund: "return"
    case .keep: "keep"
    case .accept: "accept"
    case .settleReversal, .settleRefund: "settle"
    }
  }
}
