import Foundation
import JSON
import Store
import Support
import Testing

/// `docket store reindex` and `docket store heads`, on the store of a demonstration.
@Suite struct HeadsTests {
  @Test func `what a demonstration derives comes back byte for byte`() throws {
    try withDemonstration { docket, folder in
      let before = try docket.contents("demo/store")
      for name in ["addresses", "of-account", "attempts", "unchecked", "due"] {
        try FileManager.default.removeItem(atPath: "\(folder)/store/\(name)")
      }
      #expect(try store(docket, "verify").status == 1)
      let planned = try store(docket, "reindex", "--dry-run")
      #expect(planned.status == 0 && planned.words.hasPrefix("would be written: \(folder)/store/"))
      #expect(try docket.contents("demo/store") != before)
      let done = try store(docket, "reindex")
      #expect(done.status == 0 && done.error == "")
      #expect(done.words == planned.words.replacingOccurrences(of: "would be ", with: ""))
      #expect(try docket.contents("demo/store") == before)
      #expect(try store(docket, "verify").status == 0)
      let again = try store(docket, "reindex").words
      #expect(again == "7 right as they were\n")
      let node = try JSONNode(
        strict: Array(store(docket, "reindex", "--json").words.utf8).dropLast())
      #expect(node["right"]?.integer == 7 && node["written"]?.array?.isEmpty == true)
    }
  }

  @Test func `the heads of a day are compared later`() throws {
    try withDemonstration { docket, folder in
      #expect(try store(docket, "heads", "--on", "9999-12-31").status == 1)
      #expect(try store(docket, "heads", "--on", "yesterday").status == 2)
      #expect(try store(docket, "heads").words.split(separator: "\n").count == 2)
      // By the clock of a demonstration that is two days ahead, today is over.
      let settings = "demo/docket.jsonc"
      let text = try docket.text(settings)
      let start = try #require(text.range(of: "{\n"))
      try docket.write(
        text[..<start.upperBound] + "  \"clockShiftDays\": 2,\n"
          + text[start.upperBound...].split(separator: "\n").filter {
            !$0.contains("\"clockShiftDays\"")
          }.joined(separator: "\n"), to: settings)
      let printed = try store(docket, "heads")
      #expect(printed.status == 0)
      let lines = printed.words.split(separator: "\n")
      // Five are of those who apply, one is of what waits for those who work there, and five are theirs.
      #expect(lines.count == 13 && lines[0].hasPrefix("heads of 2"))
      #expect(lines.last?.hasPrefix("all 11 ") == true)
      // Its last line speaks for those above, by a tool that everybody has.
      let above = lines.dropLast().map { $0 + "\n" }.joined()
      try docket.write(above, to: "above")
      let sum = try Command(
        program: "/usr/bin/sha256sum", arguments: [docket.path("above")]
      ).run(in: docket.scratch)
      #expect(lines.last?.hasSuffix(sum.words.prefix(64)) == true)
      let data = try JSONNode(strict: Array(store(docket, "heads", "--json").words.utf8).dropLast())
      #expect(data["journals"]?.array?.count == 11)
      #expect(lines.last?.hasSuffix(try #require(data["hash"]?.string)) == true)

      try docket.write(printed.words, to: "heads.txt")
      #expect(try store(docket, "verify", "--heads", docket.path("heads.txt")).status == 0)
      let parts = lines[1].split(separator: " ")
      let files = try docket.contents("demo/store").keys
      let journal = try #require(files.first { $0.hasSuffix("/\(parts[1])/journal") })
      let whole = try docket.text("demo/store/\(journal)")
      let shorter = whole.split(separator: "\n").dropLast().map { $0 + "\n" }.joined()
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder)/store/\(journal)"))
      try handle.truncate(atOffset: UInt64(shorter.utf8.count))
      let rewritten = try store(docket, "verify", "--heads", docket.path("heads.txt"))
      #expect(rewritten.status == 1 && rewritten.error.contains(" lines, and had \(parts[2]) on 2"))

      try docket.write(printed.words.replacingOccurrences(of: " 3 ", with: " 4 "), to: "heads.txt")
      let forged = try store(docket, "verify", "--heads", docket.path("heads.txt"))
      #expect(forged.status == 1 && forged.error.contains("does not speak for the lines above it"))
    }
  }

  private func store(_ docket: Docket, _ words: String...) throws -> Command.Outcome {
    try docket.command(["store"] + words + ["--prefix", docket.path("demo")]).run(
      in: docket.scratch)
  }

  /// A copy of a demonstration, which has ended.
  private func withDemonstration(_ body: (Docket, String) throws -> Void) throws {
    try withDocket { docket in
      let demo = try Demo(docket)
      try Command(
        program: "/bin/cp", arguments: ["-a", demo.folder, docket.path("demo")]
      ).runWell(in: docket.scratch)
      _ = try demo.end(by: SIGTERM)
      try body(docket, docket.path("demo"))
    }
  }
}
