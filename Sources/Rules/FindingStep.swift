/// One page on the way from a request type to what it asks and costs: a question, or the result.
package indirect enum FindingStep: Hashable, Sendable {
  case ask(OpenRequest.Ask, rule: EligibilityRule?, [Branch])
  /// What is left open of the request is what no page was made for.
  case result(OpenRequest)

  /// What follows from some answers. All of them lead to the same, and so share one page.
  package struct Branch: Hashable, Sendable {
    /// `yes`, `no`, the id of a choice, or the name of a range of numbers; `nil` for a question that is left empty. Never empty.
    package let answers: [String?]
    package let next: FindingStep
  }

  /// How many pages it makes.
  package var pageCount: Int {
    switch self {
    case .result: 1
    case .ask(_, _, let branches): branches.reduce(1) { $0 + $1.next.pageCount }
    }
  }
}

/// All questions that make a difference to one request type, as far as pages are made for them.
package struct FindingTree: Hashable, Sendable {
  package let first: FindingStep
  /// Whether every question that makes a difference has its page. If not, only the first questions do.
  package let isWhole: Bool

  /// At most so many pages are made for one request type.
  package static let pageLimit = 100

  package init(for request: RequestType, on day: Day, fees: FeeSchedule) {
    let start = OpenRequest(request, on: day, fees: fees)
    func tree(depth: Int) -> (FindingStep, isWhole: Bool)? {
      var maker = StepMaker(fees: fees, left: Self.pageLimit * 4)
      guard let step = maker.step(start, depth: depth), step.pageCount <= Self.pageLimit else {
        return nil
      }
      return (step, !maker.wasCut)
    }
    if let (step, isWhole) = tree(depth: 1000) {
      (first, self.isWhole) = (step, isWhole)
      return
    }
    var best = FindingStep.result(start)
    var depth = 1
    while let (step, _) = tree(depth: depth) {
      best = step
      depth += 1
    }
    (first, isWhole) = (best, false)
  }
}

private struct StepMaker {
  let fees: FeeSchedule
  /// How many more steps may be looked at.
  var left: Int
  var wasCut = false

  init(fees: FeeSchedule, left: Int) {
    self.fees = fees
    self.left = left
  }

  /// `nil` when there are too many.
  mutating func step(_ open: OpenRequest, depth: Int) -> FindingStep? {
    left -= 1
    guard left >= 0 else { return nil }
    guard let ask = open.next else { return .result(open) }
    guard depth > 0 else {
      wasCut = true
      return .result(open)
    }
    var branches: [FindingStep.Branch] = []
    for answer in ask.answers {
      guard let next = step(open.after(ask, answer, fees), depth: depth - 1) else { return nil }
      if let index = branches.firstIndex(where: { $0.next == next }) {
        branches[index] = .init(answers: branches[index].answers + [answer], next: next)
      } else {
        branches.append(.init(answers: [answer], next: next))
      }
    }
    // A question whose answers all lead to the same is not asked.
    return branches.count == 1 ? branches[0].next : .ask(ask, rule: open.rule, branches)
  }
}

extension OpenRequest.Ask {
  /// What a range of numbers is called among the answers: `7`, or `0-5`.
  package static func name(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  /// Every answer there is, in order.
  fileprivate var answers: [String?] {
    switch self {
    case .condition: ["yes", "no"]
    case .number(let question, let ranges):
      ranges.map(Self.name) + (question.isRequired ? [] : [nil])
    case .question(let question):
      (question.kind.choices.map { $0.map(\.id.text) } ?? ["yes", "no"])
        + (question.isRequired ? [] : [nil])
    }
  }
}

extension OpenRequest {
  fileprivate func after(_ ask: Ask, _ answer: String?, _ fees: FeeSchedule) -> OpenRequest {
    switch ask {
    case .question(let question): answering(question.id, answer, fees: fees)
    case .number(let question, let ranges):
      answering(question.id, in: ranges.first { Self.Ask.name($0) == answer }, fees: fees)
    case .condition(let condition): knowing(condition, isSo: answer == "yes", fees: fees)
    }
  }
}
