/// What a page function makes: everything of a page but the layout around it.
package struct Page: Hashable, Sendable {
  /// What a browser's tab and a search result say, without the agency's name.
  package var title: String
  /// The part of the site it belongs to, marked in the navigation: `fees` for `{{current:fees}}`.
  package var section: String?
  /// Whether there is an error summary; the title then begins with "Error:".
  package var hasErrors: Bool
  /// The content of the `main` element, with the page's one `h1`.
  package var main: HTML

  package init(title: String, section: String? = nil, hasErrors: Bool = false, main: HTML) {
    self.title = title
    self.section = section
    self.hasErrors = hasErrors
    self.main = main
  }
}

/// What is the same around all pages of an installation, or for all pages sent to one person.
package struct Surroundings: Hashable, Sendable {
  package var words: Words
  package var isRightToLeft: Bool
  package var agency: String
  package var contact: HTML
  package var disclaimer: HTML
  package var edition: HTML
  /// The file name of the stylesheet in `assets/`, which carries its hash.
  package var stylesheet: String
  package var banner: HTML
  package var account: HTML

  package init(
    words: Words = .english, isRightToLeft: Bool = false, agency: String, contact: HTML,
    disclaimer: HTML, edition: HTML, stylesheet: String = "site.css", banner: HTML = "",
    account: HTML = ""
  ) {
    self.words = words
    self.isRightToLeft = isRightToLeft
    self.agency = agency
    self.contact = contact
    self.disclaimer = disclaimer
    self.edition = edition
    self.stylesheet = stylesheet
    self.banner = banner
    self.account = account
  }
}
