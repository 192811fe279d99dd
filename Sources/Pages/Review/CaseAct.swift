import Applications
import Rules

/// What can be done about an application that is under review.
package enum CaseAct: Hashable, Sendable, CaseIterable {
  case accept, flag, hold, resume, sendBack, extend, findFitness, decide, revoke, confirm, undo,
    answerAppeal
}

extension ReviewCase {
  /// Who may do that at all; for `accept` and `flag`, about elements that are under no seal.
  package static func roles(for act: CaseAct) -> [StaffRole] {
    switch act {
    case .accept, .flag, .hold, .resume, .sendBack, .extend, .decide: .ofReview
    case .findFitness: [.fitnessOfficer]
    case .revoke: [.fitnessOfficer] + .ofAgreement
    case .confirm, .undo, .answerAppeal: .ofAgreement
    }
  }

  package func may(_ act: CaseAct) -> Bool { viewer.may(Self.roles(for: act)) }

  /// Why that cannot be done now by whoever looks, who may as far as their role goes; `nil` when it can.
  package func why(not act: CaseAct) -> String? {
    switch act {
    case .accept, .flag: whyNotReviewed ?? whyNotTheirs
    case .hold:
      whyNotReviewed ?? whyNotTheirs ?? (review.hold == nil ? nil : "It is on hold already.")
    case .resume: review.hold == nil ? "It is not on hold." : whyNotTheirs
    case .sendBack: whyNotReviewed ?? whyNotTheirs ?? whyNotSentBack
    case .extend: whyNotExtended
    case .findFitness: whyFitnessIsNotFound
    case .decide: whyNotReviewed ?? whyNotTheirs
    case .confirm: whyNotConfirmed
    case .revoke: whyNotRevoked
    case .undo: whyNotUndone
    case .answerAppeal: whyAppealIsNotAnswered
    }
  }

  /// Whether it is with those who work here.
  private var whyNotReviewed: String? {
    switch overview.stage {
    case .submitted, .pendingReview:
      review.proposedDecision == nil
        ? nil : "A denial is proposed. It waits for a second person to confirm or refuse it."
    case .deficient: "It is back with the applicant, until the end of \(lastDayToAnswer)."
    case .closed: "It was closed: nothing was put right by the end of \(lastDayToAnswer)."
    case .approved where application.isPreliminary: "It is approved preliminarily."
    case .approved: "It is approved."
    case .denied: "It is denied."
    case .revoked: "Its approval is revoked."
    case .withdrawn: "The applicant has withdrawn it."
    case .open, .paying, .payerAsked, .expired, .cancelled: "It is not submitted."
    }
  }

  /// A specialist acts on what is theirs; a reviewer and an administrator on whatever somebody has.
  private var whyNotTheirs: String? {
    guard let assignee = review.assignee else {
      return "Nobody has it yet. It has to be taken, or assigned, first."
    }
    guard assignee == viewer.name || viewer.may(.ofAgreement) else {
      return "It is with \(assignee). Only they, a reviewer or an administrator can do this."
    }
    return nil
  }

  private var whyNotSentBack: String? {
    if rules.deficiency == nil {
      return "The definitions have no rule by which something is sent back."
    }
    if review.hold != nil { return "It is on hold. Take it up again first." }
    if !application.paymentTasks.isEmpty || !application.openProposals.isEmpty {
      return "Something about its money has to be settled first."
    }
    return review.openFlags.isEmpty ? "Nothing is flagged, so there is nothing to ask for." : nil
  }

  private var whyNotExtended: String? {
    guard let open = review.openDeficiency, application.withdrawnAt == nil else {
      return "Nothing is waited for from the applicant."
    }
    guard open.isOver(at: overview.now) else { return nil }
    return viewer.may(.ofAgreement)
      ? nil
      : "Its last day is over. Only a reviewer or an administrator can give more time now."
  }

  private var whyFitnessIsNotFound: String? {
    if sealed.isEmpty { return "It asks for nothing that is under a seal." }
    switch overview.stage {
    case .submitted, .pendingReview, .deficient: break
    case .approved where application.isPreliminary: return whyNotSettled
    default: return whyNotReviewed
    }
    let ids = sealed.map(\.element.id)
    if overview.reopened.contains(where: { ids.contains($0.element.id) }) {
      return "It was sent back, and is to be entered anew."
    }
    return sealed.allSatisfy { $0.status == .complete } ? nil : "It is not complete."
  }

  /// A revocation that somebody has proposed comes first.
  private var whyNotSettled: String? {
    review.proposedDecision == nil
      ? nil : "A revocation is proposed. It waits for a second person to confirm or refuse it."
  }

  private var whyNotRevoked: String? {
    guard review.preliminary != nil else { return "It is not approved preliminarily." }
    return whyNotSettled
      ?? (application.fitnessNow?.outcome.isCleared == false
        ? nil : "Nothing was found about its fitness yet by which it could be revoked.")
  }

  private var whyNotUndone: String? {
    guard review.decision != nil else { return "No decision holds that could be undone." }
    return whyNotSettled
  }

  private var whyNotConfirmed: String? {
    guard let proposed = review.proposedDecision else {
      return "Nothing waits for a second person."
    }
    return proposed.who == who
      ? "You proposed it yourself. Somebody else has to confirm or refuse it." : nil
  }

  private var whyAppealIsNotAnswered: String? {
    guard review.openAppeal != nil else { return "Nobody waits for another look." }
    return review.decision?.who == who
      ? "You proposed the decision yourself. Somebody else has to look at it again." : nil
  }

  var lastDayToAnswer: String {
    review.openDeficiency.map { lastDay(before: $0.until) } ?? ""
  }

  /// The day that ends with that moment.
  func lastDay(before end: Moment) -> String {
    text(of: edition.agency.timeZone.day(of: end.adding(seconds: -1)))
  }
}
