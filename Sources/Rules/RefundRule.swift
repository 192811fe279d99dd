/// What becomes of a fee when the application is denied, while that rule holds.
package struct RefundRule: Hashable, Sendable {
  /// The last day it holds; `nil` while no end is known.
  package let until: Day?
  package let words: Words
  package let clause: Clause
  /// What the agency keeps; `nil` when it keeps everything.
  package let kept: Money?

  package init(until: Day? = nil, words: Words, clause: Clause, kept: Money? = nil) {
    self.until = until
    self.words = words
    self.clause = clause
    self.kept = kept
  }

  /// What a denied applicant who paid `fee` gets back. Never below nothing.
  package func returned(of fee: Money) -> Money {
    guard let kept else { return .zero }
    return max(.zero, Money(cents: fee.cents - min(kept.cents, fee.cents)))
  }
}

extension Agency {
  /// The rule for a fee that was paid on `day`; `nil` where the agency says nothing.
  package func refunds(on day: Day) -> RefundRule? {
    earlierRefunds.first { rule in rule.until.map { day <= $0 } ?? false } ?? refunds
  }
}
