import Applications
import Markup
import Rules

/// Asks once more before an application that is not submitted is given up, and says what happens then.
///
/// - `why`: why it cannot be given up; `nil` when it can.
package func cancelPage(_ overview: Overview, why: String? = nil, keys: FormKeys) -> Page {
  let title = why == nil ? "Cancel this application?" : "This application cannot be cancelled"
  return Page(
    title: title,
    main: .lines(
      backLink(Links.overview(overview.application.number), label: "Overview"),
      "<h1>\(title)</h1>", endingRows(overview),
      why.map { note("<p>\($0)</p>") } ?? question(overview, keys)),
    section: .dashboard, about: overview.application.number)
}

private func question(_ overview: Overview, _ keys: FormKeys) -> HTML {
  let number = overview.application.number
  return .lines(
    "<h2>What happens then</h2>",
    """
    <ul>
    <li>It is never submitted. No payment for it has reached us, and you owe nothing.</li>
    <li>What you typed and the files you added stay here to be read. Nothing can be added or changed.</li>
    <li>You can start a new application at any time, and take over what you typed in this one.</li>
    </ul>
    """,
    warningText("Cancelling cannot be undone."),
    "<form method=\"post\" action=\"\(Links.cancel(number))\">", hidden(keys),
    buttonGroup(
      button("Cancel this application", .warning),
      "<a href=\"\(Links.overview(number))\">Keep it</a>"),
    "</form>")
}

/// Which application it is about.
func endingRows(_ overview: Overview) -> HTML {
  let zone = overview.edition.agency.timeZone
  var rows = [
    SummaryRow("For", "\(overview.title)"),
    SummaryRow("Application number", "\(overview.application.number.description)"),
    SummaryRow("Started", "\(text(of: overview.application.startedAt, in: zone))"),
  ]
  if let submitted = overview.application.submittedAt {
    rows.append(SummaryRow("Submitted", "\(text(of: submitted, in: zone))"))
  } else if let saved = overview.application.savedAt {
    rows.append(SummaryRow("Last saved", "\(text(of: saved, in: zone))"))
  }
  return summaryList(rows)
}
