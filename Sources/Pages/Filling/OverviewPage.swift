import Applications
import Markup
import Rules

/// One application in full: the status of each element, who holds what, the cost, the deadline, and
/// the way to payment, which is closed while something is missing.
///
/// - `told`: what the applicant was told before of the price.
package func overviewPage(
  _ overview: Overview, quote: Result<Quote, PricingRefusal>, told: PriceTold? = nil, keys: FormKeys
) -> Page {
  let number = overview.application.number
  let isOpen = overview.stage == .open
  return Page(
    title: isOpen ? "Overview, not submitted yet" : "Overview",
    main: .lines(
      backLink(Links.dashboard, label: "Dashboard"), banner(overview),
      "<h1>\(overview.title)</h1>",
      "<p class=\"aside\">Application number \(number.description)</p>",
      isOpen ? overview.deadlineWords : nil,
      "<h2>Submission Status</h2>", taskList(overview.elementRows),
      "<h2>\(isOpen ? "What it costs" : "Payment")</h2>",
      priceChange(from: told, to: quote, overview.edition),
      costSection(quote, overview.edition, moving: overview.movingFees),
      refundWords(overview.edition),
      next(overview), history(overview)),
    section: .dashboard)
}

private func banner(_ overview: Overview) -> HTML {
  switch overview.stage {
  case .open:
    notificationBanner(
      """
      <p>You have not submitted yet. Your application is submitted when your payment is confirmed.</p>
      """)
  case .paying:
    notificationBanner(
      """
      <p>You have not submitted yet. You began a payment, and we do not know yet how it ended. Until \
      then nothing can be changed.</p>
      """)
  case .expired:
    notificationBanner(
      """
      <p>This application expired: it was not paid by \(text(of: overview.lastDay)). It was never \
      submitted. <a href="\(Links.choose)">Start a new application</a></p>
      """)
  case .submitted:
    notificationBanner(
      """
      <p>Your application is submitted. Your application number is \
      <strong>\(overview.application.number.description)</strong>.</p>
      """, .success, heading: "Submitted")
  }
}

private func next(_ overview: Overview) -> HTML {
  let number = overview.application.number
  switch overview.stage {
  case .open where overview.isComplete:
    return .lines(
      "<h2>Next step</h2>", "<p>Everything that is needed before payment is there.</p>",
      buttonGroup(buttonLink("Proceed to Payment", link: Links.invoice(number))))
  case .open:
    return .lines(
      "<h2>Proceed to Payment</h2>", "<p>You can pay as soon as these parts are complete:</p>",
      overview.blockerList)
  case .paying:
    guard let attempt = overview.application.unsettledAttempt else { return "" }
    let link = Links.receipt(attempt.attempt.reference)
    return .lines("<h2>Next step</h2>", buttonGroup(buttonLink("See your payment", link: link)))
  case .submitted:
    return """
      <h2>What happens next</h2>
      <p>We look at your application and tell you by email when there is news. You find its status on \
      your Dashboard. If something is still to come from somebody else, we wait for it.</p>
      """
  case .expired:
    return ""
  }
}

private func history(_ overview: Overview) -> HTML {
  let application = overview.application
  let zone = overview.edition.agency.timeZone
  var rows = [SummaryRow("Started", "\(text(of: application.startedAt, in: zone))")]
  if let saved = application.savedAt {
    rows.append(SummaryRow("Last saved", "\(text(of: saved, in: zone))"))
  }
  for attempt in application.attempts {
    let words: HTML = """
      \(text(of: attempt.openedAt, in: zone)): \(attempt.stateWords). \
      <a href="\(Links.receipt(attempt.attempt.reference))">Details\
      <span class="unseen"> of payment \(attempt.attempt.reference)</span></a>
      """
    rows.append(SummaryRow("Payment", words))
  }
  if let submitted = application.submittedAt {
    rows.append(SummaryRow("Submitted", "\(text(of: submitted, in: zone))"))
  }
  return .lines(
    "<h2>What happened</h2>", summaryList(rows),
    "<p class=\"aside\">Times are those of the zone \(zone.name).</p>")
}

extension AttemptRecord {
  /// What became of it, in a few words.
  var stateWords: String {
    switch state {
    case .opened, .handedOver: "not confirmed yet"
    case .paid: "paid"
    case .ended(.declined, _): "declined, nothing was paid"
    case .ended(.cancelled, _): "cancelled, nothing was paid"
    case .ended(.held, _): "being looked at by us"
    }
  }
}
