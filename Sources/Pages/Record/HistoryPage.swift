import Applications
import Markup
import Rules

/// Everything that happened to an application, in plain words, newest first.
///
/// `events` are all of its journal, oldest first. Those that only write something down for the review have no row.
/// Answers are not repeated here: what a part holds stands on its page, for those who may see it.
package func historyPage(_ overview: Overview, _ events: [Event]) -> Page {
  let zone = overview.edition.agency.timeZone
  let words = EventWords(overview)
  var rows = events.filter(words.tells).map { event -> [HTML] in
    ["\(text(of: event.at, in: zone))", "\(words.sentence(event))", "\(words.who(event))"]
  }
  if overview.stage == .expired {
    rows.append([
      "\(text(of: overview.deadline, in: zone))",
      "The application expired: it was not paid by \(text(of: overview.lastDay)).", "This site",
    ])
  }
  return Page(
    title: "History",
    main: .lines(
      backLink(Links.overview(overview.application.number), label: "Overview"), "<h1>History</h1>",
      "<p class=\"lead\">\(overview.title)</p>",
      table(
        caption: "What happened, newest first",
        columns: [Column("When"), Column("What"), Column("Who")], rows: rows.reversed()),
      "<p class=\"aside\">Times are those of the zone \(zone.name).</p>",
      "<p class=\"no-print\">You can print this page, or save it as a PDF from your browser's print window.</p>"
    ),
    section: .dashboard, about: overview.application.number)
}
