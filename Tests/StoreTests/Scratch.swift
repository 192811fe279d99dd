import Foundation
import JSON
import Rules
import Signing

@testable import Store

/// A folder of its own for one test, gone afterwards.
func withScratch(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.path + "/store-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

func bytes(of path: String) throws -> [UInt8] {
  try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Writes over a file in place, so that it stays the same inode.
func put(_ bytes: some Sequence<UInt8>, at path: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

let moment = Moment("2026-11-22T05:00:00.123Z") ?? Moment(millisecondsSince1970: 0)

func entry(
  _ kind: String = "saved", details: JSONNode = ["element": "name"],
  secrets: JSONNode = ["answer": "Ada Okoro"]
) -> JournalEntry {
  JournalEntry(at: moment, who: "applicant:ada", kind: kind, details: details, secrets: secrets)
}

/// A journal of `count` lines.
@discardableResult
func makeJournal(in folder: String, lines count: Int = 3) throws -> String {
  let place = folder + "/aa/k7m42q9p"
  try Journal.make(folder: place, kind: "application", id: "k7m42q9p", first: entry("started"))
  for _ in 1..<max(count, 1) {
    var journal = try LockedJournal(folder: place)
    try journal.append(entry())
  }
  return place
}
