import Applications
import Markup
import Rules

/// Which of the open applications somebody wants to see, and those that are so.
package struct FilterView: Hashable, Sendable {
  package let fields: FilterFields
  package let choices: FilterChoices
  package let rows: [QueueRow]
  package let first: String?
  package let next: String?
  package let viewer: StaffName
  /// For those who may take what is shown away.
  package let export: FormKeys?

  package init(
    _ fields: FilterFields, _ choices: FilterChoices, rows: [QueueRow], first: String?,
    next: String?, viewer: StaffName, export: FormKeys?
  ) {
    self.fields = fields
    self.choices = choices
    self.rows = rows
    self.first = first
    self.next = next
    self.viewer = viewer
    self.export = export
  }
}

/// What was chosen, as addresses have it; empty for anything.
package struct FilterFields: Hashable, Sendable {
  package var status = ""
  package var type = ""
  package var age = ""
  package var with = ""
  package var party = ""
  package var mark = ""

  package init() {}

  /// Those that were chosen.
  var all: [(name: String, value: String)] {
    [
      ("status", status), ("type", type), ("age", age), ("with", with), ("party", party),
      ("mark", mark),
    ].filter { !$0.1.isEmpty }
  }

  /// In an address.
  package var query: String { all.map { "\($0.name)=\($0.value)" }.joined(separator: "&") }
}

/// What can be chosen, by value and words.
package struct FilterChoices: Hashable, Sendable {
  package let types: [Choice]
  package let parties: [Choice]
  package let staff: [StaffName]

  package init(types: [Choice], parties: [Choice], staff: [StaffName]) {
    self.types = types
    self.parties = parties
    self.staff = staff
  }
}

package func filterPage(_ view: FilterView) -> Page {
  let fields = view.fields
  return Page(
    title: "Filter",
    main: .lines(
      backLink(Links.page("review"), label: "Queue"), "<h1>Open applications</h1>",
      "<form method=\"get\" action=\"\(Links.page("review/filter"))\" class=\"no-print\">",
      choice(
        "status", "Status", CaseStatus.allCases.map { Choice($0.rawValue, $0.words) }, fields.status
      ),
      choice("type", "Applies for", view.choices.types, fields.type),
      choice(
        "age", "Working days so far", AgeGroup.allCases.map { Choice($0.rawValue, $0.words) },
        fields.age),
      choice(
        "with", "With",
        [Choice("nobody.", "nobody")] + view.choices.staff.map { Choice($0.text, $0.text) },
        fields.with),
      choice("party", "Waits for", view.choices.parties, fields.party),
      choice(
        "mark", "Only those", CaseFilter.Mark.allCases.map { Choice($0.rawValue, $0.words) },
        fields.mark),
      buttonGroup(button("Show", .secondary)), "</form>",
      view.rows.isEmpty
        ? "<p>\(view.first == nil ? "No open application is so." : "There are no more.")</p>"
        : queueTable(
          caption: "In the order in which they were received", view.rows, viewer: view.viewer,
          keys: nil),
      turnLinks(first: view.first, next: view.next),
      view.export.map { exportForm(fields, $0) }))
}

private func exportForm(_ fields: FilterFields, _ keys: FormKeys) -> HTML {
  .lines(
    "<h2 class=\"no-print\">Take all that are so away</h2>",
    """
    <p class="no-print">There is nothing personal in it. It is written down that you have it.</p>
    """,
    "<form method=\"post\" action=\"\(Links.page("review/export"))\" class=\"no-print\">",
    hidden(keys, fields.all.map { HiddenField($0.name, $0.value) }),
    buttonGroup(
      button("As a table (CSV)", .secondary, name: "format", value: "csv"),
      button("As JSON lines", .secondary, name: "format", value: "lines")), "</form>")
}

private func choice(
  _ name: String, _ label: String, _ choices: [Choice], _ chosen: String
) -> HTML? {
  choices.isEmpty
    ? nil
    : select(
      Field(name, label: label, isOptional: true), choices: choices,
      chosen: chosen.isEmpty ? nil : chosen)
}

extension CaseStatus {
  package var words: String {
    switch self {
    case .waiting: "nobody has it"
    case .pendingReview: "somebody has it"
    case .onHold: "on hold"
    case .deficient: "back with the applicant"
    case .toConfirm: "a decision waits for a second person"
    }
  }
}

extension CaseFilter.Mark {
  package var words: String {
    switch self {
    case .flagged: "with flags that the applicant does not know of"
    case .returned: "that were sent back before"
    case .fitnessNotYet: "whose fitness is not cleared"
    }
  }
}
