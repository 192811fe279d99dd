import Rules

/// What somebody who works here proposes about money that has come. Nothing happens by it until another
/// person has confirmed it.
package struct MoneyProposal: Hashable, Sendable {
  /// One random word, by which people name it.
  package let id: String
  package let kind: Kind
  package let reference: String
  /// The number of the transaction by which the money came.
  package let transaction: String
  package let money: Money
  package let currency: String
  /// The id of a reason in the definitions.
  package let reason: String
  /// What was typed about it, for staff; may be empty.
  package let words: String

  package init(
    id: String, kind: Kind, reference: String, transaction: String, money: Money,
    currency: String, reason: String, words: String
  ) {
    self.id = id
    self.kind = kind
    self.reference = reference
    self.transaction = transaction
    self.money = money
    self.currency = currency
    self.reason = reason
    self.words = words
  }

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// It goes back to the payer.
    case refund
    /// The agency keeps what was held, or was a credit.
    case keep
    /// Held money is taken for the fee, though it is not what the invoice says, and submits the application; or money
    /// that came after the last day, where more time was given since.
    case accept
    /// Nothing more is done about a fee that a bank took back.
    case settleReversal = "settle-reversal"
    /// Nothing more is done about a fee that went back without a proposal.
    case settleRefund = "settle-refund"
  }

  /// The longest words, in characters (Unicode scalars).
  package static let wordsLimit = 500
}

/// A proposal and what has become of it.
package struct ProposalRecord: Hashable, Sendable {
  package let proposal: MoneyProposal
  package let proposedBy: Event.Actor
  package let proposedAt: Moment
  package private(set) var stage: Stage = .proposed
  /// Who was the second person, whatever has come after; `nil` while nobody was, or where they refused it.
  package private(set) var confirmedBy: Event.Actor?

  package enum Stage: Hashable, Sendable {
    case proposed
    /// It holds. A refund has still to be sent.
    case confirmed(by: Event.Actor, at: Moment)
    case refused(by: Event.Actor, at: Moment)
    /// The money has gone back. `number` is the agency's own of the transfer; `nil` where the provider has said so.
    case sent(number: String?, by: Event.Actor, at: Moment)
  }

  init(_ proposal: MoneyProposal, _ event: Event) {
    self.proposal = proposal
    proposedBy = event.who
    proposedAt = event.at
  }

  /// Whether somebody has still to do something about it.
  package var isOpen: Bool {
    switch stage {
    case .proposed: true
    case .confirmed: proposal.kind == .refund
    case .refused, .sent: false
    }
  }

  /// Whether money of it has still to go back.
  package var isToBeSent: Bool { if case .confirmed = stage { isOpen } else { false } }

  mutating func take(_ stage: Stage) {
    self.stage = stage
    if case .confirmed(let who, _) = stage { confirmedBy = who }
  }
}

/// Why something cannot be done about money.
package enum ProposalFault: Error, Hashable, Sendable {
  /// No such transaction came for this application.
  case noSuchMoney
  /// Money of this sort cannot be kept, accepted or settled.
  case otherKind(Payment.Use)
  /// More than there is, or nothing. So much could be.
  case notSoMuch(Money)
  /// It would not submit the application: that is over, or submitted.
  case cannotSubmit
  case unknown
  /// The second person is the first.
  case samePerson
  /// Somebody has refused it.
  case refused
  /// Nobody has confirmed it yet.
  case notConfirmed
  /// The money has gone back with another number, or the provider has said so.
  case sentBefore
}
