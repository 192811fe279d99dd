import Applications
import CGI
import Pages
import Payments
import Rules
import Store

extension Visit {
  /// The applicant goes to the provider.
  func handOver() throws -> Response {
    let account = try account()
    let overview = try overview(of: try application())
    guard let record = overview.application.attempt(request["reference"]) else {
      throw Refusal.notFound
    }
    return try handOver(
      record, of: overview, to: .applicant(account.id), name: account.profile.name)
  }

  /// The page from which one goes to the provider: with its form, its link, or the agency's own words on how
  /// to pay.
  ///
  /// `check` throws where `who` may not go there any more.
  func handOver(
    _ record: AttemptRecord, of overview: Overview, to who: Event.Actor, name: String? = nil,
    check: (Application) throws -> Void = { _ in }
  ) throws -> Response {
    let attempt = record.attempt
    guard overview.application.canHandOver(record, at: services.now),
      let provider = try services.provider(named: attempt.provider),
      let order = services.order(for: attempt)
    else { return redirect(to: "payment/receipt/\(attempt.reference)") }
    // Also where it was handed over before: the line may only be in memory.
    _ = try services.change(overview.application.number, by: who) { application in
      try check(application)
      switch application.attempt(attempt.reference)?.state {
      case .opened: return .attemptHandedOver(attempt.reference)
      // Whoever goes there again may pay now: from then on money may be on its way.
      case .handedOver(let before) where services.now >= before.adding(seconds: 600):
        return .attemptHandedOver(attempt.reference)
      default: return nil
      }
    }
    let way: WayToPay
    do { way = try provider.start(order, at: services.now) } catch {
      return try away(error, attempt)
    }
    var response = try reply(
      handOverPage(overview, ShownPayment(order, way), isForPayer: who.payer != nil),
      agency: overview.edition.agency, mark: EditionMark(overview.edition), name: name)
    if case .form(let form) = way { response.formTargets = [origin(of: form.action)] }
    return response
  }

  /// The provider could not be reached: nothing was paid, and the same attempt can be gone on with.
  private func away(_ failure: ProviderFailure, _ attempt: Attempt) throws -> Response {
    var refusal = Refusal(
      .unavailable,
      "The payment site does not answer just now. Nothing was paid. Go back and try again in a few minutes."
    )
    refusal.reference = request.reference
    var response = Response(
      .unavailable, page: services.refusalPage(refusal, pathToSite: request.pathToSite))
    response.logWords = failure.logWords(attempt.provider)
    return response
  }

  private func origin(of address: String) -> String {
    address.split(separator: "/", omittingEmptySubsequences: false).prefix(3)
      .joined(separator: "/")
  }
}

extension ShownPayment {
  fileprivate init(_ order: Order, _ way: WayToPay) {
    let shown: Way =
      switch way {
      case .form(let form):
        .form(action: form.action, fields: form.fields.map { HiddenField($0.name, $0.value) })
      case .link(let address): .link(address)
      case .instructions(let text): .instructions(text)
      }
    self.init(
      reference: order.reference, amount: order.money, currency: order.currency, way: shown)
  }
}

extension ProviderFailure {
  /// One line of ASCII.
  func logWords(_ provider: String) -> String {
    let plain = reason.utf8.map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }
    return "provider \(provider): " + String(decoding: plain.prefix(200), as: UTF8.self)
  }
}
