import Files
import Glibc
import JSON
import Rules
import Signing

// A journal is written anew as a draft in its folder: synced, renamed over the old one, the folder
// synced. Readers see the old file or the new one. Writers that wait for the lock get it on the old
// file, find another inode under the name, and begin again (step 3). Whoever has written it anew
// cannot use its journal afterwards, because its lock is on the old file: so both functions here
// consume it.

extension LockedJournal {
  /// Writes the journal in a folder anew, so that it takes changes again. For somebody who has looked.
  package static func renew(
    folder: String, random: RandomSource = .kernel
  ) throws(StoreError) {
    try Store.openMarked(folder)
    try LockedJournal(folder: folder, random: random).renew()
  }

  /// Writes the journal anew and takes the `readonly` marker away. For somebody who has looked:
  /// after a failed sync, only bytes that were written again are known to be on the disk.
  package consuming func renew() throws(StoreError) {
    do throws(SystemFailure) {
      let bytes = try file.read()
      if journal.end < bytes.count { try setAside(Array(bytes[journal.end...]), in: folder) }
      try syncNames()
      try replace(with: Array(bytes.prefix(journal.end)))
      if try exists(folder + "/readonly") {
        try unlinkFile(folder + "/readonly")
        try syncFolder(folder)
      }
    } catch {
      throw error.asRefusal
    }
  }

  /// Erases what is personal in the lines of these numbers: spaces take its place, byte for byte,
  /// and the hashes still fit, because they cover the digest of it. A line of the kind `erased`
  /// says which lines and who did it; both become visible at once, by one rename.
  ///
  /// Afterwards the old file is blanked too, as far as the disk lets one; backups are another
  /// matter.
  package consuming func erase(
    _ numbers: [Int], at moment: Moment, who: String
  ) throws(StoreError) {
    guard !isReadOnly else { throw .readOnly }
    let entry = JournalEntry(
      at: moment, who: who, kind: "erased",
      details: ["lines": .array(numbers.sorted().map { .integer($0) })])
    let (line, _, _) = JournalFormat.line(
      entry, number: journal.lines.count + 1, after: journal.hash, salt: newSalt(random))
    let wanted = Set(numbers)
    let ranges = journal.secrets.filter { wanted.contains($0.number) }
      .map { $0.range.dropFirst().dropLast() }
    do throws(SystemFailure) {
      var bytes = Array(try file.read().prefix(journal.end))
      for index in ranges.joined() { bytes[index] = UInt8(ascii: " ") }
      try syncNames()
      try replace(with: bytes + line)
    } catch {
      throw error.asRefusal
    }
    do throws(SystemFailure) {
      for range in ranges {
        try file.write(
          Array(repeating: UInt8(ascii: " "), count: range.count), at: range.lowerBound)
      }
      try file.sync()
    } catch {
      return  // It has no name any more; what was asked is done.
    }
  }

  private func replace(with bytes: [UInt8]) throws(SystemFailure) {
    let draft = folder + "/" + draftName(random)
    do throws(SystemFailure) {
      let copy = try File(making: draft)
      try copy.write(bytes, at: 0)
      try copy.sync()
      try renameFile(draft, to: folder + "/journal")
    } catch {
      unlink(draft)
      throw error
    }
    do throws(SystemFailure) { try syncFolder(folder) } catch {
      // The new name is there, and perhaps not lasting: in doubt, whatever the reason was.
      throw SystemFailure(code: EIO)
    }
  }
}
