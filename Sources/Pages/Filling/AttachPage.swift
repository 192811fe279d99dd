import Applications
import Markup
import Rules

/// The files of an element: the form that adds some, with one description and one type for all that are
/// chosen at once, and all that are there with what can be done about them. Or the form that replaces one.
///
/// The order of the fields is part of the form: a program reads the token and the words before it
/// reads the files.
package func attachPage(_ form: AttachForm, keys: FormKeys) -> Page {
  let edition = form.overview.edition
  let place = form.place
  let errors = form.faults.map(\.error)
  let name = place.title(edition)
  let title = form.replacing.map { "Replace \($0.fileName)" } ?? "Files for \(name)"
  let undescribed = form.replacing == nil ? form.undescribed : []
  return Page(
    title: title,
    main: .lines(
      backLink(back(form.overview, place), label: "Back to \(name)"),
      errorSummary(errors), "<h1>\(title)</h1>",
      form.added.isEmpty
        ? nil
        : note("<p>Kept: \(form.added.joined(separator: ", ")). You need not send this again.</p>"),
      undescribed.isEmpty
        ? nil : "<h2>Say what is already here</h2>",
      undescribed.isEmpty
        ? nil
        : fileDetailsForm(
          undescribed, place.element, form.overview, faults: form.faults, keys: keys),
      chooser(form, errors, keys),
      form.replacing != nil || place.files.isEmpty ? nil : "<h2>Files already there</h2>",
      form.replacing != nil
        ? nil : changeableFileList(place, form.overview, keys: keys),
      form.replacing != nil || place.withdrawn.isEmpty
        ? nil
        : .lines(
          "<h2>Withdrawn files</h2>",
          "<p>They do not count any more. You can bring each of them back.</p>",
          withdrawnFileList(place, form.overview, keys: keys))),
    hasErrors: !errors.isEmpty, section: .dashboard, about: form.overview.application.number)
}

private func back(_ overview: Overview, _ place: FilePlace) -> Link {
  guard let entry = place.entry else { return overview.link(to: place.element.id) }
  return overview.link(toEntry: entry.id, of: entry.group, in: place.element.id)
}

/// The form itself, or why there is none.
private func chooser(_ form: AttachForm, _ errors: [FieldError], _ keys: FormKeys) -> HTML {
  let count = form.place.files.count
  let room = form.replacing == nil ? form.place.rule.atMost - count : 1
  let link =
    form.replacing.map { form.overview.link(toFile: $0, "/replace") }
    ?? form.overview.link(toFilesAt: form.place)
  func message(_ field: String) -> String? {
    let messages = errors.filter { $0.field == field }.map(\.message)
    return messages.isEmpty ? nil : messages.joined(separator: ". ")
  }
  guard room > 0 || message("files") != nil else {
    return "<p>No more files can be added. You can replace or withdraw one.</p>"
  }
  return .lines(
    form.replacing == nil && count > 0 ? "<h2>Add files</h2>" : nil,
    form.faults.contains(where: \.isAboutChoosing)
      ? """
      <p>For reasons of safety your browser does not keep chosen files: select those again that were \
      not kept.</p>
      """ : nil,
    """
    <form method="post" action="\(Links.action(link))" enctype="multipart/form-data" novalidate>
    """,
    hidden(keys),
    fileWordFields(
      form.description, form.type, form.place.rule, form.overview.edition, field: { $0 },
      hint: form.replacing == nil
        ? "A few words, so that everybody knows what it is. It is for all files that you select now."
        : "A few words, so that everybody knows what it is.",
      message: message),
    fileInput(
      Field("files", label: form.replacing == nil ? "Files" : "New file", error: message("files")),
      limits: limitWords(form, room: room),
      accepts: [".pdf", ".png", ".jpg", ".jpeg", ".heic", ".docx"],
      takesSeveral: form.replacing == nil && room > 1),
    form.replacing == nil
      ? buttonGroup(
        button("Save Attachments"), button("+ Add another", .secondary, name: "then", value: "more")
      )
      : buttonGroup(button("Replace the file")),
    "</form>")
}

private func limitWords(_ form: AttachForm, room: Int) -> HTML {
  let limits = form.limits
  let count =
    switch (form.replacing, room) {
    case (.some, _): ""
    case (nil, 1): " You can add 1 file."
    default: " You can add \(max(room, 0)) files, and select several at once."
    }
  return """
    PDF, PNG, JPEG, HEIC (photos from a phone) or Word (DOCX), each smaller than \
    \(limits.fileMegabytes) MB; all that you send at once smaller than \(limits.uploadMegabytes) MB, and \
    all of this application smaller than \(limits.applicationMegabytes) MB. Not protected by a \
    password.\(count)\
    \(limits.areChecked ? " We look for malware in every file before anybody opens it." : "")
    """
}

/// The fields for what is said about a file; `field` makes a name of `description` and `type`.
func fileWordFields(
  _ description: String, _ type: String, _ rule: Element.AttachmentRule, _ edition: Edition,
  field: (String) -> String, hint: HTML, message: (String) -> String?
) -> HTML {
  let types = rule.types.map { type in
    Choice(type.id.text, edition.text(type.label), hint: type.hint.map { edition.inline($0) })
  }
  let chosen = type.isEmpty && types.count == 1 ? types[0].value : type
  let typeField = Field(field("type"), label: "Type", error: message(field("type")))
  return .lines(
    textInput(
      Field(
        field("description"), label: "Description", hint: hint,
        error: message(field("description"))),
      value: description),
    types.count > 6
      ? select(typeField, choices: types, chosen: chosen)
      : radios(typeField, choices: types, chosen: chosen))
}

extension AttachForm {
  /// The files of which it is still to be said what they are.
  fileprivate var undescribed: [FileDetails] {
    place.files.filter { !$0.lacks(under: place.rule).isEmpty }.map { FileDetails($0, in: place) }
  }
}
