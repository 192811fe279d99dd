import Applications
import Rules

extension Store {
  /// That the payments of an application add up: each belongs to an attempt, is of its sum, and at most one
  /// submits.
  func lookAtLedger(
    of application: Application, _ events: [Event], _ path: String, _ look: inout Look
  ) {
    var opened: Set<String> = []
    var paid: Set<String> = []
    var submitted = false
    func fault(_ event: Event, _ summary: String) {
      look.error(
        path, line: event.number + 1, summary,
        remedy: "compare with the provider's own list of payments, and settle it by hand")
    }
    for event in events {
      switch event.what {
      case .attemptOpened(let attempt):
        if !opened.insert(attempt.reference).inserted {
          fault(event, "opens the payment attempt \(attempt.reference) a second time")
        }
      case .attemptHandedOver(let reference), .attemptEnded(let reference, _):
        if !opened.contains(reference) {
          fault(event, "is about a payment attempt that was never opened: \(reference)")
        }
      case .attemptPaid(let payment):
        guard let record = application.attempt(payment.reference),
          opened.contains(payment.reference)
        else {
          fault(event, "books money for an attempt that was never opened: \(payment.reference)")
          continue
        }
        if payment.money != record.attempt.quote.total {
          fault(
            event,
            "books \(payment.money.cents) cents for an invoice of \(record.attempt.quote.total.cents)"
          )
        }
        if !paid.insert(payment.reference).inserted {
          fault(event, "books money for \(payment.reference) a second time")
        }
        if payment.submits {
          if submitted { fault(event, "submits the application a second time") }
          submitted = true
        }
        look.payments.append("\(record.attempt.provider) \(payment.transaction)")
      default: break
      }
    }
  }
}
