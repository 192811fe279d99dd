import Desk
import Files
import Glibc
import JSON
import Rules

/// The built sites of an installation.
///
/// Each is a folder `.sites/<hash>` with its pages and its layout. `public` is a symbolic link to the
/// pages of one. `.sites/coming` says from which day on each is the one to show, so that whoever finds
/// that the day has come may swap them: publishing, or the sweep. Who swaps holds `.sites/lock`.
struct BuiltSites {
  let installation: Installation

  var folder: String { installation.folder + "/.sites" }
  private var planFile: String { folder + "/coming" }

  /// From a day on, in the agency's time zone, a site is the one to show.
  struct Turn: Hashable {
    /// `nil` for the one that was shown before anything dated began.
    let day: Day?
    let site: String
  }

  /// The links in the pages of each site to what programs write in `live/`: where they stand, and where they lead.
  static let liveLinks = [
    (name: "verify/number", target: "../../../../live/verify"),
    (name: "processing", target: "../../../live/processing"),
  ]

  func pages(of site: String) -> String { folder + "/" + site + "/pages" }

  func isBuilt(_ site: String) -> Bool { isThere(folder + "/" + site) }

  /// The site that people see; `nil` where there is none, or its folder is gone.
  var shown: String? {
    var link = [UInt8](repeating: 0, count: 4096)
    let count = readlink(installation.publicFolder, &link, link.count)
    guard count > 0, isThere(installation.publicFolder) else { return nil }
    let parts = String(decoding: link[..<count], as: UTF8.self).split(separator: "/")
    return parts.count == 3 && parts[0] == ".sites" && parts[2] == "pages" ? String(parts[1]) : nil
  }

  /// In the order of their days; none before the first publishing.
  func turns() throws(Trouble) -> [Turn] {
    guard let bytes = contents(ofFile: planFile) else { return [] }
    let damaged = Trouble.impossible(
      "\(planFile) cannot be understood: 'docket publish' writes it anew")
    guard let node = try? JSONNode(strict: bytes), let sites = node["sites"]?.array else {
      throw damaged
    }
    var turns: [Turn] = []
    for node in sites {
      let day = node["from"]?.string.flatMap { Day($0) }
      guard let site = node["site"]?.string, isName(site), day != nil || node["from"] == nil else {
        throw damaged
      }
      turns.append(Turn(day: day, site: site))
    }
    return turns
  }

  func keep(_ turns: [Turn]) throws(DiskFault) {
    let sites = turns.map { turn -> JSONNode in
      let day = turn.day.map { [JSONMember("from", .string($0.description))] } ?? []
      return .object(day + [JSONMember("site", .string(turn.site))])
    }
    let plan = JSONNode.object([JSONMember("sites", .array(sites))])
    try replaceFile(planFile, with: plan.bytes + [0x0A], mode: 0o644)
  }

  /// A symbolic link renamed over the old one: no request ever finds a site half built.
  func show(_ site: String) throws(DiskFault) {
    let draft = installation.folder + "/.public-\(getpid())"
    unlink(draft)
    guard symlink(".sites/\(site)/pages", draft) == 0,
      rename(draft, installation.publicFolder) == 0
    else { throw DiskFault(installation.publicFolder) }
    try keepNames(of: installation.folder)
  }

  /// Removes what is neither among `sites` nor shown, and what publishings that died have left.
  func removeAll(besides sites: Set<String>) throws(DiskFault) {
    let kept = sites.union([shown].compactMap { $0 })
    for name in try entries(of: folder, withHidden: true) {
      let isDraft = name.hasPrefix(".draft-")
      guard isDraft || isName(name), !kept.contains(name) else { continue }
      let path = folder + "/" + name
      if isFolder(path) { removeTree(path) } else { unlink(path) }
    }
  }

  /// Runs `body` while nobody else publishes or swaps. `nil` where somebody does, after some seconds of
  /// waiting.
  func alone<Result>(_ body: () throws -> Result) throws -> Result? {
    let path = folder + "/lock"
    do throws(SystemFailure) { try makeLock(path) } catch { throw DiskFault(path, error) }
    var file: File
    do throws(SystemFailure) { file = try File(path, writing: true) } catch {
      throw DiskFault(path, error)
    }
    for _ in 0..<100 {
      if try file.tryLock() { return try body() }
      usleep(100_000)
    }
    return nil
  }

  private func makeLock(_ path: String) throws(SystemFailure) {
    do throws(SystemFailure) { _ = try File(making: path) } catch {
      if error.code != EEXIST { throw error }
    }
  }

  /// Whether it is the name of a built site: SHA-256 in hexadecimal.
  private func isName(_ name: String) -> Bool {
    name.utf8.count == 64
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

extension [BuiltSites.Turn] {
  /// The one whose turn it is on `day`, and all later ones.
  func from(_ day: Day) -> [BuiltSites.Turn] {
    let now = lastIndex { turn in turn.day.map { $0 <= day } ?? true }
    return now.map { Array(self[$0...]) } ?? []
  }
}
