import Markup

/// The pretend payment page of a demonstration.
///
/// - `fields`: the signed order, carried on as it came.
package func simulatorPage(order: ShownOrder, fields: [HiddenField]) -> Page {
  func choice(_ value: String, _ label: String, _ hint: HTML) -> Choice {
    Choice(value, label, hint: hint)
  }
  return Page(
    title: "Pretend payment",
    main: .lines(
      "<h1>Pretend payment</h1>", pretendNote,
      summaryList([
        SummaryRow("Amount", "<strong>\(order.currency) \(order.amount)</strong>"),
        SummaryRow("Reference", "\(order.reference)"),
      ]),
      "<form method=\"post\" action=\"\(Link(site: "cgi-bin/simulator/decide"))\">", hidden(fields),
      radios(
        Field("decision", label: "What shall happen?"),
        choices: [
          choice("pay", "Pay", "The card is accepted, and you come back."),
          choice("decline", "Decline", "The card is refused, and you come back."),
          choice("cancel", "Cancel", "You change your mind, and come back."),
          choice(
            "pay-and-close", "Pay and close the window",
            "Your browser never comes back. Only the provider's own message arrives."),
          choice("abandon", "Abandon", "Nothing happens at all."),
          choice(
            "pay-notified-late", "Pay, with a late message", "The message comes after ten seconds."),
          choice("pay-notified-twice", "Pay, with two messages", "The same message comes twice."),
          choice("pay-twice", "Pay twice", "The card is charged two times."),
          choice(
            "decline-after-paid", "Pay, then an old message",
            "A message that says declined comes after the one that says paid."),
          choice(
            "undecided-then-paid", "Undecided, then paid",
            "The provider does not know at first, and ten seconds later says paid."),
          choice("pay-half", "Pay half", "Only half of the amount comes."),
          choice("forge", "Forge a message", "Somebody without the key says that it is paid."),
          choice(
            "pay-then-reversed", "Pay, then reversed",
            "The bank takes the money back after ten seconds."),
        ], chosen: "pay"),
      buttonGroup(button("Continue")), "</form>"))
}

/// What the pretend provider shows when it is done.
///
/// - `returnAddress`: where the browser is sent back to, with `fields`; there is no way back where
///   there are no fields.
package func simulatorDonePage(
  decision: String, order: ShownOrder, returnAddress: String, fields: [HiddenField]
) -> Page {
  let title = "Pretend payment: \(words(decision))"
  let back: HTML =
    fields.isEmpty
    ? """
    <p>In this case the browser does not come back by itself. To see what became of it, go to \
    <a href="\(Links.receipt(order.reference))">the payment's page</a>.</p>
    """
    : """
    <form method="post" action="\(Link(complete: returnAddress))">
    \(hidden(fields))
    \(buttonGroup(button("Back to the application")))
    </form>
    """
  return Page(
    title: title,
    main: .lines(
      "<h1>\(title)</h1>", pretendNote,
      summaryList([
        SummaryRow("Amount", "\(order.currency) \(order.amount)"),
        SummaryRow("Reference", "\(order.reference)"),
      ]), back))
}

private let pretendNote = warningText(
  "This page only pretends to be a payment provider. No money is taken, and no card is asked for.")

private func words(_ decision: String) -> String {
  switch decision {
  case "decline": "declined"
  case "cancel": "cancelled"
  case "abandon": "abandoned"
  case "forge": "forged"
  case "undecided-then-paid": "undecided"
  default: "paid"
  }
}
