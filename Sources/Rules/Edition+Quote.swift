extension Edition {
  /// What an application for `requests` costs that is paid on `paid`, by the layer the agency charges.
  package func quote(
    for requests: [RequestType], answers: Answers, started: Day? = nil, paid: Day
  ) throws(PricingRefusal) -> Quote {
    try quote(for: requests, answers: answers, Occasion(paid: paid, started: started))
  }

  /// What an application for `requests` costs: the one function behind the command, invoices, overviews
  /// and pages.
  ///
  /// Each request goes by the answers to those of its own questions that apply. Zero items make no
  /// line; an amount of zero makes one, with the clause it rests on. Shares and reductions are
  /// reckoned when all lines they name are; one per application looks at every such line, one per
  /// request at those of its request.
  package func quote(
    for requests: [RequestType], answers: Answers, _ occasion: Occasion
  ) throws(PricingRefusal) -> Quote {
    var charges = try charges(for: requests, answers, occasion)
    var waiting = Set(charges.indices)
    while !waiting.isEmpty {
      let names = Set(waiting.map { charges[$0].fee.id })
      let ready = waiting.sorted().filter {
        names.isDisjoint(with: charges[$0].amount.price.sources)
      }
      if ready.isEmpty, let first = waiting.min() { throw .circular(charges[first].fee.id) }
      for index in ready {
        charges[index].lines = try lines(of: charges[index], among: charges, occasion)
        waiting.remove(index)
      }
    }
    return Quote(day: occasion.paid, lines: charges.flatMap(\.lines))
  }

  // MARK: What is owed

  /// Everything that is owed, once for whatever it is charged for.
  private func charges(
    for requests: [RequestType], _ answers: Answers, _ occasion: Occasion
  ) throws(PricingRefusal) -> [Charge] {
    let ids = Set(requests.map(\.id))
    let layer = occasion.layer ?? feeLayer
    var charges: [Charge] = []
    var chargedOnce: Set<Fee.ID> = []
    var unused = occasion.options
    for request in requests {
      let counting = answers.counting(for: request.questions)
      var chargedHere: Set<Fee.ID> = []
      for use in request.fees where ids.isDisjoint(with: use.notWith) {
        guard let fee = fees.fee(use.fee) else { throw .noSuchFee(use.fee) }
        let isChosen = fee.option.map(occasion.options.contains) ?? false
        if let option = fee.option { unused.remove(option) }
        guard isChosen || use.when.holds(for: counting) else { continue }
        let day = occasion.day(fee.pricedOn)
        let seen = fees.seen(fee.id, for: request.id, on: day, in: layer)
        guard let amount = seen ?? fee.amount(on: day) else {
          throw .noAmountYet(fee.id, first: fee.amounts[0].from)
        }
        let unit = amount.per ?? fee.per
        let isOwed =
          switch unit {
          case .application: chargedOnce.insert(fee.id).inserted
          case .request, .certificate: chargedHere.insert(fee.id).inserted
          case .item: true
          }
        guard isOwed else { continue }
        var because: [Quote.Reason] =
          unit == .application ? [.onceForAll] : [.requested(request.id)]
        if isChosen, let option = fee.option { because.append(.chosen(option: option)) }
        because += use.when.questions.compactMap { question in
          counting[question].isEmpty ? nil : .answered(question, counting[question])
        }
        because.append(
          seen.map { .seen(layer, on: $0.from) }
            ?? .held(on: day, fee.pricedOn, since: amount.from))
        charges.append(
          Charge(
            fee: fee, use: use, request: request, answers: counting, unit: unit, amount: amount,
            day: day, because: because))
      }
    }
    guard charges.count <= 1000 else { throw .tooMuch(charges[0].fee.id) }
    if let option = unused.sorted().first { throw .optionNotFor(option) }
    return charges
  }

  /// One fee that is owed.
  private struct Charge {
    let fee: Fee
    let use: RequestType.FeeUse
    let request: RequestType
    let answers: Answers
    let unit: Fee.Unit
    let amount: Fee.Amount
    let day: Day
    let because: [Quote.Reason]
    var lines: [Quote.Line] = []

    var total: Money { lines.reduce(.zero) { $0 + $1.amount } }

    /// Whether a share or a reduction looks at `other`: in the application, or in its own request.
    func sees(_ other: Charge) -> Bool {
      unit == .application || other.request.id == request.id
    }

    func line(_ count: Int, _ each: Money, _ reasons: [Quote.Reason] = []) -> Quote.Line {
      Quote.Line(
        fee: fee.id, request: unit == .application ? nil : request.id, what: fee.title,
        count: count, each: each, clause: amount.clause, since: amount.from,
        because: because + reasons)
    }
  }

  // MARK: What it comes to

  private func lines(
    of charge: Charge, among charges: [Charge], _ occasion: Occasion
  ) throws(PricingRefusal) -> [Quote.Line] {
    switch charge.amount.price {
    case .unnamed(let reason): throw .unnamed(charge.fee.id, reason)
    case .each(let money):
      let count = try count(of: charge, dearest: money, occasion)
      guard count > 0 else { return [] }
      return try bounded([charge.line(count, money)], charge)
    case .tiers(let tiers):
      let dearest = tiers.map(\.each).max() ?? .zero
      let count = try count(of: charge, dearest: dearest, occasion)
      var lines: [Quote.Line] = []
      var done = 0
      for tier in tiers where done < count {
        let last = min(count, tier.upTo ?? count)
        guard last > done else { continue }
        lines.append(
          charge.line(last - done, tier.each, [.numbers(from: done + 1, through: last)]))
        done = last
      }
      return try bounded(lines, charge)
    case .late(let bands):
      let count = try count(of: charge, dearest: bands.map(\.money).max() ?? .zero, occasion)
      guard count > 0, let from = try recordedDay(charge, occasion) else { return [] }
      let days = from.days(until: charge.day)
      guard let band = bands.last(where: { $0.afterDays < days }) else { return [] }
      return try bounded([charge.line(count, band.money, [.late(days: days, since: from)])], charge)
    case .share(let share, let sources):
      let base = sum(of: sources, for: charge, among: charges)
      guard base > .zero else { return [] }
      guard let part = share.of(base) else { throw .tooMuch(charge.fee.id) }
      return try bounded(
        [charge.line(1, part, [.share(millionths: share.millionths, of: sources)])], charge)
    case .less(let reduction, let sources):
      let left = leftOver(of: sources, for: charge, among: charges)
      guard left > .zero, let (off, reason) = try off(reduction, of: sources, charge, charges)
      else { return [] }
      let taken = min(left, off)
      guard taken > .zero else { return [] }
      return [charge.line(1, Money(cents: -taken.cents), [reason])]
    }
  }

  /// A cap and a floor are lines of their own where there is more than one to keep them in.
  private func bounded(
    _ lines: [Quote.Line], _ charge: Charge
  ) throws(PricingRefusal) -> [Quote.Line] {
    let limit = Money(cents: 1_000_000_000_000_000)
    guard !lines.isEmpty else { return [] }
    let total = lines.reduce(Money.zero) { $0 + $1.amount }
    guard total <= limit else { throw .tooMuch(charge.fee.id) }
    let bound: (Money, Quote.Reason)? =
      if let least = charge.amount.least, total < least {
        (least, .atLeast(least))
      } else if let most = charge.amount.most, total > most {
        (most, .atMost(most))
      } else {
        nil
      }
    guard let (money, reason) = bound else { return lines }
    if lines.count == 1, lines[0].count == 1 { return [charge.line(1, money, [reason])] }
    return lines + [charge.line(1, Money(cents: money.cents - total.cents), [reason])]
  }

  /// What `sources` come to, as far as `charge` looks: the whole application or its own request.
  private func sum(of sources: [Fee.ID], for charge: Charge, among charges: [Charge]) -> Money {
    charges.filter { sources.contains($0.fee.id) && charge.sees($0) }
      .reduce(.zero) { $0 + $1.total }
  }

  /// What `sources` come to less what was taken off any of them before, so that nothing is taken twice.
  private func leftOver(of sources: [Fee.ID], for charge: Charge, among charges: [Charge]) -> Money
  {
    let before = charges.filter { other in
      guard case .less(_, let others) = other.amount.price else { return false }
      // What was taken off as a named line is in the sum already.
      let isCounted = sources.contains(other.fee.id) && charge.sees(other)
      return !isCounted && others.contains(where: sources.contains)
        && (charge.sees(other) || other.unit == .application)
    }
    return before.reduce(sum(of: sources, for: charge, among: charges)) { $0 + $1.total }
  }

  private func off(
    _ reduction: Price.Reduction, of sources: [Fee.ID], _ charge: Charge, _ charges: [Charge]
  ) throws(PricingRefusal) -> (Money, Quote.Reason)? {
    switch reduction {
    case .money(let money): return (money, .takenOff(of: sources))
    case .share(let share):
      guard let part = share.of(sum(of: sources, for: charge, among: charges)) else {
        throw .tooMuch(charge.fee.id)
      }
      return (part, .share(millionths: share.millionths, of: sources))
    case .paidBefore(let id, let question):
      guard let fee = fees.fee(id) else { throw .noSuchFee(id) }
      guard let day = try day(question, charge) else { return nil }
      guard let money = fee.amount(on: day)?.money else {
        throw .noAmountYet(id, first: fee.amounts[0].from)
      }
      return (money, .paidBefore(id, on: day))
    }
  }

  // MARK: What was said

  private func recordedDay(_ charge: Charge, _ occasion: Occasion) throws(PricingRefusal) -> Day? {
    switch charge.fee.countedFrom {
    case nil: nil
    case .day(let day): day
    case .start: occasion.day(.start)
    case .answer(let question): try day(question, charge)
    }
  }

  /// The day somebody answered: `nil` where the question does not apply, or may stay empty and did.
  private func day(_ id: Question.ID, _ charge: Charge) throws(PricingRefusal) -> Day? {
    guard let question = charge.request.questions.first(where: { $0.id == id }) else {
      throw .noDay(id)
    }
    let parts = question.fields.map { charge.answers.text($0) }
    if parts.allSatisfy(isBlank),
      !question.isRequired
        || !charge.request.questions.applying(to: charge.answers).contains(question)
    {
      return nil
    }
    let numbers = parts.map(wholeNumber)
    guard numbers.count == 3, let day = numbers[0], let month = numbers[1], let year = numbers[2],
      let answer = Day(year: year, month: month, dayOfMonth: day)
    else { throw .noDay(id) }
    return answer
  }

  private func count(
    of charge: Charge, dearest: Money, _ occasion: Occasion
  ) throws(PricingRefusal) -> Int {
    let said = occasion.counts[charge.request.id]
    switch charge.unit {
    case .application, .request: return 1
    case .certificate where said != nil: return try bounded(said ?? 1, dearest, charge)
    case .certificate where charge.use.count == nil: return 1
    case .item, .certificate: break
    }
    guard let question = charge.use.count else { return try bounded(said ?? 1, dearest, charge) }
    // Said with the request, it serves where the question was not answered.
    if let said, isBlank(charge.answers.text(question.text)) {
      return try bounded(said, dearest, charge)
    }
    return try charge.request.count(question, in: charge.answers, each: dearest)
  }

  private func bounded(
    _ count: Int, _ dearest: Money, _ charge: Charge
  ) throws(PricingRefusal) -> Int {
    guard count <= 1_000_000_000_000_000 / max(1, dearest.cents) else {
      throw .tooMuch(charge.fee.id)
    }
    return count
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
