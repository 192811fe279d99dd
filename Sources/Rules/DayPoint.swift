/// A day that a condition speaks of, found from the answers and what is known of a person.
package indirect enum DayPoint: Hashable, Sendable {
  case fixed(Day)
  /// The day of the application.
  case today
  /// The answer to a question for a day.
  case answer(Question.ID)
  /// The latest last day of the certificates of these kinds; of any, where none is named.
  case lastDay(of: [CertificateKind.ID])
  /// The latest first day of them.
  case firstDay(of: [CertificateKind.ID])
  /// A day of the calendar year that lies so many years after that of another.
  case yearDay(YearDay, of: DayPoint, yearsLater: Int)

  enum Found: Equatable {
    case day(Day)
    /// There is no such day: no answer, no certificate, or one that never ends.
    case none
    /// It has not been asked.
    case unknown
  }

  func found(for answers: Answers?, in circumstances: Circumstances?) -> Found {
    switch self {
    case .fixed(let day): return .day(day)
    case .today: return circumstances.map { .day($0.day) } ?? .unknown
    case .answer(let question):
      guard let answers else { return .unknown }
      return answers.day(question).map { .day($0) } ?? .none
    case .lastDay(let kinds):
      guard let held = circumstances?.certificates(of: kinds) else { return .unknown }
      let days = held.compactMap(\.last)
      return days.count < held.count ? .none : days.max().map { .day($0) } ?? .none
    case .firstDay(let kinds):
      guard let held = circumstances?.certificates(of: kinds) else { return .unknown }
      return held.map(\.first).max().map { .day($0) } ?? .none
    case .yearDay(let yearDay, let point, let years):
      let found = point.found(for: answers, in: circumstances)
      guard case .day(let day) = found else { return found }
      return .day(yearDay.day(inYearOf: day, yearsLater: years))
    }
  }

  /// The questions it looks at.
  var questions: [Question.ID] {
    switch self {
    case .answer(let question): [question]
    case .yearDay(_, let point, _): point.questions
    case .fixed, .today, .lastDay, .firstDay: []
    }
  }
}

extension Answers {
  /// The day that was typed in the three fields of a question for a day; `nil` when the calendar has no
  /// such day, or the year is not written out: 27 3 25 is a slip, not a day of the first century.
  package func day(_ question: Question.ID) -> Day? {
    guard let year = wholeNumber(text("\(question).year")),
      let month = wholeNumber(text("\(question).month")),
      let day = wholeNumber(text("\(question).day")), year >= 1000
    else { return nil }
    return Day(year: year, month: month, dayOfMonth: day)
  }
}
