import Applications
import Markup
import Rules

/// The page where it is said, or said otherwise, what files are. They need not be sent again for that.
package func fileDetailsPage(_ form: DetailsForm, keys: FormKeys) -> Page {
  let edition = form.overview.edition
  let faults = form.showsFaults ? form.faults : []
  let title =
    form.files.count == 1 ? "Words about \(form.files[0].file.fileName)" : "Words about your files"
  return Page(
    title: title,
    main: .lines(
      backLink(
        form.overview.link(toFilesAt: form.place),
        label: "Files for \(form.place.title(edition))"),
      errorSummary(faults.map(\.error)), "<h1>\(title)</h1>",
      fileDetailsForm(form.files, form.place.element, form.overview, faults: faults, keys: keys)),
    hasErrors: !faults.isEmpty, section: .dashboard, about: form.overview.application.number)
}

/// One form for all of them, so that nothing typed about one is lost when another is saved.
func fileDetailsForm(
  _ files: [FileDetails], _ element: Element, _ overview: Overview, faults: [AttachFault],
  keys: FormKeys
) -> HTML {
  let link = Links.page(overview.addresses(of: element.id).details)
  return .lines(
    ["<form method=\"post\" action=\"\(Links.action(link))\" novalidate>", hidden(keys)]
      + files.map { details in
        let fields = fileWordFields(
          details.description, details.type, details.rule, overview.edition,
          field: { "\($0).\(details.file.id)" },
          hint: "A few words, so that everybody knows what it is.",
          message: { name in
            // Here it is plain which file it is about.
            for case .lacks(details.file, let lack) in faults
            where name == "\(lack.field).\(details.file.id)" {
              return lack.sentence
            }
            return nil
          })
        return .lines(
          "<fieldset>", "<legend>\(details.file.fileName)</legend>", fields, "</fieldset>")
      } + [buttonGroup(button("Save")), "</form>"])
}

extension DetailsForm {
  fileprivate var faults: [AttachFault] {
    files.flatMap { details in details.lacks.map { .lacks(details.file, $0) } }
  }
}

/// For somebody whose session had ended when files arrived.
///
/// - `signInThen`: the address to come back to, as it stands in a query.
package func filesNotKeptPage(signInThen: String) -> Page {
  Page(
    title: "You were signed out",
    main: """
      <h1>You were signed out</h1>
      <p class="lead">Your session had ended before this arrived. What you typed is kept for 24 hours, on \
      this device only. Files that you had selected could not be kept.</p>
      <p>Sign in, and select the files once more. What you typed is there again.</p>
      \(buttonGroup(buttonLink("Sign in", link: Links.signIn(then: signInThen))))
      """)
}
