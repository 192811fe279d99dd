import Rules

/// What some conditions see: their parts that have no parts, and what stands for all that those can
/// tell apart.
struct Seen {
  let leaves: [Condition]
  /// Parts of which nobody can say here how they fall.
  let coins: [Condition]
  /// One for every set of kinds that conditions cannot tell apart.
  let kinds: [CertificateKind.ID]
  let profile: [(part: Circumstances.ProfilePart, texts: [String])]

  /// What the number questions among those that are looked at take.
  let ranges: [Question.ID: ClosedRange<Int>]

  var hasCoins: Bool { !coins.isEmpty }

  init(_ conditions: [Condition], _ questions: [Question]) {
    ranges = Dictionary(
      questions.compactMap { if case .number(let range) = $0.kind { ($0.id, range) } else { nil } },
      uniquingKeysWith: { first, _ in first })
    var leaves: [Condition] = []
    for leaf in conditions.flatMap(\.leaves) where !leaves.contains(leaf) { leaves.append(leaf) }
    self.leaves = leaves
    coins = leaves.filter { $0.isCoin(among: leaves) }
    kinds = Self.kinds(leaves)
    profile = Circumstances.ProfilePart.allCases.compactMap { part in
      let named = leaves.flatMap { leaf -> [String] in
        if case .profile(part, let texts) = leaf { texts } else { [] }
      }
      return named.isEmpty ? nil : (part, named + [""])
    }
  }

  private static func kinds(_ leaves: [Condition]) -> [CertificateKind.ID] {
    let sets = leaves.compactMap { leaf -> [CertificateKind.ID]? in
      if case .holds(let kinds, _) = leaf { kinds } else { nil }
    }
    guard !sets.isEmpty else { return [] }
    // `any-other` stands for the kinds that no condition names.
    let named = sets.flatMap(\.self) + (sets.contains([]) ? ["any-other"] : [])
    var seen: Set<[Bool]> = []
    return named.filter { kind in
      seen.insert(sets.map { $0.isEmpty || $0.contains(kind) }).inserted
    }
  }

  /// Days of applying that a comparison of today with a fixed day tells apart.
  var todays: [Day] { fixedDays(besides: .today) }

  /// The days around those that `point` is compared with.
  func fixedDays(besides point: DayPoint) -> [Day] {
    leaves.flatMap { leaf -> [Day] in
      guard case .day(point, let first, let last) = leaf else { return [] }
      return [first, last].compactMap { bound in
        if case .fixed(let day)? = bound { day } else { nil }
      }.flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] }
    }
  }
}

extension Condition {
  fileprivate var leaves: [Condition] {
    switch self {
    case .always: []
    case .all(let parts), .any(let parts): parts.flatMap(\.leaves)
    case .not(let part): part.leaves
    default: [self]
    }
  }

  fileprivate func isCoin(among leaves: [Condition]) -> Bool {
    switch self {
    case .dayWithin: true
    case .day(let point, let first, let last):
      !point.isChosen || ![first, last].allSatisfy { $0?.isFixed ?? true }
    case .sum(let sum, _):
      // The answers that reach a sum of several may not be those that stand for other conditions.
      sum.questions.count > 1 && sum.steps.isEmpty
        && (sum.questions.count > 5
          || leaves.contains { other in
            if case .sum(sum, _) = other { return false }
            return other.questions.contains(where: sum.questions.contains)
          })
    default: false
    }
  }
}

extension DayPoint {
  fileprivate var isFixed: Bool { if case .fixed = self { true } else { false } }

  /// A day that is tried out.
  fileprivate var isChosen: Bool {
    switch self {
    case .today, .answer: true
    default: false
    }
  }
}
