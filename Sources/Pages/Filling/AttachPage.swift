import Applications
import Markup
import Rules

/// The form that adds one file to an element. One file, its description and its type: a file that
/// does is kept at once, and no fault of another field can lose it.
///
/// The order of the fields is part of the form: a program reads the token and the words before it
/// reads the file.
package func attachPage(_ form: AttachForm, keys: FormKeys) -> Page {
  let edition = form.overview.edition
  let element = form.entry.element
  let errors = form.faults.map(\.error)
  func message(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  let types = (element.attachments?.types ?? []).map { type in
    Choice(type.id.text, edition.text(type.label), hint: type.hint.map { edition.inline($0) })
  }
  let title = "Add a file to \(edition.text(element.title))"
  let link = Links.attach(form.overview.application.number, element.id)
  let back = Links.element(form.overview.application.number, element.id)
  return Page(
    title: title,
    main: .lines(
      backLink(back, label: "Back to \(edition.text(element.title))"),
      errorSummary(errors), "<h1>\(title)</h1>",
      errors.isEmpty
        ? nil
        : "<p>For reasons of safety your browser does not keep the chosen file: select it again.</p>",
      """
      <form method="post" action="\(Links.action(link))" enctype="multipart/form-data" novalidate>
      """,
      hidden(keys),
      textInput(
        Field(
          "description", label: "Description",
          hint: "A few words, so that everybody knows what it is.", error: message("description")),
        value: form.description),
      types.count > 6
        ? select(
          Field("type", label: "Type", error: message("type")), choices: types, chosen: form.type)
        : radios(
          Field("type", label: "Type", error: message("type")), choices: types, chosen: form.type),
      fileInput(
        Field("file", label: "File", error: message("file")),
        limits: """
          PDF, PNG, JPEG, HEIC (photos from a phone) or Word (DOCX), smaller than \(form.megabytes) MB. \
          Not protected by a password.
          """,
        accepts: [".pdf", ".png", ".jpg", ".jpeg", ".heic", ".docx"]),
      buttonGroup(
        button("Save Attachments"), button("+ Add another", .secondary, name: "then", value: "more")
      ),
      "</form>",
      form.entry.part.attachments.isEmpty ? nil : "<h2>Files already there</h2>",
      fileList(form.entry.part, element, form.overview)),
    hasErrors: !errors.isEmpty, section: .dashboard)
}
