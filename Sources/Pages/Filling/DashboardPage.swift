import Applications
import Markup
import Rules

/// All applications of a person: what, which status, since when, who acts next and until when.
///
/// - `unreadable`: applications whose record could not be read; they hide none of the others.
package func dashboardPage(
  _ overviews: [Overview], unreadable: [ApplicationNumber], name: String
) -> Page {
  Page(
    title: "Dashboard",
    main: .lines(
      "<h1>Dashboard</h1>", "<p class=\"lead\">Welcome, \(name).</p>",
      buttonGroup(buttonLink("Apply for a credential", link: Links.choose)),
      "<h2>Your applications</h2>",
      overviews.isEmpty && unreadable.isEmpty
        ? "<p>You have no applications yet. When you start one, you find it here.</p>" : nil,
      overviews.isEmpty
        ? nil : "<ul class=\"cards\">\n\(overviews.map(card))\n</ul>",
      .lines(unreadable.map(unreadableNote)),
      """
      <p class="no-print">Do you act for an organization that completes parts of applications? \
      <a href="\(Links.organisations)">See what waits for it</a>.</p>
      <p class="no-print"><a href="\(Links.record)">Download your whole record</a>: everything we keep \
      about you, as one file.</p>
      """),
    section: .dashboard)
}

private func card(_ overview: Overview) -> HTML {
  let number = overview.application.number
  let status = overview.stageWords
  return """
    <li>
    <h3><a href="\(Links.overview(number))">\(overview.title)</a></h3>
    <p>\(statusWords(status.words, status.kind)): \(status.meaning)</p>
    <p>\(overview.sinceWords) \(overview.nextWords)</p>
    \([.open, .payerAsked].contains(overview.stage) ? overview.deadlineWords : overview.deficiencyDeadline ?? "")
    \(overview.messageWords.map { "<p>Messages: \($0)</p>" as HTML } ?? "")
    <p class="aside">Application number \(number.description). \(overview.startedWords)</p>
    \(nextStep(overview))
    </li>
    """
}

private func nextStep(_ overview: Overview) -> HTML {
  let number = overview.application.number
  let about: HTML = "<span class=\"unseen\"> \(overview.title), \(number.description)</span>"
  switch overview.stage {
  case .open where overview.isComplete:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.invoice(number))\">See what you pay\(about)</a></p>"
  case .open:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.overview(number))\">Continue\(about)</a></p>"
  case .paying:
    guard let attempt = overview.application.unsettledAttempt else { return "" }
    let link = Links.receipt(attempt.attempt.reference)
    return
      "<p><a class=\"button button-secondary\" href=\"\(link)\">See your payment\(about)</a></p>"
  case .payerAsked:
    let link = Links.payerRequest(number)
    return
      "<p><a class=\"button button-secondary\" href=\"\(link)\">See the request to pay\(about)</a></p>"
  case .closed:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.overview(number))\">See what you can do\(about)</a></p>"
  case .expired, .cancelled, .withdrawn:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.again(number))\">Apply again\(about)</a></p>"
  case .deficient where overview.openItems.isEmpty:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.answer(number))\">Send your answer\(about)</a></p>"
  case .deficient:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.overview(number))\">Put it right\(about)</a></p>"
  case .approved where overview.application.review.decision?.decision.grants.isEmpty == false:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.certificate(number))\">See your certificate\(about)</a></p>"
  case .approved, .denied, .revoked:
    return
      "<p><a class=\"button button-secondary\" href=\"\(Links.letters(number))\">Read our letter\(about)</a></p>"
  case .submitted, .pendingReview:
    return ""
  }
}

private func unreadableNote(_ number: ApplicationNumber) -> HTML {
  note(
    """
    <p>Application \(number.description) cannot be shown at the moment. Nothing of it is lost. Please \
    contact us and give us this number.</p>
    """)
}
