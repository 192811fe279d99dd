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
    package let each: Money
    package let clause: Clause
    /// The day from which the amount holds.
    package let since: Day

    package var amount: Money { count * each }

    package init(
      fee: Fee.ID, request: RequestType.ID?, what: Words, count: Int, each: Money, clause: Clause,
      since: Day
    ) {
      self.fee = fee
      self.request = request
      self.what = what
      self.count = count
      self.each = each
      self.clause = clause
      self.since = since
    }
  }
}

/// Why something has no price.
package enum PricingRefusal: Error, Hashable, Sendable {
  /// The first known amount of the fee is later than the day.
  case noAmountYet(Fee.ID, first: Day)
  /// The question that says how many has no whole number of one or more as its answer.
  case noCount(Question.ID)
}

extension Edition {
  /// What an application for `requests` costs that is paid on `paid`. Fees that are priced on the day
  /// of the start use `started`; `nil` means that nothing has been started, and `paid` serves for both.
  package func quote(
    for requests: [RequestType], answers: Answers, started: Day? = nil, paid: Day
  ) throws(PricingRefusal) -> Quote {
    var lines: [Quote.Line] = []
    for request in requests {
      for use in request.fees where use.when.holds(for: answers) {
        guard let fee = fees.fee(use.fee) else { continue }
        if fee.per == .application, lines.contains(where: { $0.fee == fee.id }) { continue }
        let day = fee.pricedOn == .start ? started ?? paid : paid
        guard let amount = fee.amount(on: day) else {
          throw .noAmountYet(fee.id, first: fee.amounts[0].from)
        }
        var count = 1
        if fee.per == .item, let question = use.count {
          guard let number = Int(answers.text(question.text)), number > 0 else {
            throw .noCount(question)
          }
          count = number
        }
        lines.append(
          Quote.Line(
            fee: fee.id, request: fee.per == .application ? nil : request.id, what: fee.title,
            count: count, each: amount.money, clause: amount.clause, since: amount.from))
      }
    }
    return Quote(day: paid, lines: lines)
  }
}
