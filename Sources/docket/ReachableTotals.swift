import Rules

/// The totals that an application can come to on the day of an edition, each with one application that does.
///
/// Each request type is priced alone, with every answer to the questions its fees look at; then every two
/// of them together, and every three. Of answers that make the same lines only one goes on into
/// the next round, unless another request asks the same question.
struct ReachableTotals {
  private(set) var examples: [Money: String] = [:]
  /// Whether everything was tried that this looks for; not where there is too much of it.
  private(set) var isWhole = true
  private let edition: Edition
  /// The questions that more than one request type asks.
  private let shared: Set<Question.ID>
  /// How many applications are still priced: a round number that takes about a second.
  private var left = 50_000

  /// As many request types together are tried.
  static let requestsAtMost = 3

  init(_ edition: Edition) {
    self.edition = edition
    var asked: [Question.ID: Int] = [:]
    for request in edition.requestTypes {
      for question in Set(request.questions.map(\.id)) { asked[question, default: 0] += 1 }
    }
    shared = Set(asked.filter { $0.value > 1 }.keys)

    let days = edition.startDaysTried
    var alone: [[Tried]] = []
    for request in edition.requestTypes {
      let (all, isWhole) = request.answersTried(in: edition)
      if !isWhole { self.isWhole = false }
      alone.append(
        distinct(all.flatMap { one in days.map { Tried([request], one, started: $0) } }))
    }
    var round = alone.enumerated().flatMap { index, tried in tried.map { (index, $0) } }
    for _ in 1..<Self.requestsAtMost {
      var next: [(Int, Tried)] = []
      for (last, tried) in round {
        for other in alone.indices where other > last {
          let further = distinct(alone[other].compactMap(tried.joined))
          next += further.map { (other, $0) }
        }
      }
      round = next
    }
    examples[.zero] = nil
  }

  /// Prices all of `tried`, and returns one for each way its lines come out; those without a price are left out,
  /// because what has none cannot be paid.
  private mutating func distinct(_ tried: [Tried]) -> [Tried] {
    var seen: Set<Outcome> = []
    return tried.filter { one in
      guard left > 0 else {
        isWhole = false
        return false
      }
      left -= 1
      let occasion = Occasion(paid: edition.day, started: one.started)
      guard let quote = try? edition.quote(for: one.requests, answers: one.answers, occasion)
      else { return false }
      if examples[quote.total] == nil { examples[quote.total] = one.words(on: edition.day) }
      let kept = one.answers.fields.filter { field in
        shared.contains { $0.text == field.name.prefix { $0 != "." } }
      }
      return seen.insert(
        Outcome(
          lines: quote.lines.map { Outcome.Line(fee: $0.fee, count: $0.count, each: $0.each) },
          shared: kept, started: one.started)
      ).inserted
    }
  }
}

/// An application that is tried.
private struct Tried {
  let requests: [RequestType]
  let answers: Answers
  let started: Day

  init(_ requests: [RequestType], _ answers: Answers, started: Day) {
    self.requests = requests
    self.answers = answers
    self.started = started
  }

  /// Both in one application; `nil` where the two cannot be: they conflict, answer one question in two
  /// ways, or were started on two days.
  func joined(with other: Tried) -> Tried? {
    guard started == other.started else { return nil }
    for one in requests {
      for two in other.requests
      where one.conflicts.contains(two.id) || two.conflicts.contains(one.id) { return nil }
    }
    var fields = answers.fields
    for field in other.answers.fields {
      let before = answers[field: field.name]
      if before.isEmpty { fields.append(field) } else if before != field.texts { return nil }
    }
    return Tried(requests + other.requests, Answers(fields), started: started)
  }

  func words(on day: Day) -> String {
    var words = [requests.map(\.id.text).joined(separator: " and ")]
    words += answers.fields.map { "\($0.name)=\($0.texts.joined(separator: "+"))" }
    if started != day { words.append("started \(started)") }
    return words.joined(separator: ", ")
  }
}

/// What further requests can tell of the answers before.
private struct Outcome: Hashable {
  let lines: [Line]
  let shared: [Answers.Field]
  let started: Day

  struct Line: Hashable {
    let fee: Fee.ID
    let count: Int
    let each: Money
  }
}
