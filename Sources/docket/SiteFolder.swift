import Files
import Desk
import Generator
import Glibc
import Markup
import Notation
import Pages
import Platform
import Rules

/// A folder of definitions on disk.
struct SiteFolder {
  let path: String
  /// Each file by its path inside the folder.
  let files: [String: [UInt8]]

  /// Reads every file below `path`, but dotfiles.
  init(at path: String) throws(Trouble) {
    self.path = path.withoutSlashesAtEnd
    guard isFolder(path) else {
      throw .impossible(
        "there is no folder '\(path)': run it where the site is, or name it with --site")
    }
    do throws(DiskFault) {
      var files: [String: [UInt8]] = [:]
      for name in try filesBelow(path) {
        // Half of the definitions would read as another set of rules.
        guard let bytes = contents(ofFile: path + "/" + name) else {
          throw DiskFault(path + "/" + name)
        }
        files[name] = bytes
      }
      self.files = files
    } catch {
      throw .impossible("the definitions cannot be read: \(error)")
    }
  }

  /// What the definitions say, or every fault they have.
  func read() -> SiteReading { readSite(files, folder: path, zones: .ofThisMachine) }

  /// The definitions where they have no errors; else prints all diagnostics and throws.
  func site() throws(Trouble) -> Site {
    let reading = read()
    if !reading.diagnostics.isEmpty { complain(reading.report(with: layoutFaults)) }
    guard let site = reading.site, layoutFaults.isEmpty else {
      throw .impossible("the definitions have errors, so nothing was done")
    }
    return site
  }

  var layout: [UInt8] { files["layout.html"] ?? [] }

  /// What is wrong with `layout.html`, in the form of all diagnostics.
  var layoutFaults: [Diagnostic] {
    guard let bytes = files["layout.html"] else {
      let place = Place(file: path + "/layout.html")
      return [
        Diagnostic(
          .error, at: place, "there is no such file",
          remedy: "copy layout.html from the site that comes with Docket")
      ]
    }
    return Layout.read(String(decoding: bytes, as: UTF8.self)).faults.map {
      Diagnostic(
        .error, at: Place(file: path + "/layout.html", line: $0.line, column: $0.column),
        $0.summary, remedy: $0.remedy)
    }
  }

  /// The links in what was read that lead to no page. None are looked for while something else is wrong:
  /// then there are no pages.
  func linkFaults(_ reading: SiteReading) throws -> [Diagnostic] {
    guard let site = reading.site, layoutFaults.isEmpty else { return [] }
    let generated = try pages(of: site, on: today(of: site.definitions.agency))
    return deadLinks(in: files, folder: path, generated, site.definitions)
  }

  /// Refuses a site in which a text links to a page that `generated` does not have, after saying where.
  func refuseDeadLinks(_ generated: GeneratedSite, of site: Site) throws(Trouble) {
    let faults = deadLinks(in: files, folder: path, generated, site.definitions)
    guard !faults.isEmpty else { return }
    complain(
      faults.map { fault in
        let file = String(fault.place.file.dropFirst(path.utf8.count + 1))
        return fault.text(quoting: SourceText(file: fault.place.file, bytes: files[file] ?? []))
      }.joined(separator: "\n"))
    throw .impossible("there are links that lead to no page, so nothing was done")
  }

  /// The pages as they would be on that day, published by nobody.
  func pages(of site: Site, on day: Day, isPreview: Bool = false) throws -> GeneratedSite {
    try GeneratedSite(
      GeneratedSite.Source(
        site: site, assets: assets, layout: layout, day: day, publication: nil,
        isPreview: isPreview))
  }

  /// The files of `assets/`, by name.
  var assets: [String: [UInt8]] {
    var assets: [String: [UInt8]] = [:]
    for (path, bytes) in files where path.hasPrefix("assets/") {
      assets[String(path.dropFirst("assets/".count))] = bytes
    }
    return assets
  }
}

extension String {
  fileprivate var withoutSlashesAtEnd: String {
    let end = lastIndex { $0 != "/" }
    return end.map { String(self[...$0]) } ?? self
  }
}

extension TimeZones {
  /// The zones that the zone files of this machine know.
  static let ofThisMachine = TimeZones { zoneTable(name: $0) }
}
