import Applications
import Foundation
import Rules
import Testing

@testable import Store

/// What speaks for the journals of a day, and what of their rewriting it brings to light.
@Suite struct JournalHeadTests {
  @Test func `a head is that of the lines of the day, whatever comes later`() throws {
    try withFullStore { full in
      let now = try #require(
        heads(full.store, before: moment.adding(seconds: 1)).last { $0.kind == "application" })
      #expect(now.lines == 6 && now.id == full.number.text)
      #expect(now.hash == (try Journal(folder: full.application)).hash)
      #expect(heads(full.store, before: moment) == [])
      _ = try full.store.change(
        full.number, at: moment.adding(seconds: 60), by: .applicant(full.ada)
      ) { _ in save(2) }
      try LockedJournal(folder: full.application).erase(
        [2], at: moment.adding(seconds: 61), who: "staff:x")
      #expect(heads(full.store, before: moment.adding(seconds: 1)).contains(now))
      #expect(full.store.fault(of: now, from: "2026-11-22") == nil)
      // Two accounts, the application, somebody who works here and an organisation, each once, in an order that does not change.
      let all = heads(full.store, before: moment.adding(seconds: 1))
      #expect(all.count == 5 && heads(full.store, before: moment.adding(seconds: 1)) == all)
      #expect(all.map(\.kind) == ["application", "account", "account", "staff", "organisation"])
    }
  }

  @Test func `whatever was rewritten is found`() throws {
    try withFullStore { full in
      let head = try #require(heads(full.store, before: moment.adding(seconds: 1)).first)
      let whole = try bytes(of: full.journal)
      let lines = whole.split(separator: newline)

      // The end taken away: whole in itself.
      try put(lines.dropLast().flatMap { $0 + [newline] }, at: full.journal)
      #expect(verified(full.store).findings.allSatisfy { !$0.summary.hasPrefix("damaged") })
      let short = try #require(full.store.fault(of: head, from: "2026-11-22"))
      #expect(short.summary == "has 5 lines, and had 6 on 2026-11-22" && short.severity == .error)

      // Another last line, with a hash that fits.
      var locked = try LockedJournal(folder: full.application)
      try locked.append(JournalEntry(at: moment, who: "program:x", kind: "submitted-without-fee"))
      _ = consume locked
      let other = try #require(full.store.fault(of: head, from: "2026-11-22"))
      #expect(other.summary == "its first 6 lines are not those of 2026-11-22" && other.line == 7)

      try FileManager.default.removeItem(atPath: full.application)
      let gone = try #require(full.store.fault(of: head, from: "2026-11-22"))
      #expect(gone.summary == "is gone, and had 6 lines on 2026-11-22")
    }
  }

  @Test func `a head is read as it was printed, and nothing else`() {
    let head = JournalHead(
      kind: "account", id: "k7m42q9p", lines: 3, hash: String(repeating: "0a", count: 32))
    #expect(JournalHead(head.text) == head)
    for text in [
      "", "account k7m42q9p 3", head.text + " ", head.text + " x", " " + head.text,
      head.text.replacingOccurrences(of: "account", with: "session"),
      head.text.replacingOccurrences(of: " 3 ", with: " 0 "),
      head.text.replacingOccurrences(of: " 3 ", with: " x "),
      head.text.replacingOccurrences(of: "0a0a", with: "0A0A"),
      head.text.replacingOccurrences(of: "k7m42q9p", with: "../etc"),
      head.text.replacingOccurrences(of: "k7m42q9p", with: ""),
    ] { #expect(JournalHead(text) == nil, "\(text)") }
  }

  private func heads(_ store: Store, before end: Moment) -> [JournalHead] {
    store.journalParts { _ in }.flatMap { part in
      store.heads(in: part, before: end) { Issue.record("\($0)") }
    }
  }
}
