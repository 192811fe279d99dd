import Applications
import Markup
import Rules

/// Where something was sent for an element that can no longer be changed: why, and all that was typed,
/// so that it can be copied.
package func notKeptPage(_ form: ElementForm, why: String, sent: SentInVain) -> Page {
  let title = "Not saved: \(form.edition.text(form.element.title))"
  let rows = sentRows(of: sent, form)
  return elementFrame(
    form, title: title,
    .lines(
      "<h1>\(title)</h1>", "<p class=\"lead\">\(why)</p>",
      "<p>Nothing was changed. Everything that was saved before is still there.</p>",
      rows.isEmpty
        ? nil
        : .lines(
          "<h2>What you sent</h2>", "<p>Copy it from here if you still need it.</p>",
          summaryList(rows)),
      buttonGroup(
        form.overview.entry(form.element.id) == nil && !form.overview.viewer.isParty
          ? buttonLink(
            "See the answers you gave before you started",
            link: Links.answers(form.overview.application.number), .secondary)
          : buttonLink("See what is saved", link: form.link, .secondary))))
}

func sentRows(of sent: SentInVain, _ form: ElementForm) -> [SummaryRow] {
  let edition = form.edition
  switch sent {
  case .answers(let answers, let statesNone):
    let none = statesNone ? form.element.none.map { SummaryRow(edition.text($0), "Yes") } : nil
    // Those too that do not apply: they were typed all the same.
    return [none].compactMap { $0 } + answered(form.element.questions, answers, edition)
  case .entry(let group, let answers): return answered(group.questions, answers, edition)
  case .signature(let name): return [SummaryRow("Your signature", "\(name)")]
  case .words(let words):
    return words.filter { !isBlank($0.text) }.map { SummaryRow($0.label, "\($0.text)") }
  case .files(let names, let description, let type):
    let rules = [form.element.attachments] + form.element.entries.map(\.attachments)
    let label = rules.compactMap { $0 }.flatMap(\.types).first { $0.id.text == type }
    return [
      SummaryRow("Description", "\(description)"),
      SummaryRow("Type", label.map { "\(edition.text($0.label))" }),
      SummaryRow("Files", "\(names.joined(separator: "\n"))"),
    ]
  case .fileDetails(let words):
    return words.filter { !isBlank($0) }.map { SummaryRow("What you typed", "\($0)") }
  }
}

/// What was typed, each with its question, without the questions that nothing was typed for.
func answered(_ questions: [Question], _ answers: Answers, _ edition: Edition) -> [SummaryRow] {
  questions.compactMap { question in
    answerText(question, answers, edition).map { SummaryRow(edition.text(question.ask), "\($0)") }
  }
}
