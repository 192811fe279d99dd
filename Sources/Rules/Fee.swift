/// A fee of the schedule, with every amount it ever had.
package struct Fee: Hashable, Sendable {
  package typealias ID = Identifier<Fee>

  package let id: ID
  package let title: Words
  package let per: Unit
  /// Which day picks the amount.
  package let pricedOn: PricingDay
  /// In order of their first days. Never empty.
  package let amounts: [Amount]

  package init(
    id: ID, title: Words, per: Unit, pricedOn: PricingDay = .payment, amounts: [Amount]
  ) {
    self.id = id
    self.title = title
    self.per = per
    self.pricedOn = pricedOn
    self.amounts = amounts
  }

  /// What a fee is charged for.
  package enum Unit: String, Hashable, Sendable, CaseIterable {
    /// Once, however many requests of the application owe it.
    case application
    /// Once for each request that owes it.
    case request
    /// As often as a clarifying question of the request says.
    case item
  }

  package enum PricingDay: String, Hashable, Sendable, CaseIterable {
    /// The day the payment attempt is opened: the fee accompanies the application.
    case payment
    /// The day the application was started.
    case start
  }

  /// What a fee is from a day on.
  package struct Amount: Hashable, Sendable {
    package let from: Day
    package let money: Money
    package let clause: Clause
    /// What a person should know about it, like a day that is still to be confirmed.
    package let note: Words?

    package init(from: Day, money: Money, clause: Clause, note: Words? = nil) {
      self.from = from
      self.money = money
      self.clause = clause
      self.note = note
    }
  }

  /// The amount that holds on `day`; `nil` before the first known one.
  package func amount(on day: Day) -> Amount? { amounts.last { $0.from <= day } }

  /// The next amount after `day`, when one is already known.
  package func nextAmount(after day: Day) -> Amount? { amounts.first { $0.from > day } }
}
