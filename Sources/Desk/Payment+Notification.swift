import Applications
import CGI
import Payments
import Rules
import Store

extension Visit {
  /// A notification from the provider's server. It is kept before it is judged, and marked done only
  /// after its effect is on disk.
  func takeNotification() throws -> Response {
    switch try settle(signature: request.header(signatureHeader)) {
    case .refused:
      throw Refusal(
        .badRequest, "The notification is not signed as it must be. It was kept for staff.")
    case .unmatched: return Response(.ok, text: "kept for staff: no such attempt\n")
    case .settled, .irrelevant: return Response(.ok, text: "taken\n")
    }
  }

  /// The same, brought by the browser; then to a page that only reads.
  func takeReturn() throws -> Response {
    guard case .settled(let reference) = try settle(signature: nil) else {
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

  private func settle(signature: String?) throws -> Outcome {
    guard let provider = try services.provider(named: request["provider"]) else {
      throw Refusal.notFound
    }
    let bytes = try request.bytes()
    let kept = try services.store.keepNotification(bytes, from: provider.name).id
    let report: Report
    switch provider.judge(try notification(bytes, signature), at: services.now) {
    case .refused: return .refused
    case .irrelevant:
      try services.store.markDone(kept)
      return .irrelevant
    case .says(let said): report = said
    }
    let isKnown = try services.settle(report, by: .provider(provider.name)) {
      try services.store.markDone(kept)
    }
    guard isKnown, let reference = report.reference else { return .unmatched }
    return .settled(reference: reference)
  }

  private func notification(_ bytes: [UInt8], _ signature: String?) throws -> Notification {
    // JSON has no fields to be split into.
    let isForm = !request.variables["CONTENT_TYPE"].hasPrefix("application/json")
    let fields = isForm ? try formPairs(bytes).map { HandOver.Field($0.name, $0.value) } : []
    return Notification(body: bytes, fields: fields, signature: signature)
  }
}

extension Services {
  /// Lets what a provider says, or staff for it, happen, and sends the letter that it owes. `false`: there is no such attempt.
  ///
  /// `done` is called once it has happened and is lasting, or has been so before.
  func settle(
    _ report: Report, by who: Event.Actor, done: () throws -> Void = {}
  ) throws -> Bool {
    guard let reference = report.reference,
      let application = try store.application(ofAttempt: reference)
    else { return false }
    var owed: [Message] = []
    try afterwards {
      _ = try store.change(
        application.number, at: now, by: who,
        owing: { application, event in
          owed = try lettersOwed(application, event)
          return owed
        }
      ) { effect(of: report, on: $0) }
      try done()
    }
    // Last, because it may take a while; and also when nothing is owed: one before may have died here.
    sendMail(owed)
    return true
  }
}
