import Rules

/// An application as its events leave it. Computed from the journal each time, never stored.
package struct Application: Hashable, Sendable {
  package let number: ApplicationNumber
  package let start: Start
  package let startedAt: Moment
  /// What was supplied, by element.
  private var parts: [SuppliedPart] = []
  /// Oldest first.
  package private(set) var attempts: [AttemptRecord] = []
  /// Others who were asked to pay.
  package private(set) var payers = PayerRecords()
  /// What staff has proposed about its money, oldest first.
  package internal(set) var proposals: [ProposalRecord] = []
  package private(set) var submittedAt: Moment?
  /// When the applicant gave it up, before submission.
  package private(set) var cancelledAt: Moment?
  package private(set) var withdrawnAt: Moment?
  package private(set) var withdrawal: Withdrawal?
  /// How often it was given more time after it had expired, oldest first.
  package private(set) var moreTimes: [MoreTimeRecord] = []
  /// What the applicant and the office wrote to each other, in the order of the first message of each.
  package private(set) var threads: [MessageThread] = []
  /// Everybody who was asked to complete an element, oldest first.
  package private(set) var invitations: [InvitationRecord] = []
  /// Everybody who was named to help, oldest first.
  package internal(set) var helpers: [HelperRecord] = []
  /// What staff has said to have come another way, oldest first.
  package internal(set) var evidence: [EvidenceRecord] = []
  /// What has been done about it since it was submitted.
  package internal(set) var review = Review()
  /// Those of whom the applicant said that they are told what becomes of it, whether or not they still are.
  package internal(set) var told: [Follower] = []
  /// The number of the last event.
  package private(set) var lastEvent: Int
  /// The moment at which the applicant last changed anything.
  package private(set) var savedAt: Moment?
  /// What each form did, oldest first: a list, because hardly a request looks one up.
  private var deeds: [Deed] = []
  /// Where the attempt of a reference stands in `attempts`.
  private var places: [String: Int] = [:]
  /// The reference of the attempt whose money submitted it.
  private var submittedBy: String?

  /// Folds `events`, oldest first. `nil` when the first is not the start.
  package init?(number: ApplicationNumber, events: [Event]) {
    guard let first = events.first, case .started(let start) = first.what else { return nil }
    self.number = number
    self.start = start
    startedAt = first.at
    answers = start.answers
    lastEvent = first.number
    deeds.append(Deed(key: start.key, what: first.what))
    for event in events.dropFirst() { apply(event) }
  }

  package var applicant: AccountID { start.applicant }

  /// To the clarifying questions, as they were answered last.
  package private(set) var answers: Answers

  package func part(_ element: Element.ID) -> Part {
    parts.first { $0.element == element }?.part ?? Part()
  }

  /// What the form with `key` did, when it has already arrived.
  package func deed(ofForm key: String) -> Event.What? {
    deeds.last { $0.key == key }?.what
  }

  /// Whether the form with `key` has done this very thing before. It may have done others since: somebody
  /// who goes back can send it again for something else.
  package func hasDone(_ what: Event.What, byForm key: String) -> Bool {
    deeds.contains { $0.key == key && $0.what == what }
  }

  /// Everything the form with `key` did, oldest first: one that brings several files does several things.
  package func deeds(ofForm key: String) -> [Event.What] {
    deeds.filter { $0.key == key }.map(\.what)
  }

  /// The attempt that has this reference.
  package func attempt(_ reference: String) -> AttemptRecord? {
    places[reference].map { attempts[$0] }
  }

  /// The attempt whose end is not known yet.
  package var openAttempt: AttemptRecord? { attempts.last { $0.isOpen } }

  /// The attempt whose money came, but not as its invoice says, and which staff has not settled yet.
  package var heldAttempt: AttemptRecord? { attempts.last { $0.holdsMoney } }

  /// Whether what was personal in it had to be erased.
  package var isErased: Bool { start.profile.name.isEmpty && start.profile.emailAddress.isEmpty }

  /// The payment that submitted it. Any other is a credit.
  package var payment: AttemptRecord? { submittedBy.flatMap(attempt) }

  /// Also one of an entry that was removed, or of an element that was signed and then asked again.
  package func attachment(_ id: String) -> Attachment? {
    for supplied in parts {
      for part in [supplied.part] + supplied.part.earlier {
        if let found = part.attachments.first(where: { $0.id == id }) { return found }
      }
    }
    return nil
  }

  /// The one of this id that was withdrawn or replaced.
  package func withdrawnAttachment(_ id: String) -> Attachment? {
    parts.lazy.flatMap(\.part.withdrawn).first { $0.id == id }
  }

  /// All files that are attached now.
  package var attachments: [Attachment] { parts.flatMap(\.part.attachments) }

  /// Whether the file of this digest was ever attached: then it is in the store.
  package func hasStored(_ digest: String) -> Bool { state(ofFile: digest) != nil }

  /// Those that a scanner has not said anything definite about.
  package var uncheckedAttachments: [Attachment] {
    attachments.filter {
      !$0.isErased && ($0.state == .beingChecked || $0.state == .notChecked)
    }
  }

  /// What all files that were ever attached take on the disk, each once.
  package var storedByteCount: Int {
    let all = parts.flatMap { [$0.part] + $0.part.earlier }
      .flatMap { $0.attachments + $0.withdrawn }
    return Dictionary(all.map { ($0.digest, $0.byteCount) }) { first, _ in first }.values
      .reduce(0, +)
  }

  /// Takes one further event, which the journal has after those before.
  package mutating func apply(_ event: Event) {
    lastEvent = event.number
    switch event.what {
    case .started: break
    case .saved(let save):
      change(save.element, by: save.key, event) {
        $0.take(save, at: event.at, by: event.who.helper)
      }
    case .entrySaved(let save):
      change(save.element, by: save.key, event) {
        $0.take(save, at: event.at, by: event.who.helper)
      }
    case .entryRemoved(let mark):
      change(mark.element, by: mark.key, event) {
        $0.remove(mark, at: event.at, by: event.who.helper)
      }
    case .entryRestored(let mark):
      change(mark.element, by: mark.key, event) {
        $0.restore(mark, at: event.at, by: event.who.helper)
      }
    case .entriesOrdered(let order):
      change(order.element, by: order.key, event) {
        $0.order(order, at: event.at, by: event.who.helper)
      }
    case .attached(var attachment):
      if attachment.awaitsCheck, let known = state(ofFile: attachment.digest) {
        attachment.state = known
      }
      change(attachment.element, by: attachment.key, event) { [attachment] in
        $0.take(attachment, at: event.at)
      }
    case .fileDescribed(let said):
      changeFile(said.attachment, key: said.key, event) { $0.describe(said, at: event.at) }
    case .fileWithdrawn(let id, let key):
      changeFile(id, key: key, event) { $0.withdraw(id, at: event.at) }
    case .fileRestored(let id, let key):
      changeFile(id, key: key, event) { $0.restore(id, at: event.at) }
    case .fileChecked(let check):
      for index in parts.indices { parts[index].part.take(check) }
    case .sealed(let signature):
      change(signature.element, by: signature.key, event) { $0.seal(signature, at: event.at) }
      if let id = invitation(signedBy: signature, event) {
        changeInvitation(id) { $0.sign(as: signature.name, at: event.at) }
      }
    case .reopened(let element): change(element) { $0.reopen() }
    case .clarified(let clarification):
      answers = clarification.answers
      deeds.append(Deed(key: clarification.key, what: event.what))
      savedAt = event.at
    case .attemptOpened(let attempt):
      deeds.append(Deed(key: attempt.key, what: event.what))
      guard places[attempt.reference] == nil else { break }
      places[attempt.reference] = attempts.count
      attempts.append(
        AttemptRecord(attempt: attempt, openedAt: event.at, payer: event.who.payer))
    case .attemptHandedOver(let reference): change(reference) { $0.handOver(at: event.at) }
    case .attemptUnknown(let reference): change(reference) { $0.doubt(at: event.at) }
    case .attemptPaid(let payment):
      change(payment.reference) { $0.receive(payment, at: event.at) }
      if payment.use == .fee { submit(by: payment.reference, at: event.at) }
    case .attemptEnded(let reference, let end): change(reference) { $0.end(end, at: event.at) }
    case .moneyRefunded(let money): take(refunded: money, event)
    case .moneyReversed(let money): giveBack(money, event, isReversal: true)
    case .moneyProposed(let proposal): take(proposed: proposal, event)
    case .moneyConfirmed(let id): take(confirmed: id, event)
    case .moneyRefused(let id, _): take(refused: id, event)
    case .moneySent(let sent): take(sent: sent, event)
    case .submittedWithoutFee: submittedAt = submittedAt ?? event.at
    case .cancelled(let key):
      cancelledAt = cancelledAt ?? event.at
      deeds.append(Deed(key: key, what: event.what))
    case .withdrawn(let withdrawal):
      if withdrawnAt == nil { (withdrawnAt, self.withdrawal) = (event.at, withdrawal) }
      deeds.append(Deed(key: withdrawal.key, what: event.what))
    case .messageWritten(let message):
      take(message, event)
      deeds.append(Deed(key: message.key, what: event.what))
    case .payerAsked(let request): changePayers(event, by: request.key)
    case .payerAskedAgain(let reminder): changePayers(event, by: reminder.key)
    case .payerDeclined(let refusal): changePayers(event, by: refusal.key)
    case .payerTakenBack(let mark): changePayers(event, by: mark.key)
    case .payerExpired: payers.take(event)
    case .partyAsked(let invitation):
      hand(over: invitation, at: event.at)
      deeds.append(Deed(key: invitation.key, what: event.what))
    case .partyAskedAgain(let renewal):
      changeInvitation(renewal.invitation, by: renewal.key, event) {
        $0.renew(renewal, at: event.at)
      }
    case .partyTakenBack(let id, let key):
      changeInvitation(id, by: key, event) { $0.finish(.takenBack, at: event.at) }
    case .partyBegan(let id, let key, let member):
      changeInvitation(id, by: key, event) { $0.begin(by: member, at: event.at) }
    case .partyDeclined(let decline):
      changeInvitation(decline.invitation, by: decline.key, event) {
        $0.finish(.declined(reason: decline.reason), at: event.at)
      }
    case .partSentBack(let sentBack):
      send(back: sentBack, at: event.at)
      deeds.append(Deed(key: sentBack.key, what: event.what))
    case .partyRerouted(let rerouting):
      changeInvitation(rerouting.ended) { $0.finish(.released, at: event.at) }
      if let next = rerouting.next {
        hand(over: next, at: event.at)
      } else if let element = invitation(rerouting.ended)?.invitation.element {
        change(element) { $0.handOver() }
      }
    case .helperNamed, .helperRenewed, .helperRevoked, .helperBegan, .helperStopped, .updatesChosen:
      take(aboutHelpers: event)
      if let key = event.what.helpersKey { deeds.append(Deed(key: key, what: event.what)) }
    case .evidenceReceived(let evidence):
      for index in invitations.indices
      where invitations[index].invitation.element == evidence.element
        && invitations[index].isPending
      {
        invitations[index].finish(.received(evidence: evidence.id), at: event.at)
      }
      take(evidence: event)
    case .evidenceUndone: take(evidence: event)
    case .givenMoreTime(let given):
      moreTimes.append(MoreTimeRecord(given, event))
      deeds.append(Deed(key: given.key, what: event.what))
    case .review(let act):
      take(act, event)
      if let key = act.key { deeds.append(Deed(key: key, what: event.what)) }
    }
  }

  /// A part is with somebody else from now on, from the beginning.
  private mutating func hand(over invitation: Invitation, at moment: Moment) {
    for index in invitations.indices
    where invitations[index].invitation.element == invitation.element {
      invitations[index].finish(.replaced, at: moment)
    }
    invitations.append(InvitationRecord(invitation, at: moment))
    change(invitation.element) { $0.handOver() }
    if invitation.isTold { tell(.party(invitation.id), true) }
  }

  /// Whoever signed a part has it again, and signs it anew.
  mutating func send(back sentBack: SentBackPart, at moment: Moment) {
    changeInvitation(sentBack.invitation) { $0.sendBack(sentBack, at: moment) }
    if let element = invitation(sentBack.invitation)?.invitation.element {
      change(element) { $0.unseal() }
    }
  }

  private mutating func changePayers(_ event: Event, by key: String) {
    payers.take(event)
    deeds.append(Deed(key: key, what: event.what))
  }

  /// By money of the attempt of this reference.
  mutating func submit(by reference: String, at moment: Moment) {
    guard submittedAt == nil, places[reference] != nil else { return }
    submittedAt = moment
    submittedBy = reference
  }

  mutating func giveBack(
    _ money: ReturnedMoney, _ event: Event, isReversal: Bool, proposal: String? = nil
  ) {
    change(money.reference) {
      $0.giveBack(money, event, isReversal: isReversal, proposal: proposal)
    }
  }

  private mutating func changeInvitation(
    _ id: String, by key: String, _ event: Event, _ body: (inout InvitationRecord) -> Void
  ) {
    changeInvitation(id, body)
    deeds.append(Deed(key: key, what: event.what))
  }

  private mutating func changeInvitation(_ id: String, _ body: (inout InvitationRecord) -> Void) {
    guard let index = invitations.firstIndex(where: { $0.invitation.id == id }) else { return }
    body(&invitations[index])
  }

  private mutating func take(_ written: WrittenMessage, _ event: Event) {
    let message = MessageThread.Message(
      number: event.number, at: event.at, who: event.who, text: written.text)
    if let place = threads.firstIndex(where: { $0.id == written.thread }) {
      threads[place].messages.append(message)
    } else {
      threads.append(
        MessageThread(id: written.thread, subject: written.subject, messages: [message]))
    }
  }

  /// What the form of that key did to an element.
  private mutating func change(
    _ element: Element.ID, by key: String, _ event: Event, _ body: (inout Part) -> Void
  ) {
    change(element, body)
    deeds.append(Deed(key: key, what: event.what))
    if !event.isByAnother { savedAt = event.at }
  }

  mutating func change(_ element: Element.ID, _ body: (inout Part) -> Void) {
    if let index = parts.firstIndex(where: { $0.element == element }) {
      body(&parts[index].part)
    } else {
      var supplied = SuppliedPart(element: element)
      body(&supplied.part)
      parts.append(supplied)
    }
  }

  /// What is known about a file that is here already, wherever it is attached.
  private func state(ofFile digest: String) -> Attachment.State? {
    for supplied in parts {
      let file =
        supplied.part.attachments.first { $0.digest == digest }
        ?? supplied.part.withdrawn.first { $0.digest == digest }
      if let file { return file.state }
    }
    return nil
  }

  /// An id that no part has changes nothing.
  private mutating func changeFile(
    _ id: String, key: String, _ event: Event, _ body: (inout Part) -> Void
  ) {
    let index = parts.firstIndex { supplied in
      supplied.part.attachments.contains { $0.id == id }
        || supplied.part.withdrawn.contains { $0.id == id }
    }
    if let index { body(&parts[index].part) }
    deeds.append(Deed(key: key, what: event.what))
    if !event.isByAnother { savedAt = event.at }
  }

  /// As if the clarifying questions had been answered so; for looking ahead.
  mutating func answer(_ answers: Answers) { self.answers = answers }

  mutating func change(_ reference: String, _ body: (inout AttemptRecord) -> Void) {
    guard let place = places[reference] else { return }
    body(&attempts[place])
  }
}

/// What has been supplied for one element, and for which. An application has few, so a list is quicker than
/// a dictionary.
private struct SuppliedPart: Hashable {
  let element: Element.ID
  var part = Part()
}

/// What the form of one key did.
private struct Deed: Hashable {
  let key: String
  let what: Event.What
}

extension Event {
  /// Whether somebody else did it than the applicant.
  fileprivate var isByAnother: Bool {
    switch who {
    case .party, .member, .helper: true
    case .applicant, .payer, .provider, .program, .staff: false
    }
  }
}
