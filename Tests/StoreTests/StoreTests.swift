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
          "accounts", "addresses", "applications", "attempts", "format", "held", "held-from",
          "imports", "incoming", "notifications", "of-account", "outbox", "pending", "sessions",
          "throttles", "tokens",
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
      for _ in 0..<2 {
        var draft = try store.incoming()
        try draft.write(Array("ab".utf8))
        try draft.write(Array("c".utf8))
        #expect(draft.byteCount == 3)
        #expect(try draft.start(2) == Array("ab".utf8))
        let digest = try store.keep(draft, for: number)
        #expect(digest == SHA256.digest(of: "abc".utf8))
        #expect(try bytes(of: store.attachmentPath(number, digest)) == Array("abc".utf8))
      }
      let digest = SHA256.digest(of: "abc".utf8)
      let folder = parent(of: store.attachmentPath(number, digest))
      #expect(try names(in: folder, withDrafts: true) == ["\(digest)"])
      #expect(try names(in: store.incomingFolder, withDrafts: true) == [])
    }
  }

  @Test func `a draft that is not kept goes`() throws {
    try withStore { store in
      do {
        var draft = try store.incoming()
        try draft.write([1])
        #expect(try names(in: store.incomingFolder, withDrafts: true).count == 1)
      }
      #expect(try names(in: store.incomingFolder, withDrafts: true) == [])
      let nobody = try #require(ApplicationNumber("k7m42q9p"))
      #expect(throws: StoreError.notWritten(ENOENT)) {
        var draft = try store.incoming()
        try draft.write([1])
        _ = try store.keep(draft, for: nobody)
      }
      #expect(try names(in: store.incomingFolder, withDrafts: true) == [])
    }
  }

  @Test func `a file that another part has written is taken over`() throws {
    try withStore { store in
      let account = try store.person()
      let number = try store.startApplication(start(account), at: moment).number
      let path = store.incomingFolder + "/upload-1"
      try put("abc".utf8, at: path)
      let digest = SHA256.digest(of: "abc".utf8)
      try store.keep(fileAt: path, digest: digest, for: number)
      #expect(!isThere(path))
      #expect(try bytes(of: store.attachmentPath(number, digest)) == Array("abc".utf8))
    }
  }
}
