import Applications
import Markup
import Rules

/// When an element was saved elsewhere since its form was opened: both versions side by side. Nothing
/// is overwritten until the applicant says which one it shall be.
package func conflictPage(_ form: ElementForm, mine: Answers, theirs: Part) -> Page {
  let edition = form.edition
  let title = edition.text(form.element.title)
  let saved = theirs.savedAt.map { text(of: $0, in: edition.agency.timeZone) } ?? "before"
  let fields = QuestionFields(form.element.questions, answers: mine, edition: edition)
  return elementFrame(
    form, title: "Two versions of \(title)",
    conflict(
      title: "Two versions of \(title)",
      differences: differences(
        form.element.questions, mine, theirs.answers, edition, saved: saved),
      saved: saved, link: form.link,
      form: .lines(
        hidden(form.keys, [HiddenField("revision", String(theirs.revision))]),
        noneField(form.element, isChosen: mine.text("none") == "yes", edition), fields.html)))
}

/// What stands on a page with two versions.
///
/// - `link`: where the saved version is shown, and the other is sent.
/// - `form`: the fields of what was typed, to be sent after all.
func conflict(
  title: String, differences: HTML, saved: String, link: Link, form: HTML
) -> HTML {
  .lines(
    "<h1>\(title)</h1>",
    """
    <p class="lead">This part was saved in another window or on another device after you opened it \
    here. What you have just typed is not saved yet, and nothing is lost.</p>
    """,
    differences, "<h2>Keep the version saved \(saved)</h2>",
    buttonGroup(buttonLink("Keep the saved version", link: link, .secondary)),
    "<h2>Or keep what you have just typed</h2>",
    "<p>You can still change it before you save it.</p>",
    "<form method=\"post\" action=\"\(Links.action(link))\" novalidate>", form,
    buttonGroup(button("Save what I typed", name: "then", value: "continue")), "</form>")
}

func differences(
  _ questions: [Question], _ mine: Answers, _ theirs: Answers, _ edition: Edition, saved: String
) -> HTML {
  let rows = questions.compactMap { question -> [HTML]? in
    let one = answerText(question, mine, edition)
    let other = answerText(question, theirs, edition)
    guard one != other else { return nil }
    return ["\(edition.text(question.ask))", "\(one ?? "Nothing")", "\(other ?? "Nothing")"]
  }
  guard !rows.isEmpty else { return note("<p>The answers in both versions are the same.</p>") }
  return table(
    caption: "Where the two versions differ",
    columns: [Column("Question"), Column("Just typed"), Column("Saved \(saved)")], rows: rows)
}
