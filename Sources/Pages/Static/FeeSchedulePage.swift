import Markup
import Rules

/// Every fee with the rule it rests on, since when it holds, and the next amount where one is known.
package func feeSchedulePage(_ edition: Edition) -> Page {
  let rows = edition.fees.fees.map { fee -> [HTML] in
    let amount = fee.amount(on: edition.day)
    let note = amount?.note.map { "<br><span class=\"aside\">\(edition.text($0))</span>" as HTML }
    return [
      "\(edition.text(fee.title))<br><span class=\"aside\">\(fee.per.words)</span>",
      amountWords(fee, edition),
      "\(amount.map { text(of: $0.from) } ?? "")\(note)",
      "\(amount?.clause.citation ?? "")",
    ]
  }
  return Page(
    title: "Fees",
    main: .lines(
      "<h1>Fees</h1>",
      """
      <p class="lead">What each thing costs on \(text(of: edition.day)), since when, and the rule that \
      says so.</p>
      """,
      "<div class=\"wider\">",
      table(
        caption: "Schedule of fees",
        columns: [Column("Fee"), Column("Amount"), Column("Since"), Column("Rule")], rows: rows),
      "</div>",
      edition.agency.refunds == nil ? nil : "<h2>Refunds</h2>", refundWords(edition),
      "<h2>Which day counts</h2>", whichDay(edition)),
    section: .fees)
}

private func whichDay(_ edition: Edition) -> HTML {
  let atStart = edition.fees.fees.filter { $0.pricedOn == .start }
  let general: HTML =
    "<p>You pay the fee of the day on which you pay, not of the day you start.</p>"
  guard !atStart.isEmpty else { return general }
  let items = atStart.map { "<li>\(edition.text($0.title))</li>" as HTML }
  return """
    \(general)
    <p>These are the exceptions. For them the day you start counts:</p>
    <ul>
    \(items)
    </ul>
    """
}
