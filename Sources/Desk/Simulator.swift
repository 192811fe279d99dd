import CGI
import Pages
import Payments
import Rules
import Signing
import Store

package let simulatorRoutes = [
  Route(.post, "", for: .provider, accepts: .form(orderFields)),
  Route(.post, "decide", for: .provider, accepts: .form(orderFields + [.word("decision")])),
]

private let orderFields: [Field] = [
  "reference", "amount", "currency", "signed_at", "return_address", "notify_address",
  "signed_field_names", "signature",
]

/// The pretend hosted payment page of a demonstration: another site, as far as the rest is concerned.
///
/// It believes only what is signed with the shared key, and answers with signed notifications: to the
/// `notify` address by itself, and to the `return` address through the browser. 404 in an installation
/// that is no demonstration.
package func simulator(_ request: Request, services: Services) throws -> Response {
  guard services.settings.isDemonstration,
    let way = services.settings.payment.first(where: { $0.kind == .simulator })
  else { throw Refusal.notFound }
  let form = try request.form()
  let fields = form.entries.map { HandOver.Field($0.name, $0.value) }
  let keys = try services.keys(in: way.keyFiles)
  guard let order = SimulatedOrder(fields, keys: keys) else {
    throw Refusal(.badRequest, "The order is not signed with the key both sides share.")
  }
  let visit = try Visit(request, services)
  if request.route.path == "" {
    return try visit.reply(
      simulatorPage(order: order.shown, fields: fields.map { HiddenField($0.name, $0.value) }))
  }
  guard let decision = SimulatedDecision(rawValue: form["decision"] ?? "") else {
    throw Refusal(.badRequest, "That is not one of the buttons of this page.")
  }
  let transactions = (0..<2).map { _ in "SIM-" + services.random.word().prefix(12) }
  // A key that nobody else has: what it signs is forged.
  let forger = services.random.bytes(32)
  func signed(_ message: SimulatedMessage) -> [HandOver.Field] {
    order.notification(
      message.says, transaction: transactions[message.transaction],
      key: message.isForged ? forger : keys[0], isHalf: message.isHalf)
  }
  for message in decision.messages {
    try services.deliver(signed(message), to: order.notifyAddress, afterSeconds: message.seconds)
  }
  let brought = decision.broughtBack.map(signed) ?? []
  var response = try visit.reply(
    simulatorDonePage(
      decision: decision.rawValue, order: order.shown, returnAddress: order.returnAddress,
      fields: brought.map { HiddenField($0.name, $0.value) }))
  response.formTargets = [services.origin]
  return response
}
