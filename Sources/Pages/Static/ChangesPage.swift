import Markup
import Rules

/// What changes on each day of the definitions: first what is to come, the next day on top, then what has
/// changed, the newest on top. And which publication the static pages are of.
///
/// It is the one static page that names the publication, so it is written anew by every change of the
/// definitions.
///
/// - `changes`: of all days, in order.
/// - `since`: the first day on which the pages hold that it stands among.
package func changesPage(
  _ definitions: Definitions, _ changes: [ChangesOfDay], publication: String?, since: Day?
) -> Page {
  let coming = changes.filter { day in since.map { day.day > $0 } ?? true }
  let past = changes.filter { !coming.contains($0) }
  return Page(
    title: "Changes of the rules",
    main: .lines(
      "<h1>Changes of the rules</h1>",
      """
      <p class="lead">What changes for you, and on which day: fees, what can be applied for, and what is \
      asked. Each change with the rule it rests on.</p>
      """,
      summaryList([
        SummaryRow("Publication", "\(publicationName(publication))"),
        SummaryRow(
          "Its rules shown here hold", since.map { "since \(text(of: $0))" } ?? "until they change"),
      ]),
      coming.isEmpty ? "<p>No change to come is known yet.</p>" : nil,
      .lines(coming.map { section($0, definitions, isComing: true) }),
      .lines(past.reversed().map { section($0, definitions, isComing: false) })))
}

private func publicationName(_ publication: String?) -> HTML {
  guard let publication else { return "Not published yet" }
  return "<code>\(publication)</code>"
}

private func section(
  _ day: ChangesOfDay, _ definitions: Definitions, isComing: Bool
) -> HTML {
  let words = ChangeWords(
    from: Edition(of: definitions, on: day.day.adding(days: -1)),
    to: Edition(of: definitions, on: day.day))
  let mark: HTML = isComing ? "Coming, from " : "Since "
  return .lines(
    "<h2 id=\"\(day.day.description)\">\(mark)\(text(of: day.day))</h2>",
    .lines(words.sections(day.changes).map { list($0, words.after) }))
}

private func list(_ section: ChangeWords.Section, _ edition: Edition) -> HTML {
  .lines(
    "<h3>\(section.heading)</h3>",
    summaryList(
      section.items.map { item -> SummaryRow in
        let sentences = item.sentences.map { "\($0)." as HTML }
        return SummaryRow(
          item.title, sentences.dropFirst().reduce(sentences[0]) { "\($0)<br>\($1)" })
      }))
}
