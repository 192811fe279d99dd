import Rules

/// One try at paying, with its frozen lines.
package struct Attempt: Hashable, Sendable {
  /// Unique in the installation, and what the provider is given.
  package let reference: String
  /// The provider's configured name.
  package let provider: String
  /// Frozen: a later change of rules never alters it.
  package let quote: Quote
  /// The publication whose fees it was priced by, in hexadecimal.
  package let publication: String
  /// The ISO 4217 code.
  package let currency: String
  /// For so many seconds after the applicant was handed over, or the provider said that it does not know, no
  /// other payment can be begun.
  package let checkingSeconds: Int
  /// Money whose word comes within so many seconds after the attempt was opened still submits an
  /// application whose last day has passed meanwhile.
  package let windowSeconds: Int
  package let key: String

  package init(
    reference: String, provider: String, quote: Quote, publication: String, currency: String,
    checkingSeconds: Int, windowSeconds: Int, key: String
  ) {
    self.reference = reference
    self.provider = provider
    self.quote = quote
    self.publication = publication
    self.currency = currency
    self.checkingSeconds = checkingSeconds
    self.windowSeconds = windowSeconds
    self.key = key
  }
}

/// How an attempt ended without money. Money that comes all the same is booked all the same.
package enum AttemptEnd: String, Hashable, Sendable, CaseIterable {
  case declined
  case cancelled
  /// No word of money came, and it is not waited for any longer.
  case abandoned
}
