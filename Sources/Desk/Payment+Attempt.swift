import Applications
import CGI
import Payments
import Rules
import Store

/// What a form that begins a payment comes to.
enum AttemptOpening {
  /// There is an attempt, new or of before.
  case goesOn(Attempt)
  /// The price is not the one that the form's page said, and nothing has happened: the application as it is now.
  case priced(Overview)
  /// There is no attempt, and none is needed.
  case settled
}

extension Visit {
  /// Opens an attempt for `who`, or finds the one that is open, whoever opened it. The form brings its key and the
  /// total that its page said.
  ///
  /// `check` throws where an application on which nothing is paid yet cannot be paid by `who`.
  func openAttempt(
    _ overview: Overview, by who: Event.Actor, _ form: Form,
    check: (Overview) throws -> Void
  ) throws -> AttemptOpening {
    guard services.settings.payment.contains(where: { !$0.isRetired }) else {
      throw Refusal(
        .unavailable,
        "Payment is not set up on this site yet. Your application is kept; please try again later.")
    }
    let publication = try services.newestPublication()
    let key = key(of: form)
    var priced: Overview?
    let application = try services.change(overview.application.number, by: who) { application in
      if application.attempt(ofForm: key) != nil { return nil }
      let now = Overview(application, edition: overview.edition, now: services.now)
      if now.stage == .paying { return nil }
      try check(now)
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
        priced = now
        return nil
      }
      return .attemptOpened(
        try attempt(quote, now.edition.agency.currency, publication: publication, key: key))
    }
    if let priced { return .priced(priced) }
    return (application.attempt(ofForm: key) ?? application.openAttempt?.attempt)
      .map { .goesOn($0) } ?? .settled
  }

  private func attempt(
    _ quote: Quote, _ currency: Currency, publication: String, key: String
  ) throws -> Attempt {
    guard let way = services.wayToPay(quote.total, in: currency) else { throw Self.noWayToPay }
    return Attempt(
      reference: services.random.word(), provider: way.name, quote: quote,
      publication: publication, currency: currency.code,
      checkingSeconds: services.settings.paymentCheckingMinutes * 60,
      windowSeconds: try services.provider(way).window, key: key)
  }

  static let noWayToPay = Refusal(
    .unavailable,
    "This amount cannot be paid here just now. Your application is kept; please ask us.")
}

extension Application {
  /// The attempt that the form with `key` has opened.
  fileprivate func attempt(ofForm key: String) -> Attempt? {
    guard case .attemptOpened(let attempt) = deed(ofForm: key) else { return nil }
    return attempt
  }
}
