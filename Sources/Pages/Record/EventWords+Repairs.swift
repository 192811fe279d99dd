import Applications

/// What staff did in the place of the applicant, as the applicant reads it.
extension EventWords {
  /// `nil` for what reads the same whoever did it.
  func byStaff(_ what: Event.What) -> String? {
    switch what {
    case .partyAsked(let invitation):
      return "We asked \(invitation.name) to complete \(title(invitation.element))."
    case .partyAskedAgain(let renewal):
      let (name, part) = asked(renewal.invitation)
      return "We sent \(name) the request for \(part) again."
    case .partyTakenBack(let id, _):
      let (name, part) = asked(id)
      return "We took back the request to \(name) for \(part)."
    case .partSentBack(let sentBack):
      let (name, part) = asked(sentBack.invitation)
      return "We sent \(part) back to \(name): \(sentBack.reason)"
    case .fileDescribed(let said):
      return "We corrected what is said of \(name(said.attachment))."
    case .helperRenewed(let renewal):
      return "We sent \(overview.helperName(renewal.helper)) a new link."
    case .payerAskedAgain(let reminder):
      let name = overview.application.payers[reminder.request]?.request.name ?? "somebody else"
      return "We had the link to pay sent to \(name) again."
    case .submittedWithoutFee: return "We submitted the application. Nothing was owed."
    default: return nil
    }
  }

  private func asked(_ id: String) -> (name: String, part: String) {
    let invitation = overview.application.invitation(id)?.invitation
    return (invitation?.name ?? "somebody", invitation.map { title($0.element) } ?? "a part")
  }
}
