import Applications
import Files
import Foundation
import Rules
import Testing

@testable import Store

/// The lists of those who review: where an application has to be, and what leads there.
@Suite struct QueueTests {
  @Test func `a submitted application waits until somebody takes it, and leads to them then`()
    throws
  {
    try withStore { store in
      let number = try store.submitted("Ada Okoro", at: moment)
      let item = QueueItem(moment: moment, number: number)
      #expect(try store.lists(of: number) == ["fitness", "open", "waiting"])
      #expect(try store.queue(.waiting, limit: 50) == [item])
      try store.act(number, .assigned(Assignment(to: mara, key: "a1")))
      #expect(try store.lists(of: number) == ["fitness", "open", "with.mara"])
      #expect(try store.queue(.with(mara), limit: 50) == [item])
      #expect(try store.queue(.waiting, limit: 50) == [])
      try store.act(number, .released(ReviewMark(key: "a2")))
      #expect(try store.lists(of: number) == ["fitness", "open", "waiting"])
      #expect(verified(store).findings == [])
    }
  }

  @Test func `it goes back, comes again, is proposed and decided`() throws {
    try withStore { store in
      let number = try store.submitted("Ada Okoro", at: moment)
      let until = moment.adding(seconds: 30 * 86_400)
      try store.act(number, .assigned(Assignment(to: mara, key: "a1")))
      try store.act(
        number,
        .deficiencySent(
          Deficiency(
            id: "d1", flags: [], until: until, consequence: .decided, letter: letter, key: "a2")
        ))
      #expect(try store.lists(of: number) == ["deficient", "open", "with.mara"])
      #expect(try store.queue(.deficient, limit: 9) == [QueueItem(moment: until, number: number)])
      try store.act(number, .deficiencyAnswered(key: "a3"), by: .program("x"))
      #expect(try store.lists(of: number) == ["fitness", "open", "with.mara"])
      try store.act(
        number,
        .fitnessDecided(
          FitnessOutcome(isCleared: true, day: Day(ofUTC: moment), elements: [], key: "f")))
      #expect(try store.lists(of: number) == ["open", "with.mara"])
      try store.act(
        number,
        .decided(Decision(id: "x1", outcome: .denied, reasons: [reason], letter: letter, key: "a4"))
      )
      #expect(try store.lists(of: number) == ["confirm", "open", "with.mara"])
      try store.act(number, .decisionConfirmed("x1", key: "a5"), by: .staff("bo"))
      #expect(try store.lists(of: number) == ["decided"])
      var told: [CaseFacts] = []
      try store.decidedCases(from: moment, before: moment.adding(seconds: 60)) { _, facts in
        told.append(facts)
      }
      #expect(told.map(\.decision) == [.denied] && told[0].receivedAt == moment)
      #expect(told[0].pauses.count == 1 && told[0].decidedBy == "mara")
      try store.act(number, .appealed(Appeal(text: "Look again.", key: "a6")), by: .program("x"))
      #expect(try store.lists(of: number) == ["appeals", "decided"])
      try store.act(
        number,
        .decisionUndone(DecisionUndoing(decision: "x1", reason: "Wrong", letter: letter, key: "a7"))
      )
      #expect(try store.lists(of: number) == ["open", "with.mara"])
      #expect(verified(store).findings == [])
    }
  }

  @Test func `what is approved preliminarily stays with fitness until that is decided`() throws {
    try withStore { store in
      let number = try store.submitted("Ada Okoro", at: moment)
      let day = Day(ofUTC: moment)
      func facts() throws -> [CaseFacts] {
        var told: [CaseFacts] = []
        try store.decidedCases(from: moment, before: moment.adding(seconds: 60)) { _, facts in
          told.append(facts)
        }
        return told
      }
      try store.act(number, .assigned(Assignment(to: mara, key: "a1")))
      try store.act(
        number,
        .decided(
          Decision(
            id: "x1", outcome: .approved, letter: letter,
            preliminary: Preliminary(rule: reason, until: day), key: "a2")))
      #expect(try store.lists(of: number) == ["decided", "fitness"])
      #expect(try store.queue(.fitness, limit: 9) == [QueueItem(moment: moment, number: number)])
      #expect(try facts().map(\.isPreliminary) == [true])
      let outcome = FitnessOutcome(isCleared: false, day: day, elements: [], key: "a3")
      try store.act(number, .fitnessDecided(outcome))
      #expect(try store.lists(of: number) == ["decided", "fitness"])
      try store.act(
        number,
        .decided(
          Decision(id: "x2", outcome: .revoked, reasons: [reason], letter: letter, key: "a4")))
      #expect(try store.lists(of: number) == ["confirm", "decided", "fitness"])
      #expect(try facts().map(\.decision) == [.approved])
      try store.act(
        number, .decisionRefused("x2", words: "", key: "a5"), by: .staff("bo"))
      #expect(verified(store).findings == [])
      try store.act(
        number,
        .preliminaryConfirmed(
          PreliminaryConfirmation(
            outcome: FitnessOutcome(isCleared: true, day: day, elements: [], key: "a6"),
            letter: letter)))
      #expect(try store.lists(of: number) == ["decided"])
      #expect(try facts().map(\.isPreliminary) == [false])
      let before = try tree(store.folder)
      for file in try files(below: store.folder + "/queue").keys {
        try FileManager.default.removeItem(atPath: file)
      }
      _ = reindexed(store)
      #expect(try tree(store.folder) == before)
      #expect(verified(store).findings == [])
    }
  }

  @Test func `what is withdrawn is in no list, and empty folders are gone`() throws {
    try withStore { store in
      let number = try store.submitted("Ada Okoro", at: moment)
      _ = try store.change(number, at: moment, by: .program("x")) { _ in
        .withdrawn(Withdrawal(reason: "", key: "w"))
      }
      #expect(try store.lists(of: number) == [])
      #expect(try names(in: store.folder + "/queue") == [])
      #expect(try store.applications(named: ["okoro"], limit: 9).numbers == [number])
    }
  }

  @Test func `a page begins after the last of the page before`() throws {
    try withStore { store in
      var all: [QueueItem] = []
      for hour in 0..<7 {
        let at = moment.adding(seconds: hour / 2 * 3600 * 24 * 9)
        all.append(QueueItem(moment: at, number: try store.submitted("P \(hour)", at: at)))
      }
      all.sort()
      #expect(try store.queue(.open, limit: 3) == Array(all[..<3]))
      #expect(try store.queue(.open, after: all[2], limit: 3) == Array(all[3..<6]))
      #expect(try store.queue(.open, after: all[5], limit: 3) == [all[6]])
      #expect(try store.queue(.open, after: all[6], limit: 3) == [])
    }
  }

  @Test func `the facts about an open one are those of its journal, also while it changes`() throws
  {
    try withStore { store in
      let number = try store.submitted("Ada Okoro", at: moment)
      let before = try files(below: store.folder + "/queue/open")
      try store.act(number, .assigned(Assignment(to: mara, key: "a1")))
      try store.act(
        number, .held(Hold(reason: reason, stopsClock: true, key: "a2")))
      func facts() throws -> [CaseFacts] {
        var all: [CaseFacts] = []
        try store.openCases { _, facts in
          all.append(facts)
          return true
        }
        return all
      }
      let told = try facts()
      #expect(told.count == 1 && told[0].assignee == mara && told[0].isOnHold)
      #expect(told[0].pauses == [Pause(from: moment, until: nil)])
      #expect(told[0].requests == ["initial", "renewal"])
      // A crash has left the one of before, or made the next one without its line.
      for (path, bytes) in before { try put(bytes, at: path) }
      for (path, _) in before { #expect(chmod(path, 0o600) == 0) }
      #expect(try facts() == told)
      #expect(try store.queue(.open, limit: 9).count == 1)
      #expect(verified(store).findings == [])
      #expect(
        verified(store, daysLater: 2).findings.map(\.summary)
          == ["leads nowhere: \(number) does not belong there"])
      #expect(reindexed(store).removed == before.keys.map(store.relative))
      #expect(try facts() == told)
    }
  }

  @Test func `all lists and names come back byte for byte`() throws {
    try withStore { store in
      let first = try store.submitted("Ada Maria Okoro", at: moment)
      _ = try store.submitted("Ben O'Hara", at: moment.adding(seconds: 86_400 * 40))
      try store.act(first, .assigned(Assignment(to: mara, key: "a1")))
      let before = try tree(store.folder)
      for kind in ["queue", "names"] {
        try FileManager.default.removeItem(atPath: "\(store.folder)/\(kind)")
      }
      let said = Set(verified(store).findings.filter { $0.severity == .error }.map(\.summary))
      #expect(said.contains { $0.hasPrefix("not in the queue 'with.mara', where it belongs (") })
      #expect(said.contains { $0.hasPrefix("not found by the name of its applicant (") })
      #expect(reindexed(store, isDryRun: true).written.count == 2 + 3 + 3 + 6 + 2)
      #expect(reindexed(store).findings == [])
      #expect(try tree(store.folder) == before)
      #expect(verified(store).findings == [])
    }
  }
}

@Suite struct NameSearchTests {
  @Test func `somebody is found by the beginning of any word, and by two words in any order`()
    throws
  {
    try withStore { store in
      let ada = try store.submitted("Ada Maria Okoro", at: moment)
      let zoe = try store.submitted("Zoë Okoń", at: moment)
      let cher = try store.submitted("Cher", at: moment)
      func found(_ typed: String) throws -> Set<ApplicationNumber> {
        let page = try store.applications(named: nameWords(typed), limit: 50)
        #expect(page.next == nil && Set(page.numbers).count == page.numbers.count)
        return Set(page.numbers)
      }
      #expect(try found("o") == [ada, zoe] && found("OKO") == [ada, zoe])
      #expect(try found("okon") == [zoe] && found("okoro") == [ada] && found("Okoroo") == [])
      #expect(try found("ada ok") == [ada] && found("okoro a") == [ada])
      #expect(try found("maria ada") == [ada] && found("ada m") == [ada])
      #expect(try found("Cher") == [cher] && found("ch") == [cher] && found("cher a") == [])
      #expect(try found("ad oko") == [], "only the last word may be a beginning")
    }
  }

  @Test func `many people of one name are shown page by page, each once`() throws {
    try withStore { store in
      var all: Set<ApplicationNumber> = []
      for index in 0..<23 {
        let at = moment.adding(seconds: index * 86_400 * 4)
        all.insert(try store.submitted(index % 3 == 0 ? "Ann Lee Smith" : "Ann Smith", at: at))
      }
      for typed in ["smi", "smith", "ann s", "an"] {
        var seen: [ApplicationNumber] = []
        var after: String?
        repeat {
          let page = try store.applications(named: nameWords(typed), after: after, limit: 5)
          seen += page.numbers
          after = page.next
        } while after != nil && seen.count < 100
        #expect(seen.count == 23 && Set(seen) == all, "\(typed)")
      }
    }
  }

  @Test func `an erasure takes the name away, and finishes what was cut off`() throws {
    try withStore { store in
      let number = try store.submitted("Ada Okoro", at: moment)
      _ = try store.submitted("Ada Smith", at: moment)
      _ = try store.erase(number, at: moment, who: "staff:mara")
      #expect(try store.applications(named: ["okoro"], limit: 9).numbers == [])
      #expect(try names(in: store.folder + "/names") == ["ad", "sm"])
      #expect(verified(store).findings == [])
      #expect(reindexed(store).written == [])
    }
  }

  @Test func `words of a name`() {
    #expect(nameWords("Zoë O'Brien-Łuk") == ["zoe", "obrien", "luk"])
    #expect(nameWords("J. R. R. Straße") == ["j", "r", "strasse"])
    #expect(nameWords("  \u{65}\u{301}mile  ÆØ ") == ["emile", "aeo"])
    #expect(nameWords("Анна Öz") == ["анна", "oz"])
    #expect(nameWords("../../etc \0 -") == ["etc"])
    #expect(nameWords(String(repeating: "x", count: 99)) == [String(repeating: "x", count: 24)])
    #expect(nameWords("—") == [])
  }
}

private let mara = StaffName("mara").unsafelyUnwrapped
private let letter = SentLetter(subject: "About it", body: "Something.")
private let reason = GivenReason(id: "r", text: "Something is missing")

extension Store {
  /// An application that somebody of this name has submitted.
  fileprivate func submitted(_ name: String, at moment: Moment) throws -> ApplicationNumber {
    let account = try person("\(UUID().uuidString)@example.org")
    let like = start(account)
    let start = Start(
      applicant: account, profile: Profile(name: name, emailAddress: "a@example.org"),
      requests: like.requests, answers: like.answers, publication: like.publication, day: like.day,
      deadline: like.deadline, key: UUID().uuidString)
    let number = try startApplication(start, at: moment).number
    _ = try change(number, at: moment, by: .applicant(account)) { _ in .submittedWithoutFee }
    return number
  }

  fileprivate func act(
    _ number: ApplicationNumber, _ act: ReviewAct, by who: Event.Actor = .staff("mara")
  ) throws {
    _ = try change(number, at: moment, by: who) { _ in .review(act) }
  }

  /// The names of the lists that have it.
  fileprivate func lists(of number: ApplicationNumber) throws -> [String] {
    try files(below: folder + "/queue").keys.filter { $0.contains("-\(number.text)") }
      .map { String(relative($0).split(separator: "/")[1]) }.sorted()
  }
}

private func files(below folder: String) throws -> [String: [UInt8]] {
  var all: [String: [UInt8]] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    let place = folder + "/" + path
    if try File.Status(of: place).isRegular { all[place] = try bytes(of: place) }
  }
  return all
}
