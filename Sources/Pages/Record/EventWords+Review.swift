import Applications
import Rules

// What was done about an application since it was submitted, as the applicant reads it. What those who work here
// wrote for each other is not told.

extension EventWords {
  func review(_ act: ReviewAct) -> String {
    switch act {
    case .assigned: "Somebody here looks at your application from now on."
    case .released: "Your application waits for somebody here to look at it."
    case .accepted(let element, _): "\(title(element)) was looked at, and is right."
    case .flagged, .flagLifted, .noted: "Somebody here made a note for the review."
    case .held(let hold): "The review was put on hold: \(hold.reason.text)"
    case .resumed: "The review goes on."
    case .deficiencySent(let deficiency):
      "Your application came back to you. Answer by the end of \(day(endingAt: deficiency.until))."
    case .deficiencyExtended(let extended):
      "You have until the end of \(day(endingAt: extended.until)) to answer."
    case .deficiencyAnswered: "You sent your application back to us. It has kept its place."
    case .deficiencyLapsed: "The last day to answer was over, and nothing had come."
    case .fitnessDecided(let outcome):
      outcome.isCleared
        ? "Your fitness was cleared." : "Your fitness was looked at, and is not cleared yet."
    case .sealedViewed(let element): "Somebody with the right to it looked at \(title(element))."
    case .decided(let decision):
      decision.needsSecondPerson
        ? "A decision was proposed. A second person looks at it." : "Your application was approved."
    case .decisionConfirmed: "A second person agreed. Your application was denied."
    case .decisionRefused: "A second person has looked at that, and it is not decided."
    case .decisionUndone(let undoing): "The decision was undone: \(undoing.reason)"
    case .appealed: "You asked us to look at the decision again."
    case .appealRefused: "We looked at the decision again, and it stands."
    }
  }

  private func day(endingAt moment: Moment) -> String {
    Pages.text(of: overview.edition.agency.timeZone.day(of: moment.adding(seconds: -1)))
  }
}
