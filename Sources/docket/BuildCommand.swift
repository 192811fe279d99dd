import Desk
import Generator
import Glibc
import JSON
import Notation
import Pages
import Rules
import Signing

let buildCommand = Command(
  name: "build",
  summary: "the static pages, into a folder",
  help: """
    usage: docket build [--site FOLDER] [--output FOLDER] [--as-of DAY] [--base-path PATH] [--json]

    Makes every static page from the definitions, writes those that changed and says which. Where a
    definition has an error nothing is written, and the pages that are there stay as they are.

      --site FOLDER     the definitions; 'site' where none is given
      --output FOLDER   where the pages go; 'public' where none is given
      --as-of DAY       the site as it is on that day; today where none is given
      --base-path PATH  the path people reach the site under, for error pages; '/' where none is given
      --json            what was written and removed, as data
    """,
  options: [
    Command.Option(name: "site", takesValue: true),
    Command.Option(name: "output", takesValue: true),
    Command.Option(name: "as-of", takesValue: true),
    Command.Option(name: "base-path", takesValue: true),
    Command.Option(name: "json", takesValue: false),
  ]
) { options in
  let base = try basePath(options["base-path"] ?? "/")
  let folder = try SiteFolder(at: options["site"] ?? "site")
  let site = try folder.site()
  let generated = try GeneratedSite(
    GeneratedSite.Source(
      site: site, assets: folder.assets, layout: folder.layout,
      day: try options.day("as-of") ?? today(of: site.definitions.agency),
      publication: publicationHash(of: site), basePath: base))
  try folder.refuseDeadLinks(generated, of: site)
  let output = PageFolder(path: options["output"] ?? "public")
  let report = try output.write(generated.files)
  if options.has("json") {
    try printLine(report.json(files: generated.files.count))
    return 0
  }
  // What has changed is said in full; of what is new, a first build has more than anybody reads.
  let newOnes = Set(report.new.dropFirst(20))
  for path in report.written where !newOnes.contains(path) { try printLine("wrote \(path)") }
  if !newOnes.isEmpty { try printLine("… and \(newOnes.count) more") }
  for path in report.removed { try printLine("removed \(path)") }
  let files = counted(generated.files.count, "file")
  try printLine(
    report.written.isEmpty && report.removed.isEmpty
      ? "\(output.path): \(files), nothing has changed, nothing written"
      : "\(output.path): \(files), \(report.written.count) written, \(report.removed.count) removed"
  )
  return 0
}

extension PageFolder.Report {
  fileprivate func json(files: Int) -> String {
    func list(_ paths: [String]) -> JSONNode { .array(paths.map { .string($0) }) }
    let members = [
      JSONMember("files", .integer(files)), JSONMember("written", list(written)),
      JSONMember("removed", list(removed)),
    ]
    return JSONNode.object(members).text
  }
}

/// A path as it stands in a link: from `/` to `/`, in characters that mean nothing else there.
private func basePath(_ text: String) throws(Trouble) -> String {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  let isPlain = parts.dropFirst().dropLast().allSatisfy { part in
    !part.isEmpty && part != "." && part != ".."
      && part.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || "-._~%".utf8.contains($0)
      }
  }
  guard text == "/" || parts.count > 2, text.hasPrefix("/"), text.hasSuffix("/"), isPlain else {
    throw .usage("'--base-path' begins and ends with /, like /credentials/, not '\(text)'")
  }
  return text
}

/// The day it is now where the agency is.
func today(of agency: Agency) -> Day { agency.timeZone.day(of: currentMoment()) }

/// The machine's clock.
func currentMoment() -> Moment {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Moment(millisecondsSince1970: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
}

/// The name of a publication: SHA-256 over a line `path NUL digest LF` for each of its files, in the order
/// of their paths.
func publicationHash(of site: Site) -> String {
  manifestHash(publicationFiles(of: site))
}

/// SHA-256, in hexadecimal, over a line `path NUL digest LF` for each file in the order of paths.
func manifestHash(_ files: [(path: String, bytes: [UInt8])]) -> String {
  var hash = SHA256()
  let inOrder = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  for file in inOrder {
    hash.update(Array("\(file.path)\0\(SHA256.digest(of: file.bytes))\n".utf8))
  }
  return hash.finish().description
}
