import Files
import Glibc
import JSON
import Signing

// A journal begins like this, so that its folder is either whole or not there:
//
// 1. the parent (a shard) is made where it is missing, and *its* parent synced in either case;
// 2. a draft folder, `.draft-<random>`, is made beside the place, and in it the journal with its
//    first lines; the file is synced, then the draft folder;
// 3. the draft is renamed to its name. A folder that holds anything is never replaced by a rename,
//    so of two that want one name exactly one gets it;
// 4. the parent is synced. Only now may anybody be told. If this fails, the journal is there, but
//    perhaps not after a power cut: `.unconfirmed`, and the draft is not taken back.
//
// A draft that a crash has left is ignored by readers and swept when it is old.

extension Journal {
  /// Makes the journal of something new with its first line, in a folder that is not there yet.
  ///
  /// `.taken` when the folder is there; `.notWritten` when nothing has changed.
  @discardableResult
  package static func make(
    folder: String, kind: String, id: String, first entry: JournalEntry,
    random: RandomSource = .kernel
  ) throws(StoreError) -> Journal {
    let (opening, openingHash) = JournalFormat.firstLine(kind: kind, id: id)
    let (bytes, _, _) = JournalFormat.line(
      entry, number: 1, after: openingHash, salt: newSalt(random))
    guard bytes.count <= JournalFormat.lineLimit else { throw .tooLarge }
    let parent = parent(of: folder)
    let draft = parent + "/" + draftName(random)
    do throws(SystemFailure) {
      try ensureFolder(parent)
      try makeFolder(draft)
      let file = try File(making: draft + "/journal")
      try file.write(opening + bytes, at: 0)
      try file.sync()
      try syncFolder(draft)
      try renameFile(draft, to: folder)
    } catch {
      remove(draft: draft)
      if error.code == ENOTEMPTY || error.code == EEXIST { throw .taken }
      throw .notWritten(error.code)
    }
    do throws(SystemFailure) { try syncFolder(parent) } catch { throw .unconfirmed(error.code) }
    return try Journal(opening + bytes, path: folder)
  }

  /// A draft that cannot be removed is left to the sweep.
  private static func remove(draft: String) {
    unlink(draft + "/journal")
    rmdir(draft)
  }
}

/// A name that readers ignore and nobody else has.
func draftName(_ random: RandomSource) -> String { ".draft-" + hex(random.bytes(12)) }
