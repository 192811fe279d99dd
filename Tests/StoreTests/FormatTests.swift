import Foundation
import JSON
import Platform
import Testing

@testable import Store

/// FORMAT.md is a promise to people who have no Docket. Here a shell keeps it.
@Suite struct FormatTests {
  /// The script of FORMAT.md.
  private func script() throws -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let document = tests.appending(path: "../../Sources/Store/FORMAT.md").standardized
    let text = try String(contentsOf: document, encoding: .utf8)
    let start = try #require(text.range(of: "```sh\n"))
    let end = try #require(text[start.upperBound...].range(of: "\n```"))
    return String(text[start.upperBound..<end.lowerBound])
  }

  /// What the script says of the journal in `folder`.
  private func verdict(on folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", try script()]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    return try String(contentsOf: output, encoding: .utf8)
  }

  @Test func `a shell and sha256sum can check a journal`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 4)
      var journal = try LockedJournal(folder: place)
      try journal.append(entry("submitted", details: [:], secrets: [:]))
      try journal.append(
        entry(details: ["a": "\"hash\":\"\\ é %s 'x'"], secrets: ["b": "} $x `y`"]))
      #expect(try verdict(on: place) == "whole: \(journal.journal.hash)\n")
    }
  }

  @Test func `it finds a changed byte, and accepts an erasure`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 4)
      let whole = try bytes(of: place + "/journal")
      for (old, new) in [("\"name\"", "\"nome\""), ("Okoro", "Okora"), ("applicant", "bpplicant")] {
        let text = String(decoding: whole, as: UTF8.self).replacingOccurrences(of: old, with: new)
        try put(text.utf8, at: place + "/journal")
        let verdict = try verdict(on: place)
        #expect(verdict.hasPrefix("damaged: ") || verdict.hasPrefix("changed: "))
      }
      try put(whole, at: place + "/journal")
      try LockedJournal(folder: place).erase([2, 3], at: moment, who: "staff:x")
      let hash = try Journal(folder: place).hash
      #expect(try verdict(on: place) == "whole: \(hash)\n")
    }
  }

  @Test func `the shard of a name is what a shell makes of it`() {
    // printf %s k7m42q9p | sha256sum | cut -c 1-2
    #expect(Store.shard("k7m42q9p") == "e7")
  }
}
