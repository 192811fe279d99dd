import Applications
import Markup
import Rules

/// A letter about the review of an application, with the event that sent it.
package struct ReviewLetter: Hashable, Sendable {
  package let event: Int
  package let at: Moment
  package let letter: SentLetter
  /// Whether what it tells no longer holds.
  package let isUndone: Bool

  /// `nil` for an event that sent none. `application` has taken it.
  package init?(_ event: Event, in application: Application) {
    guard let letter = event.sentLetter(in: application) else { return nil }
    self.event = event.number
    at = event.at
    self.letter = letter
    let id: String? =
      switch event.what {
      case .review(.decided(let decision)): decision.id
      case .review(.decisionConfirmed(let id, _)): id
      case .review(.preliminaryConfirmed(let confirmation)):
        application.review.decisions.last { $0.confirmation?.letter == confirmation.letter }?
          .decision.id
      default: nil
      }
    let decision = id.flatMap(application.review.decision)
    isUndone =
      if case .undone? = decision?.state {
        true
      } else {
        decision != nil && decision == application.review.revoked
      }
  }
}

/// All letters about the review of an application, newest first.
package func lettersPage(_ overview: Overview, _ letters: [ReviewLetter]) -> Page {
  let number = overview.application.number
  let zone = overview.edition.agency.timeZone
  let items = letters.reversed().map { letter -> HTML in
    """
    <li><h2><a href="\(Links.letters(number, letter.event))">\(letter.letter.subject)</a></h2>
    <p>Sent \(text(of: letter.at, in: zone)).\(letter.isUndone ? " What it tells was undone since." : "")</p></li>
    """
  }
  return Page(
    title: "Letters",
    main: .lines(
      backLink(Links.overview(number), label: "Overview"), "<h1>Letters</h1>",
      "<p class=\"lead\">\(overview.title)</p>",
      items.isEmpty
        ? "<p>We have sent no letter about this application yet.</p>"
        : "<ul class=\"cards\">\n\(items)\n</ul>",
      items.isEmpty ? nil : "<p>They stand here as they were sent.</p>"),
    section: .dashboard, about: number)
}

/// One letter as it was sent, to be read and printed.
package func letterPage(_ overview: Overview, _ letter: ReviewLetter) -> Page {
  let number = overview.application.number
  let zone = overview.edition.agency.timeZone
  return Page(
    title: letter.letter.subject,
    main: .lines(
      backLink(Links.letters(number), label: "Letters"),
      "<h1 dir=\"auto\">\(letter.letter.subject)</h1>",
      summaryList([
        SummaryRow("Sent", "\(text(of: letter.at, in: zone))"),
        SummaryRow("To", "\(overview.application.start.profile.name)"),
        SummaryRow("Application number", "\(number.description)"),
      ]),
      letter.isUndone
        ? note("<p>What this letter tells no longer holds: it was undone since.</p>") : nil,
      paragraphs(letter.letter.body),
      "<p class=\"no-print\">You can print this page, or save it as a PDF from your browser's print window.</p>"
    ),
    section: .dashboard, about: number)
}

/// Plain text with its empty lines between paragraphs, and its other line ends kept.
func paragraphs(_ text: String) -> HTML {
  var all: [HTML] = []
  var lines: [HTML] = []
  func end() {
    guard let first = lines.first else { return }
    all.append("<p dir=\"auto\">\(lines.dropFirst().reduce(first) { "\($0)<br>\n\($1)" })</p>")
    lines = []
  }
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.isEmpty { end() } else { lines.append("\(line)") }
  }
  end()
  return .lines(all)
}
