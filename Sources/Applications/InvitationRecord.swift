import Rules

/// A request to complete an element, and what became of it.
package struct InvitationRecord: Hashable, Sendable {
  package let invitation: Invitation
  package let askedAt: Moment
  /// The end of the last day on which its links open.
  package private(set) var until: Moment
  /// How often it was sent again.
  package private(set) var resendCount = 0
  package private(set) var lastSentAt: Moment
  /// 1 until the part is sent back, then one more each time: a link is good for one turn.
  package private(set) var turn = 1
  /// When the person first pressed the button on the page of the link, in this turn.
  package private(set) var beganAt: Moment?
  /// What the member of an organisation is called who opened it last, or signed it, in this turn. Empty before.
  package private(set) var member = ""
  /// When the person signed, in this turn.
  package private(set) var signedAt: Moment?
  package private(set) var end: End?
  package private(set) var endedAt: Moment?
  /// Oldest first.
  package private(set) var returns: [Return] = []
  /// Since when somebody has the part, in this turn.
  private var heldSince: Moment
  /// When somebody had it before.
  private var heldBefore: [Range<Moment>] = []

  package enum End: Hashable, Sendable {
    case declined(reason: String)
    case takenBack
    /// Somebody else was asked after its last day.
    case replaced
    /// The organisation completes no more parts, and staff has taken the request from it.
    case released
    /// What was asked for has come another way, as staff says by the word of this id.
    case received(evidence: String)
  }

  package struct Return: Hashable, Sendable {
    package let reason: String
    package let at: Moment
  }

  package enum State: Hashable, Sendable {
    case asked
    /// The person has opened the part.
    case begun
    case signed
    case declined(reason: String)
    case takenBack
    case expired
    /// The organisation that was asked completes no more parts.
    case released
    /// What was asked for has come another way.
    case received
  }

  init(_ invitation: Invitation, at moment: Moment) {
    self.invitation = invitation
    askedAt = moment
    lastSentAt = moment
    heldSince = moment
    until = invitation.until
  }

  package func state(at now: Moment) -> State {
    switch end {
    case .declined(let reason): return .declined(reason: reason)
    case .takenBack: return .takenBack
    case .replaced: return .expired
    case .released: return .released
    case .received: return .received
    case nil: break
    }
    if signedAt != nil { return .signed }
    if now >= until { return .expired }
    return beganAt == nil ? .asked : .begun
  }

  /// Whether the part is with that person.
  package func isOpen(at now: Moment) -> Bool {
    switch state(at: now) {
    case .asked, .begun: true
    case .signed, .declined, .takenBack, .expired, .released, .received: false
    }
  }

  /// When it came to the state it is in.
  package func since(at now: Moment) -> Moment {
    switch state(at: now) {
    case .asked: returns.last?.at ?? askedAt
    case .begun: beganAt ?? askedAt
    case .signed: signedAt ?? askedAt
    case .declined, .takenBack, .released, .received: endedAt ?? askedAt
    case .expired: until
    }
  }

  /// Whether nothing has ended it but, perhaps, its last day. Follows from the journal alone.
  package var isPending: Bool { end == nil && signedAt == nil }

  /// The times, up to `moment`, at which somebody had the part.
  func times(until moment: Moment) -> [Range<Moment>] {
    let last = min(until, signedAt ?? until, endedAt ?? until)
    return (heldBefore + [heldSince..<max(heldSince, last)]).compactMap { time in
      time.lowerBound < moment ? time.lowerBound..<min(time.upperBound, moment) : nil
    }
  }

  // MARK: What events do

  mutating func renew(_ renewal: InvitationRenewal, at moment: Moment) {
    // Between its last day and now nobody had it.
    if moment > until { hold(from: moment) }
    until = renewal.until
    resendCount += 1
    lastSentAt = moment
  }

  mutating func begin(by member: String?, at moment: Moment) {
    beganAt = beganAt ?? moment
    if let member { self.member = member }
  }

  mutating func sign(as name: String, at moment: Moment) {
    signedAt = moment
    if invitation.organisationID != nil { member = name }
  }

  mutating func sendBack(_ sentBack: SentBackPart, at moment: Moment) {
    returns.append(Return(reason: sentBack.reason, at: moment))
    turn += 1
    hold(from: moment)
    until = sentBack.until
    lastSentAt = moment
    signedAt = nil
    beganAt = nil
    member = ""
  }

  private mutating func hold(from moment: Moment) {
    heldBefore = times(until: moment)
    heldSince = moment
  }

  mutating func finish(_ end: End, at moment: Moment) {
    guard self.end == nil else { return }
    self.end = end
    endedAt = moment
  }
}

extension Application {
  /// The last request for an element, whatever became of it.
  package func invitation(for element: Element.ID) -> InvitationRecord? {
    invitations.last { $0.invitation.element == element }
  }

  package func invitation(_ id: String) -> InvitationRecord? {
    invitations.first { $0.invitation.id == id }
  }

  /// Whether somebody may still be told that a request for a part ends, or has ended.
  package var awaitsParties: Bool {
    cancelledAt == nil && withdrawnAt == nil && review.decision == nil
      && invitations.contains { $0.isPending }
  }
}
