import Applications
import Files
import Glibc
import JSON
import Rules

/// A journal as it was read: everything that happened to one application, one account or the like.
///
/// It is the file `journal` in a folder of its own (FORMAT.md).
package struct Journal: Sendable {
  /// What it is the journal of: `application`, `account` …
  package let kind: String
  package let id: String
  package private(set) var lines: [JournalLine] = []
  /// Where the last whole line ends, in bytes.
  private(set) var end: Int
  /// The hash of the last line.
  private(set) var hash: String
  /// The hash of the first line and of each one after it: `heads[n]` speaks for `n` lines.
  package private(set) var heads: [String]
  /// Where what is personal stands in the file, and in which line, in order.
  private(set) var secrets: [(number: Int, range: Range<Int>)] = []

  /// Reads without a lock, and so sees what is there at this moment: the last line may not be
  /// lasting yet. Whoever answers yes because of a line confirms it first: `LockedJournal.confirm`.
  /// A torn last line, which a writer is adding or a power cut has left, is ignored.
  package init(folder: String) throws(StoreError) {
    var before: [UInt8]?
    while true {
      let bytes = try Journal.bytes(of: folder)
      do throws(StoreError) {
        self = try Journal(bytes, path: folder + "/journal")
        return
      } catch {
        // Between two reads of one file a writer may have cut a torn line or blanked what is
        // personal. What is read twice alike is so.
        if bytes == before { throw error }
        before = bytes
      }
    }
  }

  static func bytes(of folder: String) throws(StoreError) -> [UInt8] {
    do throws(SystemFailure) {
      return try File(folder + "/journal").read(limit: JournalFormat.journalLimit + 1)
    } catch {
      throw error.asUnreadable
    }
  }

  /// Reads what stands in a file. Bytes after the last newline are a torn line; anything else that
  /// does not fit is damage. `path` is for the message.
  init(_ bytes: [UInt8], path: String) throws(StoreError) {
    guard bytes.count <= JournalFormat.journalLimit else { throw .tooLarge }
    var number = 0
    do throws(JournalFormat.Fault) {
      guard let first = bytes.firstIndex(of: newline) else { throw .damaged("no first line") }
      (kind, id, hash) = try JournalFormat.readFirst(bytes[..<first])
      heads = [hash]
      end = first + 1
      while let next = bytes[end...].firstIndex(of: newline) {
        number += 1
        let (line, hash, secret) = try JournalFormat.read(
          bytes[end..<next], number: number, after: hash)
        lines.append(line)
        if let secret {
          secrets.append((number, (end + secret.lowerBound)..<(end + secret.upperBound)))
        }
        self.hash = hash
        heads.append(hash)
        end = next + 1
      }
    } catch {
      switch error {
      case .newer(let format): throw .newer(path: path, format: format)
      case .damaged(let reason): throw .damaged(path: path, line: number + 1, reason: reason)
      }
    }
  }

  /// Whether nothing may have been added to what it was made with: all of that has the moment of the first line.
  var isAsMade: Bool { lines.last?.at == lines.first?.at }

  /// Takes a line that has just been written.
  mutating func take(_ line: JournalLine, hash: String, byteCount: Int) {
    lines.append(line)
    self.hash = hash
    heads.append(hash)
    end += byteCount
  }
}
