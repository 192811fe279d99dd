import Applications
import Rules

// Who did it stands beside the sentence.

extension StaffEventWords {
  func sentence(_ event: Event) -> String {
    switch event.what {
    case .started(let start): started(start)
    case .saved(let save): "Saved \(title(save.element))"
    case .entrySaved(let save):
      "\(save.revision == 1 ? "Added to" : "Changed in") \(title(save.element)): \(group(save.group, in: save.element))"
    case .entryRemoved(let mark): "Removed an entry from \(title(mark.element))"
    case .entryRestored(let mark): "Brought back an entry in \(title(mark.element))"
    case .entriesOrdered(let order): "Changed the order in \(title(order.element))"
    case .attached(let file):
      "Added \(name(of: file))\(file.replaces == nil ? "" : ", in the place of another")"
    case .fileDescribed(let said): "Changed what is said of \(file(said.attachment))"
    case .fileWithdrawn(let id, _): "Took away \(file(id))"
    case .fileRestored(let id, _): "Brought back \(file(id))"
    case .fileChecked(let check): checked(check)
    case .sealed(let signature):
      "Signed \(title(signature.element))\(signature.role.map { ", as: \($0)" } ?? "")"
    case .reopened(let element): "\(title(element)) was asked again, from the beginning"
    case .clarified: "Changed the answers to the first questions"
    case .cancelled: "Gave the application up before it was submitted"
    case .withdrawn(let withdrawal):
      "Withdrew the application"
        + (withdrawal.reason.isEmpty ? "" : ": \(withdrawal.reason)")
    case .messageWritten(let message):
      "Wrote a message: \(review.application.threads.first { $0.id == message.thread }?.subject ?? message.subject)"
    case .evidenceReceived(let evidence):
      "Marked \(title(evidence.element)) as received on \(Pages.text(of: evidence.day)): \(evidence.source)"
        + (evidence.words.isEmpty ? "" : " (\(evidence.words))")
    case .evidenceUndone(let undoing): "Undid that something was received: \(undoing.reason)"
    case .partyAsked, .partyAskedAgain, .partyTakenBack, .partyBegan, .partyDeclined,
      .partSentBack, .partyRerouted:
      party(event.what)
    case .helperNamed, .helperRenewed, .helperRevoked, .helperBegan, .helperStopped, .updatesChosen:
      helper(event.what)
    case .attemptOpened, .attemptHandedOver, .attemptUnknown, .attemptPaid, .attemptEnded,
      .moneyRefunded, .moneyReversed, .moneyProposed, .moneyConfirmed, .moneyRefused, .moneySent,
      .submittedWithoutFee:
      money(event.what)
    case .payerAsked, .payerAskedAgain, .payerDeclined, .payerTakenBack, .payerExpired:
      payer(event.what)
    case .givenMoreTime(let given):
      "Gave more time after it had expired, until the end of \(review.lastDay(before: given.until)): \(given.reason)"
    case .review(let act): sentence(act)
    }
  }

  private func started(_ start: Start) -> String {
    "Started the application"
      + (start.carriedFrom.map { ", which takes over what \($0.description) had" } ?? "")
      + (start.opening.map { ", as \($0.name) had opened it" } ?? "")
  }

  private func checked(_ check: FileCheck) -> String {
    let file = review.application.attachments.first { $0.digest == check.digest }
    let what = file.map(name) ?? "a file"
    return switch check.outcome {
    case .accepted: "Checked \(what): accepted"
    case .setAside: "Checked \(what): set aside, something harmful was found"
    case .notChecked: "Could not check \(what)"
    }
  }

  private func party(_ what: Event.What) -> String {
    switch what {
    case .partyAsked(let invitation):
      return "Asked \(invitation.name) to complete \(title(invitation.element))"
    case .partyAskedAgain(let renewal):
      let (name, part) = request(renewal.invitation)
      return "Sent \(name) the request for \(part) again"
    case .partyTakenBack(let id, _):
      let (name, part) = request(id)
      return "Took back the request to \(name) for \(part)"
    case .partyBegan(let id, _, let member):
      let (name, part) = request(id)
      return "\(member ?? name) opened \(part)"
    case .partyDeclined(let decline):
      return "Declined \(request(decline.invitation).part): \(decline.reason)"
    case .partSentBack(let sentBack):
      let (name, part) = request(sentBack.invitation)
      return "Sent \(part) back to \(name): \(sentBack.reason)"
    case .partyRerouted(let rerouting):
      let (name, part) = request(rerouting.ended)
      return sentences(
        "Took \(part) from \(name): \(rerouting.reason)",
        rerouting.next.map { "Asked \($0.name) instead" } ?? "")
    default: return ""
    }
  }

  private func helper(_ what: Event.What) -> String {
    func name(_ id: String) -> String { review.overview.helperName(id) }
    return switch what {
    case .helperNamed(let helper): "Named \(helper.name) to help"
    case .helperRenewed(let renewal): "Sent \(name(renewal.helper)) a new link"
    case .helperRevoked(let id, _): "Ended the help of \(name(id))"
    case .helperBegan(let id, _): "\(name(id)) opened the link"
    case .helperStopped(let id, _): "\(name(id)) helps no longer"
    case .updatesChosen: "Chose who is told what becomes of it"
    default: ""
    }
  }

  private func payer(_ what: Event.What) -> String {
    func name(_ id: String) -> String { review.application.payers[id]?.request.name ?? "a payer" }
    return switch what {
    case .payerAsked(let request): "Asked \(request.name) to pay"
    case .payerAskedAgain(let reminder): "Sent \(name(reminder.request)) the link to pay again"
    case .payerDeclined(let refusal):
      "Declined to pay" + (refusal.reason.isEmpty ? "" : ": \(refusal.reason)")
    case .payerTakenBack(let mark): "Took back the request to \(name(mark.request)) to pay"
    case .payerExpired(let request): "The time for \(name(request)) to pay was over"
    default: ""
    }
  }
}
