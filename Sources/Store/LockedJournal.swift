import Files
import Glibc
import JSON
import Platform
import Rules
import Signing

// The order of system calls, and what each step protects against. Every change goes this way; FORMAT.md has
// the same steps under the same numbers.
//
//  1. open the journal for reading and writing, without following a link.
//  2. lock that same descriptor (F_OFD_SETLKW). One change at a time. The lock is on the journal itself
//     and not on a file beside it, because a shared file system that takes a lock away from a machine
//     it has lost then refuses that descriptor's writes.
//  3. fstat the descriptor and lstat the path: one inode? A journal may have been renewed (renamed
//     over) while we waited; if so, begin again. Otherwise we would write into a file that has no
//     name.
//  4. look for the mark that forbids changes (ReadOnlyMark). A marked journal is only read.
//  5. read all of it through the descriptor and check every hash. A line that ends in a newline and
//     does not fit is damage and stops this journal: it may be one that somebody was told is safe.
//  6. bytes after the last newline: a writer died, and nobody was told. Write them to `tail-<n>`,
//     sync it, sync the folder, then truncate the journal and sync it. In this order nothing is
//     ever only in memory, and a cut at any point leaves at worst a second copy of the tail.
//  7. settle what an earlier change owes (Store+Pending): sync the journal, because the line that owes
//     may only be in memory; post the mails; take the debt away.
//  8. decide. If nothing is to be written because a line is there already, sync the journal (`confirm`),
//     and before the first further line also as in 10: its writer may have died before the sync. Then 14.
//  9. make lasting what has to be there before the line: files in `attachments`, look-ups, and in
//     `pending` the mails that it owes. What leads to a line that never comes means nothing.
// 10. before the first line after those it was made with: sync the folder, its parent and the parent
//     above. Whoever made the journal may have died between naming the folder and syncing its parent;
//     without this, lines that are lasting could lie in a folder whose name is not. A journal that has
//     a further line has passed here.
// 11. pwrite the line at the end found in 5 (O_APPEND is not safe between machines), until all of
//     it is written. Refused halfway: truncate to the old end, sync.
// 12. fsync. Only now may anybody be told. Failed: never again, because the kernel may take the
//     lost pages for clean; truncate to the old end and sync that, which leaves the journal as it
//     was. If that fails too, nobody knows what the disk has: mark the journal, so that no line seen in
//     memory is ever confirmed, and say that it is unconfirmed.
// 13. settle what the line owes. What fails here is still owed, and settled by the next.
// 14. close, which gives the lock back; then answer.
//
// A failed sync of a name (6, 8, 10) is not tried again either: the journal is marked.
//
// When the descriptor itself is lost (EBADF, EBADFD, ENOTCONN, ESTALE), another may have the lock
// already: then nothing is touched any more, and it is unconfirmed.

/// A journal that this program alone may change, until the end of the scope.
///
/// No program holds two.
package struct LockedJournal: ~Copyable {
  package let folder: String
  /// As it stands, lines added here included.
  package private(set) var journal: Journal
  let file: File
  let random: RandomSource
  /// Whether an earlier failure forbids changes.
  package private(set) var isReadOnly: Bool

  /// Steps 1 to 6. Waits for whoever has the lock.
  package init(folder: String, random: RandomSource = .kernel) throws(StoreError) {
    let file = try locked(folder)
    let (bytes, isReadOnly) = try contents(of: file, in: folder)
    let journal = try Journal(bytes, path: folder + "/journal")
    if !isReadOnly, journal.end < bytes.count, !isPlanted("tail-not-cut") {
      try cut(bytes[journal.end...], from: file, in: folder)
    }
    self.init(folder, journal, file, random, isReadOnly: isReadOnly)
  }

  private init(
    _ folder: String, _ journal: Journal, _ file: consuming File, _ random: RandomSource,
    isReadOnly: Bool
  ) {
    self.folder = folder
    self.journal = journal
    self.file = file
    self.random = random
    self.isReadOnly = isReadOnly
  }

  /// Adds one line (steps 10 to 12). When this returns, it would survive a power cut; `.notWritten`
  /// means that readers see the journal as it was; `.unconfirmed` that nobody knows.
  @discardableResult
  package mutating func append(_ entry: JournalEntry) throws(StoreError) -> JournalLine {
    guard !isReadOnly else { throw .readOnly }
    let (bytes, hash, line) = JournalFormat.line(
      entry, number: journal.lines.count + 1, after: journal.hash, salt: newSalt(random))
    guard bytes.count <= JournalFormat.lineLimit,
      journal.end + bytes.count <= JournalFormat.journalLimit
    else { throw .tooLarge }
    if journal.isAsMade {
      do throws(SystemFailure) { try syncNames() } catch {
        if error.leavesDoubt { forbidChanges(after: error) }
        throw .notWritten(error.code)
      }
    }
    do throws(SystemFailure) {
      try file.write(bytes, at: isPlanted("tail-not-cut") ? file.status().size : journal.end)
      #if PLANTED
      if isPlanted("answer-before-sync") { syncAtExit(file.descriptor) }
      #endif
      if !isPlanted("journal-not-synced"), !isPlanted("answer-before-sync") { try file.sync() }
    } catch {
      throw takeBack(after: error)
    }
    journal.take(line, hash: hash, byteCount: bytes.count)
    return line
  }

  /// Makes lasting what is there already. Whoever answers yes, mails or hands over because a line
  /// *is* there calls this first: its writer may have died before the sync.
  package mutating func confirm() throws(StoreError) {
    guard !isReadOnly else { throw .readOnly }
    if isPlanted("yes-from-memory") { return }
    do throws(SystemFailure) {
      try file.sync()
      if journal.isAsMade { try syncNames() }
    } catch {
      if error.leavesDoubt { forbidChanges(after: error) }
      throw .unconfirmed(error.code)
    }
  }

  /// Step 12 after a failure.
  private mutating func takeBack(after failure: SystemFailure) -> StoreError {
    if failure.losesDescriptor {
      forbidChanges(after: failure)
      return .unconfirmed(failure.code)
    }
    if isPlanted("line-not-taken-back") { return .notWritten(failure.code) }
    do throws(SystemFailure) {
      try file.truncate(to: journal.end)
      try file.sync()
      return .notWritten(failure.code)
    } catch {
      forbidChanges(after: error)
      return .unconfirmed(failure.code)
    }
  }

  /// Nothing more through this lock; and, unless the descriptor is lost, nothing by anybody else.
  private mutating func forbidChanges(after failure: SystemFailure) {
    isReadOnly = true
    if !failure.losesDescriptor { Store.mark(folder) }
  }

  func syncNames() throws(SystemFailure) {
    for path in [folder, parent(of: folder), parent(of: parent(of: folder))] {
      try syncFolder(path)
    }
  }
}

/// Steps 1 to 3.
private func locked(_ folder: String) throws(StoreError) -> File {
  let path = folder + "/journal"
  do throws(SystemFailure) {
    while true {
      let file = try File(path, writing: true)
      let result = docket_lock(file.descriptor)
      guard result == 0 else { throw SystemFailure(code: result) }
      let here = try file.status()
      guard here.isRegular else { throw SystemFailure(code: EINVAL) }
      if here.isSameFile(as: try File.Status(of: path)) { return file }
    }
  } catch {
    if error.code == EACCES, (try? Store.isMarked(folder)) == true { throw .readOnly }
    throw error.asUnreadable
  }
}

/// Steps 4 and 5, up to the check.
private func contents(
  of file: borrowing File, in folder: String
) throws(StoreError) -> (bytes: [UInt8], isReadOnly: Bool) {
  do throws(SystemFailure) {
    let isReadOnly = try Store.isMarked(folder)
    return (try file.read(limit: JournalFormat.journalLimit + 1), isReadOnly)
  } catch {
    throw error.asUnreadable
  }
}

/// Step 6.
private func cut(
  _ tail: ArraySlice<UInt8>, from file: borrowing File, in folder: String
) throws(StoreError) {
  do throws(SystemFailure) { try setAside(Array(tail), in: folder) } catch {
    throw error.asRefusal
  }
  do throws(SystemFailure) {
    try file.truncate(to: tail.startIndex)
    try file.sync()
  } catch {
    if !error.losesDescriptor { Store.mark(folder) }
    throw .unconfirmed(error.code)
  }
}

/// Step 6, up to the truncation.
func setAside(_ tail: [UInt8], in folder: String) throws(SystemFailure) {
  var number = 1
  while try exists(folder + "/tail-\(number)") { number += 1 }
  let copy = try File(making: folder + "/tail-\(number)")
  try copy.write(tail, at: 0)
  try copy.sync()
  try syncFolder(folder)
}

/// 128 random bits: enough that nobody finds out what was erased by trying what it may have been.
func newSalt(_ random: RandomSource) -> String { base64URL(random.bytes(16)) }
