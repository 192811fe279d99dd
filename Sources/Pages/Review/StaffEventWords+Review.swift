import Applications
import Rules

extension StaffEventWords {
  func sentence(_ act: ReviewAct) -> String {
    switch act {
    case .assigned(let assignment): sentences("\(assignment.to) has it now", assignment.words)
    case .released(let mark): sentences("Put it back into the queue", mark.words)
    case .accepted(let element, _): "Found right: \(title(element))"
    case .flagged(let flag): flagged("Flagged", flag)
    case .flagLifted(let id, _):
      review.review.flag(id).map { flagged("Lifted the flag", $0.flag) } ?? "Lifted a flag"
    case .noted(let note): "Noted: \(note.text)"
    case .held(let hold):
      sentences(
        "Put it on hold: \(hold.reason.text)",
        hold.stopsClock ? "The days do not count" : "The days go on", hold.words)
    case .resumed(let mark): sentences("Took it up again", mark.words)
    case .deficiencySent(let deficiency):
      "Sent it back to the applicant, until the end of \(review.lastDay(before: deficiency.until)). Items: \(deficiency.flags.count)"
    case .deficiencyExtended(let extended):
      sentences(
        "Gave the applicant until the end of \(review.lastDay(before: extended.until))",
        extended.words)
    case .deficiencyAnswered: "Put right what was asked, and sent it in again"
    case .deficiencyLapsed: "The last day to put something right was over, and nothing had come"
    case .fitnessDecided(let outcome): found(outcome)
    case .preliminaryFound(let finding): found(finding)
    case .preliminaryConfirmed(let confirmation):
      sentences(found(confirmation.outcome), "That confirms the approval")
    case .sealedViewed(let element): "Looked at \(title(element))"
    case .decided(let decision): decided(decision)
    case .decisionConfirmed(let id, _): "Confirmed \(proposal(id)): it holds"
    case .decisionRefused(let id, let words, _): sentences("Refused \(proposal(id))", words)
    case .decisionUndone(let undoing): sentences("Undid the decision", undoing.reason)
    case .appealed: "Asked that the decision is looked at again"
    case .appealRefused: "Looked at it again: the decision stands"
    }
  }

  private func flagged(_ what: String, _ flag: Flag) -> String {
    guard review.sees(flag.element) else { return "\(what): \(title(flag.element))" }
    return sentences(
      "\(what): \(title(flag.element)), \(review.overview.words(of: flag))", flag.reason.text,
      flag.words)
  }

  /// Others learn no more than whether it is cleared.
  private func found(_ outcome: FitnessOutcome) -> String {
    let isTheirs =
      outcome.elements.contains(where: review.sees) || review.viewer.may([.administrator])
    guard isTheirs else {
      return outcome.isCleared ? "Fitness: cleared" : "Worked on fitness: not yet cleared"
    }
    return sentences(
      "Fitness, on \(Pages.text(of: outcome.day)): \(outcome.isCleared ? "cleared" : "not cleared")",
      outcome.words)
  }

  /// Others learn nothing.
  private func found(_ finding: PreliminaryFinding) -> String {
    let isTheirs =
      finding.elements.contains(where: review.sees) || review.viewer.may([.administrator])
    guard isTheirs else { return "Worked on fitness: not yet cleared" }
    return sentences(
      "Fitness, on \(Pages.text(of: finding.day)): not decided, and the conditions of a preliminary approval hold",
      finding.conditions.map(\.text).joined(separator: " "), finding.words)
  }

  private func proposal(_ id: String) -> String {
    review.review.decision(id)?.decision.outcome == .revoked ? "the revocation" : "the denial"
  }

  private func decided(_ decision: Decision) -> String {
    let reasons = decision.reasons.map(\.text).joined(separator: " ")
    return switch decision.outcome {
    case .approved:
      sentences(
        "Approved it\(decision.preliminary == nil ? "" : " preliminarily"). Certificates: \(decision.grants.map(\.certificate.number).joined(separator: ", "))",
        decision.words)
    case .denied: sentences("Proposed that it is denied: \(reasons)", decision.words)
    case .revoked: sentences("Proposed that the approval is revoked: \(reasons)", decision.words)
    }
  }

  func money(_ what: Event.What) -> String {
    func sum(_ money: Money, _ currency: String) -> String {
      edition.agency.text(money, in: currency)
    }
    func aim(_ proposal: MoneyProposal) -> String {
      let sum = sum(proposal.money, proposal.currency)
      return switch proposal.kind {
      case .refund: "\(sum) goes back"
      case .keep: "\(sum) is kept"
      case .accept: "\(sum) is taken for the fee"
      case .settleReversal, .settleRefund: "\(sum) that went back is settled"
      }
    }
    func proposal(_ id: String) -> MoneyProposal? { review.application.proposal(id)?.proposal }
    return switch what {
    case .attemptOpened(let attempt):
      "Began to pay \(edition.text(attempt.quote.total)) (payment \(attempt.reference))"
    case .attemptHandedOver(let reference): "Went to the payment service (payment \(reference))"
    case .attemptUnknown(let reference):
      "Does not know yet how payment \(reference) ended"
    case .attemptPaid(let payment):
      "\(sum(payment.money, payment.currency)) came (payment \(payment.reference)): "
        + use(payment.use)
    case .attemptEnded(let reference, let end): "Payment \(reference) ended: \(end)"
    case .moneyRefunded(let money): "\(sum(money.money, money.currency)) was sent back"
    case .moneyReversed(let money):
      "\(sum(money.money, money.currency)) was taken back by the bank"
    case .moneyProposed(let proposed):
      sentences(
        "Proposed that \(aim(proposed)) (payment \(proposed.reference))", proposed.words)
    case .moneyConfirmed(let id): "Confirmed that \(proposal(id).map(aim) ?? "money goes back")"
    case .moneyRefused(let id, let words):
      sentences("Refused that \(proposal(id).map(aim) ?? "money goes back")", words)
    case .moneySent(let sent):
      "Sent back \(proposal(sent.proposal).map { sum($0.money, $0.currency) } ?? "money"), number \(sent.number)"
    case .submittedWithoutFee: "Submitted it. Nothing was owed"
    default: ""
    }
  }

  private func use(_ use: Payment.Use) -> String {
    switch use {
    case .fee: "the fee, and it was submitted"
    case .credit: "kept as a credit"
    case .held: "held, it is not the amount of the invoice"
    }
  }
}
