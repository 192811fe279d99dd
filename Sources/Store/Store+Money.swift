import Applications
import Files
import Signing

// The lists of applications whose payments somebody has to look after, and how a payment is found by the
// number that its provider gave it: who sends money back does not always say what for.

extension Store {
  /// Those with an attempt to pay whose end is not known, in the order of their shards and numbers.
  package func applicationsInLimbo() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .limbo)
  }

  /// Takes an application off that list if none of its attempts is open.
  package func forgetLimbo(of number: ApplicationNumber) throws(StoreError) {
    try forget(number, in: .limbo)
  }

  /// Those about whose money staff has something to settle, likewise.
  package func applicationsWithPaymentTasks() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .tasks)
  }

  /// Those whose money is in the register, likewise.
  package func applicationsInTheRegister() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .returns)
  }
}

extension Store {
  /// The attempt for which the money of a transaction was booked, if the journal says so too.
  package func attempt(
    ofTransaction transaction: String, with provider: String
  ) throws(StoreError) -> AttemptRecord? {
    let place = transactionPath(transaction, provider)
    guard let bytes = try readFile(place, limit: 100),
      let number = ApplicationNumber(String(decoding: bytes, as: UTF8.self)),
      let application = try application(number)
    else { return nil }
    return application.attempts.first {
      $0.attempt.provider == provider && $0.received(transaction) != nil
    }
  }

  /// Before the line that books it. Where it was booked for another application before, it goes on leading there,
  /// and `verify` says so.
  func look(up payment: Payment, leadsTo application: Application) throws(StoreError) {
    guard let record = application.attempt(payment.reference) else { return }
    let place = transactionPath(payment.transaction, record.attempt.provider)
    if let before = try attempt(ofTransaction: payment.transaction, with: record.attempt.provider),
      application.attempt(before.attempt.reference) == nil
    {
      return
    }
    try replaceFile(place, with: Array(application.number.text.utf8), random: random)
  }

  func transactionPath(_ transaction: String, _ provider: String) -> String {
    path(.transactions, Store.transactionName(transaction, provider))
  }

  static func transactionName(_ transaction: String, _ provider: String) -> String {
    SHA256.digest(of: "\(provider) \(transaction)".utf8).description
  }
}
