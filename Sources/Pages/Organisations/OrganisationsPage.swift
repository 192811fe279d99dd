import Applications
import Markup

/// The organisations that somebody acts for.
///
/// - `emailAddress`: that of the account, by which people are appointed.
package func organisationsPage(_ all: [OrganisationFrame], emailAddress: String) -> Page {
  Page(
    title: "Organizations you act for",
    main: .lines(
      backLink(Links.dashboard, label: "Dashboard"),
      "<h1>Organizations you act for</h1>",
      all.isEmpty
        ? """
        <p>You act for no organization with the address <strong>\(emailAddress)</strong>. If you should, ask whoever \
        says at your organization who acts for it, or us, to add this address. Nothing else has to be done.</p>
        """ : "<ul class=\"cards\">\n\(all.map(card))\n</ul>"),
    section: .dashboard)
}

private func card(_ frame: OrganisationFrame) -> HTML {
  """
  <li>
  <h2><a href="\(frame.roles.contains(.submits) ? Links.workList(frame.id) : Links.people(frame.id))">\(frame.name)</a></h2>
  <p>\(words(of: frame.roles).capitalizedFirst).</p>
  </li>
  """
}

/// For whoever acts for an organisation that completes no more parts.
package func withdrawnOrganisationPage(_ name: String) -> Page {
  Page(
    title: "\(name) completes no more parts",
    main: .lines(
      "<h1>\(name) completes no more parts</h1>",
      """
      <p>It was taken off our list. What was signed for it stays. If that is a mistake, write to us.</p>
      """, "<p><a href=\"\(Links.organisations)\">Organizations you act for</a></p>"))
}
