import Rules

/// What somebody asks of the open applications. What is `nil` is not asked.
package struct CaseFilter: Hashable, Sendable {
  package var status: CaseStatus?
  package var request: RequestType.ID?
  package var age: AgeGroup?
  /// Who it is with.
  package var holder: Holder?
  /// One of these elements is awaited from somebody else.
  package var awaits: Set<Element.ID>?
  package var mark: Mark?

  package enum Holder: Hashable, Sendable {
    case nobody
    case member(StaffName)
  }

  /// Something that stands beside an application in the queue.
  package enum Mark: String, Hashable, Sendable, CaseIterable {
    /// Something has to be put right, and the applicant was not told of it.
    case flagged
    /// It went back to the applicant at least once.
    case returned
    case fitnessNotYet = "fitness-not-yet"
  }

  package init() {}

  package var isEmpty: Bool { self == CaseFilter() }

  package func has(_ facts: CaseFacts, _ calendar: WorkCalendar, at now: Moment) -> Bool {
    if let status, facts.status(at: now) != status { return false }
    if let request, !facts.requests.contains(request) { return false }
    switch holder {
    case nil: break
    case .nobody: if facts.assignee != nil { return false }
    case .member(let name): if facts.assignee != name { return false }
    }
    if let awaits, !facts.awaits.contains(where: awaits.contains) { return false }
    switch mark {
    case nil: break
    case .flagged: if facts.flags == 0 { return false }
    case .returned: if facts.round == 0 { return false }
    case .fitnessNotYet: if facts.isCleared == true { return false }
    }
    // Last, because days take the longest to count.
    return age.map { $0 == AgeGroup(workingDays: facts.workingDays(calendar, at: now)) } ?? true
  }
}

extension CaseFacts {
  /// How long the agency has had it.
  package func workingDays(_ calendar: WorkCalendar, at now: Moment) -> Int {
    calendar.workingDays(from: receivedAt, until: now, without: pauses)
  }
}
