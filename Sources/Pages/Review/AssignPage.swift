import Applications
import Markup
import Rules

/// Who has an application, and who may have it.
package struct AssignForm: Hashable, Sendable {
  package let number: ApplicationNumber
  package let applicant: String
  package let title: String
  /// Who has it now.
  package let holder: StaffName?
  /// To whom it can be given; empty for somebody who may not give it to others.
  package let staff: [StaffName]
  package let viewer: StaffName
  package let mayTake: Bool
  package let mayRelease: Bool
  package var to: String
  package var words: String
  package var fault: Fault?

  package enum Fault: Hashable, Sendable {
    case noOne, wordsTooLong
    /// Somebody else was quicker; who has it now.
    case changed(StaffName?)
    /// Nobody can have it now.
    case over
  }

  package init(
    _ overview: Overview, staff: [StaffName], viewer: StaffName, mayTake: Bool, mayRelease: Bool,
    to: String = "", words: String = "", fault: Fault? = nil
  ) {
    number = overview.application.number
    applicant = overview.application.start.profile.name
    title = overview.title
    holder = overview.application.review.assignee
    self.staff = staff
    self.viewer = viewer
    self.mayTake = mayTake
    self.mayRelease = mayRelease
    self.to = to
    self.words = words
    self.fault = fault
  }
}

package func assignPage(_ form: AssignForm, keys: FormKeys) -> Page {
  let error = form.fault?.error(hasForm: !form.staff.isEmpty)
  let link = Links.page("review/\(form.number.text)")
  let had = HiddenField("had", form.holder?.text ?? "")
  func wordsField(_ name: String, _ label: String) -> HTML {
    textArea(
      Field(
        name, label: label, hint: "For those who work here. The applicant does not read it.",
        error: error?.field == name ? error?.message : nil, isOptional: true),
      value: form.words, lines: 3)
  }
  let isTaking = form.staff.isEmpty && form.holder == nil && form.mayTake
  return Page(
    title: "Who has it",
    main: .lines(
      errorSummary(error.map { [$0] } ?? []),
      backLink(link, label: form.number.description), "<h1>Who has it</h1>",
      "<p class=\"lead\">\(form.number.description), \(form.applicant): \(form.title)</p>",
      "<p>\(form.holder.map { $0 == form.viewer ? "You have it." : "\($0.text) has it." } ?? "Nobody has it.")</p>",
      isTaking ? takeForm(form.number, form.viewer, keys: keys) : nil,
      form.staff.isEmpty
        ? nil
        : .lines(
          "<h2>Give it to somebody</h2>",
          """
          <form method="post" action="\(Links.action(Links.page("review/\(form.number.text)/assign")))" novalidate>
          """,
          hidden(keys, [had]),
          select(
            Field("to", label: "To whom", error: error?.field == "to" ? error?.message : nil),
            choices: form.staff.map {
              Choice($0.text, $0 == form.viewer ? "\($0.text) (you)" : $0.text)
            },
            chosen: form.to.isEmpty ? nil : form.to),
          wordsField("words", "Why"), buttonGroup(button("Give it to them")), "</form>"),
      form.mayRelease && form.holder != nil
        ? .lines(
          "<h2>Give it back to the queue</h2>",
          "<p>Nobody has it then. It keeps its place.</p>",
          """
          <form method="post" action="\(Links.page("review/\(form.number.text)/release"))" novalidate>
          """,
          hidden(keys, [had]),
          form.staff.isEmpty ? wordsField("words", "Why") : nil,
          buttonGroup(button("Give it back", .secondary)), "</form>")
        : nil),
    hasErrors: error != nil)
}

extension AssignForm.Fault {
  /// `hasForm` is whether the page has fields that it can lead to.
  func error(hasForm: Bool) -> FieldError {
    switch self {
    case .noOne:
      FieldError(
        field: hasForm ? "to" : "error-summary-title", message: "Choose somebody of the list")
    case .wordsTooLong:
      FieldError(
        field: hasForm ? "words" : "error-summary-title",
        message: "Write at most \(ReviewLimits.words) characters")
    case .changed(let holder?):
      FieldError(
        field: "error-summary-title",
        message: "\(holder.text) has it since a moment ago, and nothing was changed now")
    case .changed(nil):
      FieldError(
        field: "error-summary-title",
        message: "Nobody has it any more since a moment ago, and nothing was changed now")
    case .over:
      FieldError(
        field: "error-summary-title",
        message: "It is decided, closed or was taken back, and nothing was changed now")
    }
  }
}
