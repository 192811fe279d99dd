import Rules

/// One attempt at paying and what became of it.
package struct AttemptRecord: Hashable, Sendable {
  package let attempt: Attempt
  package let openedAt: Moment
  package private(set) var state: State = .opened

  package init(attempt: Attempt, openedAt: Moment) {
    self.attempt = attempt
    self.openedAt = openedAt
  }

  package enum State: Hashable, Sendable {
    case opened
    case handedOver(at: Moment)
    case paid(Payment, at: Moment)
    case ended(AttemptEnd, at: Moment)
  }

  /// Whether money may still come from it.
  package var isOpen: Bool {
    switch state {
    case .opened, .handedOver: true
    case .paid, .ended: false
    }
  }

  /// A late or repeated notification never undoes an earlier end.
  mutating func handOver(at moment: Moment) {
    if case .opened = state { state = .handedOver(at: moment) }
  }

  /// Money that came is money that came, whatever was said before.
  mutating func pay(_ payment: Payment, at moment: Moment) {
    if case .paid = state { return }
    state = .paid(payment, at: moment)
  }

  mutating func end(_ end: AttemptEnd, at moment: Moment) {
    if isOpen { state = .ended(end, at: moment) }
  }
}
