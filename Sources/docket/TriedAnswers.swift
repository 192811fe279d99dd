import Rules

extension RequestType {
  /// Every choice of answers to the questions that its fees look at, and whether that is all there are: after two
  /// thousand no further question is varied.
  func answersTried(in edition: Edition) -> (all: [Answers], isWhole: Bool) {
    let uses = fees.compactMap { use in edition.fees.fee(use.fee).map { (use, $0) } }
    var looked: [Question.ID: [Looked]] = [:]
    for (use, fee) in uses {
      for question in use.when.questions { looked[question, default: []] += [] }
      if let count = use.count { looked[count, default: []].append(.count(fee)) }
      if case .answer(let question) = fee.countedFrom {
        looked[question, default: []].append(.lateness(fee))
      }
      for amount in fee.amounts {
        guard case .less(.paidBefore(let other, let question), _) = amount.price else { continue }
        looked[question, default: []] += edition.fees.fee(other).map { [.credit($0)] } ?? []
      }
    }
    for question in questions.reversed() where looked[question.id] != nil {
      for other in question.when.questions where looked[other] == nil { looked[other] = [] }
    }
    var all: [[Answers.Field]] = [[]]
    for question in questions {
      guard let reasons = looked[question.id] else { continue }
      let candidates = question.tried(for: reasons, on: edition.day)
      guard all.count * candidates.count <= 2000 else { return (all.map(Answers.init), false) }
      all = all.flatMap { answers in candidates.map { answers + $0 } }
    }
    return (all.map(Answers.init), true)
  }
}

/// What a fee takes an answer for.
private enum Looked {
  /// How many there are.
  case count(Fee)
  /// The day it is late from.
  case lateness(Fee)
  /// The day on which this fee was paid before.
  case credit(Fee)
}

extension Question {
  /// Answers that may be given to it; the empty one where it may be left out, or does not apply.
  fileprivate func tried(for reasons: [Looked], on today: Day) -> [[Answers.Field]] {
    let nothing: [[Answers.Field]] = isRequired && when == .always ? [] : [[]]
    func one(_ text: String) -> [Answers.Field] { [Answers.Field(name: id.text, texts: [text])] }
    switch kind {
    case .yesOrNo: return nothing + [one("yes"), one("no")]
    case .confirmation: return nothing + [one("yes")]
    case .oneOf(let choices), .severalOf(let choices):
      return nothing + choices.map { one($0.id.text) }
    case .number(let range):
      var numbers = Set(reasons.flatMap(\.numbers).filter(range.contains))
      numbers.formUnion(range.prefix(4))
      return nothing + numbers.sorted().map { one(String($0)) }
    case .day:
      let days = Set(reasons.flatMap { $0.days(before: today) } + [today])
      return nothing
        + days.sorted().map { day in
          zip(fields, [day.dayOfMonth, day.month, day.year]).map {
            Answers.Field(name: $0, texts: [String($1)])
          }
        }
    default: return [[]]
    }
  }
}

extension Looked {
  /// The last number of each tier, and the one after it.
  fileprivate var numbers: [Int] {
    guard case .count(let fee) = self else { return [] }
    return fee.amounts.flatMap { amount -> [Int] in
      guard case .tiers(let tiers) = amount.price else { return [] }
      return tiers.compactMap(\.upTo).flatMap { [$0, $0.addingReportingOverflow(1).partialValue] }
    }
  }

  /// The first day of each band of lateness, counted back, and of each amount that was paid before.
  fileprivate func days(before today: Day) -> [Day] {
    switch self {
    case .count: []
    case .lateness(let fee): fee.bandStarts.map { today.adding(days: -$0) }
    case .credit(let fee): fee.amounts.map(\.from).filter { $0 <= today }
    }
  }
}

extension Fee {
  /// So many days late each band begins.
  fileprivate var bandStarts: [Int] {
    amounts.flatMap { amount -> [Int] in
      guard case .late(let bands) = amount.price else { return [] }
      return bands.map { $0.afterDays + 1 }
    }
  }
}

extension Edition {
  /// The days on which an application that is paid today may have been started, as far as that makes a difference:
  /// today, the last day of each earlier amount, and the first of each band of lateness.
  var startDaysTried: [Day] {
    let first = day.adding(days: -agency.applicationDays)
    let others = fees.fees.flatMap { fee -> [Day] in
      let amounts =
        fee.pricedOn == .payment ? [] : fee.amounts.map { $0.from.adding(days: -1) }
      let bands =
        fee.countedFrom == .start ? fee.bandStarts.map { day.adding(days: -$0) } : []
      return amounts + bands
    }
    return Set(others.filter { first <= $0 && $0 < day } + [day]).sorted(by: >)
  }
}
