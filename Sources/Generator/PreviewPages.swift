import Pages
import Rules

/// The pages that a preview has besides those of the site, by the folder each is the index of.
func previewPages(_ edition: Edition) -> [(path: String, page: Page)] {
  var pages: [(path: String, page: Page)] = [
    ("preview/", previewFormsPage(edition)),
    ("preview/sent/", previewSentPage()),
    ("preview/program/", previewProgramPage()),
  ]
  // The forms of applicants are pages of the site itself.
  for request in edition.requestTypes {
    for element in request.elements.compactMap({ edition.element($0.element) })
    where element.submittedBy != Party.applicant {
      pages.append(
        ("apply/\(request.id)/\(element.id)/", liveElementPage(element, request, edition)))
    }
  }
  return pages
}
