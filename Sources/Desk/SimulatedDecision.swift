/// The buttons of the simulator's page: what real providers, networks and people do.
enum SimulatedDecision: String, CaseIterable {
  case pay
  case decline
  case cancel
  /// Paid, and the browser never comes back: only the notification does.
  case payAndClose = "pay-and-close"
  case payNotifiedLate = "pay-notified-late"
  case payNotifiedTwice = "pay-notified-twice"
  /// Two payments: the person has pressed twice.
  case payTwice = "pay-twice"
  /// An old decline overtakes nothing, and comes after the payment.
  case declineAfterPaid = "decline-after-paid"
  case payHalf = "pay-half"
  /// Somebody else says that it was paid.
  case forge
  case undecidedThenPaid = "undecided-then-paid"
  /// The bank takes the money back.
  case payThenReversed = "pay-then-reversed"
  /// Nothing happens at all.
  case abandon

  /// What the provider's server sends by itself.
  var messages: [SimulatedMessage] {
    switch self {
    case .pay, .payAndClose: [SimulatedMessage("paid")]
    case .decline: [SimulatedMessage("declined")]
    case .cancel: [SimulatedMessage("cancelled")]
    case .payNotifiedLate: [SimulatedMessage("paid", after: 10)]
    case .payNotifiedTwice: [SimulatedMessage("paid"), SimulatedMessage("paid")]
    case .payTwice: [SimulatedMessage("paid"), SimulatedMessage("paid", transaction: 1)]
    case .declineAfterPaid:
      [SimulatedMessage("paid"), SimulatedMessage("declined", after: 5, transaction: 1)]
    case .payHalf: [SimulatedMessage("paid", isHalf: true)]
    case .forge: [SimulatedMessage("paid", isForged: true)]
    case .undecidedThenPaid:
      [SimulatedMessage("undecided"), SimulatedMessage("paid", after: 10)]
    case .payThenReversed: [SimulatedMessage("paid"), SimulatedMessage("reversed", after: 10)]
    case .abandon: []
    }
  }

  /// What the browser brings back; `nil` where it does not come.
  var broughtBack: SimulatedMessage? {
    switch self {
    case .payAndClose, .payNotifiedLate, .abandon: nil
    default: messages.first
    }
  }
}

/// One message of the simulator's.
struct SimulatedMessage: Hashable {
  let says: String
  let seconds: Int
  /// Which of two payments it is about.
  let transaction: Int
  /// Whether only half of the amount is said to be paid.
  let isHalf: Bool
  /// Whether it is signed with a key that is not the provider's.
  let isForged: Bool

  init(
    _ says: String, after seconds: Int = 0, transaction: Int = 0, isHalf: Bool = false,
    isForged: Bool = false
  ) {
    self.says = says
    self.seconds = seconds
    self.transaction = transaction
    self.isHalf = isHalf
    self.isForged = isForged
  }
}
