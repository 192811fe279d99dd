/// How an amount of the fee schedule is reckoned.
package enum Price: Hashable, Sendable {
  /// The same for each.
  case each(Money)
  /// By how many there are. In order; the last has no end.
  case tiers([Tier])
  /// By how many days the pricing day is after the day the fee is counted from. In order of their days.
  /// Nothing is charged up to the first.
  case late([Band])
  /// A share of other lines.
  case share(Share, of: [Fee.ID])
  /// Taken off other lines, never more than they are.
  case less(Reduction, of: [Fee.ID])
  /// The rules name no amount, with the reason.
  case unnamed(Words)

  package struct Tier: Hashable, Sendable {
    /// The last one it is for, counted from 1; `nil` for all further ones.
    package let upTo: Int?
    package let each: Money

    package init(upTo: Int?, each: Money) {
      self.upTo = upTo
      self.each = each
    }
  }

  package struct Band: Hashable, Sendable {
    /// It holds when more than so many days have passed.
    package let afterDays: Int
    package let money: Money

    package init(afterDays: Int, money: Money) {
      self.afterDays = afterDays
      self.money = money
    }
  }

  /// A share of an amount: 12.5 percent are 125,000 millionths, one and a half times 1,500,000.
  package struct Share: Hashable, Sendable {
    package let millionths: Int
    package let rounding: Rounding
    /// What the result is a multiple of, in minor units; at least 1.
    package let unit: Int

    package init(millionths: Int, rounding: Rounding = .halfEven, unit: Int = 1) {
      self.millionths = max(0, millionths)
      self.rounding = rounding
      self.unit = max(1, unit)
    }

    /// The share of `money`, which is not negative; `nil` where that is past every number.
    package func of(_ money: Money) -> Money? {
      let (product, isPast) = money.cents.multipliedReportingOverflow(by: millionths)
      let (divisor, isTooFine) = unit.multipliedReportingOverflow(by: 1_000_000)
      guard !isPast, !isTooFine else { return nil }
      let (whole, rest) = product.quotientAndRemainder(dividingBy: divisor)
      let up =
        switch rounding {
        case .down: false
        case .up: rest > 0
        // Compared without doubling, which could pass the largest number.
        case .halfEven:
          rest > divisor - rest || (rest == divisor - rest && !whole.isMultiple(of: 2))
        }
      let (cents, isTooMuch) = (whole + (up ? 1 : 0)).multipliedReportingOverflow(by: unit)
      return isTooMuch ? nil : Money(cents: cents)
    }
  }

  package enum Rounding: String, Hashable, Sendable, CaseIterable {
    case up, down
    case halfEven = "half-even"
  }

  package enum Reduction: Hashable, Sendable {
    case share(Share)
    case money(Money)
    /// What `Fee` was on the day that was answered: credit for a fee paid before.
    case paidBefore(Fee.ID, on: Question.ID)
  }

  /// The fees whose lines it is reckoned from.
  package var sources: [Fee.ID] {
    switch self {
    case .share(_, let fees), .less(_, let fees): fees
    default: []
    }
  }
}
