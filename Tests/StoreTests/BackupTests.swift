import Applications
import Files
import Foundation
import Rules
import Signing
import Testing

@testable import Store

/// Copies of a store: that they have everything, and are what can be brought back.
@Suite struct BackupTests {
  @Test func `what is brought back and indexed is what was there, but for what ends by itself`()
    throws
  {
    try withFullStore { full in
      let shelf = parent(of: full.store.folder)
      try copy(full.store, to: shelf + "/one")
      let again = shelf + "/again"
      try CopiedFolder(at: shelf + "/one").bringBack("store", to: again)
      try Store.make(at: again)
      var reindexing = Reindexing(of: try Store(at: again), at: moment, isDryRun: false)
      for part in reindexing.parts() { reindexing.run(part) }
      #expect(reindexing.findings.isEmpty)
      #expect(try lasting(again) == lasting(full.store.folder))
    }
  }

  @Test func `every copy stands in a list that sha256sum can check`() throws {
    try withFullStore { full in
      let shelf = parent(of: full.store.folder)
      try copy(full.store, to: shelf + "/one")
      func check() throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        process.arguments = ["--check", "--strict", "--quiet", "SHA256SUMS"]
        process.currentDirectoryURL = URL(fileURLWithPath: shelf + "/one")
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
      }
      #expect(try check() == 0)
      let copied = try CopiedFolder(at: shelf + "/one")
      let files = try tree(shelf + "/one").filter {
        $0.value.contains(" ") && $0.key != "SHA256SUMS"
      }
      #expect(Set(copied.files.map(\.path)) == Set(files.keys))
      #expect(try copied.files.allSatisfy { try copied.isWhole($0) })

      let journal = try #require(copied.files.first { $0.path.hasSuffix("/journal") })
      try put([UInt8]("other".utf8), at: shelf + "/one/" + journal.path)
      #expect(try check() != 0)
      #expect(try !copied.isWhole(journal))
      #expect(throws: StoreError.self) { try copied.bringBack("store", to: shelf + "/two") }
    }
  }

  @Test func `files that the backup before has are shared, and journals are not`() throws {
    try withFullStore { full in
      let shelf = parent(of: full.store.folder)
      try copy(full.store, to: shelf + "/one")
      try full.happen([save(2)])
      try copy(full.store, to: shelf + "/two", after: shelf + "/one")
      func inode(_ backup: String, _ place: String) throws -> Int {
        let path = shelf + "/" + backup + "/store" + place.dropFirst(full.store.folder.count)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.systemFileNumber] as? Int)
      }
      #expect(try inode("one", full.attachment) == inode("two", full.attachment))
      #expect(try inode("one", full.journal) != inode("two", full.journal))
      #expect(try tree(shelf + "/two").keys.sorted() == tree(shelf + "/one").keys.sorted())
    }
  }

  @Test func `a torn last line is not copied, and a damaged journal is copied as it is and named`()
    throws
  {
    try withFullStore { full in
      let whole = try bytes(of: full.journal)
      try put(whole + Array(#"{"number":99"#.utf8), at: full.journal)
      let account = try bytes(of: full.account + "/journal")
      var damaged = account
      damaged[account.count / 2] ^= 1
      try put(damaged, at: full.account + "/journal")
      let shelf = parent(of: full.store.folder)
      let findings = try copy(full.store, to: shelf + "/one")
      func copied(_ place: String) throws -> [UInt8] {
        try bytes(of: shelf + "/one/store" + place.dropFirst(full.store.folder.count))
      }
      #expect(try copied(full.journal) == whole)
      #expect(try copied(full.account + "/journal") == damaged)
      #expect(
        findings.map(\.path) == [
          String((full.account + "/journal").dropFirst(full.store.folder.count + 1))
        ])
    }
  }

  @Test func `a list that leads out of its folder is no list`() throws {
    try withScratch { scratch in
      let digest = String(repeating: "0", count: 64)
      for path in ["../../etc/passwd", "/etc/passwd", "store//x", "store/./x", ""] {
        try put(Array("\(digest)  \(path)\n".utf8), at: scratch + "/SHA256SUMS")
        #expect(throws: StoreError.self, "\(path)") { try CopiedFolder(at: scratch) }
      }
      try put(Array("\(digest)  store/x\n".utf8), at: scratch + "/SHA256SUMS")
      #expect(try CopiedFolder(at: scratch).files.map(\.path) == ["store/x"])
    }
  }

  @Test func `a copy that was given up leaves nothing`() throws {
    try withFullStore { full in
      let shelf = parent(of: full.store.folder) + "/shelf"
      try FileManager.default.createDirectory(atPath: shelf, withIntermediateDirectories: false)
      var copies = try CopyFolder(making: shelf + "/one")
      try copies.add("a/b/c", Array("c".utf8))
      copies.abandon()
      #expect(try FileManager.default.contentsOfDirectory(atPath: shelf).isEmpty)
    }
  }

  private func lasting(_ folder: String) throws -> [String: String] {
    try tree(folder).filter(isLasting)
  }

  /// Files, of which folders follow, but for those that end by themselves.
  private func isLasting(_ path: String, _ what: String) -> Bool {
    what.contains(" ") && !path.hasPrefix("sessions/") && !path.hasPrefix("throttles/")
  }

  @discardableResult
  private func copy(
    _ store: Store, to folder: String, after before: String? = nil
  ) throws -> [Finding] {
    var copies = try CopyFolder(making: folder, after: before)
    var backup = StoreBackup(of: store)
    try copies.add("store/format", fileAt: store.folder + "/format")
    for kind in StoreBackup.kinds {
      for part in try backup.parts(of: kind) { try backup.copy(part, to: &copies, below: "store") }
    }
    try copies.finish()
    return backup.findings
  }
}
