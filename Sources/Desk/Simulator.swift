import CGI
import Pages
import Payments
import Rules
import Store

package let simulatorRoutes = [
  Route(.post, "", accepts: .form(orderFields)),
  Route(.post, "decide", accepts: .form(orderFields + [.word("decision")])),
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
  let transaction = "SIM-" + services.random.word().prefix(12)
  let outcome = order.notification(decision.says, transaction: transaction, key: keys[0])
  for delay in decision.notifiesAfterSeconds {
    try services.deliver(outcome, to: order.notifyAddress, afterSeconds: delay)
  }
  var response = try visit.reply(
    simulatorDonePage(
      decision: decision.rawValue, order: order.shown, returnAddress: order.returnAddress,
      fields: decision.sendsBrowserBack ? outcome.map { HiddenField($0.name, $0.value) } : []))
  response.formTargets = [services.origin]
  return response
}

/// The buttons of the simulator's page.
enum SimulatedDecision: String, CaseIterable {
  case pay
  case decline
  case cancel
  /// Paid, and the browser never comes back: only the notification does.
  case payAndClose = "pay-and-close"
  case payNotifiedLate = "pay-notified-late"
  case payNotifiedTwice = "pay-notified-twice"
  /// Nothing happens at all.
  case abandon

  var says: String {
    switch self {
    case .decline: "declined"
    case .cancel: "cancelled"
    case .abandon: "undecided"
    case .pay, .payAndClose, .payNotifiedLate, .payNotifiedTwice: "paid"
    }
  }

  var notifiesAfterSeconds: [Int] {
    switch self {
    case .pay, .payAndClose, .decline, .cancel: [0]
    case .payNotifiedLate: [10]
    case .payNotifiedTwice: [0, 0]
    case .abandon: []
    }
  }

  var sendsBrowserBack: Bool {
    switch self {
    case .pay, .decline, .cancel, .payNotifiedTwice: true
    case .payAndClose, .payNotifiedLate, .abandon: false
    }
  }
}
