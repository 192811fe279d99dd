/// A request type of which some is decided and the rest still hangs on what is not known of a person.
///
/// What cannot make a difference any more is gone from it, so two ways that lead to the same parts, fees,
/// term and rules lead to equal values.
package struct OpenRequest: Hashable, Sendable {
  /// Its conditions are `.always` where they are decided; `.never` in a rule that is not met.
  package private(set) var request: RequestType
  /// Numbers that were said, as far as a fee counts them.
  package private(set) var numbers: [Question.ID: Int] = [:]
  /// The questions as they were defined, to be asked.
  private let questions: [Question]

  /// Something to be asked, in order to know more.
  package enum Ask: Hashable, Sendable {
    /// A clarifying question that is answered by choosing one answer.
    case question(Question)
    /// A clarifying question for a number, of which only the range matters that it lies in.
    case number(Question, [ClosedRange<Int>])
    /// A single condition, to be answered with yes or no.
    case condition(Condition)
  }

  /// Nothing is decided but what hangs on the day alone.
  package init(_ request: RequestType, on day: Day, fees: FeeSchedule) {
    self.request = request
    questions = request.questions
    let today = Circumstances(day: day)
    reduce(fees) { single in
      switch single {
      case .day, .dayWithin: single.hangsOnDayAlone ? single.verdict(for: nil, in: today) : nil
      default: nil
      }
    }
  }

  // MARK: What to ask

  /// Whether a rule is known not to be met, so that nothing else matters.
  package var isClosed: Bool { request.eligibility.contains { $0.needs == .never } }

  /// What has to be known next; `nil` when nothing makes a difference any more.
  package var next: Ask? {
    guard !isClosed else { return nil }
    if let rule = request.eligibility.first { return ask(about: rule.needs) }
    let waiting =
      request.elements.map(\.when) + request.fees.map(\.when) + request.terms.map(\.when)
    let singles = waiting.flatMap(\.singles)
    let named = Set(singles.flatMap(\.questions))
    // In the order of the form, where it is about its questions.
    let first =
      request.questions.lazy.filter { named.contains($0.id) }
      .compactMap { question in singles.first { $0.questions.contains(question.id) } }.first
    return (first ?? singles.first).flatMap(ask)
  }

  /// The rule that `ask` is about, where it is one of eligibility.
  package var rule: EligibilityRule? { isClosed ? nil : request.eligibility.first }

  private func ask(about condition: Condition) -> Ask? {
    guard let single = condition.singles.first else { return nil }
    // A question that follows from another is asked when that is answered.
    for id in single.questions {
      guard let when = request.questions.first(where: { $0.id == id })?.when, when != .always
      else { continue }
      return ask(about: when)
    }
    guard let id = single.onlyQuestion, let question = questions.first(where: { $0.id == id })
    else { return .condition(single) }
    switch question.kind {
    case .yesOrNo, .oneOf: return .question(question)
    case .number(let range): return .number(question, ranges(range, of: id))
    default: return .condition(single)
    }
  }

  /// The numbers in parts, in each of which everything about this number is the same.
  private func ranges(_ all: ClosedRange<Int>, of question: Question.ID) -> [ClosedRange<Int>] {
    let conditions =
      request.eligibility.map(\.needs) + request.elements.map(\.when) + request.fees.map(\.when)
      + request.terms.map(\.when) + request.questions.map(\.when)
    let singles = conditions.flatMap(\.singles).filter { $0.onlyQuestion == question }
    let starts = Set(singles.flatMap(\.starts)).filter { all.contains($0) && $0 > all.lowerBound }
    let inOrder = [all.lowerBound] + starts.sorted()
    return inOrder.enumerated().map { index, start in
      start...(index + 1 < inOrder.count ? inOrder[index + 1] - 1 : all.upperBound)
    }
  }

  // MARK: What is known

  /// With the answer to a question; `nil` for one that was left empty.
  package func answering(
    _ question: Question.ID, _ value: String?, fees: FeeSchedule
  ) -> OpenRequest {
    let answers = Answers([.init(name: question.text, texts: [value].compactMap(\.self))])
    var next = self
    next.reduce(fees) { single in
      single.onlyQuestion == question ? single.verdict(for: answers, in: nil) : nil
    }
    return next
  }

  /// With a number that lies in a range, which a fee may count where it is the only one there.
  func answering(
    _ question: Question.ID, in range: ClosedRange<Int>?, fees: FeeSchedule
  ) -> OpenRequest {
    var next = answering(question, range.map { String($0.lowerBound) }, fees: fees)
    if let range, range.count == 1, next.request.fees.contains(where: { $0.count == question }) {
      next.numbers[question] = range.lowerBound
    }
    return next
  }

  /// With what is so, or is not.
  package func knowing(_ condition: Condition, isSo: Bool, fees: FeeSchedule) -> OpenRequest {
    let fact = Fact(condition: condition, isSo: isSo)
    var next = self
    next.reduce(fees) { fact.verdict(on: $0) }
    return next
  }

  private mutating func reduce(_ fees: FeeSchedule, _ verdict: (Condition) -> Bool?) {
    // Which questions apply is decided first: of one that does not, nothing is answered.
    var asked: [Question] = request.questions
    var gone: Set<Question.ID> = []
    for index in asked.indices {
      let when = asked[index].when.left { $0.isAbout(gone) ? false : verdict($0) }
      asked[index] = asked[index].asked(when: when)
      if when == .never { gone.insert(asked[index].id) }
    }
    asked.removeAll { gone.contains($0.id) }
    func left(_ condition: Condition) -> Condition {
      condition.left { single in
        let single = single.without(gone)
        return single.isAbout(gone)
          ? single.verdict(for: Answers(), in: nil) ?? false
          : verdict(single)
      }
    }
    request = RequestType(
      id: request.id, title: request.title, summary: request.summary, whoFor: request.whoFor,
      clause: request.clause, period: request.period, term: request.term, questions: asked,
      elements: request.elements.map { .init($0.element, when: left($0.when)) }
        .filter { $0.when != .never },
      fees: request.fees.map {
        .init($0.fee, when: left($0.when), count: $0.count, notWith: $0.notWith)
      }.filter { $0.when != .never },
      conflicts: request.conflicts, terms: terms(left),
      eligibility: request.eligibility.map { rule in
        EligibilityRule(
          says: rule.says, clause: rule.clause,
          needs: left(.any([.not(rule.when), rule.needs])), period: rule.period)
      }.filter { $0.needs != .always })
    dropQuestions(fees)
  }

  /// Those after the first that holds for sure are never looked at.
  private func terms(_ left: (Condition) -> Condition) -> [TermRule] {
    var rules: [TermRule] = []
    for rule in request.terms where rules.last?.when != .always {
      let when = left(rule.when)
      guard when != .never else { continue }
      rules.append(TermRule(term: rule.term, clause: rule.clause, when: when, period: rule.period))
    }
    return rules
  }

  /// Keeps the questions that something still hangs on: conditions, numbers and days of fees.
  private mutating func dropQuestions(_ schedule: FeeSchedule) {
    let conditions =
      request.eligibility.map(\.needs) + request.elements.map(\.when) + request.fees.map(\.when)
      + request.terms.map(\.when)
    var needed = Set(conditions.flatMap(\.questions))
    for use in request.fees {
      if let count = use.count { needed.insert(count) }
      if let fee = schedule.fee(use.fee) { needed.formUnion(fee.questions) }
    }
    var found = 0
    while found != needed.count {
      found = needed.count
      for question in request.questions where needed.contains(question.id) {
        needed.formUnion(question.when.questions)
      }
    }
    request = RequestType(
      id: request.id, title: request.title, summary: request.summary, whoFor: request.whoFor,
      clause: request.clause, period: request.period, term: request.term,
      questions: request.questions.filter { needed.contains($0.id) }, elements: request.elements,
      fees: request.fees, conflicts: request.conflicts, terms: request.terms,
      eligibility: request.eligibility)
  }
}

extension Question {
  fileprivate func asked(when: Condition) -> Question {
    Question(
      id: id, ask: ask, hint: hint, kind: kind, isRequired: isRequired, when: when, clause: clause,
      period: period)
  }
}

extension Fee {
  /// The questions for days that its amounts are reckoned from.
  fileprivate var questions: [Question.ID] {
    let days = amounts.compactMap { amount -> Question.ID? in
      if case .less(.paidBefore(_, let question), _) = amount.price { question } else { nil }
    }
    if case .answer(let question)? = countedFrom { return days + [question] }
    return days
  }
}

extension Condition {
  /// The question whose answer, chosen or a number, decides it alone.
  fileprivate var onlyQuestion: Question.ID? {
    switch self {
    case .answered(let question, _): question
    case .sum(let sum, _): Set(sum.questions).count == 1 ? sum.questions[0] : nil
    default: nil
    }
  }

  /// The numbers from which on, as the one answer, it may hold or no longer hold.
  fileprivate var starts: [Int] {
    switch self {
    case .answered(_, let values): values.compactMap(wholeNumber).flatMap { [$0, $0 + 1] }
    case .sum(let sum, let range):
      sum.steps.isEmpty
        ? [range.lowerBound, range.upperBound == .max ? .max : range.upperBound + 1]
        : sum.steps.map(\.from)
    default: []
    }
  }

  /// Whether it looks at one of these questions.
  fileprivate func isAbout(_ gone: Set<Question.ID>) -> Bool {
    switch self {
    case .answered(let question, _): gone.contains(question)
    case .sum(let sum, _): sum.questions.isEmpty
    case .day, .dayWithin: !gone.isDisjoint(with: questions)
    default: false
    }
  }

  /// A sum without questions that are not asked, which count nothing.
  fileprivate func without(_ gone: Set<Question.ID>) -> Condition {
    guard case .sum(let sum, let range) = self, !gone.isDisjoint(with: sum.questions) else {
      return self
    }
    return .sum(Sum(sum.questions.filter { !gone.contains($0) }, steps: sum.steps), isIn: range)
  }

  fileprivate var hangsOnDayAlone: Bool {
    switch self {
    case .day(let point, let first, let last):
      [point, first, last].compactMap(\.self).allSatisfy(\.hangsOnDayAlone)
    case .dayWithin(let point, _): point.hangsOnDayAlone
    default: false
    }
  }
}

extension DayPoint {
  fileprivate var hangsOnDayAlone: Bool {
    switch self {
    case .fixed, .today: true
    case .answer, .lastDay, .firstDay: false
    case .yearDay(_, let point, _): point.hangsOnDayAlone
    }
  }
}
