import Foundation
import Support
import Testing

/// One amount of our own site is changed: one build writes exactly the pages that say it, and says which.
@Suite struct ChangedAmountTests {
  struct Change: CustomTestStringConvertible, Sendable {
    let fee: String
    let title: String
    let old: String
    let new: String
    var testDescription: String { "\(fee): \(old) becomes \(new)" }
  }

  static let changes = [
    Change(
      fee: "certificate", title: "Certificate issued, reissued or renewed", old: "85.00",
      new: "87.50"),
    Change(
      fee: "duplicate", title: "Duplicate copy of a certificate", old: "25.00", new: "26.00"),
    Change(
      fee: "alignment", title: "Same renewal date for all your certificates", old: "15.00",
      new: "16.00"),
  ]

  @Test(arguments: changes)
  func `a changed amount writes the pages that mention it, and says which`(_ change: Change) throws
  {
    try withScratch { scratch in
      let docket = Docket(scratch: scratch)
      let site = try Self.ourSite()
      try docket.writeSite(site)
      try build(docket, into: "public")
      let old = try docket.contents("public")

      var changed = site
      changed["fees.jsonc"] = try #require(site["fees.jsonc"]).changing(change)
      try docket.writeSite(changed)
      let said = try build(docket, into: "public").split(separator: "\n")
      let written = said.filter { $0.hasPrefix("wrote ") }.map { String($0.dropFirst(6)) }
      #expect(!said.contains { $0.hasPrefix("…") })

      // What a build from nothing makes otherwise than before.
      try build(docket, into: "clean")
      let new = try docket.contents("clean")
      #expect(Set(new.keys) == Set(old.keys))
      #expect(written == new.keys.filter { new[$0] != old[$0] }.sorted())

      // What readers of the old pages would expect, and the page that names the publication.
      let mentioning = old.filter { path, bytes in
        path.hasSuffix(".html") && mentions(change, String(decoding: bytes, as: UTF8.self))
      }.keys
      #expect(mentioning.count > 1)
      #expect(Set(written).isSuperset(of: mentioning))
      #expect(written.contains("changes/index.html"))
      for path in written where path != "changes/index.html" {
        let page = String(decoding: old[path] ?? Data(), as: UTF8.self)
        #expect(page.contains("$\(change.old)"), "\(path)")
      }
    }
  }

  @Test func `as data the same is said`() throws {
    try withScratch { scratch in
      let docket = Docket(scratch: scratch)
      try docket.writeSite(kiteOffice)
      try build(docket, into: "public")
      try docket.writeSite(kiteOffice.with("fees.jsonc", "\"10.00\"", "\"11.00\""))
      let said = try build(docket, into: "public", "--json")
      #expect(
        said == """
          {"files":20,"written":["changes/index.html","credentials/pilot/index.html",\
          "fees/index.html","find/pilot/index.html"],"removed":[]}

          """)
    }
  }

  /// A row of a table with the title and the amount.
  private func mentions(_ change: Change, _ page: String) -> Bool {
    page.components(separatedBy: "<tr ").contains { row in
      row.contains(change.title) && row.contains("$\(change.old)")
    }
  }

  @discardableResult
  private func build(_ docket: Docket, into folder: String, _ more: String...) throws -> String {
    let outcome = try docket.command(
      ["build", "--site", docket.path("site"), "--output", docket.path(folder)]
        + ["--as-of", "2026-11-22"] + more
    ).run(in: docket.scratch)
    #expect(outcome.status == 0, "\(outcome.error)")
    return outcome.words
  }

  /// Without its worked examples, which no longer come out when an amount changes.
  private static func ourSite() throws -> [String: String] {
    let folder = Repository.folder.appendingPathComponent("site")
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      var isFolder: ObjCBool = false
      let file = folder.appendingPathComponent(path)
      if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
        isFolder.boolValue
      {
        continue
      }
      files[path] = try String(contentsOf: file, encoding: .utf8)
    }
    let fees = try #require(files["fees.jsonc"])
    let examples = try #require(fees.range(of: "  \"examples\": ["))
    files["fees.jsonc"] = fees[..<examples.lowerBound] + "}\n"
    return files
  }
}

extension String {
  /// The last amount of one fee, in the schedule of the letter.
  fileprivate func changing(_ change: ChangedAmountTests.Change) throws -> String {
    let fee = try #require(range(of: "\"id\": \"\(change.fee)\""))
    let end = range(of: "\n    },", range: fee.upperBound..<endIndex)?.lowerBound ?? endIndex
    let amount = try #require(
      range(
        of: "\"amount\": \"\(change.old)\"", options: .backwards,
        range: fee.upperBound..<end))
    return replacingCharacters(in: amount, with: "\"amount\": \"\(change.new)\"")
  }
}
