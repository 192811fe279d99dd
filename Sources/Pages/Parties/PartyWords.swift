import Applications
import Markup
import Rules

extension InvitationRecord {
  /// The organisation that was asked, with whoever has it there; or the person.
  var holder: String {
    member.isEmpty ? invitation.name : "\(invitation.name) (\(member))"
  }

  /// Who was asked, with the organisation where one was named.
  var who: String {
    invitation.organisation.isEmpty
      ? invitation.name : "\(invitation.name), \(invitation.organisation)"
  }
}

extension Overview {
  /// Who holds a part that somebody else completes: the person, once one is known.
  func holder(of entry: Entry) -> String {
    let party = edition.name(of: entry.element.submittedBy)
    guard let record = entry.invitation, record.isOpen(at: now) else { return party }
    return record.invitation.organisationID == nil
      ? "\(record.invitation.name) (\(party))" : record.holder
  }

  /// How it stands with a part of somebody else that is not complete.
  func waitingWords(_ entry: Entry) -> (words: String, kind: StatusKind) {
    guard awaitsName(entry), takesPart(of: entry.element) else {
      return ("Waiting for \(holder(of: entry))", .waiting)
    }
    return switch entry.invitation?.state(at: now) {
    case .declined: ("Declined", .open)
    case .expired: ("Request expired", .open)
    case .released, .received: ("Name somebody else", .open)
    default: ("Nobody asked yet", .open)
    }
  }

  /// Who holds it, and since when.
  func waitingSince(_ entry: Entry) -> String {
    let zone = edition.agency.timeZone
    guard let record = entry.invitation else {
      let started = Pages.text(of: application.startedAt, in: zone)
      return awaitsName(entry)
        ? "With you since \(started): say who completes it."
        : "With \(edition.name(of: entry.element.submittedBy)) since \(started)."
    }
    let since = Pages.text(of: record.since(at: now), in: zone)
    let name = record.holder
    return switch record.state(at: now) {
    case .asked where record.returns.isEmpty:
      "With \(name) since \(since). Good until the end of \(lastDay(of: record))."
    case .asked: "With \(name) again since \(since), because you sent it back."
    case .begun: "With \(name), who opened it on \(since)."
    case .declined: "\(name) declined on \(since). It is with you: name somebody else."
    case .takenBack: "You took the request back on \(since). It is with you: name somebody else."
    case .expired:
      "\(name) did not answer by the end of \(lastDay(of: record)). It is with you: ask again, or name somebody else."
    case .released:
      "\(name) completes no more parts since \(since). It is with you: name somebody else."
    case .received:
      "\(name) was told on \(since) that it is not needed, and now it is. It is with you: name somebody."
    case .signed: "Signed \(since)."
    }
  }

  /// That something has come another way: when, and from where.
  func receivedWords(_ record: EvidenceRecord) -> String {
    let source = record.evidence.source
    return "Received on \(Pages.text(of: record.evidence.day))"
      + (source.isEmpty ? "." : ": \(source)")
  }

  /// The last day on which a request is good.
  func lastDay(of record: InvitationRecord) -> String {
    Pages.text(of: edition.agency.timeZone.day(of: record.until.adding(seconds: -1)))
  }

  /// Whether a part is with somebody else, and the applicant need do nothing about it.
  func isWaiting(_ entry: Entry) -> Bool {
    guard case .waiting = entry.status else { return false }
    return !awaitsName(entry)
  }

  /// Parts of others that are still to come, though all else may be done.
  var awaitedParts: [Entry] {
    elements.filter { entry in
      guard case .waiting = entry.status else { return false }
      return entry.element.isRequired && entry.element.invitation != nil
        && takesPart(of: entry.element)
    }
  }
}

extension Edition {
  /// What becomes of the days while somebody else is awaited, where definitions say so.
  var waitingRule: HTML? {
    agency.waiting.map { rule in
      "<p>\(text(rule.words))\(rule.clause.map { " \(clauseMark($0))" as HTML } ?? "")</p>"
    }
  }

  /// What somebody who is asked for an element sees of the applicant.
  func seen(under rule: InvitationRule, _ questions: [Question]) -> [String] {
    let fields = rule.sees.map { field in
      switch field {
      case .email: "your email address"
      case .phone: "your phone number"
      case .address: "your postal address"
      }
    }
    let answers = rule.seesAnswers.compactMap { id in questions.first { $0.id == id } }
      .map { "your answer to: \(text($0.ask))" }
    return ["your name", "the number of this application", "what you apply for"] + fields + answers
  }
}
