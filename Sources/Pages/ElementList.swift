import Applications
import Markup
import Rules

extension Overview {
  /// The status of an element in words, and how it is set apart.
  func status(of entry: Entry) -> (words: String, kind: StatusKind) {
    switch entry.status {
    case .notStarted: ("Not started", .open)
    case .inProgress: ("Not complete", .open)
    case .complete: ("Complete", .done)
    case .waiting(let party): ("Waiting for \(edition.name(of: party))", .waiting)
    }
  }

  /// The elements in the order and with the words that every page uses.
  var elementRows: [TaskRow] {
    elements.map { entry in
      let (words, kind) = status(of: entry)
      let requirement = entry.element.isRequired ? "Required" : "Optional"
      let later = entry.element.neededBefore == .decision ? ", may follow after you submit" : ""
      return TaskRow(
        edition.text(entry.element.title),
        link: Links.element(application.number, entry.element.id),
        submittedBy: edition.name(of: entry.element.submittedBy),
        hint: "\(requirement)\(later)", status: words, kind)
    }
  }

  /// What keeps payment closed, each with the way to it.
  var blockerList: HTML {
    let items = blockers.map { entry -> HTML in
      let title = edition.text(entry.element.title)
      let (words, _) = status(of: entry)
      let link = Links.element(application.number, entry.element.id)
      return "<li><a href=\"\(link)\">\(title)</a>: \(words)</li>"
    }
    return "<ul>\n\(items)\n</ul>"
  }

  /// What has been applied for.
  var title: String { edition.titles(of: requests) }

  /// Until when, and what happens then.
  var deadlineWords: HTML {
    let left = daysLeft == 1 ? "1 day left" : "\(daysLeft) days left"
    return """
      <p>You have until the end of <strong>\(text(of: lastDay))</strong> \
      (\(daysLeft == 0 ? "today is the last day" : left)) to finish and pay. After that the \
      application expires, and you would have to start a new one.</p>
      """
  }
}

/// The elements at the side of an element's page. The page itself is marked.
func elementAside(_ overview: Overview, current: Element.ID) -> HTML {
  let items = overview.elements.map { entry -> HTML in
    let title = overview.edition.text(entry.element.title)
    let link = Links.element(overview.application.number, entry.element.id)
    let (words, kind) = overview.status(of: entry)
    let isCurrent = entry.element.id == current
    return """
      <li><a href="\(link)"\(" aria-current=\"page\"", when: isCurrent)>\(title)</a><br>\
      \(statusWords(words, kind))</li>
      """
  }
  return """
    <nav aria-labelledby="parts-title" class="parts">
    <h2 id="parts-title">Parts of this application</h2>
    <ol>
    \(items)
    </ol>
    <p><a href="\(Links.overview(overview.application.number))">Overview</a></p>
    </nav>
    """
}
