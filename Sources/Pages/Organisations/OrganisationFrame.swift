import Applications
import Markup

/// The organisation that a page is about, and what whoever looks may do for it.
package struct OrganisationFrame: Hashable, Sendable {
  package let id: OrganisationID
  package let name: String
  package let roles: Set<OrganisationRole>

  package init(id: OrganisationID, name: String, roles: Set<OrganisationRole>) {
    self.id = id
    self.name = name
    self.roles = roles
  }
}

/// The frame around the pages of an organisation.
func organisationPage(
  _ frame: OrganisationFrame, title: String, back: Link? = nil, backLabel: String = "",
  hasErrors: Bool = false, _ content: HTML
) -> Page {
  Page(
    title: "\(title), \(frame.name)",
    main: .lines(
      back.map { backLink($0, label: backLabel) },
      content,
      "<p class=\"aside\">You act for <strong>\(frame.name)</strong>: \(words(of: frame.roles)).</p>"
    ),
    hasErrors: hasErrors)
}

/// What somebody may do, in words.
package func words(of roles: Set<OrganisationRole>) -> String {
  let all = OrganisationRole.allCases.filter(roles.contains).map { role in
    switch role {
    case .appoints: "you say who acts for it"
    case .submits: "you complete and sign parts"
    }
  }
  return all.isEmpty ? "you may see nothing" : all.joined(separator: ", and ")
}
