import Rules

/// The totals that an application can come to on the day of an edition, each with one application that does.
///
/// Each request type is priced alone, with every answer to the questions its fees look at, and every two of
/// them together. Numbers are tried up to three above the least, days not at all, and three request types
/// in one application not either: their totals are sums that a way to pay without links has to take.
struct ReachableTotals {
  private(set) var examples: [Money: String] = [:]
  private let edition: Edition
  /// How many applications are tried at the most, and how many for one request in a pair.
  private static let limits = (requests: 2000, pairs: 24)

  init(_ edition: Edition) {
    self.edition = edition
    let open = edition.requestTypes
    let answers = open.map { combinations($0).map(Answers.init) }
    for (request, answers) in zip(open, answers) {
      for answers in answers { price([request], answers) }
    }
    for (index, first) in open.enumerated() {
      for other in open.indices where other > index {
        let second = open[other]
        guard !first.conflicts.contains(second.id), !second.conflicts.contains(first.id) else {
          continue
        }
        for one in answers[index].prefix(Self.limits.pairs) {
          for two in answers[other].prefix(Self.limits.pairs) {
            guard let both = one.joined(with: two) else { continue }
            price([first, second], both)
          }
        }
      }
    }
    examples[.zero] = nil
  }

  private mutating func price(_ requests: [RequestType], _ answers: Answers) {
    // What has no price cannot be paid.
    guard let quote = try? edition.quote(for: requests, answers: answers, paid: edition.day),
      examples[quote.total] == nil
    else { return }
    let said = answers.fields.map { "\($0.name)=\($0.texts.joined(separator: "+"))" }
    examples[quote.total] = ([requests.map(\.id.text).joined(separator: " and ")] + said)
      .joined(separator: ", ")
  }

  /// Every choice of answers to the questions that the fees of `request` look at.
  private func combinations(_ request: RequestType) -> [[Answers.Field]] {
    var asked = Set(request.fees.flatMap { $0.when.questions + [$0.count].compactMap(\.self) })
    for question in request.questions.reversed() where asked.contains(question.id) {
      asked.formUnion(question.when.questions)
    }
    var all: [[Answers.Field]] = [[]]
    for question in request.questions where asked.contains(question.id) {
      let candidates = question.tried.map { texts in
        texts.isEmpty ? [] : [Answers.Field(name: question.id.text, texts: texts)]
      }
      guard all.count * candidates.count <= Self.limits.requests else { break }
      all = all.flatMap { answers in candidates.map { answers + $0 } }
    }
    return all
  }
}

extension Question {
  /// Answers that may be given to it; the empty one where it may be left out, or does not apply.
  fileprivate var tried: [[String]] {
    let nothing: [[String]] = isRequired && when == .always ? [] : [[]]
    switch kind {
    case .yesOrNo: return nothing + [["yes"], ["no"]]
    case .confirmation: return nothing + [["yes"]]
    case .oneOf(let choices), .severalOf(let choices): return nothing + choices.map { [$0.id.text] }
    case .number(let range):
      let last = min(range.upperBound, range.lowerBound.addingReportingOverflow(3).partialValue)
      return nothing + (range.lowerBound...max(range.lowerBound, last)).map { [String($0)] }
    default: return [[]]
    }
  }
}

extension Answers {
  /// Both together; `nil` where the two answer one question in two ways.
  fileprivate func joined(with other: Answers) -> Answers? {
    var fields = fields
    for field in other.fields {
      let before = self[field: field.name]
      if before.isEmpty { fields.append(field) } else if before != field.texts { return nil }
    }
    return Answers(fields)
  }
}
