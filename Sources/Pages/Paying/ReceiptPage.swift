import Applications
import Markup
import Rules

/// What became of a payment: paid, not paid, or still being checked. It can be opened again and again.
///
/// - `isTheirs`: whether the reader is the applicant, signed in. Others see amounts and no names.
package func receiptPage(
  _ application: Application, _ record: AttemptRecord, agency: Agency, isTheirs: Bool
) -> Page {
  let outcome = Outcome(
    record, isSubmitted: application.submittedAt != nil,
    isCancelled: application.cancelledAt != nil)
  return Page(
    title: outcome.title,
    main: .lines(
      outcome.head, outcome.words, "<h2>Details</h2>",
      details(application, record, agency, isTheirs), lines(record, agency),
      refundWords(agency, agency.languages[0], paid: record.attempt.quote.day),
      "<p>You can print this page, or save it as a PDF from your browser's print window.</p>",
      way(application, record, isTheirs)),
    section: .dashboard, about: isTheirs ? application.number : nil)
}

private struct Outcome {
  var title: String
  var head: HTML
  var words: HTML

  /// `isSubmitted`: whether the application is, by this payment or another.
  init(_ record: AttemptRecord, isSubmitted: Bool, isCancelled: Bool) {
    switch record.state {
    case .paid(let payment, _) where payment.submits:
      title = "Payment received"
      head = panel(title, reference: ("Payment reference", record.attempt.reference))
      words = "<p>Your application is submitted. You need do nothing more now.</p>"
    case .paid where isCancelled && !isSubmitted:
      title = "Payment received, application cancelled"
      head = "<h1>\(title)</h1>"
      words = """
        <p>You had cancelled the application before this payment came, so it was not submitted. The payment \
        is kept as a credit. Please contact us to have it returned.</p>
        """
    case .paid:
      title = "Payment received twice"
      head = "<h1>\(title)</h1>"
      words = """
        <p>Your application was paid and submitted before. This further payment is kept as a credit. \
        Please contact us to have it returned.</p>
        """
    case .opened, .handedOver:
      title = "Payment not confirmed yet"
      head = "<h1>\(title)</h1>"
      words = """
        <p class="lead">We do not know yet how your payment ended. Please do not pay a second time.</p>
        <p>If you have just paid, open this page again in a minute. If you left the payment site without \
        paying, go back to it and finish: it is the same payment, with the same reference.</p>
        """
    case .ended(.declined, _):
      title = "Payment declined"
      head = "<h1>\(title)</h1>"
      words = """
        <p class="lead">\(Self.unpaid(isSubmitted))</p>
        <p>Your bank or card company refused it.\
        \(" You can try again, with another card if you like.", when: !isSubmitted)</p>
        """
    case .ended(.cancelled, _):
      title = "Payment cancelled"
      head = "<h1>\(title)</h1>"
      words = """
        <p class="lead">\(Self.unpaid(isSubmitted))\(" You can try again.", when: !isSubmitted)</p>
        """
    case .ended(.held, _):
      title = "Payment being looked at"
      head = "<h1>\(title)</h1>"
      words = """
        <p class="lead">Money came in, but not the amount of your invoice. We look at it and write to you. \
        Please do not pay a second time.</p>
        """
    }
  }

  private static func unpaid(_ isSubmitted: Bool) -> HTML {
    isSubmitted
      ? "Nothing was paid by this attempt. Your application has been submitted in another way."
      : "Nothing was paid, and your application is not submitted."
  }
}

private func details(
  _ application: Application, _ record: AttemptRecord, _ agency: Agency, _ isTheirs: Bool
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
    rows.append(SummaryRow("Amount paid", "\(payment.money.text(in: agency.currency))"))
    rows.append(SummaryRow("Confirmed", "\(text(of: moment, in: zone))"))
    rows.append(SummaryRow("Number of the transaction", "\(payment.transaction)"))
  }
  if isTheirs {
    rows.append(SummaryRow("Application number", "\(application.number.description)"))
    rows.append(SummaryRow("Applicant", "\(application.start.profile.name)"))
  }
  return summaryList(rows)
}

private func lines(_ record: AttemptRecord, _ agency: Agency) -> HTML {
  let language = agency.languages[0]
  let quote = record.attempt.quote
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

private func way(_ application: Application, _ record: AttemptRecord, _ isTheirs: Bool) -> HTML {
  guard isTheirs else {
    return "<p><a href=\"\(Links.signIn)\">Sign in</a> to see the application this belongs to.</p>"
  }
  let overview = buttonLink(
    "Go to your application", link: Links.overview(application.number), .secondary)
  guard record.isOpen else { return buttonGroup(overview) }
  let payment = Links.handOver(application.number, record.attempt.reference)
  return buttonGroup(buttonLink("Go back to the payment", link: payment), overview)
}

extension Application {
  /// The attempt that has to be settled before anything else: on its way, or held.
  var unsettledAttempt: AttemptRecord? { openAttempt ?? heldAttempt }
}
