import Rules

/// A helper, and what became of it.
package struct HelperRecord: Hashable, Sendable {
  package let helper: Helper
  package let namedAt: Moment
  /// The end of the last day of the newest link.
  package private(set) var until: Moment
  package private(set) var lastSentAt: Moment
  /// 1 for the first link, then one more for each that was sent: only the newest opens anything.
  package private(set) var turn = 1
  /// When the helper first pressed the button on the page of a link.
  package private(set) var beganAt: Moment?
  package private(set) var end: End?
  package private(set) var endedAt: Moment?

  package enum End: Hashable, Sendable {
    /// The applicant ended it.
    case revoked
    /// The helper did.
    case stopped
  }

  package enum State: Hashable, Sendable {
    case named
    /// The helper has opened the link.
    case begun
    case revoked
    case stopped
    /// The link's last day is over.
    case expired
  }

  init(_ helper: Helper, at moment: Moment) {
    self.helper = helper
    namedAt = moment
    lastSentAt = moment
    until = helper.until
  }

  package func state(at now: Moment) -> State {
    switch end {
    case .revoked: .revoked
    case .stopped: .stopped
    case nil where now >= until: .expired
    case nil: beganAt == nil ? .named : .begun
    }
  }

  /// Whether the newest link opens the chosen parts, as far as the helper goes.
  package func isOpen(at now: Moment) -> Bool {
    switch state(at: now) {
    case .named, .begun: true
    case .revoked, .stopped, .expired: false
    }
  }

  // MARK: What events do

  mutating func renew(_ renewal: HelperRenewal, at moment: Moment) {
    until = renewal.until
    lastSentAt = moment
    turn += 1
  }

  mutating func begin(at moment: Moment) { beganAt = beganAt ?? moment }

  mutating func finish(_ end: End, at moment: Moment) {
    guard self.end == nil else { return }
    self.end = end
    endedAt = moment
  }
}
