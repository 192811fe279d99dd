import Rules

/// How many applications are open, of what kind and age and with whom, and how long those took that were decided in a
/// period. Ages are working days.
package struct ReviewFigures: Sendable {
  package let now: Moment
  /// Decisions since then count.
  package let from: Moment
  private let calendar: WorkCalendar
  package private(set) var open = Group()
  /// One for several credentials counts for each.
  package private(set) var openByType: [RequestType.ID: Group] = [:]
  /// Those that nobody has are under `nil`.
  package private(set) var openByHolder: [StaffName?: Group] = [:]
  package private(set) var decided = Decided()
  package private(set) var decidedByType: [RequestType.ID: Decided] = [:]
  package private(set) var decidedBy: [String: Decided] = [:]

  /// Open ones.
  package struct Group: Hashable, Sendable {
    package private(set) var count = 0
    package private(set) var byStatus: [CaseStatus: Int] = [:]
    package private(set) var byAge: [AgeGroup: Int] = [:]
    /// When the one of them was received that has waited longest for the agency; `nil` where all are back with
    /// their applicants.
    package private(set) var oldest: Moment?

    package init() {}

    mutating func take(_ facts: CaseFacts, _ status: CaseStatus, _ days: Int) {
      count += 1
      byStatus[status, default: 0] += 1
      byAge[AgeGroup(workingDays: days), default: 0] += 1
      if status != .deficient {
        oldest = oldest.map { min($0, facts.receivedAt) } ?? facts.receivedAt
      }
    }
  }

  /// Decided ones.
  package struct Decided: Hashable, Sendable {
    package private(set) var approved = 0
    package private(set) var denied = 0
    /// Approved preliminarily first. How long that took does not count, for it was decided before.
    package private(set) var revoked = 0
    private var days: [Int] = []

    package var count: Int { approved + denied + revoked }

    /// The working days within which so many of a hundred were decided (nearest rank); `nil` where none was.
    package func percentile(_ share: Int) -> Int? {
      guard !days.isEmpty else { return nil }
      let rank = max(1, (days.count * share + 99) / 100)
      return days.sorted()[min(rank, days.count) - 1]
    }

    mutating func take(_ outcome: Decision.Outcome, _ days: Int) {
      switch outcome {
      case .approved: approved += 1
      case .denied: denied += 1
      case .revoked:
        revoked += 1
        return
      }
      self.days.append(days)
    }
  }

  package init(_ calendar: WorkCalendar, from: Moment, at now: Moment) {
    self.calendar = calendar
    self.from = from
    self.now = now
  }

  package mutating func take(open facts: CaseFacts) {
    let status = facts.status(at: now)
    let days = facts.workingDays(calendar, at: now)
    open.take(facts, status, days)
    for request in Set(facts.requests) {
      openByType[request, default: Group()].take(facts, status, days)
    }
    openByHolder[facts.assignee, default: Group()].take(facts, status, days)
  }

  /// `since` is when its decision began to hold.
  package mutating func take(decided facts: CaseFacts, since: Moment) {
    guard let outcome = facts.decision, since >= from else { return }
    let days = facts.workingDays(calendar, at: since)
    decided.take(outcome, days)
    for request in Set(facts.requests) {
      decidedByType[request, default: Decided()].take(outcome, days)
    }
    if let who = facts.decidedBy { decidedBy[who, default: Decided()].take(outcome, days) }
  }
}
