import Rules

/// An application seen at one moment through the edition it is bound to: what is complete, what is
/// missing and who holds it, what may happen next.
package struct Overview: Hashable, Sendable {
  package let application: Application
  package let edition: Edition
  package let now: Moment
  package let requests: [RequestType]
  /// In the order of the page.
  package let elements: [Entry]
  /// Who looks at it, and on whose pages its forms stand.
  package var viewer: Viewer = .applicant
  /// Whether the edition has every request and every element that the application is about.
  private let isWhole: Bool

  package struct Entry: Hashable, Sendable {
    package let element: Element
    package let part: Part
    package let status: ElementStatus
    /// The last request to somebody to complete it.
    package let invitation: InvitationRecord?
    /// What has come another way, where that stands for what somebody would have supplied.
    package let evidence: EvidenceRecord?

    fileprivate init(_ element: Element, in application: Application) {
      self.element = element
      part = application.part(element.id)
      evidence =
        element.submittedBy == Party.applicant ? nil : application.evidence(for: element.id)
      status = evidence == nil ? element.status(of: part) : .complete
      invitation = application.invitation(for: element.id)
    }

    private init(_ element: Element, like entry: Entry) {
      self.element = element
      (part, status, invitation, evidence) = (
        entry.part, entry.status, entry.invitation, entry.evidence
      )
    }

    /// The same as a helper has it.
    package var asHelped: Entry { Entry(element.asHelped, like: self) }

    /// The same, asked in the words of another edition.
    package func worded(as other: Element) -> Entry {
      Entry(element.worded(as: other), like: self)
    }
  }

  package init(_ application: Application, edition: Edition, now: Moment) {
    self.application = application
    self.edition = edition
    self.now = now
    requests = application.start.requests.compactMap(edition.requestType)
    let asked = edition.elementIDs(of: requests, answers: application.answers)
    elements = asked.compactMap(edition.element).map { Entry($0, in: application) }
    isWhole =
      requests.count == application.start.requests.count && elements.count == asked.count
  }

  package var stage: Stage {
    if application.withdrawnAt != nil { return .withdrawn }
    if application.submittedAt != nil { return stageOfReview }
    if application.cancelledAt != nil { return .cancelled }
    if application.awaitedAttempt(at: now) != nil || application.heldAttempt != nil {
      return .paying
    }
    if now >= deadline { return .expired }
    return application.askedPayer(at: now) == nil ? .open : .payerAsked
  }

  package enum Stage: Hashable, Sendable {
    /// It can be filled in.
    case open
    /// A payment is on its way, or money that came is held: one begun in time is waited for as long as its
    /// provider's word may take, also after the deadline, and there is never a second beside it.
    case paying
    /// Somebody else was asked to pay, and has not begun to: nothing can be changed until that has ended.
    case payerAsked
    case expired
    /// The applicant gave it up before it was submitted.
    case cancelled
    /// Nobody has looked at it yet.
    case submitted
    /// Somebody who works for the agency has it.
    case pendingReview
    /// It is back with the applicant, who has something to put right.
    case deficient
    /// Nothing was put right in time, and that has closed it.
    case closed
    case approved
    case denied
    /// It was approved preliminarily, and that is revoked.
    case revoked
    /// The applicant took it back after it was submitted.
    case withdrawn
  }

  /// That of an application that is submitted and not withdrawn.
  private var stageOfReview: Stage {
    let review = application.review
    if let decision = review.decision?.decision {
      return switch decision.outcome {
      case .approved: .approved
      case .denied: .denied
      case .revoked: .revoked
      }
    }
    if application.deficiency(at: now) != nil { return .deficient }
    if application.isClosed(at: now) { return .closed }
    return review.assignee == nil ? .submitted : .pendingReview
  }

  /// Whether those who work for the agency can go on with it now.
  package var isWithStaff: Bool { stage == .submitted || stage == .pendingReview }

  /// The elements that the applicant can put right now, in the order of the page.
  package var reopened: [Entry] {
    guard let open = application.deficiency(at: now) else { return [] }
    let flagged = application.review.flags(of: open).map(\.flag.element)
    let all = flagged + open.deficiency.anew + open.deficiency.signAgain
    return elements.filter { all.contains($0.element.id) }
  }

  /// When it came to its stage.
  package var stageSince: Moment {
    switch stage {
    case .open: application.startedAt
    case .paying: (application.openAttempt ?? application.heldAttempt)?.openedAt ?? now
    case .payerAsked: application.askedPayer(at: now)?.askedAt ?? now
    case .expired: deadline
    case .cancelled: application.cancelledAt ?? now
    case .submitted: application.review.waitsSince ?? application.submittedAt ?? now
    case .pendingReview: application.review.assignedAt ?? now
    case .deficient: application.review.openDeficiency?.sentAt ?? now
    case .closed: application.review.openDeficiency?.until ?? now
    case .approved, .denied, .revoked: application.review.decision?.holdsSince ?? now
    case .withdrawn: application.withdrawnAt ?? now
    }
  }

  /// Whether the applicant may give it up: it is not submitted, and no money is on its way.
  package var canBeCancelled: Bool { stage == .open }

  /// Whether the applicant may take it back: it is submitted, and no further money is on its way.
  package var canBeWithdrawn: Bool {
    (isWithStaff || stage == .deficient) && application.openAttempt == nil
      && application.heldAttempt == nil
  }

  /// Whether a new application may take over its answers and files: it has ended undecided.
  package var canBeCarriedOver: Bool {
    switch stage {
    case .expired, .cancelled, .closed, .withdrawn: true
    case .open, .paying, .payerAsked, .submitted, .pendingReview, .deficient, .approved, .denied,
      .revoked:
      false
    }
  }

  /// Whether something can still come of it: it is being filled in or paid, or waits to be decided.
  package var isUnderWay: Bool {
    switch stage {
    case .open, .paying, .payerAsked, .submitted, .pendingReview, .deficient: true
    case .expired, .cancelled, .closed, .approved, .denied, .revoked, .withdrawn: false
    }
  }

  /// Whether it is for one of these, and something can still come of it.
  package func isUnderWay(for requests: [RequestType.ID]) -> Bool {
    isUnderWay && application.start.requests.contains(where: requests.contains)
  }

  /// The last day on which it can be paid.
  package var lastDay: Day {
    edition.agency.timeZone.day(of: deadline.adding(seconds: -1))
  }

  /// Days left after today; 0 on the last day; negative once expired.
  package var daysLeft: Int { edition.agency.timeZone.day(of: now).days(until: lastDay) }

  /// What keeps *Proceed to Payment* closed, in the order of the page.
  package var blockers: [Entry] {
    elements.filter {
      $0.element.isRequired && $0.element.neededBefore == .payment && $0.status != .complete
    }
  }

  /// Whether every part that payment waits for is complete. Never where the edition lacks something
  /// that the application asks for: what cannot be seen cannot be complete.
  package var isComplete: Bool { isWhole && blockers.isEmpty }

  package func entry(_ id: Element.ID) -> Entry? { elements.first { $0.element.id == id } }

  /// The same, also for an element that the answers of now do not ask for. `nil` for one that none of the
  /// requests ever asks for.
  package func entry(evenIfNotAsked id: Element.ID) -> Entry? {
    entry(id) ?? edition.element(id).map { Entry($0, in: application) }
  }

  /// The element after `id`, in the order of the page, that the applicant can still work on: their own,
  /// and not signed.
  package func next(after id: Element.ID) -> Element? {
    guard let index = elements.firstIndex(where: { $0.element.id == id }) else { return nil }
    return elements[(index + 1)...].first {
      $0.element.submittedBy == Party.applicant && !$0.part.isSealed
    }?.element
  }

  /// The same as if the clarifying questions were answered so, for a look at what would change.
  package func answering(_ answers: Answers) -> Overview {
    var application = application
    application.answer(answers)
    return Overview(application, edition: edition, now: now)
  }

  /// The attempt that has frozen the price: one that is paid, open or held.
  private var pricingAttempt: AttemptRecord? {
    application.payment ?? application.openAttempt ?? application.heldAttempt
  }

  /// Whether what it costs can no longer change.
  package var isPriceSettled: Bool { pricingAttempt != nil || application.submittedAt != nil }

  /// The hash of the publication that `quote()` goes by, and the day.
  package var pricing: (publication: String?, day: Day) {
    if let attempt = pricingAttempt?.attempt { return (attempt.publication, attempt.quote.day) }
    return (
      edition.feesPublication, edition.agency.timeZone.day(of: application.submittedAt ?? now)
    )
  }

  /// What it costs when a payment is opened now; frozen once one is open, held or paid, or it was
  /// submitted where nothing was owed.
  package func quote() throws(PricingRefusal) -> Quote {
    if let attempt = pricingAttempt { return attempt.attempt.quote }
    return try edition.quote(
      for: requests, answers: application.answers, started: application.start.day,
      paid: edition.agency.timeZone.day(of: application.submittedAt ?? now))
  }
}
