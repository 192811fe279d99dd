import Applications
import Markup
import Rules

/// The form that goes to the payment provider. A plain button: a browser without script sends nothing
/// by itself.
///
/// - `action`: the provider's address.
/// - `fields`: what the provider is told, signed where it asks for that.
package func handOverPage(
  _ overview: Overview, amount: Money, currency: Currency, action: String, fields: [HiddenField]
) -> Page {
  let edition = overview.edition
  return Page(
    title: "Continue to payment",
    main: .lines(
      "<h1>Continue to payment</h1>",
      """
      <p class="lead">You go on to the site of our payment provider. Afterwards it brings you back here.</p>
      """,
      summaryList([
        SummaryRow("Amount", "<strong>\(amount.text(in: currency))</strong>"),
        SummaryRow("Paid to", "\(edition.text(edition.agency.name))"),
        SummaryRow("For", "\(overview.title), \(overview.application.number.description)"),
      ]),
      refundWords(edition),
      warningText(
        "Finish the payment there. Do not close the window before it says that you are done."),
      "<form method=\"post\" action=\"\(Link(complete: action))\">", hidden(fields),
      buttonGroup(button("Continue to payment")), "</form>"),
    section: .dashboard, about: overview.application.number)
}
