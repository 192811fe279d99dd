extension Condition {
  /// The condition that nothing meets.
  package static let never = Condition.not(.always)

  /// What is left of it when some of the single conditions it is made of are decided: `.always`, `.never`,
  /// or what still has to be known.
  ///
  /// `verdict` is asked about each single condition; `nil` where it is not known.
  package func left(_ verdict: (Condition) -> Bool?) -> Condition {
    switch self {
    case .always: return self
    case .all(let parts):
      let rest = Self.once(parts.map { $0.left(verdict) }.filter { $0 != .always })
      if rest.contains(.never) { return .never }
      return rest.isEmpty ? .always : rest.count == 1 ? rest[0] : .all(rest)
    case .any(let parts):
      let rest = Self.once(parts.map { $0.left(verdict) }.filter { $0 != .never })
      if rest.contains(.always) { return .always }
      return rest.isEmpty ? .never : rest.count == 1 ? rest[0] : .any(rest)
    case .not(let part):
      let rest = part.left(verdict)
      if case .not(let inner) = rest { return inner }
      return .not(rest)
    default: return verdict(self).map { $0 ? .always : .never } ?? self
    }
  }

  private static func once(_ parts: [Condition]) -> [Condition] {
    parts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The single conditions it is made of, in their order.
  package var singles: [Condition] {
    switch self {
    case .always: []
    case .all(let parts), .any(let parts): parts.flatMap(\.singles)
    case .not(let part): part.singles
    default: [self]
    }
  }
}

/// A single condition of which is known whether it holds, and what follows for others.
struct Fact: Hashable, Sendable {
  let condition: Condition
  let isSo: Bool

  /// Whether `other` holds, where that follows from this fact alone.
  func verdict(on other: Condition) -> Bool? {
    if other == condition { return isSo }
    switch (condition, other) {
    case (.holds(let kinds, let state), .holds(let others, let otherState)):
      return verdict(kinds, state, others, otherState)
    case (.holds(let kinds, .ever), .day(let point, let first, let last)) where !isSo:
      // Without a certificate it has no last day.
      return [point, first, last].compactMap(\.self).contains { $0.needs(kinds) } ? false : nil
    case (.holds(let kinds, .ever), .dayWithin(let point, _)) where !isSo:
      return point.needs(kinds) ? false : nil
    case (.dayWithin(let point, let years), .dayWithin(let otherPoint, let otherYears)):
      guard point == otherPoint else { return nil }
      return isSo ? (years <= otherYears ? true : nil) : (otherYears <= years ? false : nil)
    case (.sum(let sum, let range), .sum(let otherSum, let otherRange)):
      guard sum == otherSum else { return nil }
      if !isSo { return range.contains(otherRange) ? false : nil }
      return otherRange.contains(range) ? true : range.overlaps(otherRange) ? nil : false
    case (.answered(let question, let values), .answered(let otherQuestion, let others)):
      return question == otherQuestion ? verdict(values, others) : nil
    case (.profile(let part, let values), .profile(let otherPart, let others)):
      guard part == otherPart else { return nil }
      let isApart = isSo && Set(values).isDisjoint(with: others)
      return isApart ? false : verdict(values, others)
    default: return nil
    }
  }

  private func verdict(_ values: [String], _ others: [String]) -> Bool? {
    if isSo { return Set(values).isSubset(of: others) ? true : nil }
    return Set(others).isSubset(of: values) ? false : nil
  }

  private func verdict(
    _ kinds: [CertificateKind.ID], _ state: HeldState,
    _ others: [CertificateKind.ID], _ otherState: HeldState
  ) -> Bool? {
    let isWider = others.isEmpty || (!kinds.isEmpty && Set(kinds).isSubset(of: others))
    let isNarrower = kinds.isEmpty || (!others.isEmpty && Set(others).isSubset(of: kinds))
    if isSo {
      if isWider, otherState == .ever || (state == .current && otherState == .current) {
        return true
      }
      // One that holds keeps its kind from having ended, and the other way round.
      if isWider, state == .current, otherState == .ended { return false }
      if isNarrower, state == .ended, otherState == .current { return false }
      return nil
    }
    if isNarrower, state == .ever { return false }
    return isNarrower && state == .current && otherState == .current ? false : nil
  }
}

extension ClosedRange<Int> {
  fileprivate func contains(_ other: ClosedRange<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}

extension DayPoint {
  /// Whether there is no such day for somebody who holds, and held, none of these.
  fileprivate func needs(_ kinds: [CertificateKind.ID]) -> Bool {
    switch self {
    case .fixed, .today, .answer: false
    case .lastDay(let own), .firstDay(let own):
      kinds.isEmpty || (!own.isEmpty && Set(own).isSubset(of: kinds))
    case .yearDay(_, let point, _): point.needs(kinds)
    }
  }
}
