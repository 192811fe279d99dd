/// What one application costs on a day, line by line, each with its clause.
package struct Quote: Hashable, Sendable {
  package let day: Day
  package let lines: [Line]

  package var total: Money { lines.reduce(.zero) { $0 + $1.amount } }

  package init(day: Day, lines: [Line]) {
    self.day = day
    self.lines = lines
  }

  package struct Line: Hashable, Sendable {
    package let fee: Fee.ID
    /// The request that owes it; `nil` for a fee on the application as a whole.
    package let request: RequestType.ID?
    package let what: Words
    package let count: Int
    /// Negative where something is taken off.
    package let each: Money
    package let clause: Clause
    /// The day from which the amount holds, or on which it was seen.
    package let since: Day
    /// The conditions that were met. None in a frozen line: it keeps the clause, not the reckoning.
    package let because: [Reason]

    package var amount: Money { count * each }

    /// Whether `since` is the day it was seen on.
    package var isSeen: Bool { because.contains { if case .seen = $0 { true } else { false } } }

    package init(
      fee: Fee.ID, request: RequestType.ID?, what: Words, count: Int, each: Money, clause: Clause,
      since: Day, because: [Reason] = []
    ) {
      self.fee = fee
      self.request = request
      self.what = what
      self.count = count
      self.each = each
      self.clause = clause
      self.since = since
      self.because = because
    }
  }

  /// One condition of a line that was met.
  package enum Reason: Hashable, Sendable {
    case requested(RequestType.ID)
    case answered(Question.ID, [String])
    case chosen(option: String)
    /// The amount that holds on the day that counts, and since when.
    case held(on: Day, Fee.PricingDay, since: Day)
    /// The amount an agency was seen to charge, and when.
    case seen(FeeLayer.ID, on: Day)
    /// Charged once for the application.
    case onceForAll
    /// Of several, from the one to the other.
    case numbers(from: Int, through: Int)
    case late(days: Int, since: Day)
    case share(millionths: Int, of: [Fee.ID])
    case takenOff(of: [Fee.ID])
    case paidBefore(Fee.ID, on: Day)
    case atLeast(Money)
    case atMost(Money)
  }
}

/// What a price is asked for, besides the requests and the answers.
package struct Occasion: Hashable, Sendable {
  package var paid: Day
  /// `nil` means that nothing has been started, and `paid` serves.
  package var started: Day?
  /// `nil` means the day of payment.
  package var received: Day?
  /// How many certificates a request is about, where that is said; before what was answered.
  package var counts: [RequestType.ID: Int] = [:]
  /// The options of fees that were chosen.
  package var options: Set<String> = []
  /// `nil` means the layer the agency charges.
  package var layer: FeeLayer.ID?

  package init(paid: Day, started: Day? = nil, received: Day? = nil) {
    self.paid = paid
    self.started = started
    self.received = received
  }

  func day(_ pricing: Fee.PricingDay) -> Day {
    switch pricing {
    case .payment: paid
    case .receipt: received ?? paid
    case .start: started ?? paid
    }
  }
}

/// Why something has no price.
package enum PricingRefusal: Error, Hashable, Sendable {
  /// The first known amount of the fee is later than the day.
  case noAmountYet(Fee.ID, first: Day)
  /// The rules name no amount for it on that day, for that reason.
  case unnamed(Fee.ID, Words)
  /// The question that says how many has no answer, one outside its range, or one with which the
  /// line would be over 10¹⁵ cents.
  case noCount(Question.ID)
  /// The question for a day that the fee is reckoned from has no answer.
  case noDay(Question.ID)
  /// The schedule does not have this fee: nothing becomes free because a name is missing.
  case noSuchFee(Fee.ID)
  /// None of the requests has a fee that goes by this option.
  case optionNotFor(String)
  /// Fees are shares of each other, so that none of them can be reckoned.
  case circular(Fee.ID)
  /// The line would be over 10¹⁵ cents.
  case tooMuch(Fee.ID)
}
