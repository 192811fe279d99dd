import Applications
import Markup
import Rules

/// What the page shows from which one goes to pay.
package struct ShownPayment: Sendable {
  package enum Way: Sendable {
    /// `action`: the provider's address. `fields`: what it is told, signed where it asks for that.
    case form(action: String, fields: [HiddenField])
    /// The provider's address.
    case link(String)
    /// Paid in another way; the agency's own words, in Markdown.
    case instructions(String)
  }

  /// The attempt's.
  let reference: String
  let amount: Money
  let currency: Currency
  let way: Way

  package init(reference: String, amount: Money, currency: Currency, way: Way) {
    self.reference = reference
    self.amount = amount
    self.currency = currency
    self.way = way
  }
}

/// From here one goes to the payment provider, or reads how else to pay. A plain button: a browser without
/// script sends nothing by itself.
///
/// - `isForPayer`: the reader is somebody else whom the applicant has asked to pay.
package func handOverPage(
  _ overview: Overview, _ order: ShownPayment, isForPayer: Bool = false
) -> Page {
  let edition = overview.edition
  var rows = [
    SummaryRow("Amount", "<strong>\(order.amount.text(in: order.currency))</strong>"),
    SummaryRow("Paid to", "\(edition.text(edition.agency.name))"),
    SummaryRow("For", "\(overview.title), \(overview.application.number.description)"),
  ]
  let title: String
  let lead: HTML
  var rest: [HTML]
  switch order.way {
  case .form(let action, let fields):
    title = goOn
    lead = "<p class=\"lead\">\(goesOn)</p>"
    rest = [
      finish, "<form method=\"post\" action=\"\(Link(complete: action))\">", hidden(fields),
      buttonGroup(button(goOn)), "</form>",
    ]
  case .link(let address):
    title = goOn
    lead = "<p class=\"lead\">\(goesOn)</p>"
    rest = [finish, buttonGroup(buttonLink(goOn, link: Link(complete: address)))]
  case .instructions(let words):
    title = "How to pay"
    lead = """
      <p class="lead">\(isForPayer ? "The" : "Your") application is submitted as soon as your payment has \
      arrived and has been recorded.</p>
      """
    rows.insert(
      SummaryRow("Payment reference", "<strong>\(order.reference)</strong>"), at: 1)
    rest = [
      warningText("Give the payment reference, so that we know whom the money is for."),
      markdown(words),
      "<p>You can print this page, or save it as a PDF from your browser's print window.</p>",
    ]
    if !isForPayer {
      rest.append(
        buttonGroup(
          buttonLink(
            "Go to your application", link: Links.overview(overview.application.number), .secondary)
        ))
    }
  }
  return Page(
    title: title,
    main: .lines(
      ["<h1>\(title)</h1>", lead, summaryList(rows), refundWords(edition)] + rest),
    section: isForPayer ? nil : .dashboard,
    about: isForPayer ? nil : overview.application.number)
}

private let goOn = "Continue to payment"

private let goesOn =
  "You go on to the site of our payment provider. Afterwards it brings you back here."

private let finish = warningText(
  "Finish the payment there. Do not close the window before it says that you are done.")
