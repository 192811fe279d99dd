import Applications
import Markup
import Rules

/// One request in a work list.
package struct WorkRow: Hashable, Sendable {
  package let number: ApplicationNumber
  package let applicant: String
  package let requests: String
  package let part: String
  package let link: Link
  package let since: Moment
  /// The last day of the request.
  package let lastDay: Day
  /// The last day to pay, where payment waits for it.
  package let lastDayToPay: Day?
  /// Who has opened it; empty before.
  package let member: String
  package let isSentBack: Bool
  package let signedAt: Moment?

  package init(
    _ overview: Overview, _ entry: Overview.Entry, _ record: InvitationRecord,
    _ organisation: OrganisationID
  ) {
    let zone = overview.edition.agency.timeZone
    number = overview.application.number
    applicant = overview.application.start.profile.name
    requests = overview.title
    part = overview.edition.text(entry.element.title)
    link = Links.page("organisation/\(organisation)/\(number.text)/\(entry.element.id)")
    since = record.since(at: overview.now)
    lastDay = zone.day(of: record.until.adding(seconds: -1))
    lastDayToPay = entry.element.neededBefore == .payment ? overview.lastDay : nil
    member = record.member
    isSentBack = !record.returns.isEmpty && record.signedAt == nil
    signedAt = record.signedAt
  }
}

/// What waits for an organisation, and what it has signed of late: one page of it.
package struct WorkList: Hashable, Sendable {
  package let frame: OrganisationFrame
  package let waiting: [WorkRow]
  package let signed: [WorkRow]
  /// On all pages together.
  package let waitingCount: Int
  package let page: Int
  package let pages: Int
  package let zone: TimeZoneTable

  package init(
    _ frame: OrganisationFrame, waiting: [WorkRow], signed: [WorkRow], waitingCount: Int,
    page: Int = 1, pages: Int = 1, zone: TimeZoneTable
  ) {
    self.frame = frame
    self.waiting = waiting
    self.signed = signed
    self.waitingCount = waitingCount
    self.page = page
    self.pages = pages
    self.zone = zone
  }
}

package func workListPage(_ list: WorkList) -> Page {
  let frame = list.frame
  guard frame.roles.contains(.submits) else { return noWorkPage(frame) }
  return organisationPage(
    frame, title: "Work list", back: Links.organisations, backLabel: "Organizations you act for",
    .lines(
      "<h1>Work list of \(frame.name)</h1>",
      "<p class=\"lead\">\(waits(list.waitingCount))</p>",
      list.waiting.isEmpty
        ? nil
        : table(
          caption: "What waits, the oldest last day first",
          columns: ["Part", "Applicant", "Applies for", "Since", "Until"].map { Column($0) },
          rows: list.waiting.map { waitingCells($0, list.zone) }),
      list.signed.isEmpty
        ? nil
        : table(
          caption: "Signed of late",
          columns: ["Part", "Applicant", "Applies for", "Signed"].map { Column($0) },
          rows: list.signed.map { signedCells($0, list.zone) }),
      pageLinks(list),
      list.waitingCount > 1
        ? """
        <p class="no-print"><a href="\(Links.manyChoices(frame.id))">Complete several at once</a> with a file.</p>
        """ : nil, menu(frame)))
}

private func noWorkPage(_ frame: OrganisationFrame) -> Page {
  organisationPage(
    frame, title: "Work list", back: Links.organisations, backLabel: "Organizations you act for",
    .lines(
      "<h1>Work list of \(frame.name)</h1>",
      "<p>You do not complete parts for \(frame.name), so you do not see what waits.</p>",
      menu(frame)))
}

private func waits(_ count: Int) -> String {
  switch count {
  case 0:
    "Nothing waits. When an applicant asks you for something, it is here, and you get an email."
  case 1: "One part waits for you."
  default: "\(count) parts wait for you."
  }
}

private func waitingCells(_ row: WorkRow, _ zone: TimeZoneTable) -> [HTML] {
  [
    "<a href=\"\(row.link)\">\(row.part)<span class=\"unseen\">, \(row.applicant), \(row.number.description)</span></a>",
    "\(row.applicant)<br><span class=\"aside\">\(row.number.description)</span>",
    "\(row.requests)",
    """
    \(text(of: zone.day(of: row.since)))\
    \(row.isSentBack ? "<br><span class=\"aside\">sent back to you</span>" as HTML : "")\
    \(row.member.isEmpty ? "" : "<br><span class=\"aside\">opened by \(row.member)</span>" as HTML)
    """,
    """
    \(text(of: row.lastDay))\
    \(row.lastDayToPay.map { "<br><span class=\"aside\">they must pay by \(text(of: $0))</span>" as HTML } ?? "")
    """,
  ]
}

private func signedCells(_ row: WorkRow, _ zone: TimeZoneTable) -> [HTML] {
  [
    "<a href=\"\(row.link)\">\(row.part)<span class=\"unseen\">, \(row.applicant), \(row.number.description)</span></a>",
    "\(row.applicant)<br><span class=\"aside\">\(row.number.description)</span>",
    "\(row.requests)",
    """
    \(row.signedAt.map { "\(text(of: zone.day(of: $0)))" as HTML } ?? "")<br><span class="aside">by \(row.member)</span>
    """,
  ]
}

private func pageLinks(_ list: WorkList) -> HTML? {
  guard list.pages > 1 else { return nil }
  let id = list.frame.id
  return """
    <p class="no-print">Page \(list.page) of \(list.pages). \
    \(list.page > 1 ? "<a href=\"\(Links.workList(id, page: list.page - 1))\">Previous page</a> " as HTML : "")\
    \(list.page < list.pages ? "<a href=\"\(Links.workList(id, page: list.page + 1))\">Next page</a>" as HTML : "")</p>
    """
}

/// What else whoever looks may do.
private func menu(_ frame: OrganisationFrame) -> HTML? {
  let people: HTML? =
    frame.roles.contains(.appoints)
    ? """
    <p class="no-print"><a href="\(Links.people(frame.id))">Who acts for \(frame.name)</a></p>
    """ : nil
  return .lines(offerLinks(frame), people)
}
