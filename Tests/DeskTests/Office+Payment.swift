import CGI
import Foundation
import Payments
import Store
import Testing

@testable import Desk

extension Office {
  /// What the provider's server would send about an attempt.
  func notification(
    _ decision: String = "paid", _ reference: String, amount: String = "85.00",
    currency: String = "USD", transaction: String = "T-1", key: String = Office.paymentKey
  ) -> [(String, String)] {
    SignedFields([
      HandOver.Field("decision", decision), HandOver.Field("reference", reference),
      HandOver.Field("transaction", transaction), HandOver.Field("amount", amount),
      HandOver.Field("currency", currency),
    ]).signed(with: Array(key.utf8)).fields.map { ($0.name, $0.value) }
  }

  /// The provider's server says that the money has come.
  func bankPays(_ reference: String) throws {
    let bank = Person(self)
    try bank.posts("payment/notify/simulator", notification("paid", reference))
    #expect(bank.shown.status == .ok)
  }
}

extension Office {
  /// What lies where files arrive; nothing, when no request is under way.
  func incoming() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: store.incomingFolder)
  }
}
