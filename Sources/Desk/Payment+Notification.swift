import Applications
import CGI
import Payments
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

  private func settle(signature: String?) throws -> Settlement {
    guard let provider = try services.provider(named: request["provider"]) else {
      throw Refusal.notFound
    }
    let notification = try notification(request.bytes(), signature)
    let kept = try services.store.keepNotification(notification.kept, from: provider.name).id
    let verdict = provider.judge(notification, at: services.now)
    return try services.settle(kept, verdict, cameAt: services.now)
  }

  private func notification(_ bytes: [UInt8], _ signature: String?) throws -> Notification {
    // JSON has no fields to be split into.
    let isForm = !request.variables["CONTENT_TYPE"].hasPrefix("application/json")
    let fields = isForm ? try formPairs(bytes).map { HandOver.Field($0.name, $0.value) } : []
    return Notification(body: bytes, fields: fields, signature: signature)
  }
}
