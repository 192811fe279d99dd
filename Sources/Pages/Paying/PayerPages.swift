import Applications
import Markup
import Rules

/// What a payer has typed, who declines.
package struct PayerForm: Hashable, Sendable {
  package var reason: String
  package var isTooLong: Bool
  /// Why what was tried was not done; `nil` before anything was tried.
  package var why: String?

  package init(reason: String = "", isTooLong: Bool = false, why: String? = nil) {
    self.reason = reason
    self.isTooLong = isTooLong
    self.why = why
  }
}

/// What the link of a payer opens: who asks, the invoice, and the ways to pay it or to decline. Nothing that was
/// answered, also not by way of the conditions of a fee.
///
/// - `link`: the address of this page.
package func payerPage(
  _ overview: Overview, _ record: PayerRecord, quote: Result<Quote, PricingRefusal>,
  _ form: PayerForm, link: Link, keys: FormKeys
) -> Page {
  let (edition, application) = (overview.edition, overview.application)
  let applicant = application.start.profile.name
  let title = "\(applicant) asks you to pay"
  let errors = form.isTooLong ? [tooLong] : []
  return Page(
    title: title,
    main: .lines(
      errorSummary(errors), "<h1>\(title)</h1>", form.why.map { note("<p>\($0)</p>") },
      """
      <p class="lead">\(applicant) has given us your name and address, so that you can pay the fee of an \
      application.</p>
      """,
      summaryList([
        SummaryRow("For", "\(overview.title)"),
        SummaryRow("Applicant", "\(applicant)"),
        SummaryRow("Application number", "\(application.number.description)"),
        SummaryRow("Paid to", "\(edition.text(edition.agency.name))"),
        SummaryRow(
          "You can pay until",
          "the end of \(text(of: record.request.lastDay(in: edition.agency.timeZone)))"),
      ]),
      invoice(quote, edition), refundWords(edition), pay(overview, quote, link, keys),
      decline(form, errors, link, keys)),
    hasErrors: !errors.isEmpty)
}

private let tooLong = FieldError(
  field: "reason",
  message: "Shorten your reason to \(PayerRefusal.reasonLimit) characters or fewer")

private func invoice(_ quote: Result<Quote, PricingRefusal>, _ edition: Edition) -> HTML {
  switch quote {
  case .success(let quote): invoiceLines(quote, edition.agency)
  case .failure:
    note("<p>We cannot work out the fee just now. Please come back later, or ask us.</p>")
  }
}

private func pay(
  _ overview: Overview, _ quote: Result<Quote, PricingRefusal>, _ link: Link, _ keys: FormKeys
) -> HTML? {
  guard case .success(let quote) = quote, overview.application.heldAttempt == nil else {
    return note(
      "<p>Money came in that is not the amount of the invoice. We look at it. Please do not pay.</p>"
    )
  }
  let open = overview.application.openAttempt
  if let open, !overview.application.canHandOver(open, at: overview.now) {
    return note(
      """
      <p>A payment is being checked: the payment service does not know yet whether it has gone through. Please do \
      not pay a second time.</p>
      """)
  }
  return .lines(
    "<h2>Pay</h2>",
    open == nil
      ? nil
      : note(
        """
        <p>A payment was begun, and no word of any money has reached us yet. If you have paid, do not pay a \
        second time. If not, go on with it here.</p>
        """),
    """
    <p>The application is submitted as soon as the payment is confirmed. You and \
    \(overview.application.start.profile.name) are told by email then.\
    \(" The fee is that of the day on which you pay.", when: open == nil)</p>
    """,
    "<form method=\"post\" action=\"\(link)/pay\">",
    hidden(keys, [HiddenField("total", String(quote.total.cents))]),
    buttonGroup(button("Go to payment")), "</form>")
}

private func decline(
  _ form: PayerForm, _ errors: [FieldError], _ link: Link, _ keys: FormKeys
) -> HTML {
  .lines(
    "<h2>Or decline</h2>",
    "<p>You owe nothing. If you decline, this link stops working, and the applicant is told.</p>",
    "<form method=\"post\" action=\"\(link)/decline\" novalidate>", hidden(keys),
    textArea(
      Field(
        "reason", label: "Why do you decline?", hint: "The applicant reads it.",
        error: errors.first?.message, isOptional: true), value: form.reason, lines: 3),
    buttonGroup(button("Decline to pay", .secondary)), "</form>")
}

/// What the link opens when there is nothing left to do: what has happened, as far as its reader may know.
///
/// - `applicant`: who had asked; `nil` for a link that is none.
/// - `receipt`: the reference of the payment that was made through it.
package func deadPayerLinkPage(
  _ fate: PayerLinkFate?, applicant: String?, receipt: String? = nil
) -> Page {
  let who = applicant ?? "The person who asked you"
  let title: String
  let words: HTML
  switch fate {
  case .paidByIt:
    title = "This is paid"
    words = .lines(
      """
      <p class="lead">The payment has been received, and the application of \(who) is submitted. You need do \
      nothing more.</p>
      """,
      receipt.map { "<p><a href=\"\(Links.receipt($0))\">See the receipt</a></p>" })
  case .settled:
    title = "Nothing is left to pay"
    words = """
      <p class="lead">The application of \(who) does not have to be paid any more. Please do not pay for it.</p>
      """
  case .declined:
    title = "You have declined"
    words = """
      <p class="lead">You have declined to pay, and \(who) has been told. You owe nothing, and need do nothing \
      more.</p>
      <p>If that was a mistake, \(who) can ask you again.</p>
      """
  case .takenBack:
    title = "The request was taken back"
    words = """
      <p class="lead">\(who) does not ask you to pay any more. You owe nothing, and need do nothing more.</p>
      <p>If you have begun a payment and finished it, it still counts.</p>
      """
  case .expired:
    title = "The time to pay is over"
    words = """
      <p class="lead">This link worked for a limited time, which is over. You owe nothing. \(who) can ask you \
      again.</p>
      """
  case .replaced:
    title = "There is a newer link"
    words = """
      <p class="lead">We have sent you this link once more since. Please open the one in our newest mail: only \
      that one works.</p>
      """
  case .live, nil:
    title = "This link does not work"
    words = """
      <p class="lead">It may be too old, or not whole. Open the link in our mail once more, or copy all of it into \
      the address line of your browser.</p>
      <p>You owe nothing by it. If somebody wants you to pay, they can ask you again.</p>
      """
  }
  return Page(title: title, main: .lines("<h1>\(title)</h1>", words))
}
