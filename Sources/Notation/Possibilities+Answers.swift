import Rules

extension Question {
  /// Answers that stand for all that can be given, for conditions that see no more than `seen`; `nil`
  /// where those are too many. A question that may be left out has no answer too.
  func candidates(_ seen: Seen) -> [[Answers.Field]]? {
    guard let texts = candidateTexts(seen) else { return nil }
    let answers = texts.map { texts in
      texts.count == 1 ? fields(writing: texts[0]) : [Answers.Field(name: id.text, texts: texts)]
    }
    return isRequired ? answers : [[]] + answers
  }

  private func candidateTexts(_ seen: Seen) -> [[String]]? {
    let named = seen.values(of: id)
    switch kind {
    case .yesOrNo: return [["yes"], ["no"]]
    case .confirmation: return [["yes"]]
    case .oneOf(let choices): return distinct(choices, named).map { [$0] }
    case .severalOf(let choices):
      let texts = distinct(choices, named)
      guard texts.count <= 8 else { return nil }
      return (1..<(1 << texts.count)).map { set in
        texts.indices.filter { set & (1 << $0) != 0 }.map { texts[$0] }
      }
    case .number(let range):
      return numbers(range, named, seen).map { [String($0)] }
    case .day:
      let days = Set(seen.fixedDays(besides: .answer(id)) + [Day(daysSince1970: 20_000)])
      return days.sorted().map { [$0.description] }
    default: return (named + ["…"]).map { [$0] }
    }
  }

  /// The choices that are named, and one of the others.
  private func distinct(_ choices: [Choice], _ named: [String]) -> [String] {
    let texts = choices.map(\.id.text)
    return texts.filter(named.contains) + texts.filter { !named.contains($0) }.prefix(1)
  }

  private func numbers(
    _ range: ClosedRange<Int>, _ named: [String], _ seen: Seen
  ) -> [Int] {
    var numbers: Set<Int> = [range.lowerBound, range.upperBound]
    for number in named.compactMap({ Int($0) }) {
      numbers.formUnion([number, number.advanced(by: -1), number.advanced(by: 1)])
    }
    for leaf in seen.leaves {
      guard case .sum(let sum, let wanted) = leaf, sum.questions.contains(id) else { continue }
      for step in sum.steps { numbers.formUnion([step.from - 1, step.from]) }
      guard sum.steps.isEmpty else { continue }
      // The others at their least and most: what is still needed from this one.
      for rest in seen.rests(of: sum, besides: id) {
        for bound in [wanted.lowerBound, min(wanted.upperBound, 1_000_000_000)] {
          numbers.formUnion((-1...1).map { bound - rest + $0 })
        }
      }
    }
    return numbers.filter(range.contains).sorted()
  }
}

extension Seen {
  /// The answers to `question` that conditions name.
  fileprivate func values(of question: Question.ID) -> [String] {
    leaves.flatMap { leaf -> [String] in
      if case .answered(question, let values) = leaf { values } else { [] }
    }
  }

  /// What the other questions of a sum may come to together, when each is at its least or most.
  fileprivate func rests(of sum: Condition.Sum, besides id: Question.ID) -> Set<Int> {
    sum.questions.filter { $0 != id }.prefix(5).reduce(into: [0]) { rests, other in
      let range = ranges[other] ?? 0...0
      rests = Set(rests.flatMap { [$0, $0 + range.lowerBound, $0 + range.upperBound] })
    }
  }
}
