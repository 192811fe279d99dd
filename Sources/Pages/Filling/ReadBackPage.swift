import Applications
import Markup
import Rules

/// The answers of an element to be read back and signed, once and for all.
///
/// - `name`: what was typed as the signature.
package func readBackPage(_ form: ElementForm, name: String) -> Page {
  let edition = form.edition
  let title = "Read back and sign: \(edition.text(form.element.title))"
  let errors = Messages(edition).summary(form.faults)
  let statement = form.element.seal.map { edition.text($0.statement) } ?? ""
  return elementFrame(
    form, title: title,
    .lines(
      errorSummary(errors), "<h1>\(title)</h1>",
      "<p>Check every answer. To change one, <a href=\"\(form.link)\">go back to the form</a>.</p>",
      summaryList(suppliedRows(form.element, form.part, edition)),
      fileList(form.part, form.element, form.overview),
      "<h2>Sign</h2>",
      warningText("Once you submit this part it cannot be undone."),
      note("<p>\(statement)</p>"),
      """
      <form method="post" action="\(Links.action(form.signLink))" novalidate>
      """,
      hidden(
        form.keys,
        [
          HiddenField("changes", String(form.part.changes))
        ]),
      textInput(
        Field(
          "signature", label: "Your full name, as your signature",
          hint: "Typing it means that you agree with the statement above.",
          error: errors.first { $0.field == "signature" }?.message),
        value: name, kind: .personal(purpose: "name")),
      buttonGroup(
        button("Sign and submit this part"), "<a href=\"\(form.link)\">Go back to the form</a>"),
      "</form>"))
}

extension ElementForm {
  fileprivate var signLink: Link { Links.sign(overview.application.number, element.id) }
}
