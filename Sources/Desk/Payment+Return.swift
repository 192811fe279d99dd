import Applications
import CGI
import Payments
import Store

extension Visit {
  /// A browser that comes back with nothing that says from what: to the newest payment of whoever is signed
  /// in with it, or to their Dashboard. A payer without an account has a cookie that names the payment.
  func comeBack() throws -> Response {
    let name = request["provider"]
    guard services.settings.payment.contains(where: { $0.name == name }) else {
      throw Refusal.notFound
    }
    guard let applicant = session?.account else {
      let reference = request.cookie(Self.payerCookie)
      let record = try reference.flatMap(services.store.application(ofAttempt:))?
        .attempts.first { $0.attempt.reference == reference && $0.attempt.provider == name }
      return redirect(to: record.map { "payment/receipt/\($0.attempt.reference)" } ?? "dashboard")
    }
    var newest: AttemptRecord?
    for number in try services.store.applications(of: applicant) {
      // A look-up alone says nothing.
      guard let application = try services.store.application(number),
        application.applicant == applicant
      else { continue }
      for record in application.attempts where record.attempt.provider == name {
        if let newest, record.openedAt < newest.openedAt { continue }
        newest = record
      }
    }
    return redirect(to: newest.map { "payment/receipt/\($0.attempt.reference)" } ?? "dashboard")
  }

  /// A browser that comes back to the address of one payment. Nothing that it brings is believed: it makes us
  /// ask the provider, where that can be asked and nothing is known yet.
  func comeBackAndAsk() throws -> Response {
    let reference = request["reference"]
    guard let application = try services.store.application(ofAttempt: reference),
      let record = application.attempt(reference), record.attempt.provider == request["provider"],
      let provider = try services.provider(named: record.attempt.provider)
    else { throw Refusal.notFound }
    var response = redirect(to: "payment/receipt/\(reference)")
    guard record.isOpen, let order = services.order(for: record.attempt) else { return response }
    do {
      if case .says(let report)? = try provider.ask(about: order, at: services.now) {
        _ = try services.settle(report, by: .provider(provider.name))
      }
    } catch let failure as ProviderFailure {
      // The page says that we are still checking; the sweep asks again.
      response.logWords = failure.logWords(provider.name)
    }
    return response
  }
}
