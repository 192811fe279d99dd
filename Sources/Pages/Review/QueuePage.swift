import Applications
import Markup
import Rules

/// A list of applications for those who review: one page of it.
package struct QueueView: Hashable, Sendable {
  package let list: List
  package let rows: [QueueRow]
  /// The addresses of the first page and of the next one, from the folder of programs on; `nil` where there is none.
  package let first: String?
  package let next: String?
  /// Whoever looks.
  package let viewer: StaffName
  /// Whether they may take what nobody has.
  package let mayTake: Bool

  package enum List: Hashable, Sendable {
    case open, waiting, mine, fitness, confirm, appeals
  }

  package init(
    _ list: List, rows: [QueueRow], first: String? = nil, next: String? = nil, viewer: StaffName,
    mayTake: Bool
  ) {
    self.list = list
    self.rows = rows
    self.first = first
    self.next = next
    self.viewer = viewer
    self.mayTake = mayTake
  }
}

package func queuePage(_ view: QueueView, keys: FormKeys) -> Page {
  Page(
    title: view.list.title,
    main: .lines(
      "<h1>\(view.list.title)</h1>", "<p class=\"lead\">\(view.list.lead)</p>",
      tabs(view.list),
      view.rows.isEmpty
        ? "<p>\(view.first == nil ? view.list.emptyWords : "There are no more.")</p>"
        : queueTable(
          caption: view.list.caption, view.rows, viewer: view.viewer,
          keys: view.mayTake ? keys : nil),
      turnLinks(first: view.first, next: view.next)))
}

/// The rows of a list. With `keys` each that nobody has can be taken by `viewer`.
func queueTable(
  caption: String, _ rows: [QueueRow], viewer: StaffName, keys: FormKeys?
) -> HTML {
  wider(
    table(
      caption: caption,
      columns: [
        Column("Application"), Column("Applies for"), Column("Received"), Column("Status"),
        Column("With"),
      ],
      rows: rows.map { row in
        [
          """
          <a href="\(row.link)">\(row.number.description)</a><br>\(row.applicant)
          """,
          "\(row.title)",
          .lines(
            [
              row.received.map { "\(text(of: $0))" },
              row.age.map { "<br><span class=\"aside\">\(workingDays($0))</span>" },
            ]),
          .lines(
            [statusWords(row.status, row.kind)]
              + row.notes.map { "<br><span class=\"aside\">\($0)</span>" }),
          holder(of: row, viewer, keys),
        ]
      }))
}

func workingDays(_ count: Int) -> String { count == 1 ? "1 working day" : "\(count) working days" }

private func holder(of row: QueueRow, _ viewer: StaffName, _ keys: FormKeys?) -> HTML {
  if let holder = row.holder { return "\(holder == viewer ? "you" : holder.text)" }
  guard row.isFree, let keys else { return "nobody" }
  return takeForm(row.number, viewer, keys: keys)
}

/// A button with which whoever looks takes an application that nobody has.
package func takeForm(_ number: ApplicationNumber, _ viewer: StaffName, keys: FormKeys) -> HTML {
  """
  <form method="post" action="\(Links.page("review/\(number.text)/assign"))">
  \(hidden(keys, [HiddenField("to", viewer.text), HiddenField("had", "")]))
  <button type="submit" class="button button-secondary">Take it<span class="unseen">: \
  \(number.description)</span></button>
  </form>
  """
}

func turnLinks(first: String?, next: String?) -> HTML? {
  guard first != nil || next != nil else { return nil }
  return """
    <p class="no-print">\(first.map { "<a href=\"\(Links.page($0))\">First page</a> " as HTML } ?? "")\
    \(next.map { "<a href=\"\(Links.page($0))\">Next page</a>" as HTML } ?? "")</p>
    """
}

private func tabs(_ list: QueueView.List) -> HTML? {
  guard list == .open || list == .waiting else { return nil }
  return """
    <p class="no-print">\(list == .open ? "Everything" : "<a href=\"\(Links.page("review"))\">Everything</a>" as HTML) · \
    \(list == .waiting ? "What nobody has" : "<a href=\"\(Links.page("review?list=waiting"))\">What nobody has</a>" as HTML) · \
    <a href="\(Links.page("review/filter"))">Filter</a> · <a href="\(Links.page("review/appeals"))">Appeals</a></p>
    """
}

extension QueueView.List {
  var title: String {
    switch self {
    case .open, .waiting: "Queue"
    case .mine: "My work"
    case .fitness: "Fitness"
    case .confirm: "To confirm"
    case .appeals: "Appeals"
    }
  }

  var lead: String {
    switch self {
    case .open: "Every open application, in the order in which they were received."
    case .waiting: "Open applications that nobody has, in the order in which they were received."
    case .mine: "What you have, in the order in which it was received."
    case .fitness: "Applications whose fitness is still to be decided."
    case .confirm: "Decisions that hold when another person than the one who proposed them agrees."
    case .appeals: "Decisions that the applicant asks you to look at again."
    }
  }

  var caption: String {
    switch self {
    case .open: "Open applications"
    case .waiting: "What nobody has"
    case .mine: "What you have"
    case .fitness: "What waits for you"
    case .confirm: "Proposed decisions, the oldest first"
    case .appeals: "Appeals, the oldest first"
    }
  }

  var emptyWords: String {
    switch self {
    case .open: "Nothing is open."
    case .waiting: "Somebody has everything that is open."
    case .mine: "You have nothing. Take something from the queue."
    case .fitness: "Nothing waits for you."
    case .confirm: "Nothing waits for a second person."
    case .appeals: "Nothing waits."
    }
  }
}
