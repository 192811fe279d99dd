import Rules

/// Money that came for an attempt, and what has become of it since.
package struct ReceivedMoney: Hashable, Sendable {
  /// Its `use` is what it is by now: money that was accepted is the fee.
  package private(set) var payment: Payment
  /// What it was when it came.
  package let cameAs: Payment.Use
  package let at: Moment
  /// Oldest first.
  package private(set) var returns: [Return] = []
  /// What the agency keeps of it by decision, oldest first.
  package private(set) var retained: [Retained] = []
  /// When it was taken for the fee, and had not come as that; `nil` where it was not.
  package private(set) var acceptance: Acceptance?
  /// How much of what was taken back, and of what went back without a proposal, is settled.
  private var settledReversals = Money.zero
  private var settledRefunds = Money.zero

  package struct Return: Hashable, Sendable {
    package let money: Money
    package let at: Moment
    /// Whether it was taken back from us, rather than sent back.
    package let isReversal: Bool
    /// The number of the event.
    package let event: Int
    /// The id of the proposal by which it went; `nil` where nobody had proposed it.
    package let proposal: String?
  }

  package struct Retained: Hashable, Sendable {
    package let money: Money
    package let at: Moment
    package let event: Int
    package let proposal: String
  }

  package struct Acceptance: Hashable, Sendable {
    package let at: Moment
    package let event: Int
    package let proposal: String
  }

  init(_ payment: Payment, at moment: Moment) {
    self.payment = payment
    cameAs = payment.use
    at = moment
  }

  /// What has gone back of it in one way or the other.
  package func returned(byReversal isReversal: Bool) -> Money {
    returns.reduce(.zero) { $1.isReversal == isReversal ? $0 + $1.money : $0 }
  }

  /// What is left of it here.
  package var kept: Money {
    Money(cents: payment.money.cents - returns.reduce(0) { $0 + $1.money.cents })
  }

  /// What is left of it without anybody having decided that the agency keeps it.
  package var undecided: Money {
    Money(cents: max(0, kept.cents - retained.reduce(0) { $0 + $1.money.cents }))
  }

  /// Whether somebody has still to decide about it. Where a provider said that nothing at all was paid, that is to
  /// be decided too: it is kept, as nothing.
  package var isUndecided: Bool { undecided > .zero || isNothing && retained.isEmpty }

  /// Whether the provider's word was that nothing was paid.
  var isNothing: Bool { payment.money <= .zero }

  /// Whether all of it has gone back.
  package var isReturned: Bool { !returns.isEmpty && kept <= .zero }

  /// What a bank took back, or what went back without a proposal, and nobody has settled.
  package func unsettled(byReversal isReversal: Bool) -> Money {
    let all = returns.filter { $0.isReversal == isReversal && $0.proposal == nil }
    let settled = isReversal ? settledReversals : settledRefunds
    return Money(cents: max(0, all.reduce(0) { $0 + $1.money.cents } - settled.cents))
  }

  /// Since when that is so; `nil` where nothing is unsettled.
  package func unsettledSince(byReversal isReversal: Bool) -> Moment? {
    var left = (isReversal ? settledReversals : settledRefunds).cents
    for back in returns where back.isReversal == isReversal && back.proposal == nil {
      left -= back.money.cents
      if left < 0 { return back.at }
    }
    return nil
  }

  mutating func giveBack(
    _ money: Money, _ event: Event, isReversal: Bool, proposal: String?
  ) {
    returns.append(
      Return(
        money: money, at: event.at, isReversal: isReversal, event: event.number,
        proposal: proposal))
  }

  /// What a proposal says that was confirmed.
  mutating func decide(_ proposal: MoneyProposal, _ event: Event) {
    switch proposal.kind {
    case .refund: break
    case .keep:
      retained.append(
        Retained(
          money: proposal.money, at: event.at, event: event.number, proposal: proposal.id))
    case .accept:
      payment = payment.with(.fee)
      acceptance = Acceptance(at: event.at, event: event.number, proposal: proposal.id)
    case .settleReversal: settledReversals = settledReversals + proposal.money
    case .settleRefund: settledRefunds = settledRefunds + proposal.money
    }
  }
}

extension Payment {
  fileprivate func with(_ use: Use) -> Payment {
    Payment(
      reference: reference, transaction: transaction, money: money, currency: currency, use: use)
  }
}
