import Applications
import Markup
import Rules

/// The invoice: every line with its clause, the total, and the button that begins a payment, or that
/// submits where nothing is owed.
///
/// - `told`: what the applicant was told before of the price.
/// - `others`: those of the same account for the same, of which something can still come.
package func invoicePage(
  _ overview: Overview, quote: Result<Quote, PricingRefusal>, told: PriceTold? = nil,
  others: [Overview] = [], keys: FormKeys
) -> Page {
  let number = overview.application.number
  return Page(
    title: "Invoice",
    main: .lines(
      backLink(Links.overview(number), label: "Overview"),
      appliedBefore(
        others,
        """
        If you go on here you submit both, and owe what each costs. You can <a href="\(Links.cancel(number))">cancel this application</a> \
        instead: nothing is owed for it yet.
        """), "<h1>Invoice</h1>",
      summaryList([
        SummaryRow("For", "\(overview.title)"),
        SummaryRow("Application number", "\(number.description)"),
        SummaryRow("Applicant", "\(overview.application.start.profile.name)"),
        SummaryRow("Priced by", "\(pricedBy(overview.pricing))"),
      ]),
      priceChange(from: told, to: quote, overview.edition),
      costSection(quote, overview.edition, moving: overview.movingFees),
      refundWords(overview.edition),
      overview.endedPayerSentence.map { note("<p>\($0)</p>") },
      overview.lateMoneyNote, step(overview, quote, keys)),
    section: .dashboard, about: number)
}

private func step(
  _ overview: Overview, _ quote: Result<Quote, PricingRefusal>, _ keys: FormKeys
) -> HTML {
  let number = overview.application.number
  switch overview.stage {
  case .submitted, .pendingReview, .deficient, .closed, .approved, .denied, .revoked:
    return note("<p>This application is submitted. Nothing is left to pay.</p>")
  case .expired: return note("<p>This application has expired. It can no longer be paid.</p>")
  case .cancelled: return note("<p>This application was cancelled. Nothing is owed for it.</p>")
  case .withdrawn: return note("<p>This application was withdrawn. Nothing is left to pay.</p>")
  case .paying:
    guard let record = overview.application.unsettledAttempt else { return "" }
    let payment = buttonLink("See your payment", link: Links.receipt(record.attempt.reference))
    return .lines(
      note(
        "<p>\(overview.openPaymentSentence ?? "Money came in that is not the amount of the invoice. We look at it. Please do not pay a second time.")</p>"
      ),
      overview.application.canHandOver(record, at: overview.now)
        ? buttonGroup(
          buttonLink(
            record.state == .opened ? "Go on to the payment" : "Go back to the payment",
            link: Links.handOver(number, record.attempt.reference)),
          buttonLink(
            "See your payment", link: Links.receipt(record.attempt.reference), .secondary))
        : buttonGroup(payment),
      payerButtons(overview, keys))
  case .payerAsked:
    return .lines(
      "<h2>Somebody else was asked to pay</h2>",
      note(
        """
        <p>\(overview.payerSentence) Until then nothing can be changed, and you cannot pay yourself, unless you \
        take the request back.</p>
        """), payerButtons(overview, keys))
  case .open where !overview.isComplete:
    return .lines(
      "<h2>Not open for payment yet</h2>", "<p>These parts have to be complete first:</p>",
      overview.blockerList)
  case .open: return payment(number, quote, keys)
  }
}

private func payment(
  _ number: ApplicationNumber, _ quote: Result<Quote, PricingRefusal>, _ keys: FormKeys
) -> HTML {
  guard case .success(let quote) = quote else { return "" }
  if quote.total == .zero {
    return .lines(
      "<h2>Submit</h2>",
      "<p>There is nothing to pay. After you submit, nothing can be changed any more.</p>",
      "<form method=\"post\" action=\"\(Links.invoice(number))\">", hidden(keys),
      buttonGroup(button("Submit application")), "</form>")
  }
  return .lines(
    "<h2>Pay</h2>",
    warningText(
      """
      Once you begin, finish the payment. An abandoned payment can cause trouble with refunds and \
      credits. While a payment is open, nothing in your application can be changed.
      """),
    "<p>Your application is submitted as soon as the payment is confirmed.</p>",
    "<form method=\"post\" action=\"\(Links.payment(number))\">",
    hidden(keys, [HiddenField("total", String(quote.total.cents))]),
    buttonGroup(
      button("Proceed to Payment"),
      buttonLink("Ask someone else to pay", link: Links.payerRequest(number), .secondary)),
    "</form>")
}
