import Applications
import Rules

extension Application {
  /// The letter that an event owes, which this application has just taken; `nil` for most. This is the whole
  /// table: every program goes by it.
  func letter(owedBy event: Event) -> Letter.ID? {
    switch event.what {
    case .submittedWithoutFee: "application-submitted"
    case .attemptPaid(let payment):
      switch payment.use {
      case .fee: "application-submitted"
      case .credit: "payment-credited"
      case .held: "payment-held"
      }
    case .moneyRefunded, .moneySent: "payment-returned"
    // Held money that was taken for the fee.
    case .moneyConfirmed(let id):
      proposal(id)?.proposal.kind == .accept && submittedAt == event.at
        ? "application-submitted" : nil
    // What is not sent yet, and what is kept, staff writes about.
    case .moneyProposed, .moneyRefused: nil
    // Where it is submitted by then, another attempt was paid: nobody need be troubled.
    // Who paid for somebody else is told by the page of the payment, and can try again.
    case .attemptEnded(let reference, .declined):
      submittedAt == nil && attempt(reference)?.payer == nil ? "payment-declined" : nil
    // Who gave it up, or left it long ago, knows. Of money that a bank took back staff writes.
    case .attemptEnded(_, .cancelled), .attemptEnded(_, .abandoned), .attemptUnknown,
      .moneyReversed:
      nil
    case .cancelled: "application-cancelled"
    case .withdrawn: "application-withdrawn"
    case .payerAsked: "payer-request-sent"
    case .payerDeclined: "payer-request-declined"
    // After its last day another letter says more.
    case .payerExpired: event.at < deadline(at: event.at) ? "payer-request-expired" : nil
    case .messageWritten: event.who == .applicant(applicant) ? nil : "message-waiting"
    case .partyDeclined: "party-declined"
    case .partyRerouted(let rerouting):
      rerouting.next == nil ? "party-released" : "party-rerouted"
    case .sealed:
      switch event.who {
      case .party, .member: "party-signed"
      default: nil
      }
    case .helperStopped: "helper-stopped"
    case .evidenceReceived: "evidence-received"
    case .evidenceUndone: "evidence-undone"
    case .givenMoreTime: .reopened
    case .review(.deficiencyAnswered): "deficiency-answered"
    case .review(.deficiencyLapsed): "deficiency-lapsed"
    case .review(.appealed): "appeal-received"
    // What staff sends stands in the event, as it was looked at.
    case .review: nil
    case .started, .saved, .entrySaved, .entryRemoved, .entryRestored, .entriesOrdered, .attached,
      .fileDescribed, .fileWithdrawn, .fileRestored, .fileChecked, .reopened, .clarified,
      .attemptOpened, .attemptHandedOver, .payerAskedAgain, .payerTakenBack, .partyAsked,
      .partyAskedAgain, .partyTakenBack, .partyBegan, .partSentBack, .helperNamed, .helperRenewed,
      .helperRevoked, .helperBegan, .updatesChosen:
      nil
    }
  }
}

extension Letter.ID {
  static let reminder: Letter.ID = "application-reminder"
  static let expired: Letter.ID = "application-expired"
  static let reopened: Letter.ID = "application-reopened"
}
