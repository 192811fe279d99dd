import Applications
import Markup
import Rules

/// What can be applied for today: first what is open to the person, of which one or more may be chosen
/// together, then the rest with the rules that are not met. A form that only asks, so it is sent as a
/// query and stores nothing.
///
/// - `from`: the application whose answers and files the new one takes over.
///
/// `standings` has every request type of the edition, before any question was asked.
package func chooseRequestsPage(
  _ edition: Edition, standings: [Standing], chosen: [RequestType.ID],
  from: ApplicationNumber? = nil, faults: [ApplyFault]
) -> Page {
  let errors = faults.map { $0.error(edition) }
  let open = standings.filter(\.isOpen)
  let choices = open.map { standing in
    let more: HTML = " Your answers on the next page decide whether it is open to you."
    return Choice(
      standing.request.id.text, edition.text(standing.request.title),
      hint: "\(edition.text(standing.request.summary))\(more, when: !standing.undecided.isEmpty)")
  }
  let question = "What do you want to apply for?"
  let form: HTML = .lines(
    "<form method=\"get\" action=\"\(Links.questionsForm)\" novalidate>",
    hidden(fromField(from)),
    checkboxes(
      Field(
        "request", label: question,
        hint: "You can choose more than one, and pay for all together.",
        error: errors.first?.message, isHeading: true),
      choices: choices, chosen: Set(chosen.map(\.text))),
    buttonGroup(button("Next")), "</form>")
  return Page(
    title: question,
    main: .lines(
      choices.isEmpty ? nil : errorSummary(errors),
      choices.isEmpty
        ? "<h1>\(question)</h1>\n<p>Nothing is open to you today.</p>" : form,
      """
      <p><a href="\(Links.credentials)">Read about each of them</a> before you choose.</p>
      """,
      notOpenList(standings.filter { !$0.isOpen }, edition)),
    hasErrors: !errors.isEmpty, section: .dashboard)
}
