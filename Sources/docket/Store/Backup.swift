import Desk
import Files
import Glibc
import JSON
import Rules
import Store

/// `docket store backup`: copies all that is not made from something else into a new folder of `shelf`.
/// People may be applying meanwhile.
func backup(_ installation: Installation, to shelf: String, asJSON: Bool) throws -> Int32 {
  let store = try Store(at: installation.store)
  let shelf = try absolute(shelf)
  guard !(shelf + "/").hasPrefix(installation.folder + "/") else {
    throw Trouble.usage("'--to' must lie outside the installation: a backup of itself never ends")
  }
  let name = backupName(currentMoment())
  let before = try backups(on: shelf).last
  var copies = try CopyFolder(
    making: shelf + "/" + name, after: before.map { shelf + "/" + $0 })
  var backup = StoreBackup(of: store)
  do {
    try fill(&copies, with: &backup, of: installation)
  } catch {
    copies.abandon()
    throw error
  }
  let (files, bytes) = (copies.files, copies.bytes)
  try copies.finish()

  for finding in backup.findings { complain(finding.inFolder(installation.store).text) }
  if asJSON {
    try printLine(
      JSONNode.object([
        JSONMember("folder", .string(shelf + "/" + name)),
        JSONMember("applications", .integer(backup.applications)),
        JSONMember("accounts", .integer(backup.accounts)), JSONMember("files", .integer(files)),
        JSONMember("bytes", .integer(bytes)),
        JSONMember(
          "diagnostics", .array(backup.findings.map { $0.inFolder(installation.store).node })),
      ]).text)
  } else {
    try printLine(
      "\(shelf)/\(name): \(counted(backup.applications, "application")), "
        + "\(counted(backup.accounts, "account")), \(counted(files, "file"))")
  }
  return backup.findings.isEmpty ? 0 : 1
}

private func fill(
  _ copies: inout CopyFolder, with backup: inout StoreBackup, of installation: Installation
) throws {
  var progress = Progress("copying", of: 0)
  defer { progress.end() }
  try copies.add("store/format", fileAt: installation.store + "/format")
  for kind in StoreBackup.kinds {
    let parts = try backup.parts(of: kind)
    progress.expect(parts.count)
    for part in parts {
      progress.step()
      try backup.copy(part, to: &copies, below: "store")
    }
  }
  // After the applications, which name them.
  let publications = try publicationNames(in: installation)
  progress.expect(publications.count)
  for publication in publications {
    progress.step()
    for path in try filesBelow(installation.publications + "/" + publication) {
      let inside = "publications/\(publication)/\(path)"
      try copies.add(inside, fileAt: installation.folder + "/" + inside)
    }
  }
  try copies.add("publications/newest", fileAt: installation.newestPublicationFile)
  try copies.add("docket.jsonc", fileAt: installation.settingsFile)
}

/// A name that sorts by time: `2026-11-22T125501.123Z`.
private func backupName(_ moment: Moment) -> String {
  moment.description.filter { $0 != ":" }
}

/// The backups in a folder, oldest first. Drafts that never came to an end are none.
private func backups(on shelf: String) throws(DiskFault) -> [String] {
  try entries(of: shelf).filter { isThere("\(shelf)/\($0)/SHA256SUMS") }
}

/// A folder that is there, by its path from the top.
private func absolute(_ folder: String) throws(Trouble) -> String {
  guard isFolder(folder), let path = realpath(folder, nil) else {
    throw .impossible("there is no folder '\(folder)': make it, for whoever runs this alone")
  }
  defer { free(path) }
  return String(cString: path)
}
