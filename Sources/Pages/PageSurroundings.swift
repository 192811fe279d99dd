import Markup
import Rules

/// What is around every page of an installation.
package struct PageSurroundings: Hashable, Sendable {
  package let layout: Layout
  package let agency: Agency
  /// The way from the page to the top of the site, as `HTML.rooted(at:)` takes it.
  package let root: String
  /// The language of the page, as in `lang`.
  package let language: String
  /// The edition the page shows; `nil` on a page that shows no rules.
  package let edition: EditionMark?
  package let visitor: Visitor
  /// Whether every page has to say that no real money is taken here.
  package let isDemonstration: Bool
  /// The file name of the stylesheet in `assets/`.
  package let stylesheet: String

  package init(
    layout: Layout, agency: Agency, root: String, language: String, edition: EditionMark?,
    visitor: Visitor, isDemonstration: Bool, stylesheet: String = "site.css"
  ) {
    self.layout = layout
    self.agency = agency
    self.root = root
    self.language = language
    self.edition = edition
    self.visitor = visitor
    self.isDemonstration = isDemonstration
    self.stylesheet = stylesheet
  }
}

/// The whole document, ready to be written to a file or to a browser.
package func document(_ page: Page, in surroundings: PageSurroundings) -> [UInt8] {
  let agency = surroundings.agency
  let language = surroundings.language
  var content = Layout.Content(
    title: page.hasErrors ? "Error: \(page.title)" : page.title, language: language,
    main: page.main, agency: agency.name.text(in: language), contact: contact(agency, language),
    disclaimer: "\(agency.disclaimer?.text(in: language) ?? "")",
    edition: surroundings.edition?.sentence ?? "")
  content.isRightToLeft = isRightToLeft(language)
  content.stylesheet = surroundings.stylesheet
  content.section = page.section?.rawValue
  content.account = account(surroundings.visitor)
  if surroundings.isDemonstration {
    content.banner = """
      <section class="demonstration" aria-label="About this site"><strong>Demonstration.</strong> Nothing \
      you send here reaches an office, and no real money is taken.</section>
      """
  }
  return surroundings.layout.fill(content, root: surroundings.root).bytes
}

private func contact(_ agency: Agency, _ language: String) -> HTML {
  let contact = agency.contact
  let address = contact.emailAddress
  return .lines(
    "<p>Email: <a href=\"\(Link(complete: "mailto:\(address)"))\">\(address)</a></p>",
    contact.phoneNumber.map { number in
      let digits = number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
      return "<p>Phone: <a href=\"\(Link(complete: "tel:\(digits)"))\">\(number)</a></p>"
    },
    contact.hours.map { "<p>\($0.text(in: language))</p>" })
}

private func account(_ visitor: Visitor) -> HTML {
  switch visitor {
  // A static page cannot know; the Dashboard asks those who are not signed in.
  case .unknown, .signedOut: "<a href=\"\(Link(site: "cgi-bin/account/sign-in"))\">Sign in</a>"
  case .signedIn(let name, let token):
    """
    <a href="\(Link(site: "cgi-bin/account/profile"))">\(name)</a>
    <form method="post" action="\(Link(site: "cgi-bin/account/sign-out"))">
    <input type="hidden" name="token" value="\(token)">
    <button type="submit">Sign out</button>
    </form>
    """
  case .staff(nil, _): "<a href=\"\(Links.staffSignIn)\">Sign in</a>"
  case .staff(let name?, let token):
    """
    <a href="\(Links.staffAccount)">\(name)</a>
    <form method="post" action="\(Links.staffSignOut)">
    <input type="hidden" name="token" value="\(token)">
    <button type="submit">Sign out</button>
    </form>
    """
  }
}

/// The languages that are written from right to left, by their first subtag.
private func isRightToLeft(_ language: String) -> Bool {
  let primary = language.split(separator: "-").first.map(String.init) ?? ""
  return ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(primary)
}
