/// When a question, an element, a fee or a rule applies: a rule over answers and, where the day and the
/// person are known, over them.
package indirect enum Condition: Hashable, Sendable {
  case always
  /// The answer to `question` is one of `values` (any of a several-of answer counts).
  case answered(question: Question.ID, isOneOf: [String])
  /// What the numbers come to together lies in a range.
  case sum(Sum, isIn: ClosedRange<Int>)
  /// The day is neither before the one nor after the other.
  case day(DayPoint, notBefore: DayPoint?, notAfter: DayPoint?)
  /// The day lies in the so many years that end with the day of the application.
  case dayWithin(DayPoint, years: Int)
  /// Certificates of any of these kinds are in that state; of all kinds, where none is named.
  case holds([CertificateKind.ID], HeldState)
  /// What the profile says there is one of `values`, however capitalized.
  case profile(Circumstances.ProfilePart, isOneOf: [String])
  case all([Condition])
  case any([Condition])
  case not(Condition)

  /// Numbers that were answered, added up.
  package struct Sum: Hashable, Sendable {
    /// Each may have several answers; all of them count.
    package let questions: [Question.ID]
    /// What an answer counts for: the step with the highest start it reaches; nothing below all. Empty:
    /// each counts as it is.
    package let steps: [Step]

    package struct Step: Hashable, Sendable {
      package let from: Int
      package let counts: Int

      package init(from: Int, counts: Int) {
        self.from = from
        self.counts = counts
      }
    }

    package init(_ questions: [Question.ID], steps: [Step] = []) {
      self.questions = questions
      self.steps = steps
    }

    /// What is no number counts nothing.
    func total(of answers: Answers) -> Int {
      questions.flatMap { answers[$0] }.reduce(0) { total, text in
        total + (wholeNumber(text).map(value) ?? 0)
      }
    }

    private func value(_ number: Int) -> Int {
      guard !steps.isEmpty else { return number }
      return steps.filter { $0.from <= number }.max { $0.from < $1.from }?.counts ?? 0
    }
  }

  /// Whether it holds for `answers` alone. A question without an answer satisfies no `answered`, and
  /// what looks at a person or the day of application does not hold.
  package func holds(for answers: Answers) -> Bool { verdict(for: answers, in: nil) ?? false }

  /// Whether it holds; `nil` when that hangs on what is not known: answers before they were given, or
  /// the person.
  package func verdict(for answers: Answers?, in circumstances: Circumstances?) -> Bool? {
    switch self {
    case .always: return true
    case .answered(let question, let values):
      return answers.map { $0[question].contains(where: values.contains) }
    case .sum(let sum, let range): return answers.map { range.contains(sum.total(of: $0)) }
    case .day(let point, let first, let last):
      let found = [point, first ?? point, last ?? point]
        .map { $0.found(for: answers, in: circumstances) }
      guard !found.contains(.none) else { return false }
      guard case .day(let day) = found[0], case .day(let first) = found[1],
        case .day(let last) = found[2]
      else { return nil }
      return first <= day && day <= last
    case .dayWithin(let point, let years):
      switch (point.found(for: answers, in: circumstances), circumstances) {
      case (.none, _): return false
      case (.day(let day), let circumstances?):
        return day.isWithin(years: years, before: circumstances.day)
      default: return nil
      }
    case .holds(let kinds, let state): return circumstances?.holds(kinds, state)
    case .profile(let part, let values):
      guard let text = circumstances.map({ $0.profile[part] ?? "" }) else { return nil }
      return values.contains { $0.lowercased() == text.lowercased() }
    case .all(let parts):
      let verdicts = parts.map { $0.verdict(for: answers, in: circumstances) }
      return verdicts.contains(false) ? false : verdicts.contains(nil) ? nil : true
    case .any(let parts):
      let verdicts = parts.map { $0.verdict(for: answers, in: circumstances) }
      return verdicts.contains(true) ? true : verdicts.contains(nil) ? nil : false
    case .not(let part): return part.verdict(for: answers, in: circumstances).map { !$0 }
    }
  }

  /// The questions it looks at.
  package var questions: [Question.ID] {
    switch self {
    case .always, .holds, .profile: []
    case .answered(let question, _): [question]
    case .sum(let sum, _): sum.questions
    case .day(let point, let first, let last):
      point.questions + (first?.questions ?? []) + (last?.questions ?? [])
    case .dayWithin(let point, _): point.questions
    case .all(let parts), .any(let parts): parts.flatMap(\.questions)
    case .not(let part): part.questions
    }
  }
}
