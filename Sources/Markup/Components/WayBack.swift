/// A link to the page before, at the top of a step.
package func backLink(_ link: Link, label: String? = nil, words: ComponentWords = .english) -> HTML
{
  "<a class=\"back\" href=\"\(link)\">\(label ?? words.back)</a>"
}

/// A page on the way from the top of the site to this one.
package struct Crumb: Hashable, Sendable {
  package var label: String
  package var link: Link

  package init(_ label: String, link: Link) {
    self.label = label
    self.link = link
  }
}

/// The way from the top of the site to this page, which is not in it.
package func breadcrumbs(_ crumbs: [Crumb], words: ComponentWords = .english) -> HTML {
  guard !crumbs.isEmpty else { return "" }
  let items = crumbs.map { "<li><a href=\"\($0.link)\">\($0.label)</a></li>" as HTML }
  return """
    <nav class="breadcrumbs" aria-label="\(words.breadcrumb)">
    <ol>
    \(items)
    </ol>
    </nav>
    """
}
