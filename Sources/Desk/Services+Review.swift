import Applications
import Files
import Glibc
import Notation
import Pages
import Rules
import Store

// What is open and how long it takes, for pages, commands and the public.

extension Services {
  /// On which days somebody works for the agency, as the newest publication says.
  package func workCalendar() throws -> WorkCalendar {
    let reader = try publication(newestPublication())
    return WorkCalendar(
      timeZone: try reader.agency().timeZone, holidays: try reader.reviewRules().holidays)
  }

  /// The figures about what is open, and about what was decided in the last `days` days.
  ///
  /// Cost: a small file for each open and each of those decided ones; no journal.
  package func reviewFigures(days: Int = 60) throws -> ReviewFigures {
    let from = now.adding(seconds: -days * 86_400)
    var figures = ReviewFigures(try workCalendar(), from: from, at: now)
    try store.openCases { _, facts in
      figures.take(open: facts)
      return true
    }
    try store.decidedCases(from: from, before: now.adding(seconds: 1)) { item, facts in
      figures.take(decided: facts, since: item.moment)
    }
    return figures
  }

  /// The open applications that are as `filter` says, the oldest first; those after `after`, at most `limit`.
  package func openCases(
    _ filter: CaseFilter, after: QueueItem? = nil, limit: Int = .max
  ) throws -> [(item: QueueItem, facts: CaseFacts)] {
    let calendar = try workCalendar()
    var found: [(QueueItem, CaseFacts)] = []
    try store.openCases(after: after) { item, facts in
      if filter.has(facts, calendar, at: now) { found.append((item, facts)) }
      return found.count < limit
    }
    return found
  }

  /// The title of each request type of today by its id, in the order of the definitions.
  package func requestTitles() throws -> [(id: RequestType.ID, title: String)] {
    let edition = try newestEdition()
    return edition.requestTypes.map { ($0.id, edition.text($0.title)) }
  }

  /// Writes the public page *now working on applications of …*.
  package func showProcessing(days: Int = 60) throws {
    let agency = try publication(newestPublication()).agency()
    let page = processingPage(
      ProcessingView(
        try reviewFigures(days: days), zone: agency.timeZone, types: try requestTitles(), days: days
      )
    )
    try LivePages(self).write(
      try document(
        page, root: "../", agency: agency, mark: .standing(since: nil, until: nil),
        visitor: .unknown),
      to: "processing/index.html")
  }
}

extension Installation {
  /// Whether people find that page: before anybody has published or swept there is none to lead to.
  package var hasProcessing: Bool { access(publicFolder + "/processing/index.html", F_OK) == 0 }
}

extension Services {
  /// Whether that page is missing, an hour old, or of another site than the one that is shown.
  package func isProcessingOutOfDate() throws -> Bool {
    guard let page = try? File.Status(of: installation.live + "/processing/index.html"),
      let site = try? File.Status(of: installation.publicFolder)
    else { return true }
    return page.changedAt <= site.changedAt || page.changedAt + 3600 <= now.secondsSince1970
  }
}
