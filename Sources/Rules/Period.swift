/// From a first day, perhaps to a last one; both belong to it.
package struct Period: Hashable, Sendable {
  /// `nil` where the sources name none: it holds from the beginning of what is known.
  package let first: Day?
  /// `nil` while no end is known.
  package let last: Day?

  package init(first: Day? = nil, last: Day? = nil) {
    self.first = first
    self.last = last
  }

  package static let always = Period()

  package func contains(_ day: Day) -> Bool {
    if let first, day < first { return false }
    if let last, day > last { return false }
    return true
  }
}

/// Where a rule stands: the place a person could look it up, like `§2(1)(a)` of a named regulation.
package struct Clause: Hashable, Sendable, CustomStringConvertible {
  /// Never empty.
  package let citation: String

  package init?(_ citation: String) {
    guard !citation.isEmpty else { return nil }
    self.citation = citation
  }

  package var description: String { citation }
}
