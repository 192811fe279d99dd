import Generator
import Notation
import Rules

/// A folder of definitions that is looked at while somebody writes it: pages in a folder of their own,
/// made anew after each change, and beside them what is wrong with the definitions.
struct SitePreview {
  /// Holds `site/`, the last pages that could be made, and `notes.html`, what stands above each.
  let folder: String
  private let site: String
  /// The day the pages show; today, where there is none.
  private let day: Day?
  private var watch: FolderWatch
  private var hasFaults = false
  /// Of the pages that are shown.
  private var shown: (agency: Agency, day: Day)?

  init(of site: String, in folder: String, asOf day: Day?) {
    self.site = site
    self.folder = folder
    self.day = day
    watch = FolderWatch(site)
  }

  mutating func begin(at address: String) {
    say("The preview is at \(address)")
    say("It is made anew when a file in \(site) is saved. End it with Ctrl-C.")
    watch.begin()
    build(isFirst: true)
  }

  /// Makes the pages anew if a file has changed. Costs next to nothing where none has.
  mutating func look() {
    let changed = watch.changes()
    if day == nil, let shown, today(of: shown.agency) != shown.day {
      say("it is \(today(of: shown.agency))")
      return build(isFirst: false)
    }
    guard !changed.isEmpty else { return }
    for path in changed { say("\(path) has changed") }
    build(isFirst: false)
  }

  private mutating func build(isFirst: Bool) {
    do {
      try build(try SiteFolder(at: site), isFirst: isFirst)
    } catch let trouble as Trouble {
      complain("docket serve: \(trouble.words)")
      keepNotes(previewNotes(day: shown?.day ?? day, faults: [trouble.words], isBuilt: false))
    } catch {
      complain("docket serve: \(error)")
      keepNotes(previewNotes(day: shown?.day ?? day, faults: ["\(error)"], isBuilt: false))
    }
  }

  private mutating func build(_ files: SiteFolder, isFirst: Bool) throws {
    let reading = files.read()
    var beside = files.layoutFaults
    var report = PageFolder.Report()
    let isBuilt = reading.site != nil && beside.isEmpty
    if let site = reading.site, isBuilt {
      let day = day ?? today(of: site.definitions.agency)
      shown = (site.definitions.agency, day)
      let generated = try files.pages(of: site, on: day, isPreview: true)
      report = try PageFolder(path: folder + "/site").write(generated.files)
      beside = deadLinks(in: files.files, folder: files.path, generated, site.definitions)
    }
    let faults = (reading.diagnostics + beside).inOrder()
    keepNotes(
      previewNotes(day: shown?.day ?? day, faults: faults.map(reading.text(of:)), isBuilt: isBuilt))
    if !faults.isEmpty {
      complain(reading.report(with: beside))
      complain(summary(faults))
      if !isBuilt { complain("the pages stay as they were before") }
    }
    if isBuilt { tell(report, isFirst: isFirst, day: shown?.day) }
    if faults.isEmpty, hasFaults { say("no faults any more") }
    hasFaults = !faults.isEmpty
  }

  private func tell(_ report: PageFolder.Report, isFirst: Bool, day: Day?) {
    if isFirst {
      return say("\(counted(report.written.count, "file")) as of \(day?.description ?? "today")")
    }
    for path in report.written { say("wrote \(path)") }
    for path in report.removed { say("removed \(path)") }
    if report.written.isEmpty, report.removed.isEmpty { say("no page is changed by that") }
  }

  private func keepNotes(_ notes: [UInt8]) {
    do {
      try replaceFile(folder + "/notes.html", with: notes, mode: 0o600)
    } catch {
      complain("docket serve: \(error)")
    }
  }
}

/// A line in the terminal. Where nobody reads it the preview goes on.
private func say(_ text: String) {
  do throws(Trouble) { try printLine(text) } catch { return }
}
