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
  /// The question that says how many has no answer, one outside its range, or one with which the
  /// line would be over 10¹⁵ cents.
  case noCount(Question.ID)
  /// The schedule does not have this fee: nothing becomes free because a name is missing.
  case noSuchFee(Fee.ID)
}

extension Edition {
  /// What an application for `requests` costs that is paid on `paid`. Fees that are priced on the day
  /// of the start use `started`; `nil` means that nothing has been started, and `paid` serves for both.
  ///
  /// Each request goes by the answers to those of its own questions that apply. Zero items make no
  /// line; an amount of zero makes one, with the clause it rests on.
  package func quote(
    for requests: [RequestType], answers: Answers, started: Day? = nil, paid: Day
  ) throws(PricingRefusal) -> Quote {
    var lines: [Quote.Line] = []
    var chargedOnce: Set<Fee.ID> = []
    for request in requests {
      let counting = answers.counting(for: request.questions)
      var chargedHere: Set<Fee.ID> = []
      for use in request.fees where use.when.holds(for: counting) {
        guard let fee = fees.fee(use.fee) else { throw .noSuchFee(use.fee) }
        let isOwed =
          switch fee.per {
          case .application: chargedOnce.insert(fee.id).inserted
          case .request: chargedHere.insert(fee.id).inserted
          case .item: true
          }
        guard isOwed else { continue }
        let line = try line(
          for: fee, of: request, count: use.count, answers: counting,
          day: fee.pricedOn == .start ? started ?? paid : paid)
        guard line.count > 0 else { continue }
        lines.append(line)
      }
    }
    return Quote(day: paid, lines: lines)
  }

  private func line(
    for fee: Fee, of request: RequestType, count question: Question.ID?, answers: Answers, day: Day
  ) throws(PricingRefusal) -> Quote.Line {
    guard let amount = fee.amount(on: day) else {
      throw .noAmountYet(fee.id, first: fee.amounts[0].from)
    }
    var count = 1
    if fee.per == .item, let question {
      count = try request.count(question, in: answers, each: amount.money)
    }
    return Quote.Line(
      fee: fee.id, request: fee.per == .application ? nil : request.id, what: fee.title,
      count: count, each: amount.money, clause: amount.clause, since: amount.from)
  }
}

extension RequestType {
  /// How many the answer to a clarifying question says: none where the question does not apply, or
  /// may stay empty and did.
  fileprivate func count(
    _ id: Question.ID, in answers: Answers, each: Money
  ) throws(PricingRefusal) -> Int {
    guard let question = questions.first(where: { $0.id == id }),
      case .number(let range) = question.kind
    else { throw .noCount(id) }
    let text = answers.text(id.text)
    if isBlank(text), !question.isRequired || !questions.applying(to: answers).contains(question) {
      return 0
    }
    // A number somebody typed must not be able to stop the program: a line stays so far from the
    // largest number that no sum of lines reaches it.
    guard let number = wholeNumber(text), range.contains(number),
      number <= 1_000_000_000_000_000 / max(1, each.cents)
    else { throw .noCount(id) }
    return number
  }
}
