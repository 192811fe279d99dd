import Rules

extension Application {
  package func proposal(_ id: String) -> ProposalRecord? {
    proposals.first { $0.proposal.id == id }
  }

  package var openProposals: [ProposalRecord] { proposals.filter(\.isOpen) }

  /// Of that transaction of that attempt.
  package func received(_ transaction: String, for reference: String) -> ReceivedMoney? {
    attempt(reference)?.received(transaction)
  }

  /// How much of a transaction can still be proposed for something, with what is proposed already counted off.
  package func available(_ kind: MoneyProposal.Kind, of money: ReceivedMoney) -> Money {
    let (reference, transaction) = (money.payment.reference, money.payment.transaction)
    func open(_ kinds: [MoneyProposal.Kind]) -> Int {
      openProposals.map(\.proposal).filter {
        $0.reference == reference && $0.transaction == transaction && kinds.contains($0.kind)
      }.reduce(0) { $0 + $1.money.cents }
    }
    let all =
      switch kind {
      case .refund: money.kept.cents - open([.refund, .keep, .accept])
      case .keep, .accept: money.undecided.cents - open([.refund, .keep, .accept])
      case .settleReversal: money.unsettled(byReversal: true).cents - open([kind])
      case .settleRefund: money.unsettled(byReversal: false).cents - open([kind])
      }
    return Money(cents: max(0, all))
  }

  /// Why it cannot be proposed now; `nil` when it can.
  package func fault(proposing proposal: MoneyProposal) -> ProposalFault? {
    guard let money = received(proposal.transaction, for: proposal.reference),
      money.payment.currency == proposal.currency
    else { return .noSuchMoney }
    if let fault = fault(proposal.kind, of: money) { return fault }
    let most = available(proposal.kind, of: money)
    let isAll = proposal.kind == .refund || proposal.kind == .keep || proposal.money == most
    let isSome = proposal.money > .zero || proposal.kind == .keep && money.isNothing
    return isSome && proposal.money <= most && isAll ? nil : .notSoMuch(most)
  }

  /// Whether that money can be proposed to be taken for the fee, which submits the application.
  package func canAccept(_ transaction: String, for reference: String) -> Bool {
    received(transaction, for: reference).map { fault(.accept, of: $0) == nil } ?? false
  }

  /// Why `who` cannot confirm it now; `nil` when they can, or it holds already.
  package func fault(confirming id: String, by who: Event.Actor) -> ProposalFault? {
    guard let record = proposal(id) else { return .unknown }
    switch record.stage {
    case .refused: return .refused
    case .confirmed, .sent: return nil
    case .proposed: break
    }
    guard record.proposedBy != who else { return .samePerson }
    let proposal = record.proposal
    guard let money = received(proposal.transaction, for: proposal.reference) else {
      return .noSuchMoney
    }
    if let fault = fault(proposal.kind, of: money) { return fault }
    // Money may have gone back in another way meanwhile.
    let most = Money(cents: available(proposal.kind, of: money).cents + proposal.money.cents)
    let isStill =
      switch proposal.kind {
      case .refund: proposal.money <= money.kept
      case .keep: proposal.money <= money.undecided
      case .accept: proposal.money == money.undecided && proposal.money == money.payment.money
      case .settleReversal: proposal.money <= money.unsettled(byReversal: true)
      case .settleRefund: proposal.money <= money.unsettled(byReversal: false)
      }
    return isStill ? nil : .notSoMuch(min(most, money.kept))
  }

  private func fault(
    _ kind: MoneyProposal.Kind, of money: ReceivedMoney
  ) -> ProposalFault? {
    switch (kind, money.payment.use) {
    case (.refund, _), (.keep, .held), (.keep, .credit), (.settleReversal, .fee),
      (.settleRefund, .fee):
      nil
    case (.accept, .held): canAccept(money) ? nil : .cannotSubmit
    // It came too late then, and there is more time now: nobody need pay twice.
    case (.accept, .credit(.afterDeadline)) where !moreTimes.isEmpty:
      canAccept(money) ? nil : .cannotSubmit
    case (_, let use): .otherKind(use)
    }
  }

  /// Whether such money would submit the application, were it taken for the fee: what `use(of:)` asks of a sum
  /// that is the invoice's, and all of it is still there.
  private func canAccept(_ money: ReceivedMoney) -> Bool {
    guard let record = attempt(money.payment.reference),
      money.payment.currency == record.attempt.currency,
      money.undecided == money.payment.money
    else { return false }
    let others = record.received.filter { $0.payment.transaction != money.payment.transaction }
    return !others.contains { $0.payment.use != .held } && cancelledAt == nil
      && withdrawnAt == nil && submittedAt == nil
      && record.isInTime(money.at, deadline: deadline(at: money.at))
  }
}

// What the events do. Whatever does not fit changes nothing; `docket store verify` names it.
extension Application {
  mutating func take(proposed proposal: MoneyProposal, _ event: Event) {
    guard self.proposal(proposal.id) == nil else { return }
    proposals.append(ProposalRecord(proposal, event))
  }

  mutating func take(confirmed id: String, _ event: Event) {
    guard let index = proposals.firstIndex(where: { $0.proposal.id == id }),
      fault(confirming: id, by: event.who) == nil, proposals[index].stage == .proposed
    else { return }
    proposals[index].take(.confirmed(by: event.who, at: event.at))
    let proposal = proposals[index].proposal
    change(proposal.reference) { $0.decide(proposal, event) }
    if proposal.kind == .accept { submit(by: proposal.reference, at: event.at) }
  }

  mutating func take(refused id: String, _ event: Event) {
    guard let index = proposals.firstIndex(where: { $0.proposal.id == id }),
      proposals[index].isOpen, proposals[index].proposedBy != event.who
    else { return }
    proposals[index].take(.refused(by: event.who, at: event.at))
  }

  mutating func take(sent: SentMoney, _ event: Event) {
    guard let index = proposals.firstIndex(where: { $0.proposal.id == sent.proposal }),
      proposals[index].isToBeSent
    else { return }
    proposals[index].take(.sent(number: sent.number, by: event.who, at: event.at))
    let proposal = proposals[index].proposal
    giveBack(
      ReturnedMoney(
        reference: proposal.reference, transaction: proposal.transaction, money: proposal.money,
        currency: proposal.currency), event, isReversal: false, proposal: proposal.id)
  }

  /// Money that a provider has sent back: it is that of the oldest proposal of just this sum which waits to be
  /// sent, or of all those together that wait, or nobody's.
  mutating func take(refunded money: ReturnedMoney, _ event: Event) {
    let waiting = proposals.indices.filter {
      proposals[$0].isToBeSent && proposals[$0].proposal.reference == money.reference
        && proposals[$0].proposal.transaction == money.transaction
    }
    let all = waiting.reduce(0) { $0 + proposals[$1].proposal.money.cents }
    let matched =
      waiting.first { proposals[$0].proposal.money == money.money }.map { [$0] }
      ?? (all == money.money.cents ? waiting : [])
    for index in matched {
      proposals[index].take(.sent(number: nil, by: event.who, at: event.at))
      let proposal = proposals[index].proposal
      giveBack(
        money.with(proposal.money), event, isReversal: false, proposal: proposal.id)
    }
    if matched.isEmpty { giveBack(money, event, isReversal: false) }
  }
}

extension ReturnedMoney {
  fileprivate func with(_ money: Money) -> ReturnedMoney {
    ReturnedMoney(
      reference: reference, transaction: transaction, money: money, currency: currency)
  }
}

/// A refund that was confirmed has been sent.
package struct SentMoney: Hashable, Sendable {
  /// The id of the proposal.
  package let proposal: String
  /// The agency's own number of the transfer.
  package let number: String

  package init(proposal: String, number: String) {
    self.proposal = proposal
    self.number = number
  }
}
