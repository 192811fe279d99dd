import Files
import Foundation
import Glibc
import JSON
import Platform
import Rules
import Signing
import Testing

@testable import Store

@Suite struct JournalTests {
  @Test func `what is appended is read`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 1)
      var locked = try LockedJournal(folder: place)
      let line = try locked.append(
        entry("saved", details: ["n": 7], secrets: ["text": "Ünïcode \" \\ \n \u{1}"]))
      #expect(line.number == 2)
      let journal = try Journal(folder: place)
      #expect(journal.kind == "application" && journal.id == "k7m42q9p")
      #expect(journal.lines == locked.journal.lines)
      #expect(journal.lines.map(\.number) == [1, 2])
      #expect(journal.lines[1].at == moment && journal.lines[1].who == "applicant:ada")
      #expect(journal.lines[1].kind == "saved")
      #expect(journal.lines[1].details == ["n": 7])
      #expect(journal.lines[1].secrets == ["text": "Ünïcode \" \\ \n \u{1}"])
      #expect(!journal.lines[1].isErased)
    }
  }

  @Test func `a line without anything personal has no private part`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 1)
      var locked = try LockedJournal(folder: place)
      try locked.append(entry("submitted", details: [:], secrets: [:]))
      let text = String(decoding: try bytes(of: place + "/journal"), as: UTF8.self)
      let last = try #require(text.split(separator: "\n").last)
      #expect(!last.contains("private") && !last.contains("details"))
      let line = try #require(try Journal(folder: place).lines.last)
      #expect(line.secrets == nil && !line.isErased && line.details == [:])
    }
  }

  /// These bytes are the format. If this test fails, journals that people have can no longer be
  /// read.
  @Test func `the bytes of format 1`() throws {
    let first = JournalFormat.firstLine(kind: "application", id: "k7m42q9p")
    let made = JournalFormat.line(
      JournalEntry(
        at: moment, who: "applicant:ada", kind: "saved", details: ["element": "name"],
        secrets: ["answer": "Ada \"Okoro\"\n"]),
      number: 1, after: first.hash, salt: "AAAAAAAAAAAAAAAAAAAAAA")
    #expect(
      String(decoding: first.bytes + made.bytes, as: UTF8.self) == """
        {"format":"docket journal 1","kind":"application","id":"k7m42q9p","hash":"\
        92d5ff740a4079041c100e11f8f3ba33865dee206be0c4ddcadcb87994cc0abd"}
        {"number":1,"at":"2026-11-22T05:00:00.123Z","who":"applicant:ada","kind":"saved",\
        "details":{"element":"name"},"privateDigest":"\
        37e75ee4b2908c87f5db336ecd2bf6bcabec67500820e6ad707b9b4bbe0033f4","hash":"\
        4eb57a58a9040b1c4ba408568ff19ea557e63f8b2e12f89af9d9801da39c0f34",\
        "private":{"salt":"AAAAAAAAAAAAAAAAAAAAAA","answer":"Ada \\"Okoro\\"\\n"}}

        """)
  }

  @Test func `one name is given once`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let before = try bytes(of: place + "/journal")
      #expect(throws: StoreError.taken) {
        try Journal.make(folder: place, kind: "application", id: "x", first: entry())
      }
      #expect(try bytes(of: place + "/journal") == before)
      #expect(try names(in: scratch + "/aa", withDrafts: true) == ["k7m42q9p"])
      #expect(throws: StoreError.missing) { try Journal(folder: scratch + "/aa/nothing") }
      #expect(throws: StoreError.missing) { _ = try LockedJournal(folder: scratch + "/nothing") }
    }
  }

  @Test func `files are for their owner alone, whatever the umask`() throws {
    try withScratch { scratch in
      let modes = withUmask(0o0) { () -> [mode_t] in
        guard let place = try? makeJournal(in: scratch, lines: 2) else { return [] }
        return [scratch + "/aa", place, place + "/journal"].map(mode)
      }
      #expect(modes == [0o700, 0o700, 0o600])
    }
    try withScratch { scratch in
      let modes = withUmask(0o777) { () -> [mode_t] in
        guard let place = try? makeJournal(in: scratch, lines: 2) else { return [] }
        return [scratch + "/aa", place, place + "/journal"].map(mode)
      }
      #expect(modes == [0o700, 0o700, 0o600])
    }
  }

  @Test func `a journal that has changed its file under its name is opened anew`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let holder = open(place + "/journal", O_RDWR | O_CLOEXEC)
      #expect(docket_lock(holder) == 0)
      let writer = inThread {
        // Waits for the lock on the old file, and must then find the new one.
        var journal = try? LockedJournal(folder: place)
        _ = try? journal?.append(entry("after"))
      }
      let copy = try bytes(of: place + "/journal")
      try put(copy, at: place + "/new")
      #expect(rename(place + "/new", place + "/journal") == 0)
      close(holder)
      writer.wait()
      #expect(try Journal(folder: place).lines.map(\.kind) == ["started", "saved", "after"])
    }
  }

  @Test func `many writers at once lose nothing and repeat nothing`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 1)
      DispatchQueue.concurrentPerform(iterations: 8) { writer in
        for turn in 0..<10 {
          do {
            var journal = try LockedJournal(folder: place)
            try journal.append(entry("saved", details: ["who": .integer(writer * 10 + turn)]))
          } catch {
            Issue.record(error)
          }
        }
      }
      let journal = try Journal(folder: place)
      #expect(journal.lines.map(\.number) == Array(1...81))
      #expect(Set(journal.lines.dropFirst().compactMap { $0.details["who"]?.integer }).count == 80)
    }
  }

  @Test func `a reader beside writers sees whole lines only`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 1)
      DispatchQueue.concurrentPerform(iterations: 4) { thread in
        do {
          for _ in 0..<20 {
            if thread == 0 {
              var journal = try LockedJournal(folder: place)
              try journal.append(entry())
            } else {
              let journal = try Journal(folder: place)
              #expect(journal.lines.map(\.number) == Array(1...journal.lines.count))
            }
          }
        } catch {
          Issue.record(error)
        }
      }
    }
  }

  @Test func `a marker makes it read only until it is renewed`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      try put([], at: place + "/readonly")
      #expect(throws: StoreError.readOnly) {
        var journal = try LockedJournal(folder: place)
        try journal.append(entry())
      }
      #expect(throws: StoreError.readOnly) {
        var journal = try LockedJournal(folder: place)
        try journal.confirm()
      }
      let before = try Journal(folder: place).lines
      try LockedJournal(folder: place).renew()
      #expect(try names(in: place, withDrafts: true) == ["journal"])
      var journal = try LockedJournal(folder: place)
      try journal.confirm()
      try journal.append(entry())
      #expect(Array(try Journal(folder: place).lines.dropLast()) == before)
    }
  }

  @Test func `a line that is too long is refused before anything is written`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let before = try bytes(of: place + "/journal")
      let text = String(repeating: "x", count: 1 << 20)
      #expect(throws: StoreError.tooLarge) {
        var journal = try LockedJournal(folder: place)
        try journal.append(entry(secrets: ["text": .string(text)]))
      }
      #expect(try bytes(of: place + "/journal") == before)
    }
  }
}

private func mode(_ path: String) -> mode_t {
  var status = stat()
  return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

private final class Box<Value>: @unchecked Sendable {
  var value: Value?
}

/// Runs `body` on a thread that has a umask of its own.
private func withUmask<Result: Sendable>(
  _ mask: mode_t, _ body: @escaping @Sendable () -> Result
) -> Result? {
  let box = Box<Result>()
  inThread {
    // CLONE_FS: this thread no longer shares umask and working directory with the others.
    typealias Unshare = @convention(c) (Int32) -> Int32
    guard let unshare = dlsym(nil, "unshare"),
      unsafeBitCast(unshare, to: Unshare.self)(0x200) == 0
    else { return }
    umask(mask)
    box.value = body()
  }.wait()
  return box.value
}

/// Begins `body` in a thread of its own; the semaphore is signalled when it has ended.
private func inThread(_ body: @escaping @Sendable () -> Void) -> DispatchSemaphore {
  let done = DispatchSemaphore(value: 0)
  Thread {
    body()
    done.signal()
  }.start()
  return done
}
