import Rules

/// Money a provider has confirmed: one sum of one attempt.
package struct Payment: Hashable, Sendable {
  package let reference: String
  /// The provider's own number of the transaction.
  package let transaction: String
  /// What came, in the smallest unit of `currency`.
  package let money: Money
  /// As the provider wrote it; not always one that Docket knows.
  package let currency: String
  package let use: Use

  package init(
    reference: String, transaction: String, money: Money, currency: String, use: Use
  ) {
    self.reference = reference
    self.transaction = transaction
    self.money = money
    self.currency = currency
    self.use = use
  }

  /// What becomes of the money.
  package enum Use: Hashable, Sendable {
    /// It pays the invoice, and by that submits the application.
    case fee
    /// It is the sum of the invoice, but nothing is owed for which it could be taken: it belongs to the payer.
    case credit(Credit)
    /// It is another sum, or another currency, than the invoice says: staff decides.
    case held
  }

  /// Why money pays nothing.
  package enum Credit: String, Hashable, Sendable, CaseIterable {
    /// The same attempt had been paid before, with another transaction.
    case furtherTransaction = "further-transaction"
    /// The application was cancelled or withdrawn before.
    case applicationEnded = "application-ended"
    /// The application had been submitted before, in another way.
    case secondPayment = "second-payment"
    /// The last day was over, and the provider's own time for its word too.
    case afterDeadline = "after-deadline"
  }
}

/// Money that has gone back, or was taken back: one movement of one transaction.
package struct ReturnedMoney: Hashable, Sendable {
  package let reference: String
  /// The number of the transaction by which the money came.
  package let transaction: String
  package let money: Money
  package let currency: String

  package init(reference: String, transaction: String, money: Money, currency: String) {
    self.reference = reference
    self.transaction = transaction
    self.money = money
    self.currency = currency
  }
}
