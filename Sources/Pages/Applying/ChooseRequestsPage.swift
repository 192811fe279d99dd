import Markup
import Rules

/// What can be applied for today; one or more may be chosen together. A form that only asks, so it is
/// sent as a query and stores nothing.
package func chooseRequestsPage(
  _ edition: Edition, chosen: [RequestType.ID], faults: [ApplyFault]
) -> Page {
  let errors = faults.map { $0.error(edition) }
  let choices = edition.requestTypes.map { request in
    Choice(
      request.id.text, edition.text(request.title), hint: "\(edition.text(request.summary))")
  }
  return Page(
    title: "What do you want to apply for?",
    main: .lines(
      errorSummary(errors),
      "<form method=\"get\" action=\"\(Links.questionsForm)\" novalidate>",
      checkboxes(
        Field(
          "request", label: "What do you want to apply for?",
          hint: "You can choose more than one, and pay for all together.",
          error: errors.first?.message, isHeading: true),
        choices: choices, chosen: Set(chosen.map(\.text))),
      choices.isEmpty ? "<p>Nothing can be applied for today.</p>" : buttonGroup(button("Next")),
      "</form>",
      """
      <p><a href="\(Links.credentials)">Read about each of them</a> before you choose.</p>
      """),
    hasErrors: !errors.isEmpty, section: .dashboard)
}
