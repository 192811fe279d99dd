import Applications
import Markup
import Rules

/// The forms of one request type, which anyone may read and fill in.
package func liveFormsPage(_ request: RequestType, _ edition: Edition) -> Page {
  let title = "Forms for \(edition.text(request.title))"
  let items = request.elements.compactMap { edition.element($0.element) }
    .filter { $0.submittedBy == Party.applicant }
    .map { element -> HTML in
      """
      <li>
      <h2><a href="\(Links.liveForm(request.id, element.id))">\(edition.text(element.title))</a></h2>
      \(edition.markdown(element.why))
      </li>
      """
    }
  return Page(
    title: title,
    main: .lines(
      liveCrumbs(request, edition, toForms: false),
      """
      <h1>\(title)</h1>
      <p class="lead">These are the forms of the application itself. You may fill one in now, and sign in \
      to keep it.</p>
      <ul class="cards">
      \(items)
      </ul>
      """,
      buttonGroup(buttonLink("Apply now", link: Links.questions([request.id])))),
    section: .credentials)
}

/// One form as everybody sees it, without an application. It is sent to be held until its writer has
/// signed in. `since` is the first day of the form as it is, which is sent with it.
package func liveElementPage(
  _ element: Element, _ request: RequestType, _ edition: Edition, since: Day? = nil
) -> Page {
  let title = edition.text(element.title)
  let fields = QuestionFields(
    element.questions, answers: Answers(), entries: element.entries, edition: edition)
  let marks = hidden([
    HiddenField("element", element.id.text), HiddenField("edition", since?.description ?? ""),
  ])
  return Page(
    title: "\(title): \(edition.text(request.title))",
    main: .lines(
      liveCrumbs(request, edition, toForms: true),
      "<h1>\(title)</h1>",
      elementIntroduction(element, edition),
      note("<p>You can fill this in now. To keep it, sign in on the next page.</p>"),
      "<form method=\"post\" action=\"\(Links.holdForm)\" novalidate>", marks,
      noneField(element, isChosen: false, edition), fields.html,
      .lines(element.entries.map { laterEntries($0, edition) }),
      element.attachments == nil
        ? nil : "<h2>Files</h2>\n<p>You add files after you have signed in.</p>",
      buttonGroup(button("Continue")), "</form>"),
    section: .credentials)
}

/// What each entry will be asked, for reading: entries are added one by one after signing in.
private func laterEntries(_ group: EntryGroup, _ edition: Edition) -> HTML {
  let items = group.questions.map { question -> HTML in
    "<li>\(edition.text(question.ask))\(" <span class=\"aside\">(optional)</span>", when: !question.isRequired)</li>"
  }
  let condition =
    group.when == .always ? nil : edition.words(for: group.when, edition.questions(with: group))
  return .lines(
    "<h2>\(edition.text(group.heading ?? group.title).capitalizedFirst)</h2>",
    group.guidance.map { edition.markdown($0) },
    condition.map { "<p>Only if \($0).</p>" },
    "<p>You add \(group.atMost == 1 ? "it" : "each one") after you have signed in. You are asked:</p>",
    "<ul>\n\(items)\n</ul>")
}

extension Edition {
  /// The questions that decide whether a group applies: those of its element.
  fileprivate func questions(with group: EntryGroup) -> [Question] {
    elements.first { $0.entries.contains(group) }?.questions ?? []
  }
}

private func liveCrumbs(_ request: RequestType, _ edition: Edition, toForms: Bool) -> HTML {
  let crumbs = [
    Crumb("Credentials", link: Links.credentials),
    Crumb(edition.text(request.title), link: Links.credential(request.id)),
  ]
  return breadcrumbs(
    toForms ? crumbs + [Crumb("Forms", link: Links.liveForms(request.id))] : crumbs)
}

/// Why an element is asked, on what rule, who completes it, and the guidance of its authors.
///
/// - `who`: who completes it, where the reader is neither that nor the one who applies.
func elementIntroduction(_ element: Element, _ edition: Edition, by who: String? = nil) -> HTML {
  .lines(
    edition.markdown(element.why),
    """
    <p class="aside">Rule: \(element.clause.citation). \
    Submitted By: \(who ?? edition.name(of: element.submittedBy)).</p>
    """,
    element.guidance.map { edition.markdown($0) })
}

/// The box for somebody who has nothing to supply, where the element has one.
func noneField(
  _ element: Element, isChosen: Bool, error: String? = nil, _ edition: Edition
) -> HTML {
  guard let none = element.none else { return "" }
  return confirmation(
    Field(
      "none", label: edition.text(none),
      hint: "Tick this box and leave the rest empty, or go on to the questions below.",
      error: error, isOptional: true),
    isChosen: isChosen)
}
