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

  /// `number` is that of the application it belongs to. It then stands on the page, with a line how to get
  /// help with it.
  package init(
    title: String, main: HTML, hasErrors: Bool = false, section: Section? = nil,
    about number: ApplicationNumber? = nil
  ) {
    self.title = title
    self.main = .lines(main, number.map(numberLine))
    self.hasErrors = hasErrors
    self.section = section
  }

  package enum Section: String, Hashable, Sendable, CaseIterable {
    case credentials, fees, help, dashboard
  }
}

private func numberLine(_ number: ApplicationNumber) -> HTML {
  """
  <p class="aside">Application number <strong>\(number.description)</strong>. <span class="no-print">Give it \
  when you ask for <a href="\(Links.help)">help</a>. With the number alone nobody can open your \
  application.</span></p>
  """
}
