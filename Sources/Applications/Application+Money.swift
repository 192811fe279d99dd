import Rules

extension Application {
  /// What money becomes whose word comes at `moment`; `nil` for a transaction that is booked already, and for
  /// an attempt that was never opened.
  ///
  /// What was said before of the attempt does not matter: money that came after a decline, a cancellation, or
  /// after nobody waited for it any more is money.
  package func use(
    of money: Money, currency: String, transaction: String, reference: String, at moment: Moment
  ) -> Payment.Use? {
    guard let record = attempt(reference), record.received(transaction) == nil else { return nil }
    guard money == record.attempt.quote.total, currency == record.attempt.currency else {
      return .held
    }
    if record.received.contains(where: { $0.payment.use != .held }) {
      return .credit(.furtherTransaction)
    }
    if cancelledAt != nil || withdrawnAt != nil { return .credit(.applicationEnded) }
    if submittedAt != nil { return .credit(.secondPayment) }
    return record.isInTime(moment, deadline: deadline(at: moment)) ? .fee : .credit(.afterDeadline)
  }

  /// The attempt that keeps it from expiring, and from a second payment.
  package func awaitedAttempt(at moment: Moment) -> AttemptRecord? {
    let deadline = deadline(at: moment)
    return attempts.last { $0.isOpen && $0.isInTime(moment, deadline: deadline) }
  }

  /// Whether the applicant may be sent to the provider with an attempt: it is open, its money would still submit
  /// the application, and the provider is not in doubt about it.
  package func canHandOver(_ record: AttemptRecord, at moment: Moment) -> Bool {
    if case .unknown = record.state { return false }
    return record.isOpen && submittedAt == nil && cancelledAt == nil && heldAttempt == nil
      && record.isInTime(moment, deadline: deadline(at: moment))
  }

  /// Whether the bank took back money that had paid it.
  package var isReversed: Bool { paymentTasks.contains { $0.kind == .reversed } }

  /// What staff has to settle about its money, oldest first. Follows from the journal alone.
  package var paymentTasks: [PaymentTask] {
    attempts.flatMap { record in record.received.flatMap(PaymentTask.of) }
      .sorted { ($0.since, $0.transaction) < ($1.since, $1.transaction) }
  }
}

/// Something about money that staff has to settle.
package struct PaymentTask: Hashable, Sendable {
  package let kind: Kind
  package let money: Money
  package let currency: String
  package let since: Moment
  package let reference: String
  package let transaction: String

  package enum Kind: Hashable, Sendable {
    /// It is not what the invoice says.
    case held
    /// It has to be returned to the payer.
    case credit(Payment.Credit)
    /// The bank took back what had paid the application; that stays submitted until somebody decides.
    case reversed
    /// The provider has sent back what had paid the application, and nobody had proposed that.
    case refunded
  }

  fileprivate static func of(_ received: ReceivedMoney) -> [PaymentTask] {
    func task(_ kind: Kind, _ money: Money, since moment: Moment) -> PaymentTask {
      PaymentTask(
        kind: kind, money: money, currency: received.payment.currency, since: moment,
        reference: received.payment.reference, transaction: received.payment.transaction)
    }
    switch received.payment.use {
    case .held, .credit:
      guard received.isUndecided else { return [] }
      let kind: Kind =
        if case .credit(let why) = received.payment.use { .credit(why) } else { .held }
      return [task(kind, received.undecided, since: received.at)]
    case .fee:
      return [true, false].compactMap { isReversal in
        received.unsettledSince(byReversal: isReversal).map {
          task(
            isReversal ? .reversed : .refunded, received.unsettled(byReversal: isReversal),
            since: $0)
        }
      }
    }
  }
}
