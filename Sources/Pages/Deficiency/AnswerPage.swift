import Applications
import Markup
import Rules

/// What was put right, to be looked over and sent as one answer.
///
/// - `why`: why it cannot be answered now; `nil` while it can.
/// - `namesMissing`: whether it was sent with something missing, and so the page says what.
package func answerPage(
  _ overview: Overview, why: String? = nil, namesMissing: Bool = false, keys: FormKeys
) -> Page {
  let number = overview.application.number
  let open = overview.openItems
  let title = why == nil ? "Send your answer" : "This cannot be answered now"
  let errors =
    namesMissing
    ? open.map { entry, item in
      FieldError(
        field: "item-\(entry.element.id)",
        message: "\(overview.edition.text(entry.element.title)): \(item.words(overview, entry))")
    } : []
  return Page(
    title: title,
    main: .lines(
      backLink(Links.overview(number), label: "Overview"), errorSummary(errors),
      "<h1>\(title)</h1>", "<p class=\"lead\">\(overview.title)</p>",
      why.map { note("<p>\($0)</p>") },
      why == nil
        ? .lines(
          overview.deficiencyDeadline, overview.deficiencyItems(isAnswer: true),
          open.isEmpty ? sending(overview, keys) : missing(open, overview)) : nil),
    hasErrors: !errors.isEmpty, section: .dashboard, about: number)
}

private func missing(
  _ open: [(entry: Overview.Entry, item: Overview.OpenItem)], _ overview: Overview
) -> HTML {
  .lines(
    "<h2>What is still missing</h2>",
    "<p>You can send your answer as soon as this is done:</p>",
    "<ul>\n\(open.map { entry, item in missing(entry, item, overview) })\n</ul>")
}

private func missing(
  _ entry: Overview.Entry, _ item: Overview.OpenItem, _ overview: Overview
) -> HTML {
  let link = Links.element(overview.application.number, entry.element.id)
  return """
    <li><a href="\(link)">\(overview.edition.text(entry.element.title))</a>: \
    \(item.words(overview, entry))</li>
    """
}

private func sending(_ overview: Overview, _ keys: FormKeys) -> HTML {
  .lines(
    "<h2>What happens when you send it</h2>",
    """
    <ul>
    <li>We go on with your application. It keeps its place in the queue, by the day we first received it.</li>
    <li>There is nothing to pay.</li>
    <li>Nothing can be changed any more, unless we ask you again.</li>
    </ul>
    """,
    """
    <form method="post" action="\(Links.action(Links.answer(overview.application.number)))" novalidate>
    """, hidden(keys),
    buttonGroup(
      button("Send my answer"),
      "<a href=\"\(Links.overview(overview.application.number))\">Not yet</a>"), "</form>")
}

extension Overview.OpenItem {
  /// What is missing, without its full stop.
  func words(_ overview: Overview, _ entry: Overview.Entry) -> String {
    switch self {
    case .notComplete:
      "fill in what is missing" + (entry.element.wording == nil ? "" : ", and sign it")
    case .notLookedAt: "open it, put right what is named, and save it"
    case .withOthers: "\(overview.holder(of: entry)) has it again, and has not signed it yet"
    }
  }
}
