import Applications
import Foundation
import Rules
import Signing
import Testing

@testable import Store

/// What is personal goes from everywhere; that something happened, and all about money, stays.
@Suite struct ErasureTests {
  /// All that identifies the person of the full store, or was typed or sent by her.
  private let personal = ["ada@example.org", "Zenobia", "555 0100 200", "scanned", "a.pdf"]

  @Test func `after an erasure no file of the store has a word of hers`() throws {
    try withFullStore { full in
      try full.store.post(
        try #require(
          Message(
            name: "application-submitted-\(full.number.text)-5", to: "ada@example.org",
            subject: "Thank you, Zenobia", body: "Zenobia")), at: moment)
      try full.store.hold(
        "name=Zenobia", purpose: "save", cookie: "hers", for: full.ada, from: "192.0.2.1",
        at: moment,
        until: moment.adding(seconds: 60))
      _ = try full.store.issueToken(
        for: "reset", subject: "\(full.ada.text) x", until: moment.adding(seconds: 60))
      #expect(try traces(in: full.store) != [])

      #expect(try full.store.erase(full.number, at: moment, who: "staff:mara") > 0)
      #expect(
        try full.store.erase(full.ada, reachedBy: "ADA@example.org", at: moment, who: "staff:mara")
          > 0)
      let left = try traces(in: full.store)
      #expect(left == [])
      #expect(try full.store.account(withAddress: "ada@example.org") == nil)
      #expect(try full.store.session(full.session, at: moment) == nil)
      #expect(try full.store.held("hers", at: moment) == nil)
    }
  }

  @Test func `the chain holds, and money and what happened are as they were`() throws {
    try withFullStore { full in
      let before = try #require(try full.store.application(full.number))
      let lines = try Journal(folder: full.application).lines
      try full.store.erase(full.number, at: moment, who: "staff:mara")
      let after = try #require(try full.store.application(full.number))
      #expect(after.attempts == before.attempts)
      #expect(after.submittedAt == before.submittedAt)
      #expect(after.applicant == before.applicant)
      let journal = try Journal(folder: full.application)
      #expect(journal.lines.dropLast().map(\.details) == lines.map(\.details))
      #expect(journal.lines.dropLast().map(\.at) == lines.map(\.at))
      #expect(journal.lines.last?.kind == "erased")
      #expect(journal.lines.last?.who == "staff:mara")

      var verification = Verification(of: full.store, at: moment.adding(seconds: 172_800))
      for part in verification.parts() { verification.verify(part) }
      let errors = verification.findings.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(errors)")
    }
  }

  @Test func `doing it again changes nothing, and another's things stay`() throws {
    try withFullStore { full in
      try full.store.erase(full.number, at: moment, who: "staff:mara")
      try full.store.erase(full.ada, reachedBy: "ada@example.org", at: moment, who: "staff:mara")
      let once = try tree(full.store.folder)
      #expect(try full.store.erase(full.number, at: moment, who: "staff:mara") == 0)
      #expect(
        try full.store.erase(full.ada, reachedBy: "ada@example.org", at: moment, who: "staff:mara")
          == 0)
      #expect(try tree(full.store.folder) == once)
      #expect(try full.store.account(withAddress: "ben@example.org")?.profile.name.isEmpty == false)
    }
  }

  @Test func `her address can be anybody's afterwards`() throws {
    try withFullStore { full in
      try full.store.erase(full.ada, reachedBy: "ada@example.org", at: moment, who: "staff:mara")
      let other = try full.store.person("ada@example.org")
      #expect(other != full.ada)
      #expect(try full.store.account(withAddress: "ada@example.org")?.id == other)
    }
  }

  @Test
  func `a file that is still there after an interrupted erasure is found and goes with the next`()
    throws
  {
    try withFullStore { full in
      let file = try bytes(of: full.attachment)
      try full.store.erase(full.number, at: moment, who: "staff:mara")
      try put(file, at: full.attachment)
      var verification = Verification(of: full.store, at: moment.adding(seconds: 172_800))
      for part in verification.parts() { verification.verify(part) }
      #expect(
        verification.findings.contains { $0.severity == .error && $0.path.contains("attachments/") }
      )
      try full.store.erase(full.number, at: moment, who: "staff:mara")
      #expect(!FileManager.default.fileExists(atPath: full.attachment))
    }
  }

  /// The files that have any of the words, in any way that a reader could see.
  private func traces(in store: Store) throws -> [String] {
    var found: [String] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: store.folder) {
      guard let data = FileManager.default.contents(atPath: store.folder + "/" + path) else {
        continue
      }
      // What a provider sent about money stays.
      if path.hasPrefix("notifications/") { continue }
      let text = String(decoding: data, as: UTF8.self)
      if personal.contains(where: { text.contains($0) }) { found.append(path) }
    }
    return found
  }
}
