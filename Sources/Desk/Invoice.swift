import Applications
import CGI
import Notation
import Pages
import Rules
import Store

package let invoiceRoutes = [
  Route(.get, ":application", for: .applicant),
  Route(.post, ":application", for: .applicant, accepts: .form([.word("token"), .word("key")])),
  Route(.get, ":application/payer", for: .applicant),
  Route(
    .post, ":application/payer", for: .applicant,
    accepts: .form([
      .word("token"), .word("key"), .word("total"), .line("name", byteLimit: 2000),
      .line("email", byteLimit: 2000),
    ])),
  Route(
    .post, ":application/payer/again", for: .applicant,
    accepts: .form([.word("token"), .word("key"), .word("request")])),
  Route(
    .post, ":application/payer/take-back", for: .applicant,
    accepts: .form([.word("token"), .word("key"), .word("request")])),
]

/// The invoice of an application, the submission of one that owes nothing, and the request to somebody else to pay.
///
/// `POST` submits where the total is zero; no attempt to pay is made then. 409 while something is missing.
package func invoice(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.get, ":application/payer"): return try visit.showPayerRequest()
    case (.post, ":application/payer"): return try visit.askPayer()
    case (.post, ":application/payer/again"): return try visit.sendPayerLinkAgain()
    case (.post, ":application/payer/take-back"): return try visit.takePayerRequestBack()
    default: break
    }
    let account = try visit.account()
    let overview = try visit.overview(of: try visit.application())
    if request.method == .post { return try visit.submitWithoutFee(overview, account) }
    return try visit.reply(invoiceOf: overview, account)
  }
}

extension Visit {
  /// The invoice as it is now, with what has changed since the applicant was last told a price.
  func reply(
    invoiceOf overview: Overview, _ account: Account, status: Status = .ok
  ) throws -> Response {
    let others =
      overview.stage == .open && overview.isComplete
      ? try underWay(
        for: overview.application.start.requests, of: account,
        besides: overview.application.number) : []
    return try reply(
      invoicePage(
        overview, quote: overview.price, told: try priceTold(overview), others: others, keys: keys),
      status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition),
      name: account.profile.name)
  }

  /// What the applicant was told last of the price; `nil` where it can no longer change.
  func priceTold(_ overview: Overview) throws -> PriceTold? {
    guard overview.stage == .open else { return nil }
    let publication = overview.application.start.publication
    let isSame = publication == overview.edition.feesPublication
    return overview.priceTold(
      by: isSame
        ? overview.edition.fees
        : try services.publication(publication).fees(in: overview.edition.agency.currency))
  }
}

extension Visit {
  fileprivate func submitWithoutFee(_ overview: Overview, _ account: Account) throws -> Response {
    let form = try request.form()
    try admit(form)
    let number = overview.application.number
    _ = try services.change(
      number, by: .applicant(account.id)
    ) { application in
      if application.submittedAt != nil { return nil }
      let now = Overview(application, edition: overview.edition, now: services.now)
      if let why = now.whyClosed { throw Refusal(.conflict, why) }
      guard now.isComplete else {
        throw Refusal(
          .conflict,
          "This application cannot be submitted yet. Its Overview shows what is missing.")
      }
      guard try now.quoteToCharge().total == .zero else {
        throw Refusal(.conflict, "A fee is owed for this application. Pay it from its invoice.")
      }
      return .submittedWithoutFee
    }
    return redirect(to: "dashboard/\(number.text)")
  }
}
