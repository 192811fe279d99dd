import Markup
import Rules

/// Every fee with the rule it rests on, since when it holds, and the next amount where one is known; and
/// beside them what the agency is seen to charge, with its source.
///
/// - `examples`: those with a title are shown, with what they come to.
package func feeSchedulePage(_ edition: Edition, examples: [PricedExample] = []) -> Page {
  let rows = edition.fees.fees.map { fee -> [HTML] in
    let amount = fee.amount(on: edition.day)
    return [
      """
      \(edition.text(fee.title))<br><span class="aside">\((amount?.per ?? fee.per).words)</span>
      """,
      letterWords(fee, edition),
      amount.map { sinceWords($0, edition) } ?? "", "\(amount?.clause.citation ?? "")",
    ]
  }
  return Page(
    title: "Fees",
    main: .lines(
      "<h1>Fees</h1>",
      "<p class=\"lead\">What each thing costs, since when, and the rule that says so.</p>",
      charged(edition), "<div class=\"wider\">",
      table(
        caption: "Schedule of fees",
        columns: [Column("Fee"), Column("Amount"), Column("Since"), Column("Rule")], rows: rows),
      "</div>", .lines(edition.fees.layers.map { section($0, edition) }),
      workedTotals(examples, edition), refunds(edition),
      "<h2>Which day counts</h2>", whichDay(edition)),
    section: .fees)
}

private func letterWords(_ fee: Fee, _ edition: Edition) -> HTML {
  let now: HTML = fee.amount(on: edition.day).map { "\(edition.words($0))" } ?? "Not charged yet"
  guard let next = fee.nextAmount(after: edition.day) else { return now }
  return
    "\(now)<br><span class=\"aside\">From \(text(of: next.from)): \(edition.words(next))</span>"
}

/// By what people are charged, where there is more than one thing it could be.
private func charged(_ edition: Edition) -> HTML? {
  guard !edition.fees.layers.isEmpty else { return nil }
  guard let layer = edition.fees.layer(edition.feeLayer) else {
    return "<p>We charge what the letter of the rules says.</p>"
  }
  return "<p>We charge what the second table says: \(edition.text(layer.title)).</p>"
}

private func section(_ layer: FeeLayer, _ edition: Edition) -> HTML {
  let rows = layer.sightings.compactMap { sighting -> [HTML]? in
    guard let amount = sighting.amounts.last(where: { $0.from <= edition.day }) else { return nil }
    let fee = edition.fees.fee(sighting.fee).map { edition.text($0.title) } ?? sighting.fee.text
    let requests = sighting.requests.compactMap(edition.requestType)
    let about: HTML =
      requests.isEmpty
      ? "" : "<br><span class=\"aside\">\(edition.titles(of: requests))</span>"
    return [
      "\(fee)\(about)", "\(edition.words(amount))", sinceWords(amount, edition),
      "\(amount.clause.citation)",
    ]
  }
  guard !rows.isEmpty else { return "" }
  return .lines(
    "<h2>\(edition.text(layer.title))</h2>",
    """
    <p>What was seen to be charged, with its source. The day is the one it was seen on; since when it \
    has been charged, the source does not say.</p>
    """, "<div class=\"wider\">",
    table(
      caption: "\(edition.text(layer.title))",
      columns: [Column("Fee"), Column("Amount"), Column("Seen on"), Column("Source")], rows: rows),
    "</div>")
}

/// What is said about getting fees back, and what was said before.
private func refunds(_ edition: Edition) -> HTML? {
  guard edition.agency.refunds != nil else { return nil }
  let others = edition.agency.earlierRefunds.filter {
    $0 != edition.agency.refunds(on: edition.day)
  }
  let items = others.compactMap { rule -> HTML? in
    rule.until.map { until in
      """
      <li>Paid up to \(text(of: until)): \(edition.text(rule.words)) \(clauseMark(rule.clause))</li>
      """
    }
  }
  return .lines(
    "<h2>Refunds</h2>", refundWords(edition),
    items.isEmpty ? nil : .lines("<p>It was otherwise before:</p>", "<ul>", .lines(items), "</ul>"))
}

private func whichDay(_ edition: Edition) -> HTML {
  let general: HTML =
    "<p>You pay the fee of the day on which you pay, not of the day you start.</p>"
  return .lines(
    general, exceptions(edition, .start, "the day you start counts"),
    exceptions(edition, .receipt, "the day we receive the application counts"))
}

private func exceptions(_ edition: Edition, _ day: Fee.PricingDay, _ rule: String) -> HTML? {
  let fees = edition.fees.fees.filter { $0.pricedOn == day }
  guard !fees.isEmpty else { return nil }
  let items = fees.map { "<li>\(edition.text($0.title))</li>" as HTML }
  return """
    <p>These are the exceptions. For them \(rule):</p>
    <ul>
    \(items)
    </ul>
    """
}
