import Applications
import CGI
import Notation
import Pages
import Payments
import Rules
import Store

package let paymentRoutes = [
  Route(
    .post, "notify/:provider", for: .provider,
    accepts: .bytes(types: [formType, jsonType], byteLimit: 256 * 1024),
    headers: [signatureHeader]),
  Route(
    .post, "return/:provider", for: .anybody,
    accepts: .bytes(types: [formType], byteLimit: 64 * 1024)),
  Route(.get, "return/:provider", for: .anybody),
  Route(.get, "return/:provider/*reference", for: .link),
  Route(.get, "receipt/*reference", for: .link),
  Route(
    .post, ":application", for: .applicant,
    accepts: .form([.word("token"), .word("key"), .word("total")])),
  Route(
    .post, ":application/*reference/give-up", for: .applicant,
    accepts: .form([.word("token"), .word("key")])),
  Route(.get, ":application/*reference", for: .applicant),
  Route(.get, "for/*token", for: .link),
  Route(
    .post, "for/*token/pay", for: .link,
    accepts: .form([.word("token"), .word("key"), .word("total")])),
  Route(.get, "for/*token/pay", for: .link),
  Route(
    .post, "for/*token/decline", for: .link,
    accepts: .form([.word("token"), .word("key"), .text("reason", byteLimit: 16_000)])),
]

private let formType = "application/x-www-form-urlencoded"
private let jsonType = "application/json"
/// The one header in which a provider of ours signs.
let signatureHeader = "Stripe-Signature"

/// Attempts to pay: opened here, handed over to the provider, decided by what the provider signs.
///
/// Paid means submitted, in the same line of the journal, whatever becomes of the browser. The pages for a
/// returning browser only read; where the provider signs nothing, they make us ask it.
///
/// `for/…` is for somebody else whom the applicant has asked to pay: the secret link of a mail in place of an account.
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
    case (.get, "for/*token"): try visit.showPayer()
    case (.post, "for/*token/pay"): try visit.openPayersAttempt()
    case (.get, "for/*token/pay"): try visit.handOverToPayer()
    case (.post, "for/*token/decline"): try visit.declineToPay()
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
    let opening = try openAttempt(overview, by: .applicant(account.id), form) { now in
      if let why = now.whyClosed { throw Refusal(.conflict, why) }
    }
    let number = overview.application.number
    switch opening {
    case .priced(let now): return try reply(invoiceOf: now, account, status: .conflict)
    case .settled: return redirect(to: "dashboard/\(number.text)")
    case .goesOn(let attempt): return redirect(to: "payment/\(number.text)/\(attempt.reference)")
    }
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
