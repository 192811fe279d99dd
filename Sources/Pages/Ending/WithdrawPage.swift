import Applications
import Markup
import Rules

/// The form that takes back an application that was submitted: what becomes of the fee comes first.
package struct WithdrawForm: Hashable, Sendable {
  package let overview: Overview
  /// As typed.
  package let reason: String
  package let isTooLong: Bool
  /// Why it cannot be taken back, or was not now; `nil` before anything was tried.
  package let why: String?

  package init(
    _ overview: Overview, reason: String = "", isTooLong: Bool = false, why: String? = nil
  ) {
    self.overview = overview
    self.reason = reason
    self.isTooLong = isTooLong
    self.why = why
  }
}

package func withdrawPage(_ form: WithdrawForm, keys: FormKeys) -> Page {
  let overview = form.overview
  let canBe = overview.canBeWithdrawn
  let title = canBe ? "Withdraw this application?" : "This application cannot be withdrawn"
  let errors = form.isTooLong ? [tooLong] : []
  return Page(
    title: title,
    main: .lines(
      backLink(Links.overview(overview.application.number), label: "Overview"),
      errorSummary(errors), "<h1>\(title)</h1>", endingRows(overview),
      form.why.map { note("<p>\($0)</p>") },
      canBe ? question(form, errors, keys) : typed(form.reason)),
    hasErrors: !errors.isEmpty, section: .dashboard, about: overview.application.number)
}

private let tooLong = FieldError(
  field: "reason", message: "Shorten your reason to \(Withdrawal.reasonLimit) characters or fewer")

private func question(_ form: WithdrawForm, _ errors: [FieldError], _ keys: FormKeys) -> HTML {
  let overview = form.overview
  let number = overview.application.number
  return .lines(
    "<h2>What becomes of the fee</h2>", feeWords(overview),
    "<h2>What else happens</h2>",
    """
    <ul>
    <li>Nobody looks at this application any more, and nothing is decided.</li>
    <li>What you sent stays here to be read, with its history.</li>
    <li>You can start a new application at any time. It owes its own fee.</li>
    </ul>
    """,
    warningText("Withdrawing cannot be undone."),
    "<form method=\"post\" action=\"\(Links.action(Links.withdraw(number)))\" novalidate>",
    hidden(keys),
    textArea(
      Field(
        "reason", label: "Why do you withdraw it?",
        hint: "We keep it with the application.", error: errors.first?.message, isOptional: true),
      value: form.reason),
    buttonGroup(
      button("Withdraw this application", .warning),
      "<a href=\"\(Links.overview(number))\">Keep it</a>"),
    "</form>")
}

/// What was paid, and the agency's words about it with the rule they rest on.
private func feeWords(_ overview: Overview) -> HTML {
  let edition = overview.edition
  guard case .paid(let payment, let moment)? = overview.application.payment?.state else {
    return "<p>You paid nothing for this application, so nothing is given back.</p>"
  }
  let day = edition.agency.timeZone.day(of: moment)
  return .lines(
    "<p>You paid <strong>\(edition.text(payment.money))</strong> on \(text(of: day)).</p>",
    edition.agency.withdrawal.map {
      warningText("\(edition.text($0.words)) \(clauseMark($0.clause))")
    }
      ?? warningText(
        """
        No rule that we know of says that a fee is given back for an application that is withdrawn. Ask us \
        before you go on.
        """))
}

/// What was typed for nothing, so that it can be copied.
private func typed(_ reason: String) -> HTML {
  reason.isEmpty
    ? ""
    : .lines(
      "<h2>What you typed</h2>", "<p>Nothing was done with it. Copy it if you still need it.</p>",
      summaryList([SummaryRow("Your reason", "\(reason)")]))
}
