import Rules

/// A day before the first known edition of the text that the fees rest on. What the rules said then is not
/// known, so no page says anything of it.
package struct UnknownDay: Error, Hashable, Sendable, CustomStringConvertible {
  package let day: Day
  package let first: Day

  /// `nil` when the day is known, or the definitions name no edition.
  package init?(_ day: Day, in definitions: Definitions) {
    guard let first = definitions.fees.editions.first?.from, day < first else { return nil }
    self.day = day
    self.first = first
  }

  package var description: String {
    "the rules of \(day) are not known: the first edition that the definitions name is of \(first)"
  }
}
