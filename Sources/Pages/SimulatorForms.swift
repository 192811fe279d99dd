/// An order as the pretend payment page shows it.
package struct ShownOrder: Hashable, Sendable {
  package let reference: String
  /// As the payment provider was given it, like `85.00`.
  package let amount: String
  /// The ISO 4217 code.
  package let currency: String

  package init(reference: String, amount: String, currency: String) {
    self.reference = reference
    self.amount = amount
    self.currency = currency
  }
}

/// A hidden field that is carried on as it came.
package struct HiddenField: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
