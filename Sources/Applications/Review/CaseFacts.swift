import Rules

/// What can be asked of all open or all decided applications without reading their journals: nothing personal, and
/// nothing that is not in the journal.
package struct CaseFacts: Hashable, Sendable {
  package let requests: [RequestType.ID]
  package let receivedAt: Moment
  package let assignee: StaffName?
  /// The end of the last day of the deficiency that the applicant has to answer; `nil` where the agency has it.
  package let deficientUntil: Moment?
  package let isOnHold: Bool
  /// How many flags the applicant was not told of.
  package let flags: Int
  package let round: Int
  /// The elements for which somebody else was asked and has not answered.
  package let awaits: [Element.ID]
  /// What was found about fitness; `nil` where nothing was, or not about what is there now.
  package let isCleared: Bool?
  /// The decision that holds, or waits for a second person.
  package let decision: Decision.Outcome?
  /// Who has decided, or proposed it.
  package let decidedBy: String?
  /// Whether it is approved, and that waits to be confirmed or revoked.
  package let isPreliminary: Bool
  package let pauses: [Pause]

  /// `nil` where it was never submitted.
  package init?(_ application: Application) {
    guard let receivedAt = application.receivedAt else { return nil }
    let review = application.review
    let decided = review.decision ?? review.proposedDecision
    requests = application.start.requests
    self.receivedAt = receivedAt
    assignee = review.assignee
    deficientUntil = application.isWithApplicant ? review.openDeficiency?.until : nil
    isOnHold = review.hold != nil
    flags = review.openFlags.count
    round = review.round
    awaits =
      application.awaitsParties
      ? application.invitations.filter(\.isPending).map(\.invitation.element) : []
    isCleared = application.fitnessNow?.outcome.isCleared
    decision = decided?.decision.outcome
    if let who = decided?.who, case .staff(let name) = who {
      decidedBy = name
    } else {
      decidedBy = nil
    }
    isPreliminary = application.isPreliminary
    pauses = application.pauses
  }

  package init(
    requests: [RequestType.ID], receivedAt: Moment, assignee: StaffName?, deficientUntil: Moment?,
    isOnHold: Bool, flags: Int, round: Int, awaits: [Element.ID], isCleared: Bool?,
    decision: Decision.Outcome?, decidedBy: String?, isPreliminary: Bool = false, pauses: [Pause]
  ) {
    self.requests = requests
    self.receivedAt = receivedAt
    self.assignee = assignee
    self.deficientUntil = deficientUntil
    self.isOnHold = isOnHold
    self.flags = flags
    self.round = round
    self.awaits = awaits
    self.isCleared = isCleared
    self.decision = decision
    self.decidedBy = decidedBy
    self.isPreliminary = isPreliminary
    self.pauses = pauses
  }
}

extension Application {
  /// Whether it is back with the applicant, as far as its journal says: whoever knows the time looks at the last day.
  package var isWithApplicant: Bool {
    guard isInReview, let open = review.openDeficiency else { return false }
    return open.lapsedAt == nil
  }
}

/// How far an open application is, for those who review.
package enum CaseStatus: String, Hashable, Sendable, CaseIterable {
  /// Nobody has it.
  case waiting
  /// Somebody has it.
  case pendingReview = "pending-review"
  case onHold = "on-hold"
  /// It is back with the applicant.
  case deficient
  /// Another person has to agree to what was decided.
  case toConfirm = "to-confirm"
}

extension CaseFacts {
  /// Of one that is open.
  package func status(at now: Moment) -> CaseStatus {
    if decision != nil { return .toConfirm }
    if let deficientUntil, now < deficientUntil { return .deficient }
    if isOnHold { return .onHold }
    return assignee == nil ? .waiting : .pendingReview
  }
}
