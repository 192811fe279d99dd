import Applications
import Files
import Foundation
import JSON
import Rules
import Signing
import Testing

@testable import Store

/// What `docket store verify` finds: each kind of damage, planted in a store with one of everything.
@Suite struct VerificationTests {
  @Test func `a store in which all is well has no faults, and stays as it is`() throws {
    try withFullStore { full in
      let before = try tree(full.store.folder)
      let verification = verified(full.store)
      #expect(verification.findings == [])
      #expect(verification.renewed == [])
      #expect(
        verification.counts
          == Verification.Counts(
            applications: 1, accounts: 2, staff: 1, organisations: 1, lines: 13, attachments: 1,
            bytes: 7,
            payments: 1,
            leftovers: 0))
      #expect(Set(verification.publications.keys) == [String(repeating: "ab", count: 32), "cd"])
      #expect(try tree(full.store.folder) == before)
    }
  }

  @Test func `a byte that changed anywhere in a journal is found, with its line`() throws {
    try withFullStore { full in
      let whole = try bytes(of: full.journal)
      var line = 1
      var found = 0
      for index in whole.indices.dropLast() {
        if whole[index] == newline {
          line += 1
          continue
        }
        guard index % 97 == 0 else { continue }
        var hurt = whole
        hurt[index] ^= 1
        try put(hurt, at: full.journal)
        let fault = verified(full.store).findings.first { $0.path.hasSuffix("/journal") }
        #expect(fault?.severity == .error && fault?.line == line)
        found += 1
      }
      #expect(found > 20)
    }
  }

  @Test func `a journal that was moved is not taken for another's`() throws {
    try withFullStore { full in
      let other = try full.store.startApplication(start(full.ada, key: "form-2"), at: moment)
      try put(
        try bytes(of: full.journal),
        at: full.store.path(.applications, other.number.text) + "/journal")
      let said = errors(full.store)
      #expect(said.count == 1)
      #expect(
        said.first?.summary
          == "the journal of application \(full.number.text), not of \(other.number.text)")
    }
  }

  @Test func `files that are damaged, missing or named by nobody are told apart`() throws {
    try withFullStore { full in
      try put("Scanned".utf8, at: full.attachment)
      #expect(errors(full.store).map(\.path) == [relative(full.attachment, full)])
      try put("scanned and more".utf8, at: full.attachment)
      #expect(errors(full.store).count == 1)
      try FileManager.default.removeItem(atPath: full.attachment)
      let missing = errors(full.store)
      #expect(missing.map(\.path) == [relative(full.journal, full)])
      #expect(missing.first?.line == 4)
      try full.store.file("scanned", for: full.number)
      #expect(verified(full.store).findings == [])

      let orphan = try full.store.file("nobody's", for: full.number)
      let young = verified(full.store)
      #expect(young.findings == [] && young.counts.leftovers == 1)
      let old = verified(full.store, daysLater: 2).findings.filter {
        $0.path.hasSuffix("\(orphan)")
      }
      #expect(old.map(\.severity) == [.warning])
    }
  }

  @Test func `a look-up that is missing or wrong is found where somebody needs it`() throws {
    let lookUps: [(String, (FullStore) -> String)] = [
      ("not in the list of its applicant", { $0.store.ofAccountPath($0.ada, $0.number) }),
      ("the payment attempt ref-1 does not lead here", { $0.store.attemptPath("ref-1") }),
      ("is not in the list of those", { $0.store.path(.unchecked, $0.number.text) }),
      ("its address is not claimed for it", { $0.store.claimPath("ada@example.org") }),
    ]
    for (words, place) in lookUps {
      try withFullStore { full in
        try FileManager.default.removeItem(atPath: place(full))
        let said = errors(full.store)
        #expect(said.count == 1 && said.first?.summary.contains(words) == true, "\(words)")
        #expect(said.first?.remedy == Look.reindex)
      }
    }
  }

  @Test func `a look-up that leads nowhere is named when it is old`() throws {
    try withFullStore { full in
      let ben = try #require(try full.store.claimant(of: "ben@example.org"))
      let other = try #require(ApplicationNumber("k7m42q9p"))
      for (place, words) in [
        (full.store.ofAccountPath(ben, full.number), ""),
        (full.store.attemptPath("ref-9"), other.text),
        (full.store.path(.unchecked, other.text), ""),
        (full.store.claimPath("cleo@example.org"), ben.text),
      ] {
        try FileManager.default.createDirectory(
          atPath: parent(of: place), withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        _ = FileManager.default.createFile(
          atPath: place, contents: Data(words.utf8), attributes: [.posixPermissions: 0o600])
      }
      let young = verified(full.store)
      #expect(young.findings == [] && young.counts.leftovers == 4)
      let old = verified(full.store, daysLater: 2).findings.filter {
        $0.summary.hasPrefix("leads nowhere")
      }
      #expect(old.count == 4 && old.allSatisfy { $0.severity == .warning })
      try put("nonsense".utf8, at: full.store.attemptPath("ref-9"))
      try put("nonsense".utf8, at: full.store.claimPath("cleo@example.org"))
      #expect(
        errors(full.store).map(\.summary).sorted() == [
          "does not name an account", "does not name an application",
        ])
    }
  }

  @Test func `payments that do not add up are found`() throws {
    func pay(
      _ reference: String, _ transaction: String, _ cents: Int, _ use: Payment.Use
    ) -> Event.What {
      .attemptPaid(
        Payment(
          reference: reference, transaction: transaction, money: Money(cents: cents),
          currency: "USD", use: use))
    }
    func money(_ transaction: String, _ cents: Int, _ currency: String = "USD") -> ReturnedMoney {
      ReturnedMoney(
        reference: "ref-1", transaction: transaction, money: Money(cents: cents),
        currency: currency)
    }
    let faults: [(Event.What, [String])] = [
      (pay("ref-7", "t7", 1, .held), ["an attempt that was never opened: ref-7"]),
      (
        pay("ref-1", "t2", 50_20, .fee),
        ["books 5020 cents (USD) for an invoice of 5021 (USD)", "submits the application a second"]
      ),
      (pay("ref-1", "t2", 50_21, .held), ["holds the 5021 cents of the invoice"]),
      (
        pay("ref-1", "t1", 50_21, .credit(.furtherTransaction)),
        ["books the transaction t1 of ref-1 a second time"]
      ),
      (.submittedWithoutFee, ["submits the application a second time"]),
      (.attemptHandedOver("ref-7"), ["never opened: ref-7"]),
      (.attemptUnknown("ref-7"), ["never opened: ref-7"]),
      (.attemptEnded("ref-7", .declined), ["never opened: ref-7"]),
      (.attemptOpened(sampleAttempt), ["opens the payment attempt ref-1 a second time"]),
      (.moneyRefunded(money("t9", 1)), ["about money that never came: t9 of ref-1"]),
      (.moneyRefunded(money("t1", 50_22)), ["gives back other money than came: t1"]),
      (.moneyReversed(money("t1", 50_22)), ["gives back other money than came: t1"]),
      (.moneyReversed(money("t1", 1, "EUR")), ["gives back other money than came: t1"]),
      (
        .moneyProposed(
          MoneyProposal(
            id: "q", kind: .keep, reference: "ref-1", transaction: "t9", money: Money(cents: 1),
            currency: "USD", reason: "r", words: "")),
        ["proposes something about money that never came: t9 of ref-1"]
      ),
      (.moneyConfirmed("q"), ["answers what was never proposed, or was answered before: q"]),
      (.moneySent(SentMoney(proposal: "q", number: "1")), ["that nobody has confirmed: q"]),
    ]
    for (event, words) in faults {
      try withFullStore { full in
        try full.happen([event])
        let said = errors(full.store)
        #expect(said.count == words.count)
        for (finding, words) in zip(said, words) {
          #expect(finding.summary.contains(words) && finding.line == 8)
        }
      }
    }
  }

  @Test func `a second person who is the first is found, and money that was sent without one`()
    throws
  {
    func proposal(_ cents: Int) -> Event.What {
      .moneyProposed(
        MoneyProposal(
          id: "q", kind: .refund, reference: "ref-1", transaction: "t1",
          money: Money(cents: cents), currency: "USD", reason: "r", words: ""))
    }
    let sent = Event.What.moneySent(SentMoney(proposal: "q", number: "1"))
    func said(
      _ events: [Event.What], secondPerson: String = "mara"
    ) throws -> [String] {
      var said: [String] = []
      try withFullStore { full in
        for (index, what) in events.enumerated() {
          _ = try full.store.change(
            full.number, at: moment, by: .staff(index == 1 ? secondPerson : "grace")
          ) { _ in what }
        }
        said = errors(full.store).map(\.summary)
      }
      return said
    }
    #expect(try said([proposal(20), .moneyConfirmed("q"), sent]) == [])
    #expect(
      try said([proposal(20), .moneyConfirmed("q")], secondPerson: "grace")
        == ["is a second person's, and by the first: q"])
    #expect(
      try said([proposal(20), .moneyRefused("q", words: ""), sent])
        == ["sends money that nobody has confirmed: q"])
    #expect(
      try said([proposal(20), .moneyConfirmed("q"), .moneyRefused("q", words: "")])
        == ["is a second person's, and by the first: q"])
    #expect(
      try said([proposal(20), .moneyConfirmed("q"), sent, sent])
        == ["sends money that nobody has confirmed: q"])
    #expect(
      try said([proposal(50_22), .moneyConfirmed("q"), sent])
        == ["gives back other money than came: t1 of ref-1"])
  }

  @Test func `what has gone back in parts adds up too`() throws {
    func part(_ cents: Int) -> ReturnedMoney {
      ReturnedMoney(
        reference: "ref-1", transaction: "t1", money: Money(cents: cents), currency: "USD")
    }
    try withFullStore { full in
      try full.happen([.moneyRefunded(part(50_00)), .moneyReversed(part(21))])
      #expect(errors(full.store) == [])
      try full.happen([.moneyRefunded(part(1))])
      #expect(errors(full.store).map(\.line) == [10])
    }
  }

  @Test func `one payment booked for two applications is found`() throws {
    try withFullStore { full in
      let other = try full.store.startApplication(start(full.ada, key: "form-2"), at: moment)
      let attempt = Attempt(
        reference: "ref-2", provider: "simulator", quote: sampleAttempt.quote, publication: "cd",
        currency: "USD", checkingSeconds: 60, windowSeconds: 3600, key: "form-8")
      for what in [
        Event.What.attemptOpened(attempt),
        .attemptPaid(
          Payment(
            reference: "ref-2", transaction: "t1", money: Money(cents: 50_21), currency: "USD",
            use: .fee)),
      ] {
        _ = try full.store.change(other.number, at: moment, by: .applicant(full.ada)) { _ in what }
      }
      let said = errors(full.store)
      #expect(said.count == 2)
      #expect(said.contains { $0.summary.hasPrefix("a payment is booked that was booked for ") })
      #expect(said.contains { $0.summary.hasPrefix("the transaction t1 does not lead here") })
    }
  }

  @Test func `what is private and was blanked needs a line that says by whom`() throws {
    try withFullStore { full in
      let journal = try Journal(folder: full.application)
      let secret = try #require(journal.secrets.first { $0.number == 2 })
      var blank = try bytes(of: full.journal)
      for index in secret.range.dropFirst().dropLast() { blank[index] = UInt8(ascii: " ") }
      try put(blank, at: full.journal)
      #expect(errors(full.store).map(\.line) == [3])
    }
    try withFullStore { full in
      try LockedJournal(folder: full.application).erase([2], at: moment, who: "staff:x")
      #expect(verified(full.store).findings == [])
    }
  }

  @Test func `whoever else may read is found`() throws {
    try withFullStore { full in
      let places: [(String, Int)] = [
        (full.store.folder, 0o750), (full.store.folder + "/sessions", 0o701),
        (full.application, 0o711), (full.journal, 0o604), (full.attachment, 0o640),
        (full.store.folder + "/format", 0o644), (full.store.claimPath("ada@example.org"), 0o660),
      ]
      for (place, mode) in places {
        let before = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] ?? 0
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
        let said = errors(full.store)
        #expect(said.map(\.summary) == ["others than its owner may get at it"], "\(place)")
        #expect(said.first?.remedy.hasSuffix("'\(place)'") == true)
        try FileManager.default.setAttributes([.posixPermissions: before], ofItemAtPath: place)
      }
      #expect(verified(full.store).findings == [])
    }
  }

  @Test func `damage in small files is found`() throws {
    try withFullStore { full in
      let store = full.store
      let session = try #require(
        try Files.names(in: store.path(.sessions, full.ada.text)).first)
      let done = store.path(.notifications, full.notification.description) + ".done"
      func only(_ kind: String) throws -> String {
        let shard = try #require(try Files.names(in: "\(store.folder)/\(kind)").first)
        let name = try #require(try Files.names(in: "\(store.folder)/\(kind)/\(shard)").first)
        return "\(store.folder)/\(kind)/\(shard)/\(name)"
      }
      let places: [(String, Finding.Severity)] = [
        (done, .error), (try only("imports"), .error), (try only("outbox/sent"), .error),
        (store.folder + "/outbox/new/waits-1", .error), (try only("tokens"), .warning),
        (try only("held"), .warning),
        (store.path(.sessions, full.ada.text) + "/" + session, .warning),
      ]
      for (place, severity) in places {
        let before = try bytes(of: place)
        try put("nonsense".utf8, at: place)
        let said = verified(store).findings
        #expect(said.map(\.severity) == [severity] && said.first?.path == relative(place, full))
        try put(before, at: place)
      }
      #expect(verified(store).findings == [])
    }
  }

  @Test func `what lies where it does not belong is found when it is old`() throws {
    try withFullStore { full in
      let store = full.store
      for path in [
        "notes.txt", "applications/readme", "sessions/.draft-1", "incoming/body-1",
        "applications/\(Store.shard(full.number.text))/\(full.number.text)/journal.bak",
      ] { try put([], at: store.folder + "/" + path) }
      let young = verified(store)
      #expect(young.findings == [] && young.counts.leftovers == 5)
      let old = verified(store, daysLater: 2).findings.filter {
        $0.summary.hasPrefix("a draft") || $0.summary.hasPrefix("nothing that Docket")
      }
      #expect(old.count == 5 && old.allSatisfy { $0.severity == .warning })

      let wrong =
        store.folder + "/applications/" + (Store.shard(full.number.text) == "00" ? "01" : "00")
      try FileManager.default.createDirectory(atPath: wrong, withIntermediateDirectories: true)
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: wrong)
      try FileManager.default.moveItem(
        atPath: full.application, toPath: "\(wrong)/\(full.number.text)")
      #expect(errors(store).contains { $0.summary.hasPrefix("lies in the wrong folder") })
    }
  }

  @Test func `what is owed for long is named`() throws {
    try withFullStore { full in
      try full.store.owe([try message("m-9")], by: entry(), number: 99, of: full.number.text)
      #expect(verified(full.store).findings == [])
      let old = verified(full.store, daysLater: 2).findings.filter { $0.path.hasPrefix("pending/") }
      #expect(old.map(\.severity) == [.warning])
      try put("nonsense".utf8, at: full.store.path(.pending, full.number.text))
      #expect(
        errors(full.store).map(\.path) == [
          relative(full.store.path(.pending, full.number.text), full)
        ])
    }
  }

  @Test(arguments: [true, false])
  func `what takes no changes and is whole takes them again`(isMarkedByFile: Bool) throws {
    try withFullStore { full in
      if isMarkedByFile {
        Store.mark(full.application)
      } else {
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o400], ofItemAtPath: full.journal)
      }
      #expect(throws: StoreError.readOnly) { try full.happen([save(2)]) }
      let before = try bytes(of: full.journal)
      let inode = try File.Status(of: full.journal).inode

      // Not while anything is wrong with it.
      let lookUp = full.store.attemptPath("ref-1")
      let kept = try bytes(of: lookUp)
      try FileManager.default.removeItem(atPath: lookUp)
      let bad = verified(full.store)
      #expect(bad.renewed == [] && bad.findings.count == 2)
      #expect(throws: StoreError.readOnly) { try full.happen([save(2)]) }
      try put(kept, at: lookUp)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: lookUp)

      let good = verified(full.store)
      #expect(good.renewed == [relative(full.application, full)] && good.findings == [])
      #expect(try bytes(of: full.journal) == before)
      #expect(try File.Status(of: full.journal).inode != inode)
      try full.happen([save(2)])
      #expect(verified(full.store).renewed == [])
    }
  }
}

/// All of a store, verified by a clock that is so many days ahead.
func verified(_ store: Store, daysLater days: Int = 0) -> Verification {
  let now = Moment(millisecondsSince1970: Int(Date().timeIntervalSince1970) * 1000)
  var verification = Verification(of: store, at: now.adding(seconds: days * 86_400))
  for part in verification.parts() { verification.verify(part) }
  return verification
}

private func errors(_ store: Store) -> [Finding] {
  verified(store).findings.filter { $0.severity == .error }
}

private func relative(_ place: String, _ full: FullStore) -> String {
  String(place.dropFirst(full.store.folder.count + 1))
}
