import Applications
import Notation
import Pages
import Rules
import Store

/// What staff says of an element: that what it asks for has come another way.
package struct WantedEvidence: Hashable, Sendable {
  package let element: String
  /// The day on which it came; not after today.
  package let day: Day
  package let source: String
  package let words: String

  package init(element: String, day: Day, source: String, words: String = "") {
    self.element = element
    self.day = day
    self.source = source
    self.words = words
  }
}

/// How it stands with a word of staff on an element.
package struct EvidenceStep: Hashable, Sendable {
  package let application: ApplicationNumber
  package let record: EvidenceRecord
  /// Those who were asked for the element and need not answer any more.
  package let ended: [InvitationRecord]
  /// Whether it was not so before.
  package let isNew: Bool
}

extension [StaffRole] {
  /// Who may say what has come in.
  package static let ofEvidence: [StaffRole] = [.specialist, .administrator]
}

extension Services {
  /// Marks an element as received. An open request for it ends; that person and the applicant are told by mail. The
  /// same again changes nothing.
  ///
  /// - Throws: `NotEntitled` where that person may not; `NotPossible` where the element cannot be received.
  package func receive(
    _ wanted: WantedEvidence, for number: ApplicationNumber, by staff: String,
    isDryRun: Bool = false
  ) throws -> EvidenceStep {
    let member = try self.staff(staff, with: .ofEvidence)
    let id = random.word()
    return try evidenceStep(number, by: member, isDryRun: isDryRun) { overview in
      let entry = try entry(wanted.element, in: overview)
      if let record = entry.evidence, record.evidence.day == wanted.day,
        record.evidence.source == wanted.source, record.evidence.words == wanted.words
      {
        return (record.evidence.id, nil)
      }
      try check(wanted, entry, overview)
      return (
        id,
        .evidenceReceived(
          Evidence(
            id: id, element: entry.element.id, day: wanted.day, source: wanted.source,
            words: wanted.words))
      )
    }
  }

  /// Takes the word on an element back, with a reason. The element is asked for as before; the applicant is told, and
  /// names somebody anew where somebody is asked by mail.
  ///
  /// - Throws: as above.
  package func undoEvidence(
    of element: String, for number: ApplicationNumber, reason: String, by staff: String,
    isDryRun: Bool = false
  ) throws -> EvidenceStep {
    let member = try self.staff(staff, with: .ofEvidence)
    return try evidenceStep(number, by: member, isDryRun: isDryRun) { overview in
      let application = overview.application
      guard let last = application.evidence.last(where: { $0.evidence.element.text == element })
      else {
        throw NotPossible("\(number) has nothing that was received for '\(element)'")
      }
      guard last.undone == nil else { return (last.evidence.id, nil) }
      guard let found = overview.entry(last.evidence.element)?.element,
        overview.takesPart(of: found)
      else {
        throw NotPossible(
          "\(number) \(overview.stageForOthers == "not submitted" ? "is being paid" : "is \(overview.stageForOthers)"), so nothing about '\(element)' can be undone"
        )
      }
      guard !isBlank(reason) else {
        throw NotPossible("say why it is undone: the applicant reads it")
      }
      return (
        last.evidence.id,
        .evidenceUndone(EvidenceUndoing(evidence: last.evidence.id, reason: reason))
      )
    }
  }

  /// Does what `decide` says under the application's lock, or only looks.
  private func evidenceStep(
    _ number: ApplicationNumber, by member: StaffMember, isDryRun: Bool,
    _ decide: (Overview) throws -> (id: String, what: Event.What?)
  ) throws -> EvidenceStep {
    guard let found = try store.application(number), !found.isErased else {
      throw NotPossible("there is no application \(number)")
    }
    let overview = try overview(of: found, isPriced: false)
    let who = Event.Actor.staff(member.name.text)
    var (id, isNew) = ("", false)
    let after: Application
    if isDryRun {
      let (decided, what) = try decide(overview)
      (id, isNew) = (decided, what != nil)
      var looked = found
      if let what {
        looked.apply(Event(number: looked.lastEvent + 1, at: now, who: who, what: what))
      }
      after = looked
    } else {
      after = try change(number, by: who) { application in
        let (decided, what) = try decide(overview.after(application))
        (id, isNew) = (decided, what != nil)
        return what
      }
    }
    guard let record = after.evidence(id) else {
      throw NotPossible("there is no application \(number)")
    }
    return EvidenceStep(
      application: number, record: record,
      ended: isNew ? after.requestsEnded(by: record.evidence) : [], isNew: isNew)
  }

  private func entry(_ text: String, in overview: Overview) throws -> Overview.Entry {
    if let entry = Element.ID(text).flatMap({ overview.entry($0) }) { return entry }
    let ids = overview.elements.filter { $0.element.submittedBy != Party.applicant }
      .map(\.element.id.text)
    throw NotPossible(
      "\(overview.application.number) asks for no '\(text)'"
        + (ids.isEmpty ? "" : "; others supply: \(ids.joined(separator: ", "))"))
  }

  private func check(
    _ wanted: WantedEvidence, _ entry: Overview.Entry, _ overview: Overview
  ) throws {
    let id = entry.element.id
    if entry.element.submittedBy == Party.applicant || entry.element.seal != nil {
      throw NotPossible("the applicant supplies '\(id)' themselves")
    }
    if let record = entry.evidence {
      throw NotPossible(
        "'\(id)' was received on \(record.evidence.day) already; undo that first")
    }
    guard entry.status != .complete else {
      throw NotPossible("'\(id)' is complete: it was supplied here")
    }
    guard overview.canReceive(entry) else {
      throw NotPossible(
        overview.stageForOthers == "not submitted"
          ? "a payment is under way, so '\(id)' has to wait until that has ended"
          : "the application is \(overview.stageForOthers), and does not wait for '\(id)'")
    }
    if isBlank(wanted.source) { throw NotPossible("say from where it has come") }
    let today = overview.edition.agency.timeZone.day(of: now)
    guard wanted.day <= today else {
      throw NotPossible("\(wanted.day) is still to come; today is \(today)")
    }
    let longest = max(wanted.source.unicodeScalars.count, wanted.words.unicodeScalars.count)
    guard longest <= Evidence.textLimit else {
      throw NotPossible("a text is longer than \(Evidence.textLimit) letters")
    }
  }
}

// MARK: Letters

extension Services {
  /// What evidence owes to those who were asked for the element.
  func evidenceLettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    guard case .evidenceReceived(let evidence) = event.what else { return [] }
    return try application.requestsEnded(by: evidence).flatMap { record in
      try plainMails(
        "party-not-needed",
        named:
          "party-not-needed-\(application.number.text)-\(event.number)-\(record.invitation.id)",
        about: application, record, on: event.at)
    }
  }
}

extension Services {
  /// What can be said besides about something that has come another way.
  func slots(about record: EvidenceRecord, in overview: Overview) -> [String: String] {
    let (agency, edition) = (overview.edition.agency, overview.edition)
    let id = record.evidence.element
    return [
      "part": edition.element(id)?.title.text(in: agency.languages[0]) ?? id.text,
      "source": record.evidence.source, "day": Pages.text(of: record.evidence.day),
      "reason": record.undone?.reason ?? "",
      "link": address(ofProgram: "save/\(overview.application.number.text)/\(id)"),
    ]
  }
}

extension Application {
  /// What an event says about something that has come another way, for the letter to the applicant.
  func evidence(toldBy event: Event) -> EvidenceRecord? {
    switch event.what {
    case .evidenceReceived(let evidence): self.evidence(evidence.id)
    case .evidenceUndone(let undoing): evidence(undoing.evidence)
    default: nil
    }
  }
}
