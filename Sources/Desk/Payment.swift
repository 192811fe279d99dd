import Applications
import CGI
import Notation
import Pages
import Payments
import Rules
import Store

package let paymentRoutes = [
  Route(
    .post, "notify/:provider", accepts: .bytes(types: [formType, jsonType], byteLimit: 256 * 1024),
    headers: [signatureHeader]),
  Route(.post, "return/:provider", accepts: .bytes(types: [formType], byteLimit: 64 * 1024)),
  Route(.get, "return/:provider"),
  Route(.get, "return/:provider/*reference"),
  Route(.get, "receipt/*reference"),
  Route(.post, ":application", accepts: .form([.word("token"), .word("key"), .word("total")])),
  Route(
    .post, ":application/*reference/give-up", accepts: .form([.word("token"), .word("key")])),
  Route(.get, ":application/*reference"),
]

private let formType = "application/x-www-form-urlencoded"
private let jsonType = "application/json"
/// The one header in which a provider of ours signs.
let signatureHeader = "Stripe-Signature"

/// Attempts to pay: opened here, handed over to the provider, decided by what the provider signs.
///
/// Paid means submitted, in the same line of the journal, whatever becomes of the browser. The pages for a
/// returning browser only read; where the provider signs nothing, they make us ask it.
package func payment(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.post, "notify/:provider"): try visit.takeNotification()
    case (.post, "return/:provider"): try visit.takeReturn()
    case (.get, "return/:provider"): try visit.comeBack()
    case (.get, "return/:provider/*reference"): try visit.comeBackAndAsk()
    case (.get, "receipt/*reference"): try visit.receipt()
    case (.post, ":application"): try visit.openAttempt()
    case (.post, ":application/*reference/give-up"): try visit.giveUp()
    case (.get, ":application/*reference"): try visit.handOver()
    default: throw Refusal.notFound
    }
  }
}

extension Visit {
  /// Opens an attempt, or goes on with the one that is open: there is never a second.
  ///
  /// The same form sent twice is one attempt, also when that has ended meanwhile. Nobody pays another
  /// price than the one their page said: 409 with the new invoice where it has changed meanwhile.
  fileprivate func openAttempt() throws -> Response {
    let account = try account(then: "invoice/" + request["application"])
    let overview = try overview(of: try application())
    let form = try request.form()
    try admit(form)
    guard services.settings.payment.contains(where: { !$0.isRetired }) else {
      throw Refusal(
        .unavailable,
        "Payment is not set up on this site yet. Your application is kept; please try again later.")
    }
    let publication = try services.newestPublication()
    let key = key(of: form)
    var newInvoice: Overview?
    let application = try services.change(
      overview.application.number, by: .applicant(account.id)
    ) { application in
      if application.attempt(ofForm: key) != nil { return nil }
      let now = Overview(application, edition: overview.edition, now: services.now)
      if now.stage == .paying { return nil }
      if let why = now.whyClosed { throw Refusal(.conflict, why) }
      guard now.isComplete else {
        throw Refusal(
          .conflict,
          "Payment is not open for this application. Its Overview shows what is missing.")
      }
      let quote = try now.quoteToCharge()
      guard quote.total > .zero else {
        throw Refusal(
          .conflict, "Nothing is owed for this application. Submit it from its invoice.")
      }
      if let seen = form["total"], seen != String(quote.total.cents) {
        newInvoice = now
        return nil
      }
      let currency = now.edition.agency.currency
      guard let way = services.wayToPay(quote.total, in: currency) else {
        throw Refusal(
          .unavailable,
          "This amount cannot be paid here just now. Your application is kept; please ask us.")
      }
      return .attemptOpened(
        Attempt(
          reference: services.random.word(), provider: way.name, quote: quote,
          publication: publication, currency: currency.code,
          checkingSeconds: services.settings.paymentCheckingMinutes * 60,
          windowSeconds: try services.provider(way).window, key: key))
    }
    if let newInvoice { return try reply(invoiceOf: newInvoice, account, status: .conflict) }
    guard let attempt = application.attempt(ofForm: key) ?? application.openAttempt?.attempt else {
      return redirect(to: "dashboard/\(application.number.text)")
    }
    return redirect(to: "payment/\(application.number.text)/\(attempt.reference)")
  }

  /// Ends an attempt of which no word has come for long, so that the application can be changed, or paid
  /// anew. Money that comes for it all the same is booked.
  fileprivate func giveUp() throws -> Response {
    let account = try account()
    let application = try application()
    try admit(try request.form())
    guard let record = application.attempt(request["reference"]) else { throw Refusal.notFound }
    let reference = record.attempt.reference
    _ = try services.change(application.number, by: .applicant(account.id)) { application in
      guard let now = application.attempt(reference), now.isOpen else { return nil }
      guard now.canBeGivenUp(at: services.now) else {
        throw Refusal(
          .conflict,
          "Money may still be on its way, so this payment cannot be given up yet. Its page says from when on."
        )
      }
      return .attemptEnded(reference, .abandoned)
    }
    return redirect(to: "invoice/\(application.number.text)")
  }

  /// What became of an attempt. Needs no cookie: whoever has the reference may know this much.
  fileprivate func receipt() throws -> Response {
    guard let application = try services.store.application(ofAttempt: request["reference"]),
      let record = application.attempt(request["reference"])
    else { throw Refusal.notFound }
    let isTheirs = session?.account == application.applicant
    let agency = try services.publication(services.newestPublication()).agency()
    return try reply(
      receiptPage(
        application, record, agency: agency, now: services.now, keys: isTheirs ? keys : nil),
      agency: agency)
  }
}

extension Application {
  /// The attempt that the form with `key` has opened.
  fileprivate func attempt(ofForm key: String) -> Attempt? {
    guard case .attemptOpened(let attempt) = deed(ofForm: key) else { return nil }
    return attempt
  }
}

extension Overview {
  /// What is charged now. 409 where the rules give no price: then nothing can be paid or submitted.
  func quoteToCharge() throws -> Quote {
    do throws(PricingRefusal) { return try quote() } catch {
      throw Refusal(
        .conflict,
        "We cannot work out the fee for this application just now. Please ask us; nothing is lost.")
    }
  }
}
