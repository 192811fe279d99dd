import Markup
import Rules

/// Why somebody cannot apply: each rule that is not met, with its clause. Shown where the answers to the
/// clarifying questions decided it; what cannot be open whatever they answer is told in the list.
package func notOpenPage(
  _ standings: [Standing], among requests: [RequestType], edition: Edition
) -> Page {
  let ids = requests.map(\.id)
  return Page(
    title: "You cannot apply for this now",
    main: .lines(
      backLink(Links.questions(ids), label: "Back to the questions"),
      "<h1>You cannot apply for this now</h1>",
      "<p>Going by what you told us, a rule is not met. Nothing was started, and nothing is stored.</p>",
      .lines(standings.filter { !$0.isOpen }.map { whyNot($0, edition, heading: "h2") }),
      """
      <p>If you answered a question by mistake, <a href="\(Links.questions(ids))">answer them \
      again</a>. You can also <a href="\(Links.choose)">choose something else</a>, or \
      <a href="\(Links.help)">ask for help</a>.</p>
      """),
    section: .dashboard)
}

/// What can be applied for but not by this person, each with what is not met.
func notOpenList(_ standings: [Standing], _ edition: Edition) -> HTML {
  guard !standings.isEmpty else { return "" }
  let items = standings.map { "<li>\n\(whyNot($0, edition, heading: "h3"))\n</li>" as HTML }
  return """
    <h2>Not open to you today</h2>
    <p>Going by our records, a rule is not met for each of these. If you think the records are wrong, \
    <a href="\(Links.help)">ask for help</a>.</p>
    <ul class="cards">
    \(items)
    </ul>
    """
}

private func whyNot(_ standing: Standing, _ edition: Edition, heading: String) -> HTML {
  let title = "\(edition.text(standing.request.title))"
  let link: HTML = "<a href=\"\(Links.credential(standing.request.id))\">\(title)</a>"
  return .lines(
    heading == "h2" ? "<h2>\(link)</h2>" : "<h3>\(link)</h3>",
    "<p>Not met:</p>", ruleList(standing.failing, edition))
}

/// Rules of eligibility with their clauses.
func ruleList(_ rules: [EligibilityRule], _ edition: Edition) -> HTML {
  let items = rules.map { rule -> HTML in
    "<li>\(edition.text(rule.says)) \(clauseMark(rule.clause))</li>"
  }
  return "<ul>\n\(items)\n</ul>"
}
