import Applications
import Markup

/// What somebody looked for, and what was found.
package struct SearchView: Hashable, Sendable {
  /// As typed; empty before.
  package let query: String
  package let rows: [QueueRow]
  /// Where to go on; `nil` where there is no more.
  package let next: String?
  package let viewer: StaffName
  package let fault: String?

  package init(
    query: String = "", rows: [QueueRow] = [], next: String? = nil, viewer: StaffName,
    fault: String? = nil
  ) {
    self.query = query
    self.rows = rows
    self.next = next
    self.viewer = viewer
    self.fault = fault
  }
}

package func searchPage(_ view: SearchView) -> Page {
  let errors = view.fault.map { [FieldError(field: "q", message: $0)] } ?? []
  return Page(
    title: "Search",
    main: .lines(
      errorSummary(errors), "<h1>Search</h1>",
      "<form method=\"get\" action=\"\(Links.page("review/search"))\" role=\"search\">",
      textInput(
        Field(
          "q", label: "Application number, or words of the applicant’s name",
          hint:
            "The last word may be the beginning of one. Small letters and accents do not matter.",
          error: view.fault),
        value: view.query),
      buttonGroup(button("Search")), "</form>",
      view.query.isEmpty || view.fault != nil
        ? nil
        : view.rows.isEmpty
          ? """
          <p>Nothing was found. By a name only what was submitted is found. Try another word of the name, or the \
          number.</p>
          """
          : queueTable(
            caption: "Found", view.rows, viewer: view.viewer, keys: nil),
      turnLinks(first: nil, next: view.next)),
    hasErrors: view.fault != nil)
}
