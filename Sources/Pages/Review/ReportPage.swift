import Applications
import Markup
import Rules

/// What is open and how long it takes: for whoever works here, to be printed.
package struct ReportView: Sendable {
  package let figures: ReviewFigures
  package let zone: TimeZoneTable
  /// The title of each request type by its id.
  package let titles: [RequestType.ID: String]
  /// How many days back decisions count.
  package let days: Int

  package init(
    _ figures: ReviewFigures, zone: TimeZoneTable, titles: [RequestType.ID: String], days: Int
  ) {
    self.figures = figures
    self.zone = zone
    self.titles = titles
    self.days = days
  }

  func title(_ id: RequestType.ID) -> String { titles[id] ?? id.text }
}

package func reportPage(_ view: ReportView) -> Page {
  let figures = view.figures
  let types = figures.openByType.sorted { view.title($0.key) < view.title($1.key) }
  let holders = figures.openByHolder.sorted { ($0.key?.text ?? "") < ($1.key?.text ?? "") }
  let decidedTypes = figures.decidedByType.sorted { view.title($0.key) < view.title($1.key) }
  let decidedBy = figures.decidedBy.sorted { $0.key < $1.key }
  return Page(
    title: "Reports",
    main: .lines(
      "<h1>Reports</h1>",
      """
      <p class="lead">As of \(text(of: figures.now, in: view.zone)). Days are working days since an application was received, \
      without those on which its applicant had it, or a hold stopped the clock.</p>
      """,
      "<h2>What is open</h2>",
      groupTable(
        "Open applications by status", first: "Status",
        CaseStatus.allCases.map { status in
          (status.words.capitalizedFirst, figures.open.byStatus[status, default: 0])
        } + [("All", figures.open.count)]),
      types.isEmpty
        ? nil
        : ageTable(
          "By credential: how long they have taken so far", first: "Credential",
          types.map { (view.title($0.key), $0.value) } + [("All", figures.open)], view.zone),
      holders.isEmpty
        ? nil
        : ageTable(
          "By whoever has them", first: "With",
          holders.map { ($0.key?.text ?? "nobody", $0.value) }, view.zone),
      "<h2>What was decided in the last \(view.days) days</h2>",
      figures.decided.count == 0
        ? "<p>Nothing was decided.</p>"
        : .lines(
          decidedTable(
            "By credential: working days to the decision", first: "Credential",
            decidedTypes.map { (view.title($0.key), $0.value) } + [("All", figures.decided)]),
          decidedTable(
            "By whoever decided", first: "Decided by", decidedBy.map { ($0.key, $0.value) })),
      "<p class=\"aside\">An application for several credentials counts for each of them, and once under All.</p>"
    ))
}

/// A table that has the whole width of the page, not only that of lines to be read.
func wider(_ table: HTML) -> HTML { .lines("<div class=\"wider\">", table, "</div>") }

private func groupTable(_ caption: String, first: String, _ rows: [(String, Int)]) -> HTML {
  wider(
    table(
      caption: caption, columns: [Column(first), Column("Applications", isNumber: true)],
      rows: rows.map { ["\($0.0)", "\("\($0.1)")"] }))
}

private func ageTable(
  _ caption: String, first: String, _ rows: [(String, ReviewFigures.Group)], _ zone: TimeZoneTable
) -> HTML {
  wider(
    table(
      caption: caption,
      columns: [Column(first), Column("Open", isNumber: true)]
        + AgeGroup.allCases.map { Column("\($0.words) days", isNumber: true) }
        + [Column("Oldest that waits for us")],
      rows: rows.map { name, group in
        ["\(name)", "\("\(group.count)")"]
          + AgeGroup.allCases.map { "\("\(group.byAge[$0, default: 0])")" }
          + [group.oldest.map { "\(text(of: zone.day(of: $0)))" } ?? "none"]
      }))
}

private func decidedTable(
  _ caption: String, first: String, _ rows: [(String, ReviewFigures.Decided)]
) -> HTML {
  // Where nothing is ever approved preliminarily, nothing is said of it.
  let hasRevoked = rows.contains { $0.1.revoked > 0 }
  return wider(
    table(
      caption: caption,
      columns: [
        Column(first), Column("Approved", isNumber: true), Column("Denied", isNumber: true),
      ] + (hasRevoked ? [Column("Revoked", isNumber: true)] : []) + [
        Column("Half within (days)", isNumber: true), Column("Nine of ten within", isNumber: true),
        Column("All within", isNumber: true),
      ],
      rows: rows.map { name, decided in
        ["\(name)", "\("\(decided.approved)")", "\("\(decided.denied)")"]
          + (hasRevoked ? ["\("\(decided.revoked)")"] : [])
          + [50, 90, 100].map { "\(decided.percentile($0).map { "\($0)" } ?? "–")" }
      }))
}
