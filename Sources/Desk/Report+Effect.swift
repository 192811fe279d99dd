import Applications
import Payments
import Rules

/// What a believed report changes; `nil` for one that came before, or too late to matter.
func effect(of report: Report, on application: Application) -> Event.What? {
  guard let record = report.reference.flatMap(application.attempt) else { return nil }
  let attempt = record.attempt
  switch report.what {
  case .undecided, .refunded, .reversed: return nil
  case .declined: return record.isOpen ? .attemptEnded(attempt.reference, .declined) : nil
  case .cancelled: return record.isOpen ? .attemptEnded(attempt.reference, .cancelled) : nil
  case .paid(let money, let currency):
    switch record.state {
    case .paid, .ended(.held, _): return nil
    case .opened, .handedOver, .ended: break
    }
    guard money == attempt.quote.total, currency == attempt.currency else {
      return record.isOpen ? .attemptEnded(attempt.reference, .held) : nil
    }
    return .attemptPaid(
      Payment(
        reference: attempt.reference, transaction: report.transaction, money: money,
        submits: application.submittedAt == nil && application.cancelledAt == nil))
  }
}
