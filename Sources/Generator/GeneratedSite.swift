import Markup
import Notation
import Pages
import Rules
import Signing

/// All files of the static half: every page, and what pages need, by path from the site's root.
///
/// The same site gives the same bytes on all days between two of its change days.
package struct GeneratedSite: Sendable {
  /// `credentials/index.html` and so on. No path leads out of the folder.
  package private(set) var files: [String: [UInt8]] = [:]
  /// The layout with the name of its stylesheet filled in, for the programs that send pages.
  package let layout: [UInt8]
  /// The first day of the stretch of days for which the pages are made; `nil` where nothing dated begins
  /// on that day or before.
  package let since: Day?

  /// What a site is generated from.
  package struct Source: Sendable {
    package let site: Site
    /// The files of `assets/`, by name.
    package let assets: [String: [UInt8]]
    /// The layout around every page.
    package let layout: [UInt8]
    /// The day whose edition the pages show.
    package let day: Day
    /// The hash of the publication; `nil` for a preview.
    package let publication: String?
    /// The path the site is reached under, from `/` to `/`, for error pages: a server shows those at any
    /// address, so their links cannot be relative.
    package let basePath: String
    package let isDemonstration: Bool
    /// Whether this is looked at by those who write the definitions: then the forms of all parties are
    /// there, and the pages that stand in for programs.
    package let isPreview: Bool
    /// The largest file the programs take, in millions of bytes.
    package let attachmentMegabytes: Int

    package init(
      site: Site, assets: [String: [UInt8]], layout: [UInt8], day: Day, publication: String?,
      basePath: String = "/", isDemonstration: Bool = false, isPreview: Bool = false,
      attachmentMegabytes: Int = 30
    ) {
      self.site = site
      self.assets = assets
      self.layout = layout
      self.day = day
      self.publication = publication
      self.basePath = basePath
      self.isDemonstration = isDemonstration
      self.isPreview = isPreview
      self.attachmentMegabytes = attachmentMegabytes
    }
  }

  /// Throws `UnknownDay` for a day before the first edition, and the faults of a layout that has some.
  package init(_ source: Source) throws {
    if let unknown = UnknownDay(source.day, in: source.site.definitions) { throw unknown }
    let stylesheet = Self.stylesheetName(source.assets)
    layout = replacing("{{stylesheet}}", with: stylesheet, in: source.layout)
    let definitions = source.site.definitions
    let stretches = Stretches(of: definitions)
    let stretch = stretches.index(of: source.day)
    since = stretches.firstDay(of: stretch)
    let changes = definitions.changesOfDays
    func made(_ stretch: Int, _ marks: [String: EditionMark] = [:]) -> [String: Page] {
      let edition = stretches.edition(of: stretch, standard: source.day)
      var made: [String: Page] = [:]
      for (path, page) in pages(of: source.site, in: edition, marks) { made[path] = page }
      made["changes/"] = changesPage(
        definitions, changes, publication: source.publication,
        since: stretches.firstDay(of: stretch))
      return made
    }
    let marks = stretches.marks(for: made(stretch), in: stretch) { made($0) }
    let frame = try Frame(source, stylesheet: stylesheet)
    for (path, page) in made(stretch, marks) {
      let depth = path.utf8.filter { $0 == UInt8(ascii: "/") }.count
      let root = String(repeating: "../", count: depth)
      files[path + "index.html"] = frame.document(page, root: root, mark: marks[path])
    }
    if source.isPreview {
      for (path, page) in previewPages(Edition(of: definitions, on: source.day)) {
        let root = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
        files[path + "index.html"] = frame.document(page, root: root, mark: nil)
      }
    }
    for (name, page) in errorPages(source) {
      files[name] = frame.document(
        page, root: source.basePath, mark: .standing(since: nil, until: nil))
    }
    for (name, bytes) in source.assets {
      files["assets/" + (name == "site.css" ? stylesheet : name)] = bytes
    }
  }

  /// The stylesheet's name carries its hash, so that a page of an older site keeps its own.
  private static func stylesheetName(_ assets: [String: [UInt8]]) -> String {
    guard let bytes = assets["site.css"] else { return "site.css" }
    return "site.\(SHA256.digest(of: bytes).description.prefix(10)).css"
  }
}

/// What is the same around all pages of one site.
private struct Frame {
  let layout: Layout
  let agency: Agency
  let isDemonstration: Bool
  let stylesheet: String

  init(_ source: GeneratedSite.Source, stylesheet: String) throws {
    layout = try Layout(template: source.layout)
    self.stylesheet = stylesheet
    agency = source.site.definitions.agency
    isDemonstration = source.isDemonstration
  }

  func document(_ page: Page, root: String, mark: EditionMark?) -> [UInt8] {
    Pages.document(
      page,
      in: PageSurroundings(
        layout: layout, agency: agency, root: root, language: agency.languages[0],
        edition: mark, visitor: .unknown, isDemonstration: isDemonstration,
        stylesheet: stylesheet))
  }
}

/// Every page that has an address of its own, by the folder it is the index of. What they say hangs on
/// the edition alone; a form also carries the first day of its mark.
func pages(
  of site: Site, in edition: Edition, _ marks: [String: EditionMark] = [:]
) -> [(path: String, page: Page)] {
  let definitions = site.definitions
  let language = edition.agency.languages[0]
  var pages: [(path: String, page: Page)] = [
    ("", homePage(edition)),
    ("credentials/", cataloguePage(edition)),
    ("fees/", feeSchedulePage(edition, examples: site.examples)),
    ("help/", helpIndexPage(definitions.pages, language: language)),
  ]
  for request in edition.requestTypes {
    pages.append(("credentials/\(request.id)/", credentialPage(request, edition)))
    pages.append(("apply/\(request.id)/", liveFormsPage(request, edition)))
    for use in request.elements {
      guard let element = edition.element(use.element), element.submittedBy == Party.applicant
      else { continue }
      let path = "apply/\(request.id)/\(element.id)/"
      pages.append(
        (path, liveElementPage(element, request, edition, since: marks[path]?.firstDay)))
    }
  }
  // Also where what gives them cannot be applied for today.
  if definitions.requestTypes.contains(where: { $0.grants != nil }) {
    pages.append(("verify/", verifyIndexPage()))
  }
  pages += findingPages(edition)
  for page in definitions.pages {
    pages.append(("help/\(page.id)/", helpPage(page, language: language)))
  }
  return pages
}

/// The pages a web server shows in place of its own words.
private func errorPages(_ source: GeneratedSite.Source) -> [(name: String, page: Page)] {
  [
    ("404.html", notFoundPage()),
    ("error.html", errorPage()),
    ("error-too-large.html", tooLargePage(megabytes: source.attachmentMegabytes)),
  ]
}

private func replacing(_ slot: String, with text: String, in bytes: [UInt8]) -> [UInt8] {
  let pattern = Array(slot.utf8)
  var result: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index...].starts(with: pattern) {
      result += Array(text.utf8)
      index += pattern.count
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  return result
}
