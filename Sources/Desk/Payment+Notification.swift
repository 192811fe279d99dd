import Applications
import CGI
import Payments
import Rules
import Store

extension Visit {
  /// A notification from the provider's server. It is kept before it is judged, and marked done only
  /// after its effect is on disk.
  func takeNotification() throws -> Response {
    switch try settle(request.bytes()) {
    case .refused:
      throw Refusal(
        .badRequest, "The notification is not signed as it must be. It was kept for staff.")
    case .unmatched: return Response(.ok, text: "kept for staff: no such attempt\n")
    case .settled: return Response(.ok, text: "taken\n")
    }
  }

  /// The same, brought by the browser; then to a page that only reads.
  func takeReturn() throws -> Response {
    guard case .settled(let reference) = try settle(request.bytes()) else {
      throw Refusal(
        .badRequest,
        "We could not read what the payment page sent. Your Dashboard shows whether you have paid.")
    }
    return redirect(to: "payment/receipt/\(reference)")
  }

  private enum Outcome {
    case refused
    case unmatched
    case settled(reference: String)
  }

  private func settle(_ bytes: [UInt8]) throws -> Outcome {
    guard let provider = try services.provider(named: request["provider"]) else {
      throw Refusal.notFound
    }
    let kept = try services.store.keepNotification(
      bytes, from: provider.name
    ).id
    let fields = try formPairs(bytes).map { HandOver.Field($0.name, $0.value) }
    let verdict = provider.judge(Notification(fields: fields))
    guard let reference = verdict.reference else { return .refused }
    guard let application = try services.store.application(ofAttempt: reference) else {
      return .unmatched
    }
    var owed: [Message] = []
    try afterwards {
      _ = try services.store.change(
        application.number, at: services.now, by: .provider(provider.name),
        owing: { application, event in
          owed = try services.lettersOwed(application, event)
          return owed
        }
      ) { effect(of: verdict, on: $0) }
      try services.store.markDone(kept)
    }
    // Last, because it may take a while; and also when nothing is owed: one before may have died here.
    services.sendMail(owed)
    return .settled(reference: reference)
  }
}

extension Verdict {
  /// The attempt it speaks of; `nil` when it cannot be believed.
  fileprivate var reference: String? {
    switch self {
    case .refused: nil
    case .paid(let reference, _, _, _), .declined(let reference), .cancelled(let reference),
      .undecided(let reference):
      reference
    }
  }
}

/// What a believed verdict changes; `nil` for one that came before, or too late to matter.
func effect(of verdict: Verdict, on application: Application) -> Event.What? {
  switch verdict {
  case .refused, .undecided: return nil
  case .declined(let reference):
    guard application.attempt(reference)?.isOpen == true else { return nil }
    return .attemptEnded(reference, .declined)
  case .cancelled(let reference):
    guard application.attempt(reference)?.isOpen == true else { return nil }
    return .attemptEnded(reference, .cancelled)
  case .paid(let reference, let transaction, let money, let currency):
    guard let record = application.attempt(reference) else { return nil }
    switch record.state {
    case .paid, .ended(.held, _): return nil
    case .opened, .handedOver, .ended: break
    }
    let attempt = record.attempt
    guard money == attempt.quote.total, currency == attempt.currency else {
      return record.isOpen ? .attemptEnded(reference, .held) : nil
    }
    return .attemptPaid(
      Payment(
        reference: reference, transaction: transaction, money: money,
        submits: application.submittedAt == nil && application.cancelledAt == nil))
  }
}
