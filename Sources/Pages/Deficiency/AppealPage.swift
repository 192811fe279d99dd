import Applications
import Markup
import Rules

/// The form that asks that a denial is looked at again.
package struct AppealForm: Hashable, Sendable {
  package let overview: Overview
  /// What the agency says about it; `nil` where it says nothing any more.
  package let rule: AppealRule?
  /// As typed.
  package let text: String
  package let fault: Fault?
  /// Why it cannot be asked, or was not now; `nil` before anything was tried.
  package let why: String?

  package enum Fault: Hashable, Sendable, CaseIterable { case noText, tooLong }

  package init(
    _ overview: Overview, rule: AppealRule?, text: String = "", fault: Fault? = nil,
    why: String? = nil
  ) {
    self.overview = overview
    self.rule = rule
    self.text = text
    self.fault = fault
    self.why = why
  }
}

package func appealPage(_ form: AppealForm, keys: FormKeys) -> Page {
  let overview = form.overview
  let number = overview.application.number
  let canBe = overview.canBeAppealed
  let title = canBe ? "Ask for another look at the decision" : "This cannot be asked for"
  let errors = form.fault.map { [$0.error] } ?? []
  return Page(
    title: title,
    main: .lines(
      backLink(Links.overview(number), label: "Overview"), errorSummary(errors),
      "<h1>\(title)</h1>", "<p class=\"lead\">\(overview.title)</p>",
      form.why.map { note("<p>\($0)</p>") },
      canBe ? asking(form, errors, keys) : typed(form.text)),
    hasErrors: !errors.isEmpty, section: .dashboard, about: number)
}

private func asking(_ form: AppealForm, _ errors: [FieldError], _ keys: FormKeys) -> HTML {
  let overview = form.overview
  let decision = overview.application.review.decision?.decision
  let reasons = (decision?.reasons ?? []).map { "<li>\($0.html)</li>" as HTML }
  return .lines(
    form.rule.map { rule in
      "<p>\(overview.edition.text(rule.words))\(rule.clause.map { " \(clauseMark($0))" as HTML } ?? "")</p>"
    },
    overview.lastDayToAppeal.map {
      "<p>You can ask until the end of <strong>\(text(of: $0))</strong>, and once.</p>"
    },
    "<h2>Why it was \(decision?.outcome == .revoked ? "revoked" : "denied")</h2>",
    "<ul>\n\(reasons)\n</ul>",
    """
    <form method="post" action="\(Links.action(Links.appeal(overview.application.number)))" novalidate>
    """, hidden(keys),
    textArea(
      Field(
        "text", label: "What should be looked at again, and why?",
        hint: "It is kept with this application, and those who decide read it.",
        error: errors.first?.message),
      value: form.text),
    buttonGroup(
      button("Ask for another look"),
      "<a href=\"\(Links.overview(overview.application.number))\">Not now</a>"), "</form>")
}

extension AppealForm.Fault {
  var error: FieldError {
    switch self {
    case .noText:
      FieldError(field: "text", message: "Say what should be looked at again, and why")
    case .tooLong:
      FieldError(
        field: "text", message: "Shorten this to \(ReviewLimits.words) characters or fewer")
    }
  }
}

extension Overview {
  /// Whether it can be asked now that the decision is looked at again: a denial or a revocation, once, and in time.
  package var canBeAppealed: Bool {
    guard stage == .denied || stage == .revoked,
      let decision = application.review.decision?.decision,
      let last = lastDayToAppeal,
      !application.review.appeals.contains(where: { $0.decision == decision.id })
    else { return false }
    return edition.agency.timeZone.day(of: now) <= last
  }
}

/// What was typed for nothing, so that it can be copied.
private func typed(_ text: String) -> HTML {
  text.isEmpty
    ? ""
    : .lines(
      "<h2>What you typed</h2>", "<p>Nothing was done with it. Copy it if you still need it.</p>",
      summaryList([SummaryRow("Your words", "\(text)")]))
}
