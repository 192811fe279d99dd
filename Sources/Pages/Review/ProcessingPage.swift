import Applications
import Markup
import Rules

/// What the public is told about how far the agency is, made from the queue itself.
package struct ProcessingView: Sendable {
  package let figures: ReviewFigures
  package let zone: TimeZoneTable
  /// The request types that can be applied for, in their order, with their titles.
  package let types: [(id: RequestType.ID, title: String)]
  /// How many days back decisions count.
  package let days: Int

  package init(
    _ figures: ReviewFigures, zone: TimeZoneTable, types: [(id: RequestType.ID, title: String)],
    days: Int
  ) {
    self.figures = figures
    self.zone = zone
    self.types = types
    self.days = days
  }
}

package func processingPage(_ view: ProcessingView) -> Page {
  let figures = view.figures
  let rows = view.types.filter {
    figures.openByType[$0.id] != nil || figures.decidedByType[$0.id] != nil
  }
  return Page(
    title: "Now working on",
    main: .lines(
      "<h1>Now working on applications of …</h1>",
      """
      <p class="lead">This page is made from our queue itself. As of \(text(of: figures.now, in: view.zone)).</p>
      """,
      rows.isEmpty
        ? "<p>No application waits for us.</p>"
        : wider(
          table(
            caption: "How far we are",
            columns: [
              Column("Credential"), Column("The oldest that waits for us was received on"),
              Column("How many wait for us", isNumber: true),
              Column("Working days to a decision", isNumber: true),
            ],
            rows: rows.map { type in
              let open = figures.openByType[type.id] ?? .init()
              let waiting = open.count - open.byStatus[.deficient, default: 0]
              let median = figures.decidedByType[type.id]?.percentile(50)
              return [
                "<a href=\"\(Links.credential(type.id))\">\(type.title)</a>",
                open.oldest.map { "\(text(of: view.zone.day(of: $0)))" } ?? "none waits",
                "\("\(waiting)")", "\(median.map { "\($0)" } ?? "none decided")",
              ]
            })),
      """
      <p>We look at applications in the order in which we received them. Half of those that were decided in the last \
      \(view.days) days took no more than the working days shown. Days on which an applicant had to put something right do \
      not count, and an application sent back keeps its place.</p>
      """,
      """
      <p>How far your own is you see when you are signed in. <a href="\(Links.help)">Help</a></p>
      """))
}
