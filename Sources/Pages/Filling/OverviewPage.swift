import Applications
import Markup
import Rules

/// One application in full: the status of each element, who holds what, the cost, the deadline, and
/// the way to payment, which is closed while something is missing.
///
/// - `told`: what the applicant was told before of the price.
/// - `saysHowFar`: whether there is a page that says how far the agency is with all.
/// - `reopening`: how an application that has expired gets more time; `nil` where none does.
package func overviewPage(
  _ overview: Overview, quote: Result<Quote, PricingRefusal>, told: PriceTold? = nil,
  saysHowFar: Bool = false, reopening: ReopeningRule? = nil, keys: FormKeys
) -> Page {
  let isOpen = overview.stage == .open
  return Page(
    title: isOpen ? "Overview, not submitted yet" : "Overview",
    main: .lines(
      backLink(Links.dashboard, label: "Dashboard"), banner(overview),
      "<h1>\(overview.title)</h1>", overview.erasure, standing(overview),
      saysHowFar && overview.isWithStaff
        ? """
        <p>We look at applications in the order in which we received them: \
        <a href="\(Links.processing)">see how far we are</a>.</p>
        """ : nil,
      isOpen || overview.stage == .payerAsked ? overview.deadlineWords : nil,
      overview.endedPayerSentence.map { note("<p>\($0)</p>") },
      isOpen && !overview.clarifyingQuestions.isEmpty
        ? """
        <p><a href="\(Links.answers(overview.application.number))">Change the answers you gave before you started</a></p>
        """ : nil,
      overview.deficiencySection, overview.decisionSection,
      "<h2>Submission Status</h2>", taskList(overview.elementRows),
      overview.awaitedParts.isEmpty ? nil : overview.edition.waitingRule,
      "<h2>\(isOpen ? "What it costs" : "Payment")</h2>",
      priceChange(from: told, to: quote, overview.edition),
      costSection(quote, overview.edition, moving: overview.movingFees),
      refundWords(overview.edition), payments(overview),
      overview.askForTime(reopening), next(overview, keys), more(overview)),
    section: .dashboard, about: overview.application.number)
}

/// What it is called, how it stands, since when, and who acts next.
private func standing(_ overview: Overview) -> HTML {
  let status = overview.stageWords
  let zone = overview.edition.agency.timeZone
  var rows = [
    SummaryRow("Application number", "\(overview.application.number.description)"),
    SummaryRow("Status", "\(statusWords(status.words, status.kind)): \(status.meaning)"),
    SummaryRow("Since", "\(text(of: overview.stageSince, in: zone))"),
    SummaryRow("Next", "\(overview.nextWords.droppingNext)"),
  ]
  rows += overview.moreTimeRows
  if let saved = overview.application.savedAt {
    rows.append(SummaryRow("Last saved", "\(text(of: saved, in: zone))"))
  }
  if let from = overview.application.start.carriedFrom {
    rows.append(
      SummaryRow(
        "Taken over from",
        "<a href=\"\(Links.overview(from))\">application \(from.description)</a>"))
  }
  return summaryList(rows)
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
      <p>You have not submitted yet. \(overview.openPaymentSentence ?? "Money came in that is not the amount of your invoice, and we look at it.") \
      Until the payment has ended nothing can be changed.</p>
      """)
  case .payerAsked:
    notificationBanner(
      """
      <p>You have not submitted yet. \(overview.payerSentence) Until then nothing can be changed, unless you take \
      the request back.</p>
      """)
  case .expired:
    notificationBanner(
      """
      <p>This application expired: it was not paid by \(text(of: overview.lastDay)). It was never \
      submitted. <a href="\(Links.again(overview.application.number))">Start a new application that \
      takes over what you entered</a>, or <a href="\(Links.choose)">begin with nothing</a>.</p>
      """)
  case .cancelled:
    notificationBanner(
      """
      <p>You cancelled this application. It was never submitted, and you owe nothing for it. \
      <a href="\(Links.again(overview.application.number))">Start a new application that takes over what \
      you entered</a></p>
      """, heading: "Cancelled")
  case .withdrawn:
    notificationBanner(
      """
      <p>You withdrew this application. Nobody looks at it any more. \
      <a href="\(Links.again(overview.application.number))">Start a new application that takes over what \
      you entered</a></p>
      """, heading: "Withdrawn")
  case .pendingReview, .deficient, .closed, .approved, .denied, .revoked:
    notificationBanner(
      "<p>\(overview.stageWords.meaning.capitalizedFirst)</p>", heading: overview.stageWords.words)
  case .submitted:
    notificationBanner(
      """
      <p>Your application is submitted. Your application number is \
      <strong>\(overview.application.number.description)</strong>.</p>
      """, .success, heading: "Submitted")
  }
}

private func next(_ overview: Overview, _ keys: FormKeys) -> HTML {
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
  case .payerAsked:
    return .lines(
      "<h2>Somebody else was asked to pay</h2>",
      "<p>\(overview.payerSentence)</p>", payerButtons(overview, keys))
  case .approved, .denied, .revoked: return ""
  case .deficient:
    return """
      <h2>What happens next</h2>
      <p>When you have put right <a href="#put-right">what is named above</a> and sent your answer, we go on \
      with your application.</p>
      """
  case .submitted, .pendingReview:
    return """
      <h2>What happens next</h2>
      <p>We look at your application and tell you by email when there is news. You find its status on \
      your Dashboard. If something is still to come from somebody else, we wait for it.</p>
      """
  case .closed:
    return .lines(
      "<h2>Open it again</h2>",
      """
      <p><a href="\(Links.messages(number))">Write to us</a> and ask for more time. What you entered is kept. \
      <a href="\(Links.letters(number))">Our letter</a> says what was missing.</p>
      """, applyAgain(number))
  case .expired, .cancelled, .withdrawn: return applyAgain(number)
  }
}

private func applyAgain(_ number: ApplicationNumber) -> HTML {
  .lines(
    "<h2>Apply again</h2>",
    """
    <p>A new application takes over your answers and files, and asks you first. What is signed, and what \
    others supplied long ago, has to come again.</p>
    """, buttonGroup(buttonLink("Apply again", link: Links.again(number))))
}

/// Every payment that was begun, with the way to its receipt.
private func payments(_ overview: Overview) -> HTML {
  let zone = overview.edition.agency.timeZone
  return summaryList(
    overview.application.attempts.map { attempt in
      SummaryRow(
        "Payment begun \(text(of: attempt.openedAt, in: zone))",
        "\(attempt.stateWords(at: overview.now))",
        actions: [
          .init(
            "Details", link: Links.receipt(attempt.attempt.reference),
            unseen: "of payment \(attempt.attempt.reference)")
        ])
    })
}

/// What else can be seen and done.
private func more(_ overview: Overview) -> HTML {
  let number = overview.application.number
  let zone = overview.edition.agency.timeZone
  let end: HTML? =
    if overview.stage == .open {
      "<li><a href=\"\(Links.cancel(number))\">Cancel this application</a></li>"
    } else if overview.isWithStaff || overview.stage == .deficient {
      "<li><a href=\"\(Links.withdraw(number))\">Withdraw this application</a></li>"
    } else {
      nil
    }
  let letters: HTML? =
    overview.hasLetters
    ? """
    <li><a href="\(Links.letters(number))">Letters</a>: what we wrote to you about this application, as it was \
    sent</li>
    """ : nil
  return .lines(
    "<div class=\"no-print\">", "<h2>More about this application</h2>", "<ul>",
    """
    <li><a href="\(Links.summary(number))">Application Summary</a>: all your answers and files, to read or \
    print</li>
    <li><a href="\(Links.history(number))">History</a>: everything that happened, and when</li>
    """, letters,
    """
    <li><a href="\(Links.messages(number))">Messages</a>: \
    \(overview.messageWords ?? "write to us about this application")</li>
    <li><a href="\(Links.helpers(number))">Helpers, and who is told what</a>: \(overview.helpersWords)</li>
    """, end, "</ul>", "</div>", "<p class=\"aside\">Times are those of the zone \(zone.name).</p>")
}

extension String {
  /// The words without the one that stands beside them here.
  fileprivate var droppingNext: String { hasPrefix("Next: ") ? String(dropFirst(6)) : self }
}

extension AttemptRecord {
  /// What became of it, in a few words.
  func stateWords(at now: Moment) -> String {
    switch state {
    case .opened, .handedOver, .unknown: OpenPayment(self, at: now)?.words ?? ""
    case .paid where received.contains { !$0.returns.isEmpty }: "paid, and money has gone back"
    case .paid(let payment, _) where payment.use == .fee: "paid"
    case .paid: "paid, and kept as a credit"
    case .held where received.allSatisfy(\.isReturned): "came as another sum, and has gone back"
    case .held where !holdsMoney: "came as another sum, and is settled"
    case .held: "being looked at by us"
    case .ended(.declined, _): "declined, nothing was paid"
    case .ended(.cancelled, _): "cancelled, nothing was paid"
    case .ended(.abandoned, _): "given up, no word of money has reached us"
    }
  }
}

extension Overview {
  /// Said where nothing is left to be read.
  var erasure: HTML? {
    guard application.isErased else { return nil }
    return note(
      """
      <p>What was personal in this application was erased: answers, files and messages. What happened and when, \
      and all about money, is kept.</p>
      """)
  }
}
