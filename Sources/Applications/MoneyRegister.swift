import Rules

/// What refunds, credits and money that is kept are booked in: one sum goes from one account to another, so that
/// all accounts together always hold what came.
package struct RegisterEntry: Hashable, Sendable {
  package let at: Moment
  /// The number of the event in the application's journal.
  package let event: Int
  package let from: MoneyAccount
  package let to: MoneyAccount
  package let money: Money
  package let currency: String
  package let reference: String
  package let transaction: String
  /// The id of the proposal; `nil` where nobody had proposed it.
  package let proposal: String?
}

/// Where money is, in the books of the agency.
package enum MoneyAccount: String, Hashable, Sendable, CaseIterable {
  case fees = "fees received"
  /// It belongs to the payer, who owed nothing.
  case credits = "credits held"
  /// It is not what the invoice says.
  case held = "held"
  /// It is the agency's by decision, though it is no fee.
  case kept
  case returned = "returned to payer"
  /// By a bank, or in a dispute.
  case takenBack = "taken back"
}

extension Application {
  /// All entries about its money, oldest first.
  package var register: [RegisterEntry] {
    attempts.flatMap { $0.received.flatMap(\.register) }.sorted {
      ($0.event, $0.transaction) < ($1.event, $1.transaction)
    }
  }
}

extension ReceivedMoney {
  /// What happened to it after it came. What goes back is taken from where it came to first, and from what is
  /// kept only then.
  fileprivate var register: [RegisterEntry] {
    var own = account
    var left = payment.money.cents
    var entries: [RegisterEntry] = []
    func entry(
      _ at: Moment, _ event: Int, _ from: MoneyAccount, _ to: MoneyAccount, _ cents: Int,
      _ proposal: String?
    ) {
      guard cents > 0 else { return }
      entries.append(
        RegisterEntry(
          at: at, event: event, from: from, to: to, money: Money(cents: cents),
          currency: payment.currency, reference: payment.reference,
          transaction: payment.transaction, proposal: proposal))
    }
    for step in steps {
      switch step {
      case .accepted(let acceptance):
        entry(acceptance.at, acceptance.event, own, .fees, left, acceptance.proposal)
        own = .fees
      case .retained(let part):
        let cents = min(left, part.money.cents)
        entry(part.at, part.event, own, .kept, cents, part.proposal)
        left -= cents
      case .returned(let back):
        let to = back.isReversal ? MoneyAccount.takenBack : .returned
        let cents = min(left, back.money.cents)
        entry(back.at, back.event, own, to, cents, back.proposal)
        entry(back.at, back.event, .kept, to, back.money.cents - cents, back.proposal)
        left -= cents
      }
    }
    return entries
  }

  /// Where it came to.
  private var account: MoneyAccount {
    switch cameAs {
    case .fee: .fees
    case .credit: .credits
    case .held: .held
    }
  }

  private enum Step {
    case accepted(Acceptance)
    case retained(Retained)
    case returned(Return)

    var event: Int {
      switch self {
      case .accepted(let step): step.event
      case .retained(let step): step.event
      case .returned(let step): step.event
      }
    }
  }

  private var steps: [Step] {
    ((acceptance.map { [Step.accepted($0)] } ?? []) + retained.map { .retained($0) }
      + returns.map { .returned($0) }).sorted { $0.event < $1.event }
  }
}
