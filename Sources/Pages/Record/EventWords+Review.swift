import Applications
import Rules

// What was done about an application since it was submitted, as the applicant reads it. What those who work here
// wrote for each other is not told, nor who of them did it.

extension EventWords {
  /// Whether the applicant's History has a row for it. What is only written down for the review is no news to them:
  /// what becomes of it stands in a letter.
  func tells(_ event: Event) -> Bool {
    switch event.what {
    case .review(.flagged), .review(.flagLifted), .review(.noted): false
    default: true
    }
  }

  func review(_ act: ReviewAct) -> String {
    switch act {
    case .assigned: "Somebody here looks at your application from now on."
    case .released: "Your application waits for somebody here to look at it."
    case .accepted(let element, _): "\(title(element)) was looked at, and is right."
    case .flagged, .flagLifted, .noted: "Somebody here made a note for the review."
    case .held(let hold):
      "The review was put on hold: \(hold.reason.text)\(clause(hold.reason)) "
        + (hold.stopsClock ? "Our days stand still meanwhile." : "Our days go on meanwhile.")
    case .resumed: "The review goes on."
    case .deficiencySent(let deficiency):
      "Your application came back to you. Our letter says what has to be put right. Answer by the end of "
        + "\(day(endingAt: deficiency.until))."
    case .deficiencyExtended(let extended):
      "You have until the end of \(day(endingAt: extended.until)) to answer."
    case .deficiencyAnswered:
      "You sent your answer to what had to be put right. Your application kept its place in the queue."
    case .deficiencyLapsed: lapsed
    case .fitnessDecided(let outcome):
      outcome.isCleared
        ? "Your answers about conduct were looked at, and are cleared."
        : "Your answers about conduct were looked at, and are not cleared yet."
    case .preliminaryFound:
      "Your answers about conduct were looked at, and are not cleared yet."
    case .preliminaryConfirmed:
      "Your answers about conduct are cleared, and the approval of your application is confirmed."
    case .sealedViewed(let element):
      "Somebody with the right to it looked at \(title(element))."
    case .decided(let decision):
      switch decision.outcome {
      case .approved where decision.preliminary != nil:
        "Your application was approved preliminarily. That is confirmed or revoked later."
      case .approved: "Your application was approved."
      case .denied: "The review is finished. A second person looks at it before it is decided."
      case .revoked: "A second person looks at whether the preliminary approval stays."
      }
    case .decisionConfirmed(let id, _):
      isRevocation(id)
        ? "A second person has looked at it. The preliminary approval was revoked."
        : "A second person has looked at it. Your application was denied."
    case .decisionRefused(let id, _, _):
      isRevocation(id)
        ? "A second person has looked at it, and the preliminary approval stays for now."
        : "A second person has looked at it, and the review goes on."
    case .decisionUndone(let undoing): "The decision was undone: \(undoing.reason)"
    case .appealed: "You asked us to look at the decision again."
    case .appealRefused: "We looked at the decision again, and it stands."
    }
  }

  private func isRevocation(_ id: String) -> Bool {
    overview.application.review.decision(id)?.decision.outcome == .revoked
  }

  private var lapsed: String {
    let last = "The last day to answer was over, and nothing had come."
    return switch overview.application.review.deficiencies.last?.deficiency.consequence {
    case .closed: last + " The application was closed."
    case .decided: last + " It is decided by what is there."
    case nil: last
    }
  }

  private func clause(_ reason: GivenReason) -> String {
    reason.clause.map { " (\($0))" } ?? ""
  }

  func day(endingAt moment: Moment) -> String {
    Pages.text(of: overview.edition.day(endingAt: moment))
  }
}
