import Applications
import Files
import Foundation
import Rules
import Signing
import Testing

@testable import Store

@Suite struct StoreTests {
  @Test func `a store is made once, and again is safe`() throws {
    try withScratch { scratch in
      let folder = scratch + "/store"
      #expect(throws: StoreError.missing) { try Store(at: folder) }
      try Store.make(at: folder)
      let text = String(decoding: try bytes(of: folder + "/format"), as: UTF8.self)
      #expect(text == "docket store 1\n")
      try Store.make(at: folder)
      _ = try Store(at: folder)
      #expect(
        try names(in: folder, withDrafts: true) == [
          "accepting", "accounts", "addresses", "applications", "asked", "attempts", "batches",
          "certificates",
          "due", "format", "held",
          "held-from", "imports", "incoming", "limbo", "names", "notifications", "of-account",
          "offered", "offers",
          "organisations",
          "outbox", "payers", "pending", "queue", "refused", "returns", "sessions", "showing",
          "staff",
          "staff-sessions",
          "tasks",
          "throttles", "tokens",
          "transactions",
          "unchecked", "worklists",
        ])
    }
  }

  @Test func `a newer store is refused, and a foreign folder`() throws {
    try withScratch { scratch in
      let folder = scratch + "/store"
      try Store.make(at: folder)
      try put("docket store 2\n".utf8, at: folder + "/format")
      #expect(throws: StoreError.newer(path: folder, format: "docket store 2")) {
        try Store(at: folder)
      }
      #expect(throws: StoreError.newer(path: folder, format: "docket store 2")) {
        try Store.make(at: folder)
      }
      try put("hello\n".utf8, at: folder + "/format")
      #expect(damagedLine { _ = try Store(at: folder) } == 1)
    }
  }

  @Test func `old drafts are swept and nothing else is`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      let shard = parent(of: store.path(.applications, number.text))
      try ensureFolder(shard + "/.draft-dead")
      try put([1], at: shard + "/.draft-dead/journal")
      try ensureFolder(shard + "/.draft-dead/attachments")
      try put([1], at: shard + "/.draft-dead/attachments/00")
      try put([1], at: store.incomingFolder + "/.draft-x")
      try put([1], at: store.incomingFolder + "/upload-7")
      let owned = parent(of: store.path(.ofAccount, account.text)) + "/\(account.text)/.draft-y"
      try put([1], at: owned)
      #expect(try store.sweepDrafts(untouchedSince: Moment(millisecondsSince1970: 0)) == 0)
      let future = Moment(millisecondsSince1970: 9_000_000_000_000)
      #expect(try store.sweepDrafts(untouchedSince: future) == 4)
      #expect(!isThere(shard + "/.draft-dead") && !isThere(owned))
      #expect(try store.application(number) != nil)
      #expect(try store.account(account) != nil)
    }
  }

  @Test func `a small file is replaced whole, created once and removed once`() throws {
    try withScratch { scratch in
      let path = scratch + "/aa/file"
      #expect(try readFile(path) == nil)
      try createFile(path, with: [1], random: .kernel)
      #expect(throws: StoreError.taken) { try createFile(path, with: [2], random: .kernel) }
      #expect(try readFile(path) == [1])
      try replaceFile(path, with: [3, 4], random: .kernel)
      #expect(try readFile(path) == [3, 4])
      #expect(throws: StoreError.tooLarge) { try readFile(path, limit: 1) }
      #expect(try names(in: scratch + "/aa", withDrafts: true) == ["file"])
      #expect(try removeFile(path))
      #expect(try !removeFile(path))
    }
  }
}

@Suite struct AttachmentTests {
  @Test func `an attachment is named by its bytes, and the same file twice is one`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      let digest = SHA256.digest(of: "abc".utf8)
      for name in ["upload-1", "upload-2"] {
        let path = store.incomingFolder + "/" + name
        try put("abc".utf8, at: path)
        try store.keep(fileAt: path, digest: digest, for: number)
        #expect(!isThere(path))
        #expect(try bytes(of: store.attachmentPath(number, digest)) == Array("abc".utf8))
      }
      let folder = parent(of: store.attachmentPath(number, digest))
      #expect(try names(in: folder, withDrafts: true) == ["\(digest)"])
    }
  }

  @Test func `nothing is kept for an application that is not there`() throws {
    try withStore { store in
      let path = store.incomingFolder + "/upload-1"
      try put("abc".utf8, at: path)
      let nobody = try #require(ApplicationNumber("k7m42q9p"))
      #expect(throws: StoreError.notWritten(ENOENT)) {
        try store.keep(fileAt: path, digest: SHA256.digest(of: "abc".utf8), for: nobody)
      }
      #expect(isThere(path))
    }
  }

  @Test func `an application is on the list while one of its files waits for a scanner`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      func does(_ what: Event.What) throws -> [ApplicationNumber] {
        _ = try store.change(number, at: moment, by: .program("test")) { _ in what }
        try store.forgetCheckedFiles(of: number)
        return try store.applicationsWithUncheckedFiles()
      }
      func file(_ id: String, awaitsCheck: Bool) -> Event.What {
        .attached(
          Attachment(
            id: id, element: "e", fileName: "a.pdf", description: "", type: "",
            mediaType: "application/pdf", byteCount: 3, digest: "d-\(id)",
            awaitsCheck: awaitsCheck, key: id))
      }
      func check(_ outcome: FileCheck.Outcome) -> Event.What {
        .fileChecked(FileCheck(digest: "d-a2", outcome: outcome, words: ""))
      }
      #expect(try does(file("a1", awaitsCheck: false)) == [])
      #expect(try does(file("a2", awaitsCheck: true)) == [number])
      #expect(try does(check(.notChecked)) == [number])
      #expect(try does(.fileWithdrawn("a2", key: "w")) == [])
      #expect(try does(.fileRestored("a2", key: "r")) == [number])
      #expect(try does(check(.setAside)) == [])
    }
  }
}
