import Applications
import Markup
import Rules

/// What a new application takes over from one that has ended, what it does not, and why.
func carryOverSection(_ carryOver: CarryOver, _ edition: Edition) -> HTML {
  let rows = carryOver.elements.map { told in
    SummaryRow(edition.text(told.element.title), "\(words(told, carryOver, edition))")
  }
  return .lines(
    "<h2>What is taken over from application \(carryOver.from.description)</h2>",
    """
    <p>Your name, address and phone number are those of your profile today. Boxes that you ticked to \
    confirm something are to be ticked again. The old application stays readable.</p>
    """,
    carryOver.requestsGone.isEmpty
      ? nil
      : note(
        """
        <p>Not offered any more, and so not part of the new application: \
        \(edition.titles(of: carryOver.requestsGone)).</p>
        """),
    summaryList(rows),
    carryOver.notAsked.isEmpty
      ? nil
      : """
      <p>Not asked any more, and so not taken over: \
      \(carryOver.notAsked.map { edition.text($0.title) }.joined(separator: ", ")).</p>
      """,
    carryOver.filesSetAside.isEmpty
      ? nil
      : """
      <p>Not taken over, because a check found something harmful in them: \
      \(carryOver.filesSetAside.map(\.fileName).joined(separator: ", ")).</p>
      """)
}

private func words(_ told: CarryOver.Told, _ carryOver: CarryOver, _ edition: Edition) -> String {
  switch told.fate {
  case .empty: return "Nothing was filled in."
  case .carried:
    let count = carryOver.files(of: told.element.id)
    switch count {
    case 0: return "Taken over. Check it before you pay."
    case 1: return "Taken over, with 1 file. Check it before you pay."
    default: return "Taken over, with \(count) files. Check it before you pay."
    }
  case .signedAnew:
    return """
      Not taken over: what is signed counts for one application only. You fill it in and sign it again.
      """
  case .suppliedAnew(let days?):
    return """
      Not taken over: it is older than \(days) days. It has to come again from: \
      \(edition.name(of: told.element.submittedBy)).
      """
  case .suppliedAnew(nil):
    return """
      Not taken over: it has to come anew for each application, from: \
      \(edition.name(of: told.element.submittedBy)).
      """
  }
}

/// The hidden field that carries the link of an offer from page to page.
func offerField(_ link: String?) -> [HiddenField] {
  link.map { [HiddenField("offer", $0)] } ?? []
}

/// The hidden field that carries the number from page to page.
func fromField(_ number: ApplicationNumber?) -> [HiddenField] {
  number.map { [HiddenField("from", $0.text)] } ?? []
}
