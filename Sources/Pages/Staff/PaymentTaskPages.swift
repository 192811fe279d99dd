import Applications
import Markup

/// Something about money that staff has to settle, in words.
package struct PaymentTaskRow: Hashable, Sendable {
  package let id: String
  /// What it is: `Money that is no fee`.
  package let kind: String
  package let sum: String
  package let since: String
  /// `nil` where nobody knows yet whose it is.
  package let about: CaseLine?
  package let stage: String

  package init(
    id: String, kind: String, sum: String, since: String, about: CaseLine?, stage: String
  ) {
    self.id = id
    self.kind = kind
    self.sum = sum
    self.since = since
    self.about = about
    self.stage = stage
  }

  fileprivate var address: String { "review/payments/\(id)" }
}

/// All of them, the oldest first.
package func paymentTasksPage(_ rows: [PaymentTaskRow], unreadable: Int, isDone: Bool) -> Page {
  Page(
    title: "Payments",
    main: .lines(
      isDone ? notificationBanner("<p>That is done.</p>", .success) : nil,
      "<h1>Payments to settle</h1>",
      unreadable == 0
        ? nil
        : note(
          "<p>\(unreadable == 1 ? "One application" : "\(unreadable) applications") cannot be read: an administrator of the host has to look.</p>"
        ),
      rows.isEmpty
        ? "<p class=\"lead\">Nothing waits to be settled.</p>"
        : table(
          caption: "What waits, the oldest first",
          columns: ["What", "Amount", "Application", "Since", "How far"].map { Column($0) },
          rows: rows.map(cells))))
}

private func cells(_ row: PaymentTaskRow) -> [HTML] {
  [
    "<a href=\"\(Links.page(row.address))\">\(row.kind)<span class=\"unseen\"> \(row.id)</span></a>",
    "\(row.sum)",
    row.about.map { "\($0.link)<br><span class=\"aside\">\($0.applicant)</span>" }
      ?? "not known",
    "\(row.since)", "\(row.stage)",
  ]
}

/// One of them: what there is to know, and what can be done.
package func paymentTaskPage(
  _ row: PaymentTaskRow, facts: [(label: String, text: String)], explanation: String,
  rule: String?, actions: [(label: String, address: String)]
) -> Page {
  Page(
    title: row.kind,
    main: .lines(
      backLink(Links.page("review/payments"), label: "Payments to settle"),
      "<h1>\(row.kind)</h1>",
      row.about.map {
        "<p class=\"lead\">Application \($0.link) of \($0.applicant): \($0.requests)</p>"
      },
      summaryList(
        [SummaryRow("Amount", "\(row.sum)"), SummaryRow("Since", "\(row.since)")]
          + facts.map { SummaryRow($0.label, "\($0.text)") }),
      explanation.isEmpty ? "" : "<p>\(explanation)</p>",
      rule.map { rule -> HTML in
        note("<p>\(rule) An exception takes a reason and a second person.</p>")
      },
      actions.isEmpty
        ? "<p>There is nothing you can do about it here.</p>"
        : .lines(
          "<ul>",
          .lines(
            actions.map { action -> HTML in
              "<li><a href=\"\(Links.page(action.address))\">\(action.label)</a></li>"
            }),
          "</ul>")))
}
