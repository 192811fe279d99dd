import Rules

/// Whether anybody could come to where a condition of a form holds.
///
/// A condition sees little of an answer: which of the values it names it is, or how large a number. So
/// a few answers of each question stand for all it can have, and a few days, certificates and profiles
/// for all people; every combination is tried, and what applies and holds is decided by the functions
/// that decide it for people. What a condition compares beyond that, like an answer with another one,
/// counts as a coin that may fall either way. So `never` is certain; a form that has too many
/// combinations is `unknown`, of which nothing is said.
struct Possibilities {
  let questions: [Question]
  /// The days on which such a form can be begun.
  let period: Period

  enum Outcome {
    case never
    case found(Found)
    /// More combinations than are worth trying.
    case unknown
  }

  /// Somebody for whom the condition holds.
  struct Found {
    let day: Day
    /// Those that count, to the questions the condition looks at.
    let answers: Answers
    /// Whether there is such a person, and not only one by the fall of coins.
    let isCertain: Bool
  }

  /// How many combinations are tried.
  private static let mostTries = 20_000

  init(_ questions: [Question], on period: Period = .always) {
    self.questions = questions
    self.period = period
  }

  func canHold(_ condition: Condition) -> Bool? {
    switch search(condition) {
    case .never: false
    case .found: true
    case .unknown: nil
    }
  }

  /// Looks for somebody who has answered all that is required of what the condition looks at.
  func search(_ condition: Condition) -> Outcome {
    let asked = looked(at: condition)
    let seen = Seen([condition] + asked.map(\.when), asked)
    var tries = Self.mostTries
    for day in days(asked, seen) {
      var choices = Choices(seen, on: day)
      for question in asked where question.period.contains(day) {
        guard let answers = question.candidates(seen) else { return .unknown }
        choices.add(question, answers)
      }
      repeat {
        tries -= 1
        guard tries >= 0 else { return .unknown }
        let answers = choices.answers.counting(for: choices.questions)
        if choices.holds(condition, answers) {
          return .found(Found(day: day, answers: answers, isCertain: !seen.hasCoins))
        }
      } while choices.next()
    }
    return .never
  }

  /// The questions a condition looks at, and those on which it hangs whether they are asked.
  private func looked(at condition: Condition) -> [Question] {
    var waiting = condition.questions
    var seen: Set<Question.ID> = []
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      waiting += questions.first { $0.id == id }?.when.questions ?? []
    }
    return questions.filter { seen.contains($0.id) }
  }

  /// A day of each stretch of days on which the same is asked, and today compares the same.
  private func days(_ asked: [Question], _ seen: Seen) -> [Day] {
    let periods = [period] + asked.map(\.period)
    var days = Set(periods.compactMap(\.first) + periods.compactMap { $0.last?.adding(days: 1) })
    days.formUnion(seen.todays)
    if let first = days.min() { days.insert(first.adding(days: -1)) }
    if days.isEmpty { days.insert(Day(daysSince1970: 20_000)) }
    return days.filter(period.contains).sorted()
  }
}

/// What conditions see of a person, each to be chosen in every way.
private struct Choices {
  private(set) var questions: [Question] = []
  private var fields: [[[Answers.Field]]] = []
  private let seen: Seen
  private let day: Day
  /// Which choice is made of each: the questions, certificates and profile, and the coins.
  private var wheels: [Int] = []
  private var sizes: [Int] = []

  init(_ seen: Seen, on day: Day) {
    self.seen = seen
    self.day = day
    sizes =
      seen.kinds.map { _ in CertificateState.allCases.count }
      + seen.profile.map(\.texts.count) + seen.coins.map { _ in 2 }
    wheels = sizes.map { _ in 0 }
  }

  mutating func add(_ question: Question, _ answers: [[Answers.Field]]) {
    questions.append(question)
    fields.append(answers)
    sizes.append(answers.count)
    wheels.append(0)
  }

  /// Goes on to the next combination; `false` when all have been.
  mutating func next() -> Bool {
    for index in wheels.indices.reversed() {
      wheels[index] += 1
      if wheels[index] < sizes[index] { return true }
      wheels[index] = 0
    }
    return false
  }

  var answers: Answers {
    Answers(zip(fields, wheels.suffix(fields.count)).flatMap { $0[$1] })
  }

  func holds(_ condition: Condition, _ answers: Answers) -> Bool {
    let kinds = seen.kinds.count
    let certificates = zip(seen.kinds, wheels).flatMap { kind, wheel in
      CertificateState.allCases[wheel].certificate(kind, on: day)
    }
    var profile: [Circumstances.ProfilePart: String] = [:]
    for (part, wheel) in zip(seen.profile, wheels.dropFirst(kinds)) {
      profile[part.part] = part.texts[wheel]
    }
    let person = Circumstances(day: day, certificates: certificates, profile: profile)
    let coins = wheels.dropFirst(kinds + seen.profile.count)
    return condition.isTrue { leaf in
      if let coin = seen.coins.firstIndex(of: leaf) { return coins[coins.startIndex + coin] == 1 }
      return leaf.verdict(for: answers, in: person) ?? false
    }
  }
}

/// How somebody stands with a kind of certificate, as far as conditions can tell.
private enum CertificateState: CaseIterable {
  case none, current, ended, coming

  func certificate(_ kind: CertificateKind.ID, on day: Day) -> [HeldCertificate] {
    let (first, last): (Day, Day?)
    switch self {
    case .none: return []
    case .current: (first, last) = (day, nil)
    case .ended: (first, last) = (day.adding(days: -2), day.adding(days: -1))
    case .coming: (first, last) = (day.adding(days: 1), nil)
    }
    return [HeldCertificate(kind: kind, number: "1", first: first, last: last)]
  }
}

extension Condition {
  /// Whether it holds where `leaf` says so of each of its parts that has no parts.
  fileprivate func isTrue(where leaf: (Condition) -> Bool) -> Bool {
    switch self {
    case .always: true
    case .all(let parts): parts.allSatisfy { $0.isTrue(where: leaf) }
    case .any(let parts): parts.contains { $0.isTrue(where: leaf) }
    case .not(let part): !part.isTrue(where: leaf)
    default: leaf(self)
    }
  }
}
