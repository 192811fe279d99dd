import Applications
import Markup
import Rules

/// A page before the site is put around it.
package struct Page: Hashable, Sendable {
  /// What stands in the title bar, without the agency's name.
  package let title: String
  /// All between the navigation and the foot, with the page's one `h1`.
  package let main: HTML
  /// Whether something has to be put right: `Error: ` goes before the title.
  package let hasErrors: Bool
  /// The part of the site it belongs to, to mark in the navigation.
  package let section: Section?

  package init(title: String, main: HTML, hasErrors: Bool = false, section: Section? = nil) {
    self.title = title
    self.main = main
    self.hasErrors = hasErrors
    self.section = section
  }

  package enum Section: String, Hashable, Sendable, CaseIterable {
    case credentials, fees, help, dashboard
  }
}
