import Applications
import Markup
import Rules

/// The form by which an applicant asks somebody else to pay, as it was typed.
package struct PayerRequestForm: Hashable, Sendable {
  package var name: String
  package var emailAddress: String
  package var faults: [Fault]
  /// Why it was not done, or what has to be known before; `nil` before anything was tried.
  package var why: String?

  package enum Fault: Hashable, Sendable {
    case noName
    case nameTooLong
    case noEmailAddress
    case ownEmailAddress

    fileprivate var error: FieldError {
      switch self {
      case .noName: FieldError(field: "name", message: "Enter the name of the person who pays")
      case .nameTooLong:
        FieldError(
          field: "name",
          message: "Shorten the name to \(PayerRequest.nameLimit) characters or fewer")
      case .noEmailAddress:
        FieldError(
          field: "email", message: "Enter their email address, like name@example.org")
      case .ownEmailAddress:
        FieldError(
          field: "email", message: "Enter the address of somebody else: this one is your own")
      }
    }
  }

  package init(
    name: String = "", emailAddress: String = "", faults: [Fault] = [], why: String? = nil
  ) {
    self.name = name
    self.emailAddress = emailAddress
    self.faults = faults
    self.why = why
  }
}

/// Asks somebody else to pay; while that waits, who was asked, and how to send the link again or take it back.
///
/// - `lastDay`: the last day on which who is asked now can pay.
package func payerRequestPage(
  _ overview: Overview, quote: Result<Quote, PricingRefusal>, _ form: PayerRequestForm,
  lastDay: Day, keys: FormKeys
) -> Page {
  let number = overview.application.number
  // Errors point at fields, and only one of these pages has any.
  var errors: [FieldError] = []
  let body: HTML
  switch (overview.stage, quote) {
  case (.payerAsked, _): body = asked(overview, keys)
  case (.paying, _) where overview.askedPayer != nil: body = asked(overview, keys)
  case (.open, .success(let quote)) where overview.isComplete && quote.total > .zero:
    errors = form.faults.map(\.error)
    body = request(overview, quote, form, errors, lastDay, keys)
  default:
    body = .lines(
      note("<p>Nobody else can be asked to pay for this application now.</p>"), typed(form),
      buttonGroup(buttonLink("Go to the invoice", link: Links.invoice(number), .secondary)))
  }
  return Page(
    title: title,
    main: .lines(
      backLink(Links.invoice(number), label: "Invoice"), errorSummary(errors),
      "<h1>\(title)</h1>", form.why.map { note("<p>\($0)</p>") },
      overview.endedPayerSentence.map { note("<p>\($0)</p>") }, body),
    hasErrors: !errors.isEmpty, section: .dashboard, about: number)
}

private let title = "Ask someone else to pay"

private func request(
  _ overview: Overview, _ quote: Quote, _ form: PayerRequestForm, _ errors: [FieldError],
  _ lastDay: Day, _ keys: FormKeys
) -> HTML {
  let number = overview.application.number
  func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  return .lines(
    """
    <p>We send them a mail with a link. With it they can pay, or decline, until the end of \
    \(text(of: lastDay)). They need no account.</p>
    """,
    "<h2>What they are told</h2>", "<ul>",
    "<li>Your name: \(overview.application.start.profile.name)</li>",
    "<li>What you apply for: \(overview.title)</li>",
    "<li>The number of your application: \(number.description)</li>",
    "<li>These lines of the invoice, with their rules</li>", "</ul>",
    invoiceLines(quote, overview.edition.agency),
    "<p>They see nothing of your answers, your files or your address.</p>",
    """
    <p>They get an email with the link, each time you send it, and a receipt when they have paid. They are told nothing \
    else of your application.</p>
    """,
    warningText(
      """
      Until they have paid or declined, or you take the request back, nothing in your application can be changed, \
      and you cannot pay yourself.
      """),
    """
    <p>Your last day stays \(text(of: overview.lastDay)). Your application is submitted when it is paid, not \
    when you ask.</p>
    """,
    "<form method=\"post\" action=\"\(Links.action(Links.payerRequest(number)))\" novalidate>",
    hidden(keys, [HiddenField("total", String(quote.total.cents))]),
    textInput(
      Field("name", label: "Name of the person who pays", error: error("name")), value: form.name),
    textInput(
      Field("email", label: "Their email address", error: error("email")),
      value: form.emailAddress, kind: .emailOfSomebodyElse),
    buttonGroup(
      button("Send the request"), "<a href=\"\(Links.invoice(number))\">Back to the invoice</a>"),
    "</form>")
}

private func asked(_ overview: Overview, _ keys: FormKeys) -> HTML {
  guard let record = overview.askedPayer else { return "" }
  let zone = overview.edition.agency.timeZone
  let sent = record.links.all.map { text(of: $0.at, in: zone) }
  return .lines(
    summaryList([
      SummaryRow("Asked to pay", "\(record.request.name), \(record.request.emailAddress)"),
      SummaryRow("Asked on", "\(text(of: record.askedAt, in: zone))"),
      SummaryRow(
        "Can pay until", "the end of \(text(of: record.request.lastDay(in: zone)))"),
      SummaryRow("Link sent", "\(sent.joined(separator: "; "))"),
    ]),
    """
    <p>We tell you by email when they pay or decline, and when the time is over. Until then nothing in your \
    application can be changed. If you take the request back, the link stops working at once; a payment that \
    they have begun by then still counts.</p>
    """,
    payerButtons(overview, keys))
}

/// What was typed for nothing, so that it can be copied.
private func typed(_ form: PayerRequestForm) -> HTML? {
  form.name.isEmpty && form.emailAddress.isEmpty
    ? nil
    : .lines(
      "<h2>What you typed</h2>", "<p>Nothing was done with it.</p>",
      summaryList([
        SummaryRow("Name", "\(form.name)"), SummaryRow("Email address", "\(form.emailAddress)"),
      ]))
}
