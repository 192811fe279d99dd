import Desk
import Files
import Glibc
import Rules
import Store

/// `docket store restore`: brings back what a backup has, into an installation whose store is empty.
func restore(_ backup: String, into installation: Installation, isDryRun: Bool) throws -> Int32 {
  let copied = try copiedFolder(at: backup)
  try refuseUnlessEmpty(installation.store)
  try refuseUnlessWhole(copied)
  let applications = copied.files.count { $0.isJournal(of: "applications") }
  let accounts = copied.files.count { $0.isJournal(of: "accounts") }
  let words = "\(counted(applications, "application")) and \(counted(accounts, "account"))"
  if isDryRun {
    try printLine("would bring back \(words); every file of the backup is what was copied")
    return 0
  }
  try bringBackPublications(copied, into: installation)
  let findings = try bringBackStore(copied, into: installation)
  for finding in findings { complain(finding.inFolder(installation.store).text) }
  try printLine("brought back \(words)")
  try printLine("next: docket store verify --prefix \(installation.folder)")
  if !isThere(installation.publicFolder) {
    try printLine("      docket publish --prefix \(installation.folder) --site site")
  }
  return findings.isEmpty ? 0 : 1
}

private func copiedFolder(at backup: String) throws -> CopiedFolder {
  do { return try CopiedFolder(at: backup) } catch StoreError.missing {
    throw Trouble.impossible(
      "'\(backup)' is no backup: it has no SHA256SUMS. Name one of the folders that 'docket store "
        + "backup' has made")
  }
}

extension CopiedFolder.Copy {
  fileprivate func isJournal(of kind: String) -> Bool {
    path.hasPrefix("store/\(kind)/") && path.hasSuffix("/journal")
  }
}

/// What people have is never written over.
private func refuseUnlessEmpty(_ store: String) throws {
  for kind in ["applications", "accounts", "staff", "organisations", "notifications", "imports"]
  where isThere("\(store)/\(kind)") {
    for shard in try entries(of: "\(store)/\(kind)")
    where try !entries(of: "\(store)/\(kind)/\(shard)").isEmpty {
      throw Trouble.impossible(
        "the store is not empty, and nothing that people have is written over: to go back to the "
          + "backup, stop the web server and 'mv \(store) \(store).before' first")
    }
  }
}

private func refuseUnlessWhole(_ copied: CopiedFolder) throws {
  var progress = Progress("checking the backup", of: copied.files.count)
  var damaged: [String] = []
  for file in copied.files {
    progress.step()
    if try !copied.isWhole(file) { damaged.append(file.path) }
  }
  progress.end()
  guard damaged.isEmpty else {
    for path in damaged.prefix(20) { complain("\(copied.folder)/\(path): not what was copied") }
    throw Trouble.impossible(
      "\(counted(damaged.count, "file")) of the backup \(damaged.count == 1 ? "is" : "are") missing "
        + "or damaged, so nothing was brought back: take the backup before this one")
  }
}

/// Those that are there already have the same files: a publication is named by their hash.
private func bringBackPublications(_ copied: CopiedFolder, into installation: Installation) throws {
  let names = Set(
    copied.files.compactMap { file -> Substring? in
      let parts = file.path.split(separator: "/")
      return parts.count > 2 && parts[0] == "publications" ? parts[1] : nil
    })
  for name in names.sorted() where !isThere("\(installation.publications)/\(name)") {
    let draft = "\(installation.publications)/.draft-\(name)"
    removeTree(draft)
    try copied.bringBack("publications/\(name)", to: draft, forAll: true)
    do throws(SystemFailure) {
      try renameFile(draft, to: "\(installation.publications)/\(name)")
    } catch {
      throw DiskFault(draft, error)
    }
  }
  try keepNames(of: installation.publications)
  let newest = copied.folder + "/publications/newest"
  if !isThere(installation.newestPublicationFile), let line = contents(ofFile: newest) {
    try replaceFile(installation.newestPublicationFile, with: line, mode: 0o644)
  }
}

/// - Returns: what could not be read of what was copied; it is brought back as it was.
private func bringBackStore(
  _ copied: CopiedFolder, into installation: Installation
) throws -> [Finding] {
  let owner = ownerOfFile(installation.store)
  let draft = installation.folder + "/.draft-store"
  removeTree(draft)
  var progress = Progress("bringing back", of: copied.files.count)
  try copied.bringBack("store", to: draft) { progress.step() }
  progress.end()
  try Store.make(at: draft)
  let findings = reindexed(try Store(at: draft)).findings
  if let owner { try give(draft, to: owner) }
  // The name of an empty store is taken over. Programs that run meanwhile find none, and say so.
  try refuseUnlessEmpty(installation.store)
  unlink(installation.store + "/format")
  removeTree(installation.store)
  do throws(SystemFailure) { try renameFile(draft, to: installation.store) } catch {
    throw DiskFault(installation.store, error)
  }
  try keepNames(of: installation.folder)
  return findings
}
