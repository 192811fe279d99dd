import Rules

/// What an applicant was told before of the price of an application.
package struct PriceTold: Hashable, Sendable {
  package let quote: Quote
  package let when: When

  package init(quote: Quote, when: When) {
    self.quote = quote
    self.when = when
  }

  package enum When: Hashable, Sendable {
    case started(Day)
    /// With an attempt that ended without money.
    case attempted(Day)
  }

  /// What is otherwise now, for one fee of one request or of the whole application.
  package struct Change: Hashable, Sendable {
    package let what: Words
    /// `nil` where it was not charged.
    package let before: Charged?
    /// `nil` where it is charged no longer.
    package let now: Charged?
  }

  package struct Charged: Hashable, Sendable {
    package let money: Money
    package let clause: Clause
  }

  /// In the order of the lines, those that are new or others first; none where nothing has changed.
  package func changes(to now: Quote) -> [Change] {
    func charged(_ line: Quote.Line, in quote: Quote) -> Charged? {
      let lines = quote.lines.filter { $0.fee == line.fee && $0.request == line.request }
      guard let first = lines.first else { return nil }
      return Charged(
        money: lines.reduce(.zero) { $0 + $1.amount }, clause: first.clause)
    }
    var changes: [Change] = []
    for line in now.lines + quote.lines {
      let change = Change(
        what: line.what, before: charged(line, in: quote), now: charged(line, in: now))
      guard change.before?.money != change.now?.money else { continue }
      if !changes.contains(change) { changes.append(change) }
    }
    return changes
  }
}

extension Overview {
  /// What the applicant was told last: with the last attempt that came to nothing, or else when the
  /// application was started, by the fees of its own publication. `nil` where the price is settled, or
  /// there was none.
  package func priceTold(by feesAtStart: FeeSchedule) -> PriceTold? {
    guard stage == .open else { return nil }
    let zone = edition.agency.timeZone
    if let attempt = application.attempts.last {
      return PriceTold(
        quote: attempt.attempt.quote, when: .attempted(zone.day(of: attempt.openedAt)))
    }
    var edition = edition
    edition.fees = feesAtStart
    let start = application.start
    let quote = try? edition.quote(
      for: requests, answers: start.answers, started: start.day, paid: start.day)
    return quote.map { PriceTold(quote: $0, when: .started(start.day)) }
  }
}
