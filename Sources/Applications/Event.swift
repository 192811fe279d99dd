import Rules

/// One thing that happened to an application. It is exactly one line of its journal.
package struct Event: Hashable, Sendable {
  /// 1 for the first.
  package let number: Int
  package let at: Moment
  package let who: Actor
  package let what: What

  package init(number: Int, at: Moment, who: Actor, what: What) {
    self.number = number
    self.at = at
    self.who = who
    self.what = what
  }

  /// Who did it, as journals name them.
  package enum Actor: Hashable, Sendable {
    case applicant(AccountID)
    /// Whoever was asked to pay for the applicant, by the id of the request.
    case payer(String)
    /// A provider's notification, judged and found true, by the provider's configured name.
    case provider(String)
    /// Docket itself, by the program's name.
    case program(String)
    /// Somebody who was asked to complete an element, by the id of the invitation.
    case party(String)
    /// Somebody who acts for an organisation, by the word that its journal calls them.
    case member(String, of: OrganisationID)
    /// Somebody the applicant has named to help, by the id that the application gave them.
    case helper(String)
    /// Somebody who works for the agency, by a name that says nothing else about them.
    case staff(String)

    /// Who writes the lines that a new application takes over from one of before. They stand right behind
    /// the start, and have come with it or not at all.
    package static let carryOver = Actor.program("carry-over")
  }

  package enum What: Hashable, Sendable {
    case started(Start)
    case saved(Save)
    case entrySaved(EntrySave)
    /// What was in it stays in the journal, and the applicant can bring it back.
    case entryRemoved(EntryMark)
    case entryRestored(EntryMark)
    case entriesOrdered(EntryOrder)
    case attached(Attachment)
    case fileDescribed(FileDescription)
    /// The applicant took the attachment of this id away. Its file stays.
    case fileWithdrawn(String, key: String)
    /// The applicant took that back.
    case fileRestored(String, key: String)
    case fileChecked(FileCheck)
    case sealed(Signature)
    /// A signed element is asked once more, from the beginning. What was signed stays beside it.
    case reopened(Element.ID)
    /// The clarifying questions were answered anew.
    case clarified(Clarification)
    case attemptOpened(Attempt)
    /// The applicant was sent to the provider with the attempt of this reference.
    case attemptHandedOver(String)
    /// The provider said that it does not know yet what became of the attempt of this reference.
    case attemptUnknown(String)
    /// Money came for an attempt: exactly one of these for each sum that a provider has confirmed.
    case attemptPaid(Payment)
    /// The attempt of this reference ended without money.
    case attemptEnded(String, AttemptEnd)
    /// The provider has sent money back.
    case moneyRefunded(ReturnedMoney)
    /// Money was taken back from us: by a bank, or in a dispute. It undoes nothing else.
    case moneyReversed(ReturnedMoney)
    /// Somebody who works here says what should become of money. Nothing happens by it.
    case moneyProposed(MoneyProposal)
    /// Another person agrees to the proposal of this id: it holds.
    case moneyConfirmed(String)
    /// Another person does not, or a refund that was confirmed is not sent after all: it does not hold. The text is
    /// why.
    case moneyRefused(String, words: String)
    /// A refund that was confirmed has gone back, where no provider says so.
    case moneySent(SentMoney)
    /// Submitted where nothing was owed.
    case submittedWithoutFee
    /// The applicant gave up an application that was not submitted. The text is the form's key.
    case cancelled(key: String)
    /// The applicant took back what had been submitted.
    case withdrawn(Withdrawal)
    case messageWritten(WrittenMessage)
    /// The applicant asked somebody else to pay. Until that has ended nothing else can be changed.
    case payerAsked(PayerRequest)
    case payerAskedAgain(PayerReminder)
    case payerDeclined(PayerRefusal)
    /// The applicant took the request back.
    case payerTakenBack(PayerMark)
    /// The time of the request of this id is over, and the applicant is told. It was over before this.
    case payerExpired(String)
    /// Somebody was asked by mail to complete an element.
    case partyAsked(Invitation)
    case partyAskedAgain(InvitationRenewal)
    /// The applicant took the invitation of this id back.
    case partyTakenBack(String, key: String)
    /// The person who was asked, by the invitation of this id, has opened the part. `member` is what somebody is called who
    /// did for an organisation.
    case partyBegan(String, key: String, member: String? = nil)
    case partyDeclined(InvitationDecline)
    case partSentBack(SentBackPart)
    /// A request to an organisation that was withdrawn went to another, or back to the applicant.
    case partyRerouted(Rerouting)
    /// The applicant named somebody who helps with some parts.
    case helperNamed(Helper)
    case helperRenewed(HelperRenewal)
    /// The applicant ended the help of the helper of this id.
    case helperRevoked(String, key: String)
    /// The helper of this id has opened the link.
    case helperBegan(String, key: String)
    /// The helper of this id helps no longer, by their own will.
    case helperStopped(String, key: String)
    /// The applicant chose whether somebody else is told what becomes of the application.
    case updatesChosen(UpdatesChoice)
    /// What an element of somebody else asks for has come another way.
    case evidenceReceived(Evidence)
    case evidenceUndone(EvidenceUndoing)
    /// Staff gave more time to an application that had expired.
    case givenMoreTime(MoreTime)
    /// Something was done about it after it was submitted.
    case review(ReviewAct)
  }
}

extension Event.Actor {
  /// The id of the request to pay by which somebody acts.
  package var payer: String? { if case .payer(let id) = self { id } else { nil } }
}
