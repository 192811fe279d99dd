import Applications
import Payments
import Rules
import Store

extension Services {
  /// Finishes a submission that something has stopped: settles what providers have said and nobody has done, asks
  /// them about each payment of the application whose end is not known, and submits one that owes nothing.
  ///
  /// What a provider has confirmed counts as its own word. Doing it again is harmless.
  ///
  /// - Throws: `NotPossible` where it is not submitted then, with what was found out.
  func submitAgain(_ number: ApplicationNumber, by who: Event.Actor) throws {
    var found: [String] = []
    func now() throws -> Application {
      guard let application = try store.application(number) else {
        throw NotPossible("there is no application \(number)")
      }
      return application
    }
    try settleKept(about: try now())
    for record in try now().attempts where record.isOpen {
      found.append(try ask(about: record))
    }
    if try now().submittedAt != nil { return }
    try submitWithoutFee(number, by: who, found)
  }

  private func settleKept(about application: Application) throws {
    for kept in try store.openNotifications() {
      guard let judged = try? judge(kept), case .says(let said) = judged.verdict,
        let report = try named(said, by: .provider(kept.provider)),
        let reference = report.reference, application.attempt(reference) != nil
      else { continue }
      _ = try settle(kept, judged.verdict, cameAt: judged.cameAt)
    }
  }

  /// What the provider says of a payment, in words; what it has confirmed is booked.
  private func ask(about record: AttemptRecord) throws -> String {
    let reference = record.attempt.reference
    guard let provider = try provider(named: record.attempt.provider),
      let order = order(for: record.attempt)
    else { return "payment \(reference): its payment service is not set up here any more" }
    do {
      switch try provider.ask(about: order, at: now) {
      case .says(let report)? where report.reference == reference:
        _ = try settle(report, by: .provider(provider.name))
        return "payment \(reference): the payment service has said how it ended"
      case .says?: return "payment \(reference): the payment service answers about another"
      case .refused?: return "payment \(reference): the answer is not to be believed"
      case .irrelevant?, nil: return "payment \(reference): the payment service knows of no money"
      }
    } catch let failure as ProviderFailure {
      return "payment \(reference): \(failure.reason)"
    }
  }

  private func submitWithoutFee(
    _ number: ApplicationNumber, by who: Event.Actor, _ found: [String]
  ) throws {
    func why(_ words: String) -> NotPossible {
      NotPossible((found + [words]).joined(separator: "; "))
    }
    guard let application = try store.application(number) else { return }
    let before = try overview(of: application)
    _ = try change(number, by: who) { application in
      if application.submittedAt != nil { return nil }
      let now = Overview(application, edition: before.edition, now: self.now)
      if let closed = now.whyClosed { throw why(closed) }
      guard now.isComplete else { throw why("parts are missing, so it cannot be submitted") }
      guard try now.quoteToCharge().total == .zero else {
        throw why("a fee is owed, and no money for it is known")
      }
      return .submittedWithoutFee
    }
  }
}
