import Applications
import Markup

/// Who of the agency looks at a page of staff, and where they are.
package struct StaffFrame: Hashable, Sendable {
  package let name: StaffName
  package let fullName: String
  package let roles: [StaffRole]
  /// The address of the page, from the folder of programs on: `review/mine`. It marks the way to it.
  package let address: String

  package init(_ member: StaffMember, at address: String) {
    name = member.name
    fullName = member.fullName
    roles = member.roles
    self.address = address
  }

  /// Where somebody with these roles begins.
  package static func home(of roles: [StaffRole]) -> String {
    places(for: roles).first?.address ?? "staff"
  }

  struct Place {
    let words: String
    let address: String
    let roles: [StaffRole]
  }

  /// The ways that somebody with these roles is shown.
  static func places(for roles: [StaffRole]) -> [Place] {
    all.filter { place in roles.contains(where: place.roles.contains) }
  }

  private static let all = [
    Place(words: "Queue", address: "review", roles: .ofReview),
    Place(words: "My work", address: "review/mine", roles: .ofReview),
    Place(words: "Fitness", address: "review/fitness", roles: [.fitnessOfficer]),
    Place(words: "To confirm", address: "review/confirm", roles: .ofAgreement),
    Place(words: "Payments", address: "review/payments", roles: .ofSecondPerson),
    Place(words: "Search", address: "review/search", roles: StaffRole.allCases),
    Place(words: "Reports", address: "review/reports", roles: StaffRole.allCases),
    Place(words: "Your account", address: "staff", roles: StaffRole.allCases),
  ]
}

/// `page` as staff see it: with the ways to their other pages, and *Staff* in its title.
package func staffPage(_ page: Page, in frame: StaffFrame) -> Page {
  Page(
    title: "\(page.title) – Staff", main: .lines(navigation(frame), page.main),
    hasErrors: page.hasErrors, section: page.section)
}

private func navigation(_ frame: StaffFrame) -> HTML {
  let items = StaffFrame.places(for: frame.roles).map { place -> HTML in
    """
    <li><a href="\(Links.page(place.address))"\
    \(" aria-current=\"page\"", when: place.address == frame.address)>\(place.words)</a></li>
    """
  }
  return .lines(
    "<nav class=\"site-nav staff-nav wider\" aria-label=\"Staff\">", "<ul class=\"wide\">",
    .lines(items),
    "</ul>", "</nav>")
}

extension StaffRole {
  /// What somebody with it does, as people say it.
  package var words: String {
    switch self {
    case .specialist: "specialist"
    case .fitnessOfficer: "fitness officer"
    case .reviewer: "reviewer"
    case .finance: "finance"
    case .administrator: "administrator"
    }
  }
}
