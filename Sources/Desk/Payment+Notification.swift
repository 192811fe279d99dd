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
    case .settled, .irrelevant: return Response(.ok, text: "taken\n")
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
    case irrelevant
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
    let report: Report
    switch provider.judge(Notification(body: bytes, fields: fields), at: services.now) {
    case .refused: return .refused
    case .irrelevant:
      try services.store.markDone(kept)
      return .irrelevant
    case .says(let said): report = said
    }
    guard let reference = report.reference,
      let application = try services.store.application(ofAttempt: reference)
    else { return .unmatched }
    var owed: [Message] = []
    try afterwards {
      _ = try services.store.change(
        application.number, at: services.now, by: .provider(provider.name),
        owing: { application, event in
          owed = try services.lettersOwed(application, event)
          return owed
        }
      ) { effect(of: report, on: $0) }
      try services.store.markDone(kept)
    }
    // Last, because it may take a while; and also when nothing is owed: one before may have died here.
    services.sendMail(owed)
    return .settled(reference: reference)
  }
}
