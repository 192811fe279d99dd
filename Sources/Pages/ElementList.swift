import Applications
import Markup
import Rules

extension Overview {
  /// The status of an element in words, and how it is set apart.
  func status(of entry: Entry) -> (words: String, kind: StatusKind) {
    switch entry.status {
    case .notStarted: ("Not started", .open)
    case .inProgress: ("Not complete", .open)
    case .complete where openItem(entry) == .notLookedAt: ("Not put right yet", .open)
    case .complete: ("Complete", .done)
    case .waiting: waitingWords(entry)
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
        hint: .lines(
          "\(sentBackWords(entry))\(requirement)\(later). \(heldWords(entry))\(helpingWords(entry))",
          missingList(entry)),
        status: words, kind)
    }
  }

  /// Who holds the element, and since when.
  private func heldWords(_ entry: Entry) -> String {
    let zone = edition.agency.timeZone
    switch entry.status {
    case .notStarted: return "Nothing saved yet."
    case .inProgress, .complete:
      if let record = entry.evidence { return receivedWords(record) }
      if let signed = entry.part.sealedAt, entry.part.isSealed {
        return "Signed \(text(of: signed, in: zone))."
      }
      let who = entry.part.savedByHelper.map { " by \(helperName($0))" } ?? ""
      return entry.part.savedAt.map { "Last saved \(text(of: $0, in: zone))\(who)." } ?? ""
    case .waiting: return waitingSince(entry)
    }
  }

  /// Whether it was sent back, and still keeps the answer from being sent.
  private func sentBackWords(_ entry: Entry) -> String {
    guard reopened.contains(where: { $0.element.id == entry.element.id }) else { return "" }
    return openItem(entry) == nil
      ? "Sent back to be put right, and done. " : "Sent back to be put right. "
  }

  /// Whose links open it.
  private func helpingWords(_ entry: Entry) -> String {
    let names = application.helpers.filter {
      $0.isOpen(at: now) && entries(of: $0).contains { $0.element.id == entry.element.id }
    }.map { helperName($0.helper.id) }
    guard stage == .open, !names.isEmpty else { return "" }
    return " Can be filled in too by: \(names.joined(separator: ", "))."
  }

  /// What is still missing in an element that was begun, while something can be done about it.
  private func missingList(_ entry: Entry) -> HTML? {
    guard stage == .open || reopening(of: entry.element.id) != nil,
      entry.status == .inProgress
    else { return nil }
    let messages = Messages(edition)
    let items = entry.element.faults(in: entry.part).map {
      "<li>\(messages.sentence($0))</li>" as HTML
    }
    return items.isEmpty ? nil : "<ul>\n\(items)\n</ul>"
  }

  /// What keeps payment closed, each with the way to it.
  var blockerList: HTML {
    let items = blockers.map { entry -> HTML in
      let title = edition.text(entry.element.title)
      let (words, _) = status(of: entry)
      let link = Links.element(application.number, entry.element.id)
      let who = isWaiting(entry) ? "" : ". It is with you."
      return "<li><a href=\"\(link)\">\(title)</a>: \(words)\(who)</li>"
    }
    return "<ul>\n\(items)\n</ul>"
  }

  /// What has been applied for.
  package var title: String { edition.titles(of: requests) }

  /// Until when, and what happens then.
  var deadlineWords: HTML {
    let given = moreTimeWords.map { " \($0)" } ?? ""
    if isClockStopped { return stoppedWords(given) }
    let left = daysLeft == 1 ? "1 day left" : "\(daysLeft) days left"
    return """
      <p>You have until the end of <strong>\(text(of: lastDay))</strong> \
      (\(daysLeft == 0 ? "today is the last day" : left)) to finish and pay. After that the \
      application expires, and you would have to start a new one, which can take over what you entered.\(given)</p>
      """
  }

  /// The same while the clock stands still.
  private func stoppedWords(_ given: String) -> HTML {
    let latest = edition.agency.timeZone.day(of: latestDeadline.adding(seconds: -1))
    return """
      <p>Your days stand still while somebody else has a part. If they answered today, you would have until the end \
      of <strong>\(text(of: lastDay))</strong> to finish and pay. Each day that they take longer moves this by a \
      day, to \(text(of: latest)) at the latest.\(given)</p>
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
