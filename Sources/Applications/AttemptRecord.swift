import Rules

/// One attempt at paying and what became of it.
package struct AttemptRecord: Hashable, Sendable {
  package let attempt: Attempt
  package let openedAt: Moment
  /// The id of the request to pay by which somebody else than the applicant opened it.
  package let payer: String?
  package private(set) var state: State = .opened
  /// All money that came for it, oldest first, each transaction once.
  package private(set) var received: [ReceivedMoney] = []

  package init(attempt: Attempt, openedAt: Moment, payer: String? = nil) {
    self.attempt = attempt
    self.openedAt = openedAt
    self.payer = payer
  }

  package enum State: Hashable, Sendable {
    /// The applicant was never shown the way to the provider: nothing can have been paid.
    case opened
    /// The last time.
    case handedOver(at: Moment)
    /// The provider itself does not know yet.
    case unknown(since: Moment)
    /// As a fee or a credit.
    case paid(Payment, at: Moment)
    /// Money came, but not what the invoice says.
    case held(Payment, at: Moment)
    case ended(AttemptEnd, at: Moment)
  }

  /// Whether its end is not known yet.
  package var isOpen: Bool {
    switch state {
    case .opened, .handedOver, .unknown: true
    case .paid, .held, .ended: false
    }
  }

  /// Whether staff has still to say what becomes of money that is not what the invoice says.
  package var holdsMoney: Bool {
    received.contains { $0.payment.use == .held && $0.isUndecided }
  }

  /// From when on the applicant may begin anew; `nil` when it is not open. Before that money may be on its
  /// way.
  package var canBeGivenUpFrom: Moment? {
    switch state {
    case .opened: openedAt
    case .handedOver(let moment), .unknown(let moment):
      moment.adding(seconds: attempt.checkingSeconds)
    case .paid, .held, .ended: nil
    }
  }

  package func canBeGivenUp(at moment: Moment) -> Bool {
    canBeGivenUpFrom.map { moment >= $0 } ?? false
  }

  /// Whether money whose word comes at this moment still pays an application with this deadline.
  package func isInTime(_ moment: Moment, deadline: Moment) -> Bool {
    moment < deadline
      || openedAt < deadline && moment <= openedAt.adding(seconds: attempt.windowSeconds)
  }

  package func received(_ transaction: String) -> ReceivedMoney? {
    received.first { $0.payment.transaction == transaction }
  }

  /// A late or repeated notification never undoes an earlier end.
  mutating func handOver(at moment: Moment) {
    switch state {
    case .opened, .handedOver: state = .handedOver(at: moment)
    case .unknown, .paid, .held, .ended: break
    }
  }

  /// From the first time on it counts.
  mutating func doubt(at moment: Moment) {
    switch state {
    case .opened, .handedOver: state = .unknown(since: moment)
    case .unknown, .paid, .held, .ended: break
    }
  }

  /// Money that came is money that came, whatever was said before.
  mutating func receive(_ payment: Payment, at moment: Moment) {
    guard received(payment.transaction) == nil else { return }
    received.append(ReceivedMoney(payment, at: moment))
    switch (state, payment.use) {
    case (.paid, _), (.held, .held): break
    case (_, .held): state = .held(payment, at: moment)
    case (_, .fee), (_, .credit): state = .paid(payment, at: moment)
    }
  }

  /// Money of a transaction that never came changes nothing.
  mutating func giveBack(
    _ returned: ReturnedMoney, _ event: Event, isReversal: Bool, proposal: String?
  ) {
    for index in received.indices where received[index].payment.transaction == returned.transaction
    {
      received[index].giveBack(
        returned.money, event, isReversal: isReversal, proposal: proposal)
    }
  }

  /// What a proposal says that was confirmed.
  mutating func decide(_ proposal: MoneyProposal, _ event: Event) {
    for index in received.indices where received[index].payment.transaction == proposal.transaction
    {
      received[index].decide(proposal, event)
      if proposal.kind == .accept { state = .paid(received[index].payment, at: event.at) }
    }
  }

  mutating func end(_ end: AttemptEnd, at moment: Moment) {
    if isOpen { state = .ended(end, at: moment) }
  }
}
