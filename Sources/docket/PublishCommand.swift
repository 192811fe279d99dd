import Files
import Desk
import Generator
import Glibc
import JSON
import Notation
import Rules

let publishCommand = Command(
  name: "publish",
  summary: "checks, builds and puts a site in force, in one step",
  help: """
    usage: docket publish --prefix FOLDER [--site FOLDER] [--dry-run]

    Checks the definitions, keeps them as a publication that never changes, builds the pages and
    swaps them in. Until the swap, and where anything goes wrong, the old site stays whole.

      --prefix FOLDER  the installation
      --site FOLDER    the definitions; 'site' where none is given
      --dry-run        says what would be published and changes nothing
    """,
  options: [
    Command.Option(name: "prefix", takesValue: true),
    Command.Option(name: "site", takesValue: true),
    Command.Option(name: "dry-run", takesValue: false),
  ]
) { options in
  let installation = try installation(at: options.needed("prefix"))
  let folder = try SiteFolder(at: options["site"] ?? "site")
  let settings = try settings(of: installation)
  let publishing = try Publishing(
    folder, in: installation, basePath: settings.basePath,
    isDemonstration: settings.isDemonstration, megabytes: settings.attachmentMegabytes)
  if publishing.isInForce {
    try printLine("nothing has changed: \(publishing.summary) is in force")
  } else if options.has("dry-run") {
    try printLine("would publish \(publishing.summary): \(try publishing.changes())")
  } else {
    let changes = try publishing.changes()
    try publishing.run()
    try printLine("published \(publishing.summary): \(changes)")
  }
  return 0
}

/// An installation that is there.
func installation(at prefix: String) throws(Trouble) -> Installation {
  guard let path = realpath(prefix, nil) else {
    throw .impossible(
      "there is no folder '\(prefix)': 'docket install --prefix \(prefix)' makes it")
  }
  defer { free(path) }
  let installation = Installation(at: String(cString: path))
  guard isThere(installation.settingsFile) else {
    throw .impossible(
      "'\(prefix)' is no installation: 'docket install --prefix \(prefix)' makes it one")
  }
  return installation
}

func settings(of installation: Installation) throws(Trouble) -> Settings {
  let file = installation.settingsFile
  guard let text = contents(ofFile: file) else {
    throw .impossible("the settings cannot be read: \(DiskFault(file))")
  }
  // What is wrong with the notation has a place. Those who edit settings know it from 'docket check'.
  let source = SourceText(file: file, bytes: text)
  let faults = readTolerantly(text).faults.map {
    Diagnostic(.error, at: source.place(at: $0.offset), $0.summary, remedy: $0.remedy)
  }
  guard faults.isEmpty else {
    complain(faults.map { $0.text(quoting: source) }.joined(separator: "\n"))
    throw .impossible("the settings have errors, so nothing was done")
  }
  do {
    return try Settings(reading: text)
  } catch {
    throw .impossible("\(file): \(error)")
  }
}

/// One site on its way into force.
struct Publishing {
  let installation: Installation
  let publication: String
  private let definitions: [(path: String, bytes: [UInt8])]
  private let generated: GeneratedSite
  private let pages: String

  init(
    _ folder: SiteFolder, in installation: Installation, basePath: String, isDemonstration: Bool,
    megabytes: Int
  ) throws {
    self.installation = installation
    let site = try folder.site()
    definitions = publicationFiles(of: site)
    publication = manifestHash(definitions)
    generated = try GeneratedSite(
      GeneratedSite.Source(
        site: site, assets: folder.assets, layout: folder.layout,
        day: today(of: site.definitions.agency), publication: publication, basePath: basePath,
        isDemonstration: isDemonstration, attachmentMegabytes: megabytes))
    pages = manifestHash(
      generated.files.map { ($0.key, $0.value) } + [("../layout.html", generated.layout)])
  }

  var summary: String {
    "publication \(publication.prefix(12)) with \(counted(generated.files.count, "file"))"
  }

  /// Whether this very site is the one that people see.
  var isInForce: Bool {
    var link = [UInt8](repeating: 0, count: 4096)
    let count = readlink(installation.publicFolder, &link, link.count)
    return count > 0 && link[..<count].elementsEqual(target.utf8)
      && isThere(installation.publicFolder)
      && contents(ofFile: installation.newestPublicationFile) == newestLine
  }

  /// What becomes of the pages that people see, in words.
  func changes() throws -> String {
    let old = installation.publicFolder
    let before = isThere(old) ? Set(try filesBelow(old)) : []
    let changed = generated.files.count { path, bytes in
      before.contains(path) && contents(ofFile: old + "/" + path) != bytes
    }
    let new = generated.files.keys.count { !before.contains($0) }
    let gone = before.count + new - generated.files.count
    let counts = [(changed, "changed"), (new, "new"), (gone, "gone")].filter { $0.0 > 0 }
    return counts.isEmpty
      ? "no page changed" : counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// First the publication, which nothing points at yet; then the pages; then the two names that put
  /// them in force.
  func run() throws {
    try keepPublication()
    try buildPages()
    try replaceFile(installation.newestPublicationFile, with: newestLine, mode: 0o644)
    try swap()
  }

  private func keepPublication() throws {
    let place = installation.publications + "/" + publication
    if isThere(place) { return }
    let draft = installation.publications + "/.draft-\(getpid())"
    removeFolder(draft)
    try write(definitions, into: draft)
    guard rename(draft, place) == 0 else { throw DiskFault(place) }
    try keepNames(of: installation.publications)
  }

  private func buildPages() throws {
    let place = sitesFolder + "/" + pages
    if isThere(place) { return }
    let draft = sitesFolder + "/.draft-\(getpid())"
    removeFolder(draft)
    let old = installation.publicFolder
    try makeFolders(draft + "/pages")
    var progress = Progress("writing the pages", of: generated.files.count)
    defer { progress.end() }
    for (path, bytes) in generated.files.sorted(by: { $0.key < $1.key }) {
      progress.step()
      let new = draft + "/pages/" + path
      try makeFolders(new.prefixBeforeLastSlash)
      // A page that has not changed is the same file under one more name.
      if contents(ofFile: old + "/" + path) == bytes, link(old + "/" + path, new) == 0 { continue }
      try replaceFile(new, with: bytes, mode: 0o644)
    }
    try replaceFile(draft + "/layout.html", with: generated.layout, mode: 0o644)
    guard rename(draft, place) == 0 else { throw DiskFault(place) }
    try keepNames(of: sitesFolder)
  }

  /// A symbolic link renamed over the old one: no request ever finds a site half built.
  private func swap() throws {
    let draft = installation.folder + "/.public-\(getpid())"
    unlink(draft)
    guard symlink(target, draft) == 0,
      rename(draft, installation.publicFolder) == 0
    else { throw DiskFault(installation.publicFolder) }
    try keepNames(of: installation.folder)
  }

  private var newestLine: [UInt8] { Array("\(publication)\n".utf8) }
  private var target: String { ".sites/\(pages)/pages" }
  private var sitesFolder: String { installation.folder + "/.sites" }

  private func write(_ files: [(path: String, bytes: [UInt8])], into folder: String) throws {
    try makeFolders(folder)
    for (path, bytes) in files {
      try makeFolders((folder + "/" + path).prefixBeforeLastSlash)
      try replaceFile(folder + "/" + path, with: bytes, mode: 0o644)
    }
  }
}

extension Settings {
  /// The path of the configured address, from `/` to `/`.
  var basePath: String {
    let parts = baseURL.split(separator: "/", omittingEmptySubsequences: false)
    return "/" + parts.dropFirst(3).joined(separator: "/")
  }
}
