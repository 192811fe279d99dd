import Files
import Glibc
import JSON
import Signing

// A journal begins like this, so that its folder is either whole or not there:
//
// 1. the parent (a shard) is made where it is missing, and *its* parent synced in either case;
// 2. a draft folder, `.draft-<random>`, is made beside the place, and in it the journal with its
//    first lines, and the files that they name; all is synced, then the draft folder;
// 3. the draft is renamed to its name. A folder that holds anything is never replaced by a rename,
//    so of two that want one name exactly one gets it;
// 4. the parent is synced. Only now may anybody be told. If this fails, the journal is there, but
//    perhaps not after a power cut: `.unconfirmed`, and it is marked, so that nobody is told yes about it
//    before it was verified (ReadOnlyMark).
//
// A draft that a crash has left is ignored by readers and swept when it is old.

extension Journal {
  /// Makes the journal of something new with its first line, in a folder that is not there yet. What
  /// stands in `more` follows it, and `attachments`, paths by their digests, are there under second names.
  ///
  /// `.taken` when the folder is there; `.notWritten` when nothing has changed.
  @discardableResult
  package static func make(
    folder: String, kind: String, id: String, first entry: JournalEntry,
    more: [JournalEntry] = [], attachments: [String: String] = [:],
    random: RandomSource = .kernel
  ) throws(StoreError) -> Journal {
    var (bytes, hash) = JournalFormat.firstLine(kind: kind, id: id)
    for (index, entry) in ([entry] + more).enumerated() {
      let line = JournalFormat.line(entry, number: index + 1, after: hash, salt: newSalt(random))
      guard line.bytes.count <= JournalFormat.lineLimit else { throw .tooLarge }
      bytes += line.bytes
      hash = line.hash
    }
    guard bytes.count <= JournalFormat.journalLimit else { throw .tooLarge }
    let parent = parent(of: folder)
    let draft = parent + "/" + draftName(random)
    do throws(SystemFailure) {
      try ensureFolder(parent)
      try makeFolder(draft)
      try fill(draft + "/attachments", with: attachments)
      let file = try File(making: draft + "/journal")
      try file.write(bytes, at: 0)
      try file.sync()
      try syncFolder(draft)
      try renameFile(draft, to: folder)
    } catch {
      remove(draft: draft)
      if error.code == ENOTEMPTY || error.code == EEXIST { throw .taken }
      throw .notWritten(error.code)
    }
    do throws(SystemFailure) { try syncFolder(parent) } catch {
      if error.isOfSync { Store.mark(folder) }
      throw .unconfirmed(error.code)
    }
    return try Journal(bytes, path: folder + "/journal")
  }

  /// Gives each file a second name in `folder`, or makes a copy where it can have none.
  private static func fill(
    _ folder: String, with files: [String: String]
  ) throws(SystemFailure) {
    guard !files.isEmpty else { return }
    try makeFolder(folder)
    for (name, path) in files {
      do throws(SystemFailure) { try linkFile(path, to: "\(folder)/\(name)") } catch {
        guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP].contains(error.code) else { throw error }
        try copyFile(path, to: "\(folder)/\(name)")
      }
    }
    try syncFolder(folder)
  }

  /// Removes the draft of a folder; what cannot be removed now is left to the next sweep.
  @discardableResult
  static func remove(draft: String) -> Bool {
    do throws(SystemFailure) {
      for name in try names(in: draft + "/attachments") {
        try unlinkFile("\(draft)/attachments/\(name)")
      }
    } catch {
      // The folder then stays too.
    }
    rmdir(draft + "/attachments")
    unlink(draft + "/journal")
    return rmdir(draft) == 0
  }
}

/// A name that readers ignore and nobody else has.
func draftName(_ random: RandomSource) -> String { ".draft-" + hex(random.bytes(12)) }
