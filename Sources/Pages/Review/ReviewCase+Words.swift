import Applications
import Markup
import Rules

// How an application, and each part of it, stands in review. Status is said in words.

extension ReviewCase {
  /// The stage, as those call it who work here.
  var stageWords: (words: String, kind: StatusKind, meaning: String) {
    switch overview.stage {
    case .submitted where review.round > 0:
      ("Submitted", .open, "it came back from the applicant, and nobody has it.")
    case .submitted: ("Submitted", .open, "nobody has it yet.")
    case .pendingReview:
      ("Pending review", .open, "it is with \(review.assignee?.text ?? "somebody").")
    case .deficient:
      ("Deficient", .waiting, "it is with the applicant, until the end of \(lastDayToAnswer).")
    case .closed:
      ("Closed", .closed, "nothing was put right by the end of \(lastDayToAnswer).")
    case .approved where application.isPreliminary:
      ("Approved preliminarily", .waiting, "it is confirmed or revoked when fitness is decided.")
    case .approved: ("Approved", .done, "the decision holds.")
    case .denied: ("Denied", .closed, "the decision holds.")
    case .revoked: ("Revoked", .closed, "the approval was preliminary, and holds no more.")
    case .withdrawn: ("Withdrawn", .closed, "the applicant took it back.")
    case .open, .paying, .payerAsked, .expired, .cancelled:
      ("Not submitted", .closed, "there is nothing to review.")
    }
  }

  /// How an element stands. Of one under a seal others learn no more than whether it is cleared.
  func standing(of entry: Overview.Entry) -> (words: String, kind: StatusKind) {
    let element = entry.element
    if element.isUnderSeal, !sees(element) {
      return isCleared ? cleared : ("Not yet cleared", .waiting)
    }
    let flags = flags(on: element.id)
    let open = flags.count { $0.state == .open }
    if open > 0 { return (open == 1 ? "1 flag" : "\(open) flags", .wrong) }
    if overview.reopened.contains(where: { $0.element.id == element.id }) {
      return ("Back with the applicant", .waiting)
    }
    switch entry.status {
    case .waiting: return ("Waits for \(overview.holder(of: entry))", .waiting)
    case .notStarted, .inProgress:
      return element.isRequired ? ("Not complete", .wrong) : ("Nothing supplied", .done)
    case .complete: break
    }
    if element.isUnderSeal {
      return switch application.fitnessNow?.outcome.isCleared {
      case true?: cleared
      case false?: ("Not cleared", .wrong)
      case nil: ("Not looked at", .open)
      }
    }
    if application.isAccepted(element.id) { return ("Right", .done) }
    let wasSent = flags.contains { $0.deficiency != nil }
    return wasSent ? ("Answered: look again", .open) : ("Not looked at", .open)
  }

  /// Whether what is under a seal was found to stand in no way.
  package var isCleared: Bool { application.fitnessNow?.outcome.isCleared == true }

  private var cleared: (words: String, kind: StatusKind) { ("Cleared", .done) }

  /// What else is to be said of an element in the list.
  func hint(of entry: Overview.Entry) -> String {
    guard sees(entry.element) else {
      return "Only \(words(of: entry.element.rolesThatSee)) see it."
    }
    if let record = entry.evidence { return overview.receivedWords(record) }
    var parts: [String] = []
    switch entry.status {
    case .waiting: parts.append(overview.waitingSinceForStaff(entry))
    case .notStarted, .inProgress, .complete:
      if entry.part.isSealed, let moment = entry.part.sealedAt {
        parts.append("Signed \(time(moment)).")
      } else if let moment = entry.part.savedAt {
        parts.append("Last saved \(time(moment)).")
      }
    }
    if let seen = review.accepted.last(where: { $0.element == entry.element.id }),
      application.isAccepted(entry.element.id)
    {
      parts.append("Found right by \(name(seen.who)), \(time(seen.at)).")
    }
    if entry.part.attachments.contains(where: { $0.state != .accepted }) {
      parts.append("A file is not accepted, or not checked yet.")
    }
    return parts.joined(separator: " ")
  }

  /// Who did something, as those who work here say it.
  package func name(_ who: Event.Actor) -> String {
    switch who {
    case .applicant(let id): id == application.applicant ? "The applicant" : "Another account"
    case .payer(let id): application.payers[id]?.request.name ?? "A payer"
    case .provider(let name): "The payment service (\(name))"
    case .program(let name): "Docket (\(name))"
    case .party(let id): application.invitation(id)?.invitation.name ?? "Somebody who was asked"
    case .member(let id, let organisation):
      (application.invitations.last { $0.invitation.organisationID == organisation }?.invitation
        .name ?? organisation.text) + " (\(id))"
    case .helper(let id): overview.helperName(id)
    case .staff(let name): name
    }
  }
}

/// One sentence behind the other. What somebody typed may end with a mark of its own, or with none.
func sentences(_ parts: String...) -> String {
  var whole = ""
  for part in parts where !part.isEmpty {
    if let last = whole.unicodeScalars.last {
      whole += ".?!:".unicodeScalars.contains(last) ? " " : ". "
    }
    whole += part
  }
  return whole
}

/// As they stand in a sentence: `fitness officers and administrators`.
func words(of roles: [StaffRole]) -> String {
  let all = roles.map { role in
    switch role {
    case .specialist: "specialists"
    case .fitnessOfficer: "fitness officers"
    case .reviewer: "reviewers"
    case .finance: "those who record money"
    case .administrator: "administrators"
    }
  }
  return all.isEmpty ? "those whom the definitions name" : all.joined(separator: " and ")
}

extension Overview {
  /// Who holds a part of somebody else, and since when, as those say it who are neither of the two.
  func waitingSinceForStaff(_ entry: Entry) -> String {
    guard let record = entry.invitation else {
      return awaitsName(entry) ? "The applicant has named nobody yet." : ""
    }
    let since = Pages.text(of: record.since(at: now), in: edition.agency.timeZone)
    return switch record.state(at: now) {
    case .asked: "With \(record.holder) since \(since), until the end of \(lastDay(of: record))."
    case .begun: "With \(record.holder), who opened it on \(since)."
    case .signed: "Signed \(since)."
    case .declined(let reason): "\(record.holder) declined on \(since): \(reason)"
    case .takenBack: "The applicant took the request back on \(since)."
    case .expired: "\(record.holder) did not answer by the end of \(lastDay(of: record))."
    case .released: "\(record.holder) completes no more parts since \(since)."
    case .received: "It was marked as received on \(since), and that was undone."
    }
  }
}
