import Rules

extension Overview {
  /// Who looks at an application.
  package enum Viewer: Hashable, Sendable {
    case applicant
    /// Somebody who was asked for one element by the invitation of this id, with the secret word of their link.
    case party(invitation: String, link: String)
    /// Somebody who acts for the organisation that was asked for one element by the invitation of this id.
    case organisation(OrganisationID, invitation: String)
    /// A helper of this id, with the secret word of their link.
    case helper(id: String, link: String)

    /// Whether it is anybody but the applicant.
    package var isParty: Bool { self != .applicant }

    package var isHelper: Bool { if case .helper = self { true } else { false } }

    /// The request by which somebody else looks at it.
    package var invitation: String? {
      switch self {
      case .applicant, .helper: nil
      case .party(let invitation, _), .organisation(_, let invitation): invitation
      }
    }
  }

  /// Whether an element that somebody else completes can still be completed, as far as the application as a whole
  /// goes. What may follow after submission may also come while a payment is under way.
  package func takesPart(of element: Element) -> Bool {
    switch stage {
    case .open: true
    case .paying, .payerAsked, .submitted, .pendingReview: element.neededBefore == .decision
    case .deficient:
      element.neededBefore == .decision || reopened.contains { $0.element.id == element.id }
    case .expired, .cancelled, .closed, .approved, .denied, .revoked, .withdrawn: false
    }
  }

  /// Whether the applicant has to name somebody before anybody else can do anything about the element.
  package func awaitsName(_ entry: Entry) -> Bool {
    guard entry.element.invitation != nil, entry.status != .complete else { return false }
    return entry.invitation.map { !$0.isOpen(at: now) } ?? true
  }

  /// Whether the applicant may ask somebody for the element now: nobody has it, and it is not signed.
  package func canAsk(_ entry: Entry) -> Bool { awaitsName(entry) && takesPart(of: entry.element) }

  /// Whether the applicant may have the same request sent again: it has not been signed or declined, nor taken back. One
  /// whose last day is over is good for as long again.
  package func canAskAgain(_ entry: Entry) -> Bool {
    guard let rule = entry.element.invitation, let record = entry.invitation else { return false }
    return record.isPending && record.resendCount < rule.resendsAtMost
      && takesPart(of: entry.element)
  }

  package func canTakeBack(_ entry: Entry) -> Bool {
    entry.invitation?.isOpen(at: now) == true && takesPart(of: entry.element)
  }

  /// Whether the applicant may send a part that was signed back to whoever signed it.
  package func canSendBack(_ entry: Entry) -> Bool {
    guard let record = entry.invitation, entry.element.invitation != nil else { return false }
    return record.state(at: now) == .signed && entry.part.isSealed
      && takesPart(of: entry.element)
  }

  /// The end of the last day of a request that is sent now. One that payment waits for is of no use after the
  /// last day to pay, unless it moves that.
  package func invitationEnd(_ rule: InvitationRule, for element: Element) -> Moment {
    let zone = edition.agency.timeZone
    let end = zone.end(of: zone.day(of: now).adding(days: rule.lastsDays))
    return element.neededBefore == .payment && !edition.stopsClock(element)
      ? min(end, deadline) : end
  }
}
