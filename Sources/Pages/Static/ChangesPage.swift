import Markup
import Rules

/// Which publication the static pages are of, and the days on which its rules change.
///
/// It is the one static page that names the publication, so it is written anew by every change of the
/// definitions.
package func changesPage(
  _ definitions: Definitions, publication: String?, since: Day?
) -> Page {
  let days = definitions.changeDays
  let coming = days.filter { day in since.map { day > $0 } ?? true }
  let past = days.filter { !coming.contains($0) }
  return Page(
    title: "Changes of the rules",
    main: .lines(
      "<h1>Changes of the rules</h1>",
      """
      <p class="lead">Every amount, question and condition on these pages has a first day, and may have \
      a last. On these days something changes.</p>
      """,
      summaryList([
        SummaryRow("Publication", "\(publicationName(publication))"),
        SummaryRow(
          "Its rules shown here hold", since.map { "since \(text(of: $0))" } ?? "until they change"),
      ]),
      "<h2>Days to come</h2>", list(coming, otherwise: "No change is known yet."),
      "<h2>Days before</h2>", list(past.reversed(), otherwise: "Nothing has changed before.")))
}

private func publicationName(_ publication: String?) -> HTML {
  guard let publication else { return "Not published yet" }
  return "<code>\(publication)</code>"
}

private func list(_ days: [Day], otherwise: HTML) -> HTML {
  guard !days.isEmpty else { return "<p>\(otherwise)</p>" }
  return .lines("<ul>", .lines(days.map { "<li>\(text(of: $0))</li>" }), "</ul>")
}
