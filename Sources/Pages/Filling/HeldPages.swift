import Applications
import Markup
import Rules

/// After a form was sent by somebody who is not signed in.
package func heldPage() -> Page {
  Page(
    title: "We kept what you typed",
    main: """
      <h1>We kept what you typed</h1>
      <p class="lead">Sign in, and we ask you which application it belongs to. It waits for 24 hours, on \
      this device only.</p>
      \(buttonGroup(
        buttonLink("Sign in", link: Links.signInThenHeld),
        buttonLink("Create an account", link: Links.register, .secondary)))
      """)
}

/// After signing in: which application the held form belongs to. Discarding it is what is chosen at
/// first, because the device may not be its writer's alone.
///
/// - `name`: by which the form that comes back says what the page has shown.
/// - `places`: the open applications with this element.
/// - `lacksPlace`: whether it was to be kept, but not said where.
package func heldChoicePage(
  _ held: HeldForm, as name: String, places: [Overview], lacksPlace: Bool = false, keys: FormKeys
) -> Page {
  let error = lacksPlace ? "Choose the application that it belongs to" : nil
  return Page(
    title: "What you typed before you signed in",
    main: .lines(
      errorSummary(error.map { [FieldError(field: "choice", message: $0)] } ?? []),
      "<h1>What you typed before you signed in</h1>",
      "<p>It is not in any application yet. If you did not type it, discard it.</p>",
      typed(held, places),
      "<form method=\"post\" action=\"\(Links.held)\">", hidden(keys, [HiddenField("held", name)]),
      places.isEmpty ? noPlace : nil,
      radios(
        Field("choice", label: "What shall we do with it?", error: error),
        choices: [Choice("discard", "Discard it")]
          + (places.isEmpty
            ? []
            : [
              Choice(
                "keep", "Keep it",
                hint: held.entry == nil
                  ? "It replaces what this part of the application holds now."
                  : "It is added to this part of the application, in place of what was saved of it.",
                followUp: radios(
                  Field("application", label: "In which application?"), choices: places.map(place),
                  chosen: chosen(held, places)?.text))
            ]),
        chosen: lacksPlace ? "keep" : "discard"),
      buttonGroup(button("Continue")), "</form>"),
    hasErrors: lacksPlace, section: .dashboard)
}

/// Where it was typed, or the only place there is.
private func chosen(_ held: HeldForm, _ places: [Overview]) -> ApplicationNumber? {
  let numbers = places.map(\.application.number)
  if let number = held.application, numbers.contains(number) { return number }
  return numbers.count == 1 ? numbers[0] : nil
}

private let noPlace: HTML = """
  <p>You have no open application with this part. If you want to keep what you typed, \
  <a href="\(Links.choose)">start an application</a> first and then come back here.</p>
  """

private func place(_ overview: Overview) -> Choice {
  let number = overview.application.number
  let zone = overview.edition.agency.timeZone
  let started = text(of: overview.application.startedAt, in: zone)
  return Choice(
    number.text, "\(overview.title), \(number.description)", hint: "Started \(started)")
}

/// All that was typed, also what is not asked there, or not any more: it can be copied from here.
private func typed(_ held: HeldForm, _ places: [Overview]) -> HTML {
  let place = places.first { $0.application.number == chosen(held, places) } ?? places.first
  guard let place, let entry = place.entry(held.element) else {
    // Without an application there are no questions to read it back with.
    return .lines(
      summaryList(
        (held.statesNone ? [SummaryRow("There is nothing to supply", "Yes")] : [])
          + typedRows(held.answers.fields)))
  }
  let edition = place.edition
  let element = entry.element
  let none =
    held.statesNone
    ? [SummaryRow(element.none.map(edition.text) ?? "There is nothing to supply", "Yes")] : []
  let questions = held.entry.flatMap { element.group($0.group)?.questions } ?? element.questions
  let names = Set(questions.flatMap(\.fields))
  let unasked = held.answers.fields.filter { !names.contains($0.name) }
  return .lines(
    "<h2>\(edition.text(element.title))</h2>",
    summaryList(none + answered(questions, held.answers, edition)),
    unasked.isEmpty
      ? nil
      : .lines(
        "<h3>Not asked in this application</h3>",
        "<p>This is not taken over. Copy it from here if you still need it.</p>",
        summaryList(typedRows(unasked))))
}
