import Applications
import Rules

extension Application {
  /// The letter that an event owes, which this application has just taken; `nil` for most. This is the whole
  /// table: every program goes by it.
  func letter(owedBy event: Event) -> Letter.ID? {
    switch event.what {
    case .submittedWithoutFee: "application-submitted"
    case .attemptPaid(let payment): payment.submits ? "application-submitted" : "payment-held"
    case .attemptEnded(_, .held): "payment-held"
    // Where it is submitted by then, another attempt was paid: nobody need be troubled.
    case .attemptEnded(_, .declined): submittedAt == nil ? "payment-declined" : nil
    case .attemptEnded(_, .cancelled): nil
    case .cancelled: "application-cancelled"
    case .withdrawn: "application-withdrawn"
    case .messageWritten: event.who == .applicant(applicant) ? nil : "message-waiting"
    case .started, .saved, .entrySaved, .entryRemoved, .entryRestored, .entriesOrdered, .attached,
      .fileDescribed, .fileWithdrawn, .fileRestored, .fileChecked, .sealed, .reopened, .clarified,
      .attemptOpened, .attemptHandedOver:
      nil
    }
  }
}

extension Letter.ID {
  static let reminder: Letter.ID = "application-reminder"
  static let expired: Letter.ID = "application-expired"
}
