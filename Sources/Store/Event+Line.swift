import Applications
import JSON
import Rules

// How the events of an application stand in its journal. What identifies a person, or a person
// has typed, is among the secrets; ids, numbers, days, digests and money are among the details. A
// kind of line keeps its members for ever; a change of meaning gets a kind of its own.

extension Event {
  var entry: JournalEntry {
    let (kind, details, secrets) = what.members
    return JournalEntry(
      at: at, who: who.text, kind: kind, details: .object(details), secrets: .object(secrets))
  }
}

extension Event.Actor {
  /// As journals have it.
  package var text: String {
    switch self {
    case .applicant(let id): "applicant:\(id)"
    case .payer(let id): "payer:\(id)"
    case .provider(let name): "provider:\(name)"
    case .program(let name): "program:\(name)"
    case .party(let invitation): "party:\(invitation)"
    case .member(let word, let organisation): "organisation:\(organisation):\(word)"
    case .helper(let id): "helper:\(id)"
    case .staff(let name): "staff:\(name)"
    }
  }

  init(text: String) throws(LineFault) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.last) {
    case ("applicant", let id?):
      guard let id = AccountID(id) else { throw .wrong("'who' is wrong") }
      self = .applicant(id)
    case ("payer", let id?): self = .payer(id)
    case ("provider", let name?): self = .provider(name)
    case ("program", let name?): self = .program(name)
    case ("party", let invitation?): self = .party(invitation)
    case ("helper", let id?): self = .helper(id)
    case ("staff", let name?): self = .staff(name)
    case ("organisation", let both?):
      let words = both.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 2, let organisation = OrganisationID(words[0]), !words[1].isEmpty else {
        throw .wrong("'who' is wrong")
      }
      self = .member(words[1], of: organisation)
    default: throw .unknown("an actor '\(parts.first ?? "")'")
    }
  }
}

extension Event.What {
  fileprivate var members: (kind: String, details: [JSONMember], secrets: [JSONMember]) {
    switch self {
    case .started(let start): ("started", start.details, start.secrets)
    case .saved(let save): ("saved", save.details, [JSONMember("answers", save.answers.node)])
    case .entrySaved(let save):
      ("entry-saved", save.details, [JSONMember("answers", save.answers.node)])
    case .entryRemoved(let mark): ("entry-removed", mark.details, [])
    case .entryRestored(let mark): ("entry-restored", mark.details, [])
    case .entriesOrdered(let order): ("entries-ordered", order.details, [])
    case .attached(let attachment): ("attached", attachment.details, attachment.secrets)
    case .fileDescribed(let said):
      (
        "file-described", said.details, [JSONMember("description", .string(said.description))]
      )
    case .fileWithdrawn(let id, let key): ("file-withdrawn", idMembers(id, key), [])
    case .fileRestored(let id, let key): ("file-restored", idMembers(id, key), [])
    case .fileChecked(let check):
      ("file-checked", check.details, [JSONMember("words", .string(check.words))])
    case .sealed(let signature):
      ("sealed", signature.details, signature.secrets)
    case .reopened(let element): ("reopened", [JSONMember("element", .string(element.text))], [])
    case .clarified(let clarification):
      (
        "clarified", [JSONMember("key", .string(clarification.key))],
        [JSONMember("answers", clarification.answers.node)]
      )
    case .attemptOpened(let attempt): ("attempt-opened", attempt.details, [])
    case .attemptHandedOver(let reference):
      ("attempt-handed-over", [JSONMember("reference", .string(reference))], [])
    case .attemptUnknown(let reference):
      ("attempt-unknown", [JSONMember("reference", .string(reference))], [])
    case .attemptPaid(let payment): ("attempt-paid", payment.details, [])
    case .attemptEnded(let reference, let end):
      (
        "attempt-ended",
        [
          JSONMember("reference", .string(reference)), JSONMember("end", .string(end.rawValue)),
        ], []
      )
    case .moneyRefunded(let money): ("money-refunded", money.details, [])
    case .moneyReversed(let money): ("money-reversed", money.details, [])
    case .moneyProposed(let proposal): ("money-proposed", proposal.details, proposal.secrets)
    case .moneyConfirmed(let id): ("money-confirmed", [JSONMember("id", .string(id))], [])
    case .moneyRefused(let id, let words):
      ("money-refused", [JSONMember("id", .string(id))], wordsMembers(words))
    case .moneySent(let sent): ("money-sent", sent.details, [])
    case .submittedWithoutFee: ("submitted-without-fee", [], [])
    case .cancelled(let key): ("cancelled", [JSONMember("key", .string(key))], [])
    case .withdrawn(let withdrawal):
      (
        "withdrawn", [JSONMember("key", .string(withdrawal.key))],
        [JSONMember("reason", .string(withdrawal.reason))]
      )
    case .messageWritten(let message): ("message-written", message.details, message.secrets)
    case .payerAsked(let request): ("payer-asked", request.details, request.secrets)
    case .payerAskedAgain(let reminder): ("payer-asked-again", reminder.details, [])
    case .payerDeclined(let refusal):
      ("payer-declined", refusal.details, [JSONMember("reason", .string(refusal.reason))])
    case .payerTakenBack(let mark): ("payer-taken-back", mark.details, [])
    case .payerExpired(let request):
      ("payer-expired", [JSONMember("request", .string(request))], [])
    case .partyAsked(let invitation): ("party-asked", invitation.details, invitation.secrets)
    case .partyAskedAgain(let renewal): ("party-asked-again", renewal.details, [])
    case .partyTakenBack(let id, let key): ("party-taken-back", idMembers(id, key), [])
    case .partyBegan(let id, let key, let member):
      (
        "party-began", idMembers(id, key),
        member.map { [JSONMember("member", .string($0))] } ?? []
      )
    case .partyDeclined(let decline):
      ("party-declined", decline.details, [JSONMember("reason", .string(decline.reason))])
    case .partSentBack(let sentBack):
      ("part-sent-back", sentBack.details, [JSONMember("reason", .string(sentBack.reason))])
    case .partyRerouted(let rerouting): (rerouting.kind, rerouting.details, rerouting.secrets)
    case .helperNamed(let helper): ("helper-named", helper.details, helper.secrets)
    case .helperRenewed(let renewal): ("helper-renewed", renewal.details, [])
    case .helperRevoked(let id, let key): ("helper-revoked", idMembers(id, key), [])
    case .helperBegan(let id, let key): ("helper-began", idMembers(id, key), [])
    case .helperStopped(let id, let key): ("helper-stopped", idMembers(id, key), [])
    case .updatesChosen(let choice): ("updates-chosen", choice.details, [])
    case .evidenceReceived(let evidence):
      ("evidence-received", evidence.details, evidence.secrets)
    case .evidenceUndone(let undoing): ("evidence-undone", undoing.details, undoing.secrets)
    case .givenMoreTime(let given):
      ("given-more-time", given.details, [JSONMember("reason", .string(given.reason))])
    case .review(let act): act.members
    }
  }

  private func idMembers(_ id: String, _ key: String) -> [JSONMember] {
    [JSONMember("id", .string(id)), JSONMember("key", .string(key))]
  }
}

extension JournalLine {
  /// The event that this line is; `nil` for a line that is about the journal itself.
  func event() throws(LineFault) -> Event? {
    if kind == "erased" { return nil }
    var details = Members(details)
    var secrets = Members(secrets, isErased: isErased)
    let what: Event.What
    switch kind {
    case "started": what = .started(try Start(&details, &secrets))
    case "saved": what = .saved(try Save(&details, &secrets))
    case "entry-saved": what = .entrySaved(try EntrySave(&details, &secrets))
    case "entry-removed": what = .entryRemoved(try EntryMark(&details))
    case "entry-restored": what = .entryRestored(try EntryMark(&details))
    case "entries-ordered": what = .entriesOrdered(try EntryOrder(&details))
    case "attached": what = .attached(try Attachment(&details, &secrets))
    case "file-described": what = .fileDescribed(try FileDescription(&details, &secrets))
    case "file-withdrawn":
      what = .fileWithdrawn(try details.string("id"), key: try details.string("key"))
    case "file-restored":
      what = .fileRestored(try details.string("id"), key: try details.string("key"))
    case "file-checked": what = .fileChecked(try FileCheck(&details, &secrets))
    case "sealed": what = .sealed(try Signature(&details, &secrets))
    case "reopened": what = .reopened(try details.text("element", Element.ID.init))
    case "clarified":
      what = .clarified(
        Clarification(answers: try Answers(&secrets), key: try details.string("key")))
    case "attempt-opened": what = .attemptOpened(try Attempt(&details))
    case "attempt-handed-over": what = .attemptHandedOver(try details.string("reference"))
    case "attempt-unknown": what = .attemptUnknown(try details.string("reference"))
    case "attempt-paid": what = .attemptPaid(try Payment(&details))
    case "attempt-ended":
      what = .attemptEnded(
        try details.string("reference"), try details.text("end", AttemptEnd.init))
    case "money-refunded": what = .moneyRefunded(try ReturnedMoney(&details))
    case "money-reversed": what = .moneyReversed(try ReturnedMoney(&details))
    case "money-proposed": what = .moneyProposed(try MoneyProposal(&details, &secrets))
    case "money-confirmed": what = .moneyConfirmed(try details.string("id"))
    case "money-refused":
      what = .moneyRefused(
        try details.string("id"), words: try secrets.stringIfAny("words") ?? "")
    case "money-sent": what = .moneySent(try SentMoney(&details))
    case "submitted-without-fee": what = .submittedWithoutFee
    case "cancelled": what = .cancelled(key: try details.string("key"))
    case "withdrawn":
      what = .withdrawn(
        Withdrawal(reason: try secrets.string("reason"), key: try details.string("key")))
    case "message-written": what = .messageWritten(try WrittenMessage(&details, &secrets))
    case "payer-asked": what = .payerAsked(try PayerRequest(&details, &secrets))
    case "payer-asked-again": what = .payerAskedAgain(try PayerReminder(&details))
    case "payer-declined": what = .payerDeclined(try PayerRefusal(&details, &secrets))
    case "payer-taken-back": what = .payerTakenBack(try PayerMark(&details))
    case "payer-expired": what = .payerExpired(try details.string("request"))
    case "party-asked": what = .partyAsked(try Invitation(&details, &secrets))
    case "party-asked-again": what = .partyAskedAgain(try InvitationRenewal(&details))
    case "party-taken-back":
      what = .partyTakenBack(try details.string("id"), key: try details.string("key"))
    case "party-began":
      what = .partyBegan(
        try details.string("id"), key: try details.string("key"),
        member: try secrets.stringIfAny("member"))
    case "party-declined": what = .partyDeclined(try InvitationDecline(&details, &secrets))
    case "part-sent-back": what = .partSentBack(try SentBackPart(&details, &secrets))
    case "party-rerouted":
      what = .partyRerouted(try Rerouting(rerouted: &details, &secrets))
    case "party-released": what = .partyRerouted(try Rerouting(released: &details))
    case "helper-named": what = .helperNamed(try Helper(&details, &secrets))
    case "helper-renewed": what = .helperRenewed(try HelperRenewal(&details))
    case "helper-revoked":
      what = .helperRevoked(try details.string("id"), key: try details.string("key"))
    case "helper-began":
      what = .helperBegan(try details.string("id"), key: try details.string("key"))
    case "helper-stopped":
      what = .helperStopped(try details.string("id"), key: try details.string("key"))
    case "updates-chosen": what = .updatesChosen(try UpdatesChoice(&details))
    case "evidence-received": what = .evidenceReceived(try Evidence(&details, &secrets))
    case "evidence-undone": what = .evidenceUndone(try EvidenceUndoing(&details, &secrets))
    case "given-more-time": what = .givenMoreTime(try MoreTime(&details, &secrets))
    default:
      guard let act = try ReviewAct(kind: kind, &details, &secrets) else {
        throw .unknown("a line of the kind '\(kind)'")
      }
      what = .review(act)
    }
    try details.end()
    try secrets.end()
    return Event(number: number, at: at, who: try Event.Actor(text: who), what: what)
  }
}

extension Application {
  /// Folds a journal; `path` is for messages.
  init(_ journal: Journal, path: String) throws(StoreError) {
    let events = try journal.events(path: path)
    guard journal.kind == "application", let number = ApplicationNumber(journal.id),
      let application = Application(number: number, events: events)
    else { throw .damaged(path: path, line: 1, reason: "not the journal of an application") }
    self = application
  }
}

extension Journal {
  /// The events of an application's journal; `path` is for messages.
  func events(path: String) throws(StoreError) -> [Event] {
    var events: [Event] = []
    for line in lines {
      do throws(LineFault) {
        if let event = try line.event() { events.append(event) }
      } catch {
        throw error.storeError(path: path, number: line.number)
      }
    }
    return events
  }
}
