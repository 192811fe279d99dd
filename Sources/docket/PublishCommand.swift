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
    For every later day on which the rules change, the pages are built too: 'docket store sweep', or
    the next publishing on or after that day, swaps them in.

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
  let publishing = try Publishing(folder, in: installation, settings(of: installation))
  if try publishing.isInForce {
    try printLine("nothing has changed: \(publishing.summary) is in force")
    if !options.has("dry-run"), !installation.hasProcessing { writeProcessing(in: installation) }
    return 0
  }
  let changes = try publishing.changes()
  let isDryRun = options.has("dry-run")
  if !isDryRun { try publishing.run() }
  try printLine(
    "\(isDryRun ? "would publish" : "published") \(publishing.summary): \(changes)")
  for (day, changes) in publishing.comingChanges {
    try printLine("\(isDryRun ? "would prepare" : "prepared") for \(day): \(changes)")
  }
  if !isDryRun { writeProcessing(in: installation) }
  return 0
}

/// Writes the page that is made from the queue, which the new site leads to, as the store's owner: the last that a
/// command does. Who may not read the store has published all the same, and the next sweep writes it.
private func writeProcessing(in installation: Installation) {
  do {
    try becomeOwner(of: installation.store)
    try Services(installation: installation).showProcessing()
  } catch {
    guard !installation.hasProcessing else { return }
    complain(
      "docket publish: the page 'processing/' is written by the next 'docket store sweep': "
        + "\((error as? Trouble)?.words ?? "\(error)")")
  }
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

extension Settings {
  /// The path of the configured address, from `/` to `/`.
  var basePath: String {
    let parts = baseURL.split(separator: "/", omittingEmptySubsequences: false)
    return "/" + parts.dropFirst(3).joined(separator: "/")
  }
}
