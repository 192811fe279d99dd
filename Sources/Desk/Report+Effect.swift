import Applications
import Payments
import Rules

/// What a believed report does to the application that it is about.
enum Effect: Hashable, Sendable {
  /// It came before, or too late to matter.
  case nothing
  case happens(Event.What)
  /// It is about an attempt or money that the application does not have: staff has to find out whose it is.
  case unmatched
}

/// What `report` does to `application`, when its word came at `moment`.
func effect(of report: Report, on application: Application, at moment: Moment) -> Effect {
  guard let record = report.reference.flatMap(application.attempt) else { return .unmatched }
  let reference = record.attempt.reference
  switch report.what {
  case .undecided:
    switch record.state {
    case .opened, .handedOver: return .happens(.attemptUnknown(reference))
    case .unknown, .paid, .held, .ended: return .nothing
    }
  case .declined: return record.isOpen ? .happens(.attemptEnded(reference, .declined)) : .nothing
  case .cancelled: return record.isOpen ? .happens(.attemptEnded(reference, .cancelled)) : .nothing
  case .paid(let money, let currency):
    let use = application.use(
      of: money, currency: currency, transaction: report.transaction, reference: reference,
      at: moment)
    guard let use else { return .nothing }
    return .happens(
      .attemptPaid(
        Payment(
          reference: reference, transaction: report.transaction, money: money, currency: currency,
          use: use)))
  case .refunded(let money, let currency):
    return record.giveBack(report.transaction, money, currency, isReversal: false)
  case .reversed(let money, let currency):
    return record.giveBack(report.transaction, money, currency, isReversal: true)
  }
}

extension AttemptRecord {
  /// `money` is all that has gone back of the transaction in this way so far, so that the same word twice, or an
  /// earlier one after a later, changes nothing.
  fileprivate func giveBack(
    _ transaction: String, _ money: Money, _ currency: String, isReversal: Bool
  ) -> Effect {
    guard let came = received(transaction), came.payment.currency == currency else {
      return .unmatched
    }
    let more = Money(cents: money.cents - came.returned(byReversal: isReversal).cents)
    guard more > .zero else { return .nothing }
    guard more <= came.kept else { return .unmatched }
    let returned = ReturnedMoney(
      reference: attempt.reference, transaction: transaction, money: more, currency: currency)
    return .happens(isReversal ? .moneyReversed(returned) : .moneyRefunded(returned))
  }
}
