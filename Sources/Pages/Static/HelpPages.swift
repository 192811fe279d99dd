import Markup
import Rules

/// The list of guidance pages.
package func helpIndexPage(_ pages: [GuidancePage], language: String) -> Page {
  let items = pages.map { page -> HTML in
    "<li><a href=\"\(Links.help(page.id))\">\(page.title.text(in: language))</a></li>"
  }
  return Page(
    title: "Help",
    main: """
      <h1>Help</h1>
      <ul>
      \(items)
      </ul>
      <p>If you do not find your answer, write or call. You find how at the foot of every page.</p>
      """,
    section: .help)
}

/// One page of guidance.
package func helpPage(_ page: GuidancePage, language: String) -> Page {
  let title = page.title.text(in: language)
  return Page(
    title: title,
    main: .lines(
      breadcrumbs([Crumb("Help", link: Links.help)]), "<h1>\(title)</h1>",
      markdown(page.markdown.text(in: language))),
    section: .help)
}
