import Applications
import Rules

/// What an event is called in the history of its application.
struct EventWords {
  let overview: Overview
  private var application: Application { overview.application }
  private var edition: Edition { overview.edition }

  init(_ overview: Overview) { self.overview = overview }

  func who(_ event: Event) -> String {
    switch event.who {
    case .applicant(let id): id == application.applicant ? "You" : "Somebody else"
    case .payer(let id): application.payers[id]?.request.name ?? "Somebody else"
    case .provider: "The payment service"
    case .program: "This site"
    case .staff: "Staff"
    case .party(let id): application.invitation(id)?.invitation.name ?? "Somebody you asked"
    case .member: nameOfOrganisation(event)
    case .helper(let id): overview.helperName(id).capitalizedFirst
    }
  }

  func sentence(_ event: Event) -> String {
    if event.who == .carryOver { return carriedOver(event.what) }
    if case .party(let id) = event.who { return byParty(id, event.what) }
    if case .member = event.who { return byMember(event) }
    if case .helper(let id) = event.who { return byHelper(id, event.what) }
    if case .staff = event.who, let words = byStaff(event.what) { return words }
    switch event.what {
    case .started(let start): return started(start)
    case .saved(let save):
      let none = save.statesNone ? ", saying that you have nothing to supply" : ""
      return "You saved \(title(save.element))\(none)."
    case .entrySaved(let save):
      let entry = group(save.group, in: save.element)
      return save.revision == 1
        ? "You added to \(title(save.element)): \(entry)."
        : "You changed in \(title(save.element)): \(entry)."
    case .entryRemoved(let mark): return "You removed from \(title(mark.element)): \(entry(mark))."
    case .entryRestored(let mark):
      return "You brought back in \(title(mark.element)): \(entry(mark))."
    case .entriesOrdered(let order): return "You changed the order in \(title(order.element))."
    case .attached(let file):
      return file.replaces == nil
        ? "You added the file \(file.fileName) to \(title(file.element))."
        : "You put the file \(file.fileName) in the place of another in \(title(file.element))."
    case .fileDescribed(let said): return "You changed what is said of \(name(said.attachment))."
    case .fileWithdrawn(let id, _): return "You took away \(name(id))."
    case .fileRestored(let id, _): return "You brought back \(name(id))."
    case .fileChecked(let check): return checked(check)
    case .sealed(let signature): return "You signed \(title(signature.element))."
    case .reopened(let element):
      return "\(title(element)) was asked again, from the beginning. What you had signed stays."
    case .clarified: return "You changed your answers to the first questions."
    case .withdrawn(let withdrawal):
      return "You withdrew the application."
        + (withdrawal.reason.isEmpty ? "" : " Your reason: \(withdrawal.reason)")
    case .cancelled: return "You cancelled the application."
    case .messageWritten(let message): return written(message, event)
    case .partyAsked, .partyAskedAgain, .partyTakenBack, .partyBegan, .partyDeclined,
      .partSentBack, .partyRerouted:
      return request(event.what)
    case .helperNamed, .helperRenewed, .helperRevoked, .helperBegan, .helperStopped, .updatesChosen:
      return aboutHelpers(event.what)
    case .evidenceReceived(let evidence):
      return "\(title(evidence.element)) was marked as received on "
        + "\(Pages.text(of: evidence.day)): \(evidence.source)"
    case .evidenceUndone(let undoing):
      let part = application.evidence(undoing.evidence).map { title($0.evidence.element) }
      return "That \(part ?? "a part") was received was undone: \(undoing.reason)"
    case .givenMoreTime(let given):
      return
        "You have more time: until the end of \(day(endingAt: given.until)). Our reason: \(given.reason)"
    case .review(let act): return review(act)
    case .attemptOpened, .attemptHandedOver, .attemptUnknown, .attemptPaid, .attemptEnded,
      .moneyRefunded, .moneyReversed, .moneyProposed, .moneyConfirmed, .moneyRefused, .moneySent,
      .submittedWithoutFee:
      return payment(event)
    case .payerAsked, .payerAskedAgain, .payerDeclined, .payerTakenBack, .payerExpired:
      return payer(event.what)
    }
  }

  /// What somebody did who was asked for a part. What they have entered is not told before it is signed.
  private func byParty(_ id: String, _ what: Event.What) -> String {
    let record = application.invitation(id)
    let name = record?.invitation.name ?? "Somebody you asked"
    let part = record.map { title($0.invitation.element) } ?? "a part"
    return switch what {
    case .partyBegan: "\(name) opened \(part)."
    case .partyDeclined(let decline): "\(name) declined \(part): \(decline.reason)"
    case .sealed(let signature):
      "\(name) signed \(part), as: \(signature.role ?? "")."
    default: "\(name) worked on \(part)."
    }
  }

  /// What somebody did for an organisation.
  private func byMember(_ event: Event) -> String {
    let name = nameOfOrganisation(event)
    return switch event.what {
    case .partyBegan(let id, _, let member):
      "\(member ?? "Somebody") opened \(part(of: id)) for \(name)."
    case .partyDeclined(let decline):
      "\(name) declined \(part(of: decline.invitation)): \(decline.reason)"
    case .sealed(let signature):
      "\(signature.name) signed \(title(signature.element)) for \(name), as: \(signature.role ?? "")."
    default: "\(name) worked on a part."
    }
  }

  private func part(of id: String) -> String {
    application.invitation(id).map { title($0.invitation.element) } ?? "a part"
  }

  /// What the organisation was called when it was asked last.
  private func nameOfOrganisation(_ event: Event) -> String {
    guard case .member(_, let id) = event.who else { return "" }
    return application.invitations.last { $0.invitation.organisationID == id }?.invitation.name
      ?? "An organization you asked"
  }

  private func request(_ what: Event.What) -> String {
    func named(_ id: String) -> (name: String, part: String) {
      let record = application.invitation(id)
      return (
        record?.invitation.name ?? "somebody",
        record.map { title($0.invitation.element) } ?? "a part"
      )
    }
    switch what {
    case .partyAsked(let invitation):
      return "You asked \(invitation.name) to complete \(title(invitation.element))."
    case .partyAskedAgain(let renewal):
      let (name, part) = named(renewal.invitation)
      return "You sent \(name) the request for \(part) again."
    case .partyTakenBack(let id, _):
      let (name, part) = named(id)
      return "You took back the request to \(name) for \(part)."
    case .partSentBack(let sentBack):
      let (name, part) = named(sentBack.invitation)
      return "You sent \(part) back to \(name): \(sentBack.reason)"
    case .partyRerouted(let rerouting):
      let (name, part) = named(rerouting.ended)
      let end = "We took \(part) from \(name): \(rerouting.reason)"
      return rerouting.next.map { "\(end) We asked \($0.name) instead." } ?? end
    default: return ""
    }
  }

  private func started(_ start: Start) -> String {
    (start.opening.map { "You accepted what \($0.name) had opened for you. " } ?? "")
      + "You started the application: \(edition.titles(of: overview.requests))."
      + (start.carriedFrom.map { " It takes over what application \($0.description) had." } ?? "")
  }

  private func carriedOver(_ what: Event.What) -> String {
    switch what {
    case .saved(let save): "Taken over: your answers to \(title(save.element))."
    case .entrySaved(let save):
      "Taken over in \(title(save.element)): \(group(save.group, in: save.element))."
    case .attached(let file): "Taken over: the file \(file.fileName) in \(title(file.element))."
    case .sealed(let signature):
      "Taken over: \(title(signature.element)), as \(signature.name) had signed it."
    default: "Taken over from the application before."
    }
  }

  private func checked(_ check: FileCheck) -> String {
    let all = application.attachments.filter { $0.digest == check.digest }
    let name = all.first.map { "The file \($0.fileName)" } ?? "A file"
    return switch check.outcome {
    case .accepted: "\(name) was checked, and accepted."
    case .setAside: "\(name) was checked, and set aside: something harmful was found in it."
    case .notChecked: "\(name) could not be checked. It is tried again."
    }
  }

  private func written(_ message: WrittenMessage, _ event: Event) -> String {
    let subject = application.threads.first { $0.id == message.thread }?.subject ?? message.subject
    return if case .applicant = event.who {
      "You wrote us a message: \(subject)"
    } else {
      "We wrote you a message: \(subject)"
    }
  }

  private func payer(_ what: Event.What) -> String {
    func name(_ id: String) -> String { application.payers[id]?.request.name ?? "Somebody else" }
    switch what {
    case .payerAsked(let request):
      let lastDay = Pages.text(of: request.lastDay(in: edition.agency.timeZone))
      return
        "You asked \(request.name) (\(request.emailAddress)) to pay, until the end of \(lastDay)."
    case .payerAskedAgain(let reminder):
      return "You had the link to pay sent to \(name(reminder.request)) again."
    case .payerDeclined(let refusal):
      return "\(name(refusal.request)) declined to pay."
        + (refusal.reason.isEmpty ? "" : " Their reason: \(refusal.reason)")
    case .payerTakenBack(let mark):
      return "You took back the request to \(name(mark.request)) to pay."
    case .payerExpired(let request):
      return "The time for \(name(request)) to pay was over. Nothing was paid."
    default: return ""
    }
  }

  private func payment(_ event: Event) -> String {
    switch event.what {
    case .attemptOpened(let attempt):
      "\(event.who.payer == nil ? "You" : who(event)) began to pay \(edition.text(attempt.quote.total)) (payment \(attempt.reference))."
    case .attemptHandedOver where event.who.payer != nil:
      "\(who(event)) was handed over to the payment service."
    case .attemptHandedOver: "You were handed over to the payment service."
    case .attemptUnknown: "The payment service does not know yet how the payment ended."
    case .attemptPaid(let payment): came(payment)
    case .attemptEnded(_, .declined): "The payment was declined. Nothing was paid."
    case .attemptEnded(_, .cancelled): "The payment was cancelled. Nothing was paid."
    case .attemptEnded(_, .abandoned):
      "The payment was given up. No word of any money had reached us."
    case .moneyRefunded(let money):
      "\(edition.agency.text(money.money, in: money.currency)) was sent back."
    case .moneyReversed(let money):
      "\(edition.agency.text(money.money, in: money.currency)) was taken back by the bank."
    case .moneyProposed(let proposal): proposed(proposal)
    case .moneyConfirmed(let id): confirmed(id)
    case .moneyRefused: "A second person has looked at that, and it stays as it was."
    case .moneySent(let sent): "\(sum(ofProposal: sent.proposal)) was sent back."
    case .submittedWithoutFee: "You submitted the application. Nothing was owed."
    default: ""
    }
  }

  private func proposed(_ proposal: MoneyProposal) -> String {
    let sum = edition.agency.text(proposal.money, in: proposal.currency)
    let what =
      switch proposal.kind {
      case .refund: "that \(sum) is sent back"
      case .keep: "that \(sum) is kept"
      case .accept: "that \(sum) is taken for the fee"
      case .settleReversal, .settleRefund: "that the \(sum) that went back is settled"
      }
    return "It was proposed \(what). A second person looks at it."
  }

  private func confirmed(_ id: String) -> String {
    let sum = sum(ofProposal: id)
    return switch application.proposal(id)?.proposal.kind {
    case .refund: "A second person agreed that \(sum) is sent back."
    case .keep: "A second person agreed that \(sum) is kept."
    case .accept: "\(sum) was taken for the fee. The application was submitted."
    case .settleReversal, .settleRefund: "A second person agreed: the \(sum) are settled."
    case nil: ""
    }
  }

  private func sum(ofProposal id: String) -> String {
    application.proposal(id).map {
      edition.agency.text($0.proposal.money, in: $0.proposal.currency)
    } ?? "Money"
  }

  private func came(_ payment: Payment) -> String {
    let sum = edition.agency.text(payment.money, in: payment.currency)
    return switch payment.use {
    case .fee: "Payment of \(sum) received. The application was submitted."
    case .credit: "Payment of \(sum) received. It is kept as a credit."
    case .held: "Money came in (\(sum)), but not the amount of the invoice. We look at it."
    }
  }

  func title(_ id: Element.ID) -> String {
    edition.element(id).map { edition.text($0.title) } ?? id.text
  }

  func group(_ id: EntryGroup.ID, in element: Element.ID) -> String {
    edition.element(element)?.group(id).map { edition.text($0.title) } ?? id.text
  }

  func entry(_ mark: EntryMark) -> String {
    application.part(mark.element).entry(mark.entry).map { group($0.group, in: mark.element) }
      ?? "an entry"
  }

  func name(_ attachment: String) -> String {
    let file =
      application.attachment(attachment) ?? application.withdrawnAttachment(attachment)
    return file.map { "the file \($0.fileName)" } ?? "a file"
  }
}
