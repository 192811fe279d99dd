import Markup
import Rules

// Pages that only those see who write the definitions, while they look at what they have written.

/// Every form there is, by who completes it: a party's forms are otherwise reached from an invitation.
package func previewFormsPage(_ edition: Edition) -> Page {
  let parties = edition.parties.map { party -> HTML in
    let items = edition.requestTypes.flatMap { request -> [HTML] in
      request.elements.compactMap { edition.element($0.element) }
        .filter { $0.submittedBy == party.id }
        .map { element in
          """
          <li><a href="\(Links.liveForm(request.id, element.id))">\(edition.text(element.title))</a> \
          (\(edition.text(request.title)))</li>
          """
        }
    }
    return """
      <h2>\(edition.text(party.title))</h2>
      \(items.isEmpty ? "<p>No form.</p>" as HTML : "<ul>\n\(items)\n</ul>")
      """
  }
  return Page(
    title: "Forms by who completes them",
    main: .lines(
      breadcrumbs([Crumb("Home", link: Links.home)]),
      """
      <h1>Forms by who completes them</h1>
      <p class="lead">Fill in what you like: nothing is kept.</p>
      """,
      .lines(parties)))
}

/// What answers a form that is sent in a preview.
package func previewSentPage() -> Page {
  Page(
    title: "Nothing was kept",
    main: """
      <h1>Nothing was kept</h1>
      <p class="lead">This is a preview. What you sent went nowhere.</p>
      <p>Go back with your browser to go on where you were.</p>
      """)
}

/// What stands in for a page that only a program can make.
package func previewProgramPage() -> Page {
  Page(
    title: "Not in the preview",
    main: """
      <h1>Not in the preview</h1>
      <p class="lead">This page is made by a program for the person who asks, so it needs an \
      installation.</p>
      <p><code>docket demo</code> makes one with sample people, applicants and staff, for as long as \
      it runs.</p>
      """)
}
