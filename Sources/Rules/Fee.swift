/// A fee of the schedule, with every price it ever had.
package struct Fee: Hashable, Sendable {
  package typealias ID = Identifier<Fee>

  package let id: ID
  package let title: Words
  /// What it is charged for, unless an amount says otherwise for its time.
  package let per: Unit
  /// Which day picks the amount.
  package let pricedOn: PricingDay
  /// The day a late fee is counted from.
  package let countedFrom: RecordedDay?
  /// The name by which somebody who asks for a price may choose it, whatever was answered.
  package let option: String?
  /// In order of their first days. Never empty.
  package let amounts: [Amount]

  package init(
    id: ID, title: Words, per: Unit, pricedOn: PricingDay = .payment,
    countedFrom: RecordedDay? = nil, option: String? = nil, amounts: [Amount]
  ) {
    self.id = id
    self.title = title
    self.per = per
    self.pricedOn = pricedOn
    self.countedFrom = countedFrom
    self.option = option
    self.amounts = amounts
  }

  /// What a fee is charged for.
  package enum Unit: String, Hashable, Sendable, CaseIterable {
    /// For each certificate a request is about: one, unless the application says how many.
    case certificate
    /// Once for each request that owes it.
    case request
    /// Once, however many requests of the application owe it.
    case application
    /// As often as a clarifying question of the request says.
    case item
  }

  package enum PricingDay: String, Hashable, Sendable, CaseIterable {
    /// The day the payment attempt is opened: the fee accompanies the application.
    case payment
    /// The day the application was received; the day of payment, where nothing else is known.
    case receipt
    /// The day the application was started.
    case start
  }

  /// A day that something is counted from.
  package enum RecordedDay: Hashable, Sendable {
    case day(Day)
    /// The day the application was started.
    case start
    /// The answer to a question for a day.
    case answer(Question.ID)
  }

  /// What a fee is from a day on.
  package struct Amount: Hashable, Sendable {
    /// The first day it holds; in a layer of practice, the day it was seen on.
    package let from: Day
    package let price: Price
    /// What it is charged for from that day on, where that differs from the fee.
    package let per: Unit?
    /// What it comes to at least, and at most, for all that one charge counts together.
    package let least: Money?
    package let most: Money?
    package let clause: Clause
    /// What a person should know about it, like a day that is still to be confirmed.
    package let note: Words?

    package init(
      from: Day, price: Price, per: Unit? = nil, least: Money? = nil, most: Money? = nil,
      clause: Clause, note: Words? = nil
    ) {
      self.from = from
      self.price = price
      self.per = per
      self.least = least
      self.most = most
      self.clause = clause
      self.note = note
    }

    package init(from: Day, money: Money, clause: Clause, note: Words? = nil) {
      self.init(from: from, price: .each(money), clause: clause, note: note)
    }

    /// What each costs, where that is one amount.
    package var money: Money? { if case .each(let money) = price { money } else { nil } }
  }

  /// The amount that holds on `day`; `nil` before the first known one.
  package func amount(on day: Day) -> Amount? { amounts.last { $0.from <= day } }

  /// The next amount after `day`, when one is already known.
  package func nextAmount(after day: Day) -> Amount? { amounts.first { $0.from > day } }
}
