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
package func heldChoicePage(
  _ element: Element.ID, _ answers: Answers, places: [Overview], keys: FormKeys
) -> Page {
  Page(
    title: "What you typed before you signed in",
    main: .lines(
      "<h1>What you typed before you signed in</h1>",
      "<p>It is not in any application yet. If you did not type it, discard it.</p>",
      typed(element, answers, places),
      "<form method=\"post\" action=\"\(Links.held)\">", hidden(keys),
      places.isEmpty ? noPlace : nil,
      radios(
        Field("choice", label: "What shall we do with it?"),
        choices: [Choice("discard", "Discard it")]
          + (places.isEmpty
            ? []
            : [
              Choice(
                "keep", "Keep it",
                hint: "It replaces what this part of the application holds now.",
                followUp: radios(
                  Field("application", label: "In which application?"), choices: places.map(place),
                  chosen: places.count == 1 ? places[0].application.number.text : nil))
            ]),
        chosen: "discard"),
      buttonGroup(button("Continue")), "</form>"),
    section: .dashboard)
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

private func typed(_ id: Element.ID, _ answers: Answers, _ places: [Overview]) -> HTML {
  if let place = places.first, let entry = place.entry(id) {
    let rows = readBack(entry.element.questions, answers, place.edition)
    return .lines("<h2>\(place.edition.text(entry.element.title))</h2>", summaryList(rows))
  }
  // Without an application there are no questions to read it back with.
  return summaryList(
    answers.fields.map { SummaryRow($0.name, "\($0.texts.joined(separator: "\n"))") })
}
