import Files
import Foundation
import JSON
import Testing

@testable import Store

@Suite struct JournalDamageTests {
  @Test func `a tail torn at any byte is ignored by readers and set aside by the next writer`()
    throws
  {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let short = try bytes(of: place + "/journal")
      var grown = try LockedJournal(folder: place)
      try grown.append(entry("third"))
      let whole = try bytes(of: place + "/journal")
      _ = consume grown
      for end in short.count..<whole.count {
        try? FileManager.default.removeItem(atPath: place + "/tail-1")
        try put(whole[..<end], at: place + "/journal")
        #expect(try Journal(folder: place).lines.count == 2)
        #expect(try bytes(of: place + "/journal").count == end)

        var journal = try LockedJournal(folder: place)
        #expect(try bytes(of: place + "/journal") == short)
        #expect(isThere(place + "/tail-1") == (end > short.count))
        if end > short.count {
          #expect(try bytes(of: place + "/tail-1") == Array(whole[short.count..<end]))
        }
        try journal.append(entry("other"))
        #expect(try Journal(folder: place).lines.map(\.kind) == ["started", "saved", "other"])
      }
    }
  }

  @Test func `a tail of zeros is torn`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch)
      let whole = try bytes(of: place + "/journal")
      try put(whole + Array(repeating: 0, count: 700), at: place + "/journal")
      #expect(try Journal(folder: place).lines.count == 3)
      _ = try LockedJournal(folder: place)
      #expect(try bytes(of: place + "/journal") == whole)
    }
  }

  @Test func `a second tail does not replace the first`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch)
      let whole = try bytes(of: place + "/journal")
      for tail in ["one", "two"] {
        try put(whole + Array(tail.utf8), at: place + "/journal")
        _ = try LockedJournal(folder: place)
      }
      #expect(try names(in: place) == ["journal", "tail-1", "tail-2"])
      #expect(try bytes(of: place + "/tail-1") == Array("one".utf8))
      #expect(try bytes(of: place + "/tail-2") == Array("two".utf8))
    }
  }

  @Test func `one changed byte anywhere is damage, and stops readers and writers`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let whole = try bytes(of: place + "/journal")
      let version = try #require(whole.firstIndex(of: UInt8(ascii: "1")))
      for index in whole.indices.dropLast() where index != version {
        var hurt = whole
        hurt[index] ^= [1, 0x20, 0x80][index % 3]
        try put(hurt, at: place + "/journal")
        expectDamage { _ = try Journal(folder: place) }
        expectDamage { _ = try LockedJournal(folder: place) }
        #expect(try bytes(of: place + "/journal") == hurt)
      }
      #expect(try names(in: place) == ["journal"])
    }
  }

  @Test func `a last line that is wrong but ends is damage, not a torn tail`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch)
      let whole = try bytes(of: place + "/journal")
      for line in ["\n", "{}\n", "{\"number\":4}\n", "\0\0\0\n"] {
        try put(whole + Array(line.utf8), at: place + "/journal")
        #expect(damagedLine { _ = try Journal(folder: place) } == 5)
        expectDamage { _ = try LockedJournal(folder: place) }
      }
    }
  }

  @Test func `a line that is missing, doubled or out of its place is damage`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 4)
      let lines = try bytes(of: place + "/journal").split(separator: newline)
      let orders = [
        [0, 2, 3, 4], [0, 1, 3, 4], [0, 1, 2, 4], [0, 1, 1, 2], [0, 1, 3, 2, 4], [1, 2], [0, 0, 1],
      ]
      for order in orders {
        try put(order.flatMap { lines[$0] + [newline] }, at: place + "/journal")
        expectDamage { _ = try Journal(folder: place) }
      }
      // A journal that ends early cannot be told from a short one: that is what backups and
      // receipts with hashes are for.
      try put([0, 1, 2].flatMap { lines[$0] + [newline] }, at: place + "/journal")
      #expect(try Journal(folder: place).lines.count == 2)
    }
  }

  @Test func `a line in which something hides is damage`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let text = String(decoding: try bytes(of: place + "/journal"), as: UTF8.self)
      for (old, new) in [
        ("\"private\":{\"salt", "\"private\": {\"salt"), (",\"hash\":", ", \"hash\":"),
        ("}}\n", "}} \n"), ("}}\n", "},\"more\":1}\n"), ("\",\"private\"", "\" ,\"private\""),
        ("\",\"private\"", "\",\"more\":1,\"private\""), ("}}\n", "}}\r\n"), ("}}\n", "} }\n"),
        ("{\"number", " {\"number"),
      ] {
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text)
        try put(changed.utf8, at: place + "/journal")
        expectDamage { _ = try Journal(folder: place) }
      }
    }
  }

  @Test func `a line with a wrong number is damage though its hash fits`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let journal = try Journal(folder: place)
      let whole = try bytes(of: place + "/journal")
      for (number, isRight) in [(2, false), (3, true), (4, false)] {
        let line = JournalFormat.line(entry(), number: number, after: journal.hash, salt: "s")
        try put(whole + line.bytes, at: place + "/journal")
        #expect((damagedLine { _ = try Journal(folder: place) } == nil) == isRight)
      }
    }
  }

  @Test func `an empty file and a foreign one are damage, a later format is newer`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch)
      for text in ["", "x", "{}\n", "{\"format\":\"something else\"}\n"] {
        try put(text.utf8, at: place + "/journal")
        #expect(damagedLine { _ = try Journal(folder: place) } == 1)
      }
      try put("{\"format\":\"docket journal 2\",\"new\":{}}\n".utf8, at: place + "/journal")
      #expect(throws: StoreError.newer(path: place + "/journal", format: "docket journal 2")) {
        try Journal(folder: place)
      }
    }
  }

  @Test func `erasing blanks in place and the hashes still fit`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 4)
      let before = try bytes(of: place + "/journal")
      let old = try File(place + "/journal")
      try LockedJournal(folder: place).erase([3, 1], at: moment, who: "staff:x")
      var locked = try LockedJournal(folder: place)
      #expect(locked.journal.lines.map(\.isErased) == [true, false, true, false, false])
      #expect(locked.journal.lines[4].kind == "erased")
      #expect(locked.journal.lines[4].details == ["lines": [1, 3]])
      try locked.append(entry("more"))
      #expect(try names(in: place, withDrafts: true) == ["journal"])

      let after = try bytes(of: place + "/journal")
      #expect(after.count > before.count)
      let changed = before.indices.filter { before[$0] != after[$0] }
      #expect(changed.allSatisfy { after[$0] == UInt8(ascii: " ") })
      let journal = try Journal(folder: place)
      #expect(journal.lines.map { $0.secrets == nil } == [true, false, true, false, true, false])
      #expect(journal.lines[1].secrets == ["answer": "Ada Okoro"])
      #expect(journal.lines[2].details == ["element": "name"])
      // The file that had the name before is blank in the same places.
      #expect(try old.read() == Array(after.prefix(before.count)))
    }
  }

  @Test func `a private part changed by halves is damage`() throws {
    try withScratch { scratch in
      let place = try makeJournal(in: scratch, lines: 2)
      let text = String(decoding: try bytes(of: place + "/journal"), as: UTF8.self)
      let hurt = text.replacingOccurrences(of: "Ada Okoro", with: "         ")
      try put(hurt.utf8, at: place + "/journal")
      #expect(damagedLine { _ = try Journal(folder: place) } == 2)
    }
  }
}

/// The line that is said to be damaged, if it is.
func damagedLine(_ body: () throws -> Void) -> Int? {
  do { try body() } catch StoreError.damaged(_, let line, _) { return line } catch { return nil }
  return nil
}

func expectDamage(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) {
  #expect(damagedLine(body) != nil, sourceLocation: sourceLocation)
}
