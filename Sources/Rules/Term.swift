/// How long what is granted lasts, as a rule that gives the last day.
package enum Term: Hashable, Sendable {
  /// So many years, the first day counted: granted on 1 July 2026 for five years, it ends on 30 June
  /// 2031.
  case years(Int)
  /// To a day of the calendar year that lies so many years after that of the first day.
  case untilYearDay(YearDay, yearsLater: Int)
  case untilDay(Day)

  /// The last day of what is granted from `first` on. Never before `first`: a fixed day that has
  /// passed leaves only the first day itself.
  package func lastDay(from first: Day) -> Day {
    let last =
      switch self {
      case .years(let years): first.adding(years: years).adding(days: -1)
      case .untilYearDay(let day, let years): day.day(inYearOf: first, yearsLater: years)
      case .untilDay(let day): day
      }
    return max(first, last)
  }
}

/// A term together with the rule it rests on, the days on which that rule holds, and for whom.
package struct TermRule: Hashable, Sendable {
  package let term: Term
  package let clause: Clause
  /// For whom, over the clarifying questions and what they hold.
  package let when: Condition
  /// The days of application for which the rule holds.
  package let period: Period

  package init(
    term: Term, clause: Clause, when: Condition = .always, period: Period = .always
  ) {
    self.term = term
    self.clause = clause
    self.when = when
    self.period = period
  }
}

extension RequestType {
  /// The rule for how long it lasts that applies to this person: the first that does. `nil` when none
  /// does, or it cannot be told without answers.
  package func term(for answers: Answers?, in circumstances: Circumstances) -> TermRule? {
    let counting = answers?.counting(for: questions)
    for rule in terms where rule.period.contains(circumstances.day) {
      switch rule.when.verdict(for: counting, in: circumstances) {
      case true?: return rule
      case nil: return nil
      case false?: continue
      }
    }
    return nil
  }
}
