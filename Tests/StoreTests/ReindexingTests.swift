import Applications
import Files
import Foundation
import Rules
import Signing
import Testing

@testable import Store

/// What `docket store reindex` makes anew, and what it leaves alone.
@Suite struct ReindexingTests {
  @Test func `all that is derived comes back byte for byte`() throws {
    try withFullStore { full in
      // One that is not submitted, and so has its last day before it, a payer who was asked, and an open payment; and
      // a credit.
      let other = try full.store.startApplication(start(full.ada, key: "form-99"), at: moment)
      _ = try full.store.change(other.number, at: moment, by: .applicant(full.ada)) { _ in
        .attemptOpened(makeSampleAttempt("ref-2"))
      }
      _ = try full.store.change(other.number, at: moment, by: .applicant(full.ada)) { _ in
        everyEvent.first { if case .payerAsked = $0 { true } else { false } }
      }
      try full.happen([
        .attemptPaid(
          Payment(
            reference: "ref-1", transaction: "t2", money: Money(cents: 50_21), currency: "USD",
            use: .credit(.furtherTransaction)))
      ])
      // Where an application was in a list, an empty folder is left.
      func filled() throws -> [String: String] {
        let all = try tree(full.store.folder)
        return all.filter { path, what in
          !path.hasPrefix("limbo/") || all.keys.contains { $0.hasPrefix(path + "/") }
            || what != "700"
        }
      }
      let before = try filled()
      for kind in Store.Kind.allCases where kind.isLookUp {
        try FileManager.default.removeItem(atPath: "\(full.store.folder)/\(kind.rawValue)")
      }
      #expect(!verified(full.store).findings.isEmpty)
      let planned = reindexed(full.store, isDryRun: true)
      #expect(try filled() != before)
      let done = reindexed(full.store)
      #expect(try filled() == before)
      #expect(done.written == planned.written && done.written.count == 15 + 20)
      #expect(done.replaced == [] && done.removed == [] && done.findings == [])
      #expect(verified(full.store).findings == [])

      let again = reindexed(full.store)
      #expect(again.written == [] && again.right == 18)
      #expect(try filled() == before)
    }
  }

  @Test func `what is other than it must be is replaced, and what leads nowhere goes`() throws {
    try withFullStore { full in
      let before = try tree(full.store.folder)
      let store = full.store
      let ben = try #require(try store.claimant(of: "ben@example.org"))
      try put("wrong".utf8, at: store.ofAccountPath(full.ada, full.number))
      try put("nonsense".utf8, at: store.attemptPath("ref-1"))
      try put(ben.text.utf8, at: store.claimPath("ada@example.org"))
      let orphans = [
        store.ofAccountPath(ben, full.number), store.attemptPath("ref-9"),
        store.claimPath("cleo@example.org"),
      ]
      for (place, words) in zip(orphans, ["", full.number.text, ben.text]) {
        try replaceFile(place, with: Array(words.utf8), levels: 2, random: .kernel)
      }
      let planned = reindexed(store, isDryRun: true)
      let done = reindexed(store)
      #expect(done.replaced == [store.relative(store.ofAccountPath(full.ada, full.number))])
      // What led to the wrong account, or nowhere at all, first went, and then was missing.
      let gone = orphans + [store.attemptPath("ref-1"), store.claimPath("ada@example.org")]
      #expect(Set(done.removed) == Set(gone.map(store.relative)))
      #expect(Set(planned.removed) == Set(done.removed) && planned.replaced.count == 3)
      #expect(Set(done.written) == Set(gone.suffix(2).map(store.relative)))
      let after = try tree(store.folder)
      #expect(before.allSatisfy { after[$0.key] == $0.value })
      #expect(Set(after.keys).subtracting(before.keys).allSatisfy { after[$0] == "700" })
    }
  }

  @Test func `what may lead to something that is just being made stays for a day`() throws {
    try withFullStore { full in
      let other = try #require(ApplicationNumber("k7m42q9p"))
      try replaceFile(
        full.store.path(.unchecked, other.text), with: [], random: full.store.random)
      #expect(reindexed(full.store).removed == [])
      #expect(reindexed(full.store, daysLater: 2).removed.count == 1)
      try full.happen([
        .fileChecked(
          FileCheck(digest: full.digest.description, outcome: .accepted, words: ""))
      ])
      #expect(reindexed(full.store).removed == [], "the line has taken it away")
      try replaceFile(
        full.store.path(.unchecked, full.number.text), with: [], random: full.store.random)
      #expect(
        reindexed(full.store).removed
          == [full.store.relative(full.store.path(.unchecked, full.number.text))])
    }
  }

  @Test func `what leads to something damaged stays, and the others get theirs`() throws {
    try withFullStore { full in
      var hurt = try bytes(of: full.journal)
      hurt[200] ^= 1
      try put(hurt, at: full.journal)
      let before = try tree(full.store.folder)
      try FileManager.default.removeItem(atPath: full.store.claimPath("ben@example.org"))
      let done = reindexed(full.store)
      #expect(try tree(full.store.folder) == before)
      #expect(done.written.count == 1 && done.removed == [])
      #expect(!done.findings.isEmpty && done.findings.allSatisfy { $0.severity == .error })
    }
  }

  @Test func `of two accounts with one address neither is given it`() throws {
    try withFullStore { full in
      let other = try full.store.register(
        name: "Ada", emailAddress: "ADA@example.org", passwordHash: PasswordHash(text: "$7$x"),
        at: moment)
      var locked = try LockedJournal(folder: full.store.path(.accounts, other.text))
      try locked.append(JournalEntry(at: moment, who: "applicant:\(other)", kind: "confirmed"))
      _ = consume locked
      let before = try tree(full.store.folder)
      let done = reindexed(full.store)
      #expect(done.findings.count == 1 && done.written == [] && done.replaced == [])
      #expect(try tree(full.store.folder) == before)
    }
  }

  @Test func `beside people who apply it takes nothing away and adds nothing`() throws {
    try withFullStore { full in
      DispatchQueue.concurrentPerform(iterations: 6) { thread in
        do {
          if thread < 2 {
            for _ in 0..<6 {
              let done = reindexed(full.store)
              #expect(done.written + done.replaced + done.removed == [] && done.findings == [])
            }
          } else {
            let person = try full.store.person("p\(thread)@example.org")
            for turn in 0..<6 {
              let number = try full.store.startApplication(
                start(person, key: "f\(turn)"), at: moment
              ).number
              let attempt = Attempt(
                reference: "r-\(thread)-\(turn)", provider: "simulator", quote: sampleAttempt.quote,
                publication: "cd", currency: "USD", checkingSeconds: 60, windowSeconds: 3600,
                key: "k")
              _ = try full.store.change(number, at: moment, by: .applicant(person)) { _ in
                .attemptOpened(attempt)
              }
            }
          }
        } catch { Issue.record(error) }
      }
      #expect(verified(full.store).findings == [])
    }
  }
}

func reindexed(
  _ store: Store, isDryRun: Bool = false, daysLater days: Int = 0
) -> Reindexing {
  let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)
  var reindexing = Reindexing(
    of: store, at: now.adding(seconds: days * 86_400), isDryRun: isDryRun)
  for part in reindexing.parts() { reindexing.run(part) }
  return reindexing
}
