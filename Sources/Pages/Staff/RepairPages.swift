import Applications
import Markup
import Rules

/// The application that a page of staff is about.
package struct CaseLine: Hashable, Sendable {
  package let number: ApplicationNumber
  package let applicant: String
  package let requests: String
  /// Where whoever looks finds it, from the folder of programs on; `nil` where it is not theirs to see.
  let address: String?

  /// What was never submitted has no page but that of repairs.
  package init(_ overview: Overview, for viewer: StaffMember) {
    let application = overview.application
    number = application.number
    applicant = application.start.profile.name
    requests = overview.title
    address =
      application.submittedAt != nil
      ? "review/\(number.text)" : viewer.may(.ofRepair) ? "review/\(number.text)/repair" : nil
  }

  var words: HTML {
    """
    <p class="lead">Application <strong>\(number.description)</strong> of <strong>\(applicant)</strong>: \
    \(requests)</p>
    """
  }

  var isSubmitted: Bool { address == "review/\(number.text)" }

  /// The number, with the way to it.
  var link: HTML {
    address.map { "<a href=\"\(Links.page($0))\">\(number.description)</a>" }
      ?? "\(number.description)"
  }
}

/// One field of a form by which staff puts something right.
package struct RepairField: Hashable, Sendable {
  package let name: String
  package let label: String
  package var hint: HTML?
  package var isOptional = false
  package var kind: Kind
  package var value = ""

  package enum Kind: Hashable, Sendable {
    case line
    /// Several lines.
    case text
    case email
    /// An amount.
    case money(Currency)
    /// A few answers, or many.
    case radios([Choice])
    case select([Choice])
  }

  package init(
    _ name: String, _ label: String, hint: HTML? = nil, isOptional: Bool = false,
    kind: Kind = .line, value: String = ""
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    self.isOptional = isOptional
    self.kind = kind
    self.value = value
  }

  /// What was typed, as it is read back.
  fileprivate var answer: HTML? {
    switch kind {
    case .line, .text, .email: value.isEmpty ? nil : "\(value)"
    case .money(let currency):
      "\(Money(typed: value, in: currency)?.text(in: currency) ?? value)"
    case .radios(let choices), .select(let choices):
      choices.first { $0.value == value }.map { "\($0.label)" }
    }
  }

  fileprivate func input(_ errors: [FieldError]) -> HTML {
    let field = Field(
      name, label: label, hint: hint, error: errors.first { $0.field == name }?.message,
      isOptional: isOptional)
    return switch kind {
    case .line: textInput(field, value: value)
    case .money: textInput(field, value: value, width: .short)
    case .text: textArea(field, value: value, lines: 3)
    case .email: textInput(field, value: value, kind: .emailOfSomebodyElse)
    case .radios(let choices): radios(field, choices: choices, chosen: value)
    case .select(let choices): select(field, choices: choices, chosen: value)
    }
  }
}

/// A form by which staff puts something right. What it says is read back before anything happens.
package struct RepairForm: Sendable {
  /// `nil` where nobody knows yet whose it is.
  package var about: CaseLine?
  package let title: String
  package let lead: HTML
  /// Where it is sent, and where one comes from, below the folder of programs.
  package let address: String
  package let back: String
  package let button: String
  package var fields: [RepairField]
  package var errors: [FieldError] = []
  /// Why it was not done, where it came too late or is not possible.
  package var why: String?
  /// What follows from the form, and is read back with what was typed.
  package var facts: [(label: String, text: String)] = []
  /// Stands for what was there when the form was made, where that can change meanwhile.
  package var seen = ""

  package init(
    about: CaseLine?, title: String, lead: HTML, address: String, back: String, button: String,
    fields: [RepairField]
  ) {
    self.about = about
    self.title = title
    self.lead = lead
    self.address = address
    self.back = back
    self.button = button
    self.fields = fields
  }
}

package func repairPage(_ form: RepairForm, keys: FormKeys) -> Page {
  let link = Links.page(form.address)
  return Page(
    title: form.title,
    main: .lines(
      backLink(Links.page(form.back)), errorSummary(form.errors),
      form.why.map { notificationBanner("<p>Nothing was changed. \($0)</p>") },
      "<h1>\(form.title)</h1>", form.about?.words, form.lead,
      form.facts.isEmpty
        ? nil : summaryList(form.facts.map { SummaryRow($0.label, "\($0.text)") }),
      "<form method=\"post\" action=\"\(Links.action(link))\" novalidate>",
      hidden([
        HiddenField("token", keys.token), HiddenField("key", keys.key),
        HiddenField("seen", form.seen),
      ]),
      .lines(form.fields.map { $0.input(form.errors) }),
      buttonGroup(
        button(form.fields.isEmpty ? form.button : "Continue"),
        "<a href=\"\(Links.page(form.back))\">Leave it as it is</a>"), "</form>"),
    hasErrors: !form.errors.isEmpty || form.why != nil)
}

/// The same read back, with the button that does it.
package func repairCheckPage(_ form: RepairForm, keys: FormKeys) -> Page {
  let link = Links.page(form.address)
  return Page(
    title: "Check: \(form.title)",
    main: .lines(
      "<h1>Check before it is done</h1>", form.about?.words, "<h2>\(form.title)</h2>",
      summaryList(
        form.fields.map { SummaryRow($0.label, $0.answer) }
          + form.facts.map { SummaryRow($0.label, "\($0.text)") }),
      "<form method=\"post\" action=\"\(Links.action(link))\" novalidate>",
      hidden(
        [
          HiddenField("token", keys.token), HiddenField("key", keys.key),
          HiddenField("seen", form.seen),
          HiddenField("sure", "yes"),
        ] + form.fields.map { HiddenField($0.name, $0.value) }),
      buttonGroup(
        button(form.button), "<a href=\"\(Links.page(form.address))\">Enter it anew</a>"),
      "</form>"))
}

/// Something of an application, how it stands, and what can be put right about it.
package struct RepairRow: Hashable, Sendable {
  package let what: String
  package let state: String
  package let actions: [(label: String, address: String)]

  package init(_ what: String, _ state: String, _ actions: [(label: String, address: String)]) {
    self.what = what
    self.state = state
    self.actions = actions
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.what == other.what && one.state == other.state
      && one.actions.map(\.address) == other.actions.map(\.address)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(what)
    hasher.combine(actions.map(\.address))
  }
}

/// All that can be put right about one application. `isDone`: something just was.
package func repairsPage(
  _ about: CaseLine, stage: String,
  _ sections: [(title: String, rows: [RepairRow])], isDone: Bool
) -> Page {
  Page(
    title: "Put right: \(about.number.description)",
    main: .lines(
      about.isSubmitted
        ? backLink(Links.page("review/\(about.number.text)"), label: "The application")
        : backLink(Links.page("review/search"), label: "Search"),
      isDone ? notificationBanner("<p>That is done.</p>", .success) : nil,
      "<h1>Put something right</h1>", about.words, "<p>It stands so: \(stage).</p>",
      .lines(sections.filter { !$0.rows.isEmpty }.map(section)),
      sections.allSatisfy { $0.rows.isEmpty } ? "<p>There is nothing to put right.</p>" : nil))
}

private func section(_ section: (title: String, rows: [RepairRow])) -> HTML {
  .lines(
    "<h2>\(section.title)</h2>",
    summaryList(
      section.rows.map { row in
        SummaryRow(
          row.what, "\(row.state)",
          actions: row.actions.map {
            .init($0.label, link: Links.page($0.address), unseen: row.what)
          })
      }))
}
