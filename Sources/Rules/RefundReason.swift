/// Why money goes back, is kept or is settled: what staff chooses from when they propose it.
package struct RefundReason: Hashable, Sendable {
  /// It stands in journals, and never changes meaning.
  package let id: Identifier<RefundReason>
  package let text: Words
  /// `nil` where no rule says it.
  package let clause: Clause?

  package init(id: Identifier<RefundReason>, text: Words, clause: Clause? = nil) {
    self.id = id
    self.text = text
    self.clause = clause
  }
}
