import Applications
import Markup
import Rules

/// What became of a payment: paid, not paid, or still being checked, and whether money has moved. It can be opened
/// again and again.
///
/// - `keys`: of the form by which the applicant gives it up; `nil` where the reader is somebody else, who sees
///   amounts and no names.
package func receiptPage(
  _ application: Application, _ record: AttemptRecord, agency: Agency, now: Moment, keys: FormKeys?
) -> Page {
  let outcome = PaymentOutcome(record, of: application, agency, now: now)
  let steps = way(application, record, now: now, keys)
  return Page(
    title: outcome.title,
    main: .lines(
      outcome.head, keys == nil && record.payer != nil ? forSomebodyElse(record) : nil,
      outcome.words,
      record.isOpen ? steps : nil, "<h2>Details</h2>",
      details(application, record, agency, isTheirs: keys != nil), money(record, agency),
      invoiceLines(record.attempt.quote, agency),
      refundWords(agency, agency.languages[0], paid: record.attempt.quote.day),
      "<p>You can print this page, or save it as a PDF from your browser's print window.</p>",
      record.isOpen ? nil : steps),
    section: .dashboard, about: keys == nil ? nil : application.number)
}

/// Whoever paid for somebody else reads the same words as the applicant.
private func forSomebodyElse(_ record: AttemptRecord) -> HTML {
  let again: HTML =
    if case .paid = record.state {
      ""
    } else {
      " To go on with the payment, or to try again, use the link in our mail."
    }
  return note(
    """
    <p>This payment was begun through a link in a mail, for the application of somebody else. “Your application” \
    here means theirs. They are told by email when it is paid.\(again)</p>
    """)
}

private func details(
  _ application: Application, _ record: AttemptRecord, _ agency: Agency, isTheirs: Bool
) -> HTML {
  let zone = agency.timeZone
  var rows = [
    SummaryRow("Payment reference", "\(record.attempt.reference)"),
    SummaryRow("Paid to", "\(agency.name.text(in: agency.languages[0]))"),
    SummaryRow("Begun", "\(text(of: record.openedAt, in: zone))"),
    SummaryRow(
      "Priced by", "\(pricedBy((record.attempt.publication, record.attempt.quote.day)))"),
  ]
  if case .paid(let payment, let moment) = record.state {
    rows.append(SummaryRow("Amount paid", "\(agency.text(payment.money, in: payment.currency))"))
    rows.append(SummaryRow("Confirmed", "\(text(of: moment, in: zone))"))
    rows.append(SummaryRow("Number of the transaction", "\(payment.transaction)"))
  }
  if isTheirs {
    rows.append(SummaryRow("Application number", "\(application.number.description)"))
    rows.append(SummaryRow("Applicant", "\(application.start.profile.name)"))
    if let payer = record.payer.flatMap({ application.payers[$0] }) {
      rows.append(SummaryRow("Begun by", "\(payer.request.name), whom you asked to pay"))
    }
  }
  return summaryList(rows)
}

/// Every sum that came, where there is more to say than that one paid the invoice.
private func money(_ record: AttemptRecord, _ agency: Agency) -> HTML? {
  let all = record.received
  guard all.count > 1 || all.contains(where: { $0.payment.use != .fee || !$0.returns.isEmpty })
  else { return nil }
  return table(
    caption: "Money that came for this payment",
    columns: [
      Column("When"), Column("Transaction"), Column("What became of it"),
      Column("Amount", isNumber: true),
    ],
    rows: all.map { came in
      [
        "\(text(of: came.at, in: agency.timeZone))", "\(came.payment.transaction)",
        "\(came.fate(agency))", "\(agency.text(came.payment.money, in: came.payment.currency))",
      ]
    })
}

/// Every line of an invoice with its rule and nothing else, and the total.
func invoiceLines(_ quote: Quote, _ agency: Agency) -> HTML {
  let language = agency.languages[0]
  var rows = quote.lines.map { line -> [HTML] in
    [
      "\(line.what.text(in: language))", "\(line.clause.citation)",
      "\(line.amount.text(in: agency.currency))",
    ]
  }
  rows.append([
    "<strong>Total</strong>", "", "<strong>\(quote.total.text(in: agency.currency))</strong>",
  ])
  return table(
    caption: "Invoice of \(text(of: quote.day))",
    columns: [Column("Fee"), Column("Rule"), Column("Amount", isNumber: true)], rows: rows)
}

private func way(
  _ application: Application, _ record: AttemptRecord, now: Moment, _ keys: FormKeys?
) -> HTML {
  guard let keys else {
    if record.payer != nil { return "" }
    return "<p><a href=\"\(Links.signIn)\">Sign in</a> to see the application this belongs to.</p>"
  }
  let reference = record.attempt.reference
  let overview = buttonLink(
    "Go to your application", link: Links.overview(application.number), .secondary)
  let payment: HTML? =
    application.canHandOver(record, at: now)
    ? buttonLink(
      record.state == .opened ? "Go on to the payment" : "Go back to the payment",
      link: Links.handOver(application.number, reference)) : nil
  let end: HTML? =
    record.canBeGivenUp(at: now)
    ? .lines(
      "<form method=\"post\" action=\"\(Links.giveUp(application.number, reference))\">",
      hidden(keys), button("Give this payment up", .secondary), "</form>") : nil
  return .lines("<div class=\"buttons\">", payment, overview, end, "</div>")
}

extension Application {
  /// The attempt that has to be settled before anything else: on its way, or held.
  var unsettledAttempt: AttemptRecord? { openAttempt ?? heldAttempt }
}
