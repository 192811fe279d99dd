import Applications
import Markup
import Rules

extension ReviewCase {
  /// Letters about its review, as they were sent, oldest first. One that waits for a second person was not sent.
  var sentLetters: [(letter: SentLetter, at: Moment)] {
    var all: [(letter: SentLetter, at: Moment)] = []
    for record in review.deficiencies {
      all.append((record.deficiency.letter, record.sentAt))
      all += record.extensions.map { ($0.extended.letter, $0.at) }
    }
    for record in review.decisions {
      switch record.state {
      case .holds(let since, _):
        all.append((record.decision.letter, since))
        if let confirmed = record.confirmation { all.append((confirmed.letter, confirmed.at)) }
      case .undone(let undoing, let moment, _):
        all.append((record.decision.letter, record.at))
        if let confirmed = record.confirmation { all.append((confirmed.letter, confirmed.at)) }
        all.append((undoing.letter, moment))
      case .proposed, .refused: break
      }
    }
    for record in review.appeals {
      if let answer = record.answer, let moment = record.answeredAt {
        all.append((answer.letter, moment))
      }
    }
    return all.sorted { $0.at < $1.at }
  }
}

/// Every letter about the review of an application, as it was sent.
package func caseLettersPage(_ review: ReviewCase) -> Page {
  let letters = review.sentLetters.enumerated().map { index, sent -> HTML in
    .lines(
      "<h2 id=\"letter-\(index + 1)\">\(sent.letter.subject)</h2>",
      "<p>Sent \(review.time(sent.at)).\(withdrawn(sent.letter, review))</p>",
      letterRows(sent.letter))
  }
  return casePage(
    review, title: "Letters",
    letters.isEmpty ? "<p>No letter was sent yet.</p>" : .lines(letters))
}

/// A letter as whoever gets it reads it.
func letterRows(_ letter: SentLetter) -> HTML {
  summaryList([
    SummaryRow("Subject", "\(letter.subject)"), SummaryRow("Letter", "\(letter.body)"),
  ])
}

/// The same before it is sent.
func letterPreview(_ letter: SentLetter) -> HTML {
  .lines("<h2>The letter, exactly as it will be sent</h2>", letterRows(letter))
}

private func withdrawn(_ letter: SentLetter, _ review: ReviewCase) -> HTML? {
  let isUndone = review.review.decisions.contains { record in
    if case .undone = record.state { record.decision.letter == letter } else { false }
  }
  return isUndone ? " <strong>It was withdrawn: the decision was undone.</strong>" : nil
}
