import Applications
import Markup
import Rules

/// An application in a list of those who review.
package struct QueueRow: Hashable, Sendable {
  package let number: ApplicationNumber
  package let applicant: String
  /// What is applied for.
  package let title: String
  package let received: Day?
  /// The working days that the agency has had it; `nil` once it is decided or has ended.
  package let age: Int?
  package let holder: StaffName?
  package let status: String
  package let kind: StatusKind
  /// What stands beside it, in words.
  package let notes: [String]
  /// Whether it can be taken by somebody now.
  package let isFree: Bool

  /// With `seesFitness` it says of one approved preliminarily whether it is to be revoked.
  package init(_ overview: Overview, _ calendar: WorkCalendar, seesFitness: Bool = false) {
    let application = overview.application
    let review = application.review
    number = application.number
    applicant = application.start.profile.name
    title = overview.title
    received = application.receivedAt.map(calendar.timeZone.day)
    holder = review.assignee
    age =
      application.isInReview && !application.isClosed(at: overview.now)
      ? application.receivedAt.map {
        calendar.workingDays(from: $0, until: overview.now, without: application.pauses)
      } : nil
    (status, kind) = overview.statusForStaff
    notes = overview.notesForStaff(seesFitness: seesFitness)
    isFree = overview.isWithStaff && review.assignee == nil
  }

  /// What was never submitted can only be put right.
  var link: Link { Links.reviewed(number, received == nil ? "repair" : "") }
}

extension Overview {
  /// Whether it asks for something that only some who work here may see, and that has to be found right first.
  package var asksForFitness: Bool { elements.contains { !$0.element.seenBy.isEmpty } }

  /// The status of the application in the words of those who work here.
  package var statusForStaff: (words: String, kind: StatusKind) {
    if isWithStaff, application.review.proposedDecision != nil { return ("To confirm", .open) }
    if isWithStaff, application.review.hold != nil { return ("On hold", .waiting) }
    let (words, _, _) = stageWords
    return switch stage {
    case .submitted: (words, .open)
    case .deficient: (words, .waiting)
    default: (words, stageWords.kind)
    }
  }

  fileprivate func notesForStaff(seesFitness: Bool) -> [String] {
    if application.isPreliminary {
      if application.review.proposedDecision != nil {
        return ["A revocation waits for a second person"]
      }
      let isRefused = seesFitness && application.fitnessNow?.outcome.isCleared == false
      return [isRefused ? "Not cleared: to be revoked" : "Fitness: not yet"]
    }
    guard application.isInReview else { return [] }
    let zone = edition.agency.timeZone
    let review = application.review
    var notes: [String] = []
    if let hold = review.hold {
      let reason = hold.hold.reason.text
      notes.append(statusForStaff.words == "On hold" ? reason : "On hold: \(reason)")
    }
    if let open = review.openDeficiency, open.lapsedAt == nil {
      let day = Pages.text(of: zone.day(of: open.until.adding(seconds: -1)))
      notes.append(
        now < open.until
          ? "With the applicant until \(day)" : "Not answered: the last day was \(day)")
    }
    if let proposed = review.proposedDecision {
      notes.append(
        proposed.decision.outcome == .denied
          ? "A denial waits for a second person" : "A decision waits for a second person")
    }
    if !review.openFlags.isEmpty {
      let count = review.openFlags.count
      notes.append(count == 1 ? "1 flag" : "\(count) flags")
    }
    if review.round > 0 { notes.append("Round \(review.round + 1)") }
    if application.awaitsParties { notes.append("Others complete a part") }
    if asksForFitness {
      notes.append(
        application.fitnessNow?.outcome.isCleared == true ? "Fitness: cleared" : "Fitness: not yet")
    }
    return notes
  }
}
