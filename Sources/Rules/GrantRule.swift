/// What an approved request gives its applicant, in terms of certificates.
package struct GrantRule: Hashable, Sendable {
  package let how: How
  /// One for `issues`; for the others those that may be meant, and any where none is named.
  package let kinds: [CertificateKind.ID]
  /// When all certificates that the person holds get the same last day, over the clarifying questions. `nil`
  /// for never.
  package let aligned: Condition?

  package init(_ how: How, _ kinds: [CertificateKind.ID] = [], aligned: Condition? = nil) {
    self.how = how
    self.kinds = kinds
    self.aligned = aligned
  }

  package enum How: String, Hashable, Sendable, CaseIterable {
    /// A certificate of its own, with a number of its own.
    case issues
    /// A further term of one that the person holds, or has held, under its number.
    case renews
    /// The same certificate once more.
    case copies
    /// A change to one that the person holds, whose last day stays.
    case amends
  }
}
