import Desk
import Notation
import Files
import Generator
import Glibc
import Rules

/// One publication on its way into force: its pages of today, and those of every later day on which they
/// change.
struct Publishing {
  let installation: Installation
  let publication: String
  private let sites: BuiltSites
  private let definitions: [(path: String, bytes: [UInt8])]
  private let today: Day
  /// In the order of their days. The first is for today.
  private let editions: [(turn: BuiltSites.Turn, generated: GeneratedSite)]

  init(_ folder: SiteFolder, in installation: Installation, _ settings: Settings) throws {
    self.installation = installation
    sites = BuiltSites(installation: installation)
    let site = try folder.site()
    definitions = publicationFiles(of: site)
    let publication = manifestHash(definitions)
    self.publication = publication
    let agency = site.definitions.agency
    let now = currentMoment().adding(seconds: settings.clockShiftDays * 86_400)
    let today = agency.timeZone.day(of: now)
    self.today = today
    let coming = site.definitions.changeDays.filter { $0 > today }
    editions = try ([today] + coming).map { day in
      let generated = try GeneratedSite(
        GeneratedSite.Source(
          site: site, assets: folder.assets, layout: folder.layout, day: day,
          publication: publication, basePath: settings.basePath,
          isDemonstration: settings.isDemonstration,
          attachmentMegabytes: settings.attachmentMegabytes))
      let links = BuiltSites.liveLinks.map { ("../\($0.name)", Array($0.target.utf8)) }
      let hash = manifestHash(
        generated.files.map { ($0.key, $0.value) } + links
          + [("../layout.html", generated.layout)])
      return (BuiltSites.Turn(day: generated.since, site: hash), generated)
    }
    for edition in editions { try folder.refuseDeadLinks(edition.generated, of: site) }
  }

  private var current: GeneratedSite { editions[0].generated }
  private var turns: [BuiltSites.Turn] { editions.map(\.turn) }

  var summary: String {
    "publication \(publication.prefix(12)) with \(counted(current.files.count, "file"))"
  }

  /// Whether people see this very site today, and will on every day on which it changes.
  var isInForce: Bool {
    get throws {
      // A plan that cannot be read is no reason not to write it anew.
      let plan = (try? sites.turns()) ?? []
      return sites.shown == turns[0].site && plan.from(today) == turns
        && turns.allSatisfy { sites.isBuilt($0.site) }
        && contents(ofFile: installation.newestPublicationFile) == newestLine
    }
  }

  /// What becomes of the pages that people see, in words.
  func changes() throws -> String {
    let old = installation.publicFolder
    let before = isThere(old) ? Set(try filesBelow(old, followingLinks: false)) : []
    return words(before: before, { contents(ofFile: old + "/" + $0) }, of: current)
  }

  /// What will become of them on each later day.
  var comingChanges: [(day: Day, changes: String)] {
    zip(editions, editions.dropFirst()).compactMap { before, after in
      after.turn.day.map { day in
        let files = before.generated.files
        return (day, words(before: Set(files.keys), { files[$0] }, of: after.generated))
      }
    }
  }

  private func words(
    before: Set<String>, _ contents: (String) -> [UInt8]?, of generated: GeneratedSite
  ) -> String {
    let changed = generated.files.count { path, bytes in
      before.contains(path) && contents(path) != bytes
    }
    let new = generated.files.keys.count { !before.contains($0) }
    let gone = before.count + new - generated.files.count
    let counts = [(changed, "changed"), (new, "new"), (gone, "gone")].filter { $0.0 > 0 }
    return counts.isEmpty
      ? "no page changed" : counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// First the publication, which nothing points at yet; then the pages of all days; then the names that
  /// put them in force; last, what nobody needs any more goes. The site people saw until now stays: some
  /// of its pages are still being read.
  func run() throws {
    let isDone: Void? = try sites.alone {
      let before = sites.shown
      try keepPublication()
      var progress = Progress(
        "writing the pages", of: editions.reduce(0) { $0 + $1.generated.files.count })
      defer { progress.end() }
      var older = [installation.publicFolder]
      for edition in editions {
        try build(edition.generated, as: edition.turn.site, after: older, &progress)
        older.insert(sites.pages(of: edition.turn.site), at: 0)
      }
      try replaceFile(installation.newestPublicationFile, with: newestLine, mode: 0o644)
      try sites.keep(turns)
      try sites.show(turns[0].site)
      try sites.removeAll(besides: Set(turns.map(\.site) + [before].compactMap { $0 }))
    }
    guard isDone != nil else {
      throw Trouble.impossible("somebody else is publishing just now: try again when they are done")
    }
  }

  private func keepPublication() throws {
    let place = installation.publications + "/" + publication
    if isThere(place) { return }
    let draft = installation.publications + "/.draft-\(getpid())"
    removeTree(draft)
    try write(definitions, into: draft)
    guard rename(draft, place) == 0 else { throw DiskFault(place) }
    try keepNames(of: installation.publications)
  }

  private func build(
    _ generated: GeneratedSite, as site: String, after older: [String], _ progress: inout Progress
  ) throws {
    if sites.isBuilt(site) { return }
    let draft = sites.folder + "/.draft-\(getpid())"
    removeTree(draft)
    try makeFolders(draft + "/pages")
    for (path, bytes) in generated.files.sorted(by: { $0.key < $1.key }) {
      progress.step()
      let new = draft + "/pages/" + path
      try makeFolders(new.prefixBeforeLastSlash)
      // A page that has not changed is the same file under one more name.
      let isLinked = older.contains { old in
        contents(ofFile: old + "/" + path) == bytes && link(old + "/" + path, new) == 0
      }
      if !isLinked { try replaceFile(new, with: bytes, mode: 0o644) }
    }
    for (name, target) in BuiltSites.liveLinks {
      try makeFolders((draft + "/pages/" + name).prefixBeforeLastSlash)
      guard symlink(target, draft + "/pages/" + name) == 0 else {
        throw DiskFault(draft + "/pages/" + name)
      }
    }
    try replaceFile(draft + "/layout.html", with: generated.layout, mode: 0o644)
    guard rename(draft, sites.folder + "/" + site) == 0 else { throw DiskFault(sites.folder) }
    try keepNames(of: sites.folder)
  }

  private var newestLine: [UInt8] { Array("\(publication)\n".utf8) }

  private func write(_ files: [(path: String, bytes: [UInt8])], into folder: String) throws {
    try makeFolders(folder)
    for (path, bytes) in files {
      try makeFolders((folder + "/" + path).prefixBeforeLastSlash)
      try replaceFile(folder + "/" + path, with: bytes, mode: 0o644)
    }
  }
}
