import Applications
import Glibc
import Rules
import Testing

@Suite struct ApplicationTests {
  @Test func `a journal that does not begin with the start is no application`() throws {
    let number = try #require(ApplicationNumber("k7m42q9p"))
    #expect(Application(number: number, events: []) == nil)
    let event = Event(
      number: 1, at: moment("2026-01-05T15:00:00"), who: .program("x"), what: saved())
    #expect(Application(number: number, events: [event]) == nil)
  }

  @Test func `an application as it was started`() {
    let application = application()
    #expect(application.applicant == account())
    #expect(application.startedAt == moment("2026-01-05T15:00:00"))
    #expect(application.lastEvent == 1)
    #expect(application.savedAt == nil)
    #expect(application.submittedAt == nil)
    #expect(application.part("e").isUntouched)
    #expect(application.deed(ofForm: "start") == .started(start()))
  }

  @Test func `a second start changes nothing`() {
    let again = application(.started(start(requests: ["other"])))
    #expect(again.start.requests == ["r"])
    #expect(again.lastEvent == 2)
  }

  @Test func `a save replaces the answers of its element, and no other`() {
    let application = application(
      saved(), saved(element: "other", key: "k2"),
      saved(answers(("q", "no")), revision: 2, statesNone: true, key: "k3"))
    #expect(application.part("e").answers == answers(("q", "no")))
    #expect(application.part("e").statesNone)
    #expect(application.part("e").revision == 2)
    #expect(application.part("e").savedAt == moment("2026-01-05T15:03:00"))
    #expect(application.part("other").revision == 1)
    #expect(application.savedAt == moment("2026-01-05T15:03:00"))
  }

  @Test func `a form is known by its key, as it last was`() {
    let application = application(saved(), saved(answers(("q", "no")), revision: 2))
    #expect(application.deed(ofForm: "save") == saved(answers(("q", "no")), revision: 2))
    #expect(application.deed(ofForm: "unknown") == nil)
  }

  @Test func `files are added and found`() {
    let application = application(
      attached("a1"), attached("a2", key: "k2"), attached("b1", element: "other", key: "k3"))
    #expect(application.part("e").attachments.map(\.id) == ["a1", "a2"])
    #expect(application.part("e").revision == 0)
    #expect(!application.part("e").isUntouched)
    #expect(application.attachment("b1")?.element == "other")
    #expect(application.attachment("c1") == nil)
    #expect(application.deed(ofForm: "k3") == attached("b1", element: "other", key: "k3"))
  }

  @Test func `a file can be replaced, withdrawn and brought back, and nothing is lost`() {
    let files = [
      attached("a1"), attached("a2", digest: "ef", key: "k2"),
      attached("a3", digest: "01", replaces: "a1", key: "k3"),
    ]
    let replaced = application(files)
    #expect(replaced.part("e").attachments.map(\.id) == ["a3", "a2"])
    #expect(replaced.part("e").withdrawn.map(\.id) == ["a1"])
    #expect(replaced.attachment("a1") == nil)
    #expect(replaced.withdrawnAttachment("a1")?.fileName == "scan.pdf")
    let withdrawn = application(files + [.fileWithdrawn("a3", key: "k4")])
    #expect(withdrawn.part("e").attachments.map(\.id) == ["a2"])
    #expect(withdrawn.part("e").withdrawn.map(\.id) == ["a1", "a3"])
    #expect(withdrawn.storedByteCount == 3000)
    #expect(withdrawn.deed(ofForm: "k4") == .fileWithdrawn("a3", key: "k4"))
    let back = application(
      files + [.fileWithdrawn("a3", key: "k4"), .fileRestored("a1", key: "k5")])
    #expect(back.part("e").attachments.map(\.id) == ["a2", "a1"])
    #expect(back.part("e").withdrawn.map(\.id) == ["a3"])
    #expect(back.savedAt == moment("2026-01-05T15:05:00"))
  }

  @Test func `each thing that is done about files is another figure for readers`() {
    let said = FileDescription(attachment: "a1", description: "x", type: "letter", key: "d")
    let all: [Event.What] = [
      attached(), .fileDescribed(said), .fileWithdrawn("a1", key: "w"),
      .fileRestored("a1", key: "r"), attached("a2", replaces: "a1"),
    ]
    for count in 0...all.count {
      #expect(application(Array(all.prefix(count))).part("e").changes == count)
    }
    #expect(application(attached(), checked(.accepted)).part("e").changes == 1)
  }

  @Test func `what a scanner says holds for a file wherever it is attached`() {
    let both = [
      attached("a1", awaitsCheck: true), attached("b1", element: "other", awaitsCheck: true),
    ]
    #expect(application(both).attachments.map(\.state) == [.beingChecked, .beingChecked])
    let found = application(both + [checked(.setAside)])
    #expect(found.attachments.map(\.state) == [.setAside, .setAside])
    #expect(found.savedAt == moment("2026-01-05T15:02:00"), "nobody has saved anything")
    let later = application(
      [attached("a1", awaitsCheck: true), checked(.accepted)] + both.suffix(1))
    #expect(later.attachments.map(\.state) == [.accepted, .accepted])
    #expect(application(attached()).attachments.map(\.state) == [.accepted])
  }

  @Test func `a form that brings several files has done several things`() {
    let application = application(
      attached("a1", key: "k"), saved(), attached("a2", digest: "ef", key: "k"))
    #expect(
      application.deeds(ofForm: "k") == [
        attached("a1", key: "k"), attached("a2", digest: "ef", key: "k"),
      ])
  }

  @Test func `a signature is kept with its moment`() {
    let part = application(saved(), sealed()).part("e")
    #expect(part.isSealed)
    #expect(part.signature?.name == "Ada Okoro")
    #expect(part.sealedAt == moment("2026-01-05T15:02:00"))
    #expect(!application(saved()).part("e").isSealed)
  }

  @Test func `submitted where nothing is owed, once`() {
    let application = application(.submittedWithoutFee, .submittedWithoutFee)
    #expect(application.submittedAt == moment("2026-01-05T15:01:00"))
    #expect(application.payment == nil)
    #expect(application.attempts.isEmpty)
  }

  @Test func `one event more is the same as the whole journal`() throws {
    let all: [Event.What] = [
      saved(), attached(awaitsCheck: true), checked(.accepted), .fileWithdrawn("a1", key: "w"),
      .fileRestored("a1", key: "r"), sealed(), opened("p1"), .attemptHandedOver("p1"),
      .attemptEnded("p1", .declined), opened("p2"), .attemptUnknown("p2"), paid("p2"),
      paid("p1", .credit(.secondPayment)), .moneyRefunded(returned("p1")),
      .moneyReversed(returned("p2")), .submittedWithoutFee,
    ]
    var grown = application()
    for (count, event) in zip(1..., events(start(), all).dropFirst()) {
      grown.apply(event)
      #expect(grown == application(Array(all.prefix(count))))
    }
  }

  /// What it takes must grow with the journal, not with its square: twenty times the events, and far
  /// less than four hundred times as long. Measured in time of this thread alone, so that tests
  /// running beside it do not count.
  @Test func `a long journal is folded in one go`() throws {
    func journal(_ count: Int) -> [Event] {
      events(
        start(),
        (0..<count).flatMap { number in
          [
            saved(revision: number + 1, key: "s\(number)"),
            attached("a\(number)", key: "a\(number)"),
            opened("p\(number)", key: "p\(number)"), .attemptHandedOver("p\(number)"),
            .attemptEnded("p\(number)", .cancelled),
          ]
        })
    }
    let number = try #require(ApplicationNumber("k7m42q9p"))
    func seconds(_ events: [Event]) -> Double {
      let before = threadSeconds()
      _ = Application(number: number, events: events)
      return threadSeconds() - before
    }
    let short = journal(250)
    let shortest = try #require((0..<5).map { _ in seconds(short) }.min())
    let long = seconds(journal(5000))
    #expect(long < shortest * 100, "\(shortest) s for 1250 events, \(long) s for 25000")
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

@Suite struct AttemptTests {
  private func state(_ happenings: Event.What...) -> AttemptRecord.State? {
    application(happenings).attempt("p1")?.state
  }

  @Test func `an attempt is opened, handed over, and paid`() {
    let one = application(opened("p1"))
    #expect(one.openAttempt?.attempt.reference == "p1")
    #expect(one.attempt("p1")?.openedAt == moment("2026-01-05T15:01:00"))
    #expect(state(opened("p1")) == .opened)
    #expect(
      state(opened("p1"), .attemptHandedOver("p1"))
        == .handedOver(at: moment("2026-01-05T15:02:00")))
    let paidOne = application(opened("p1"), .attemptHandedOver("p1"), paid("p1"))
    #expect(paidOne.openAttempt == nil)
    #expect(paidOne.payment?.attempt.reference == "p1")
    #expect(paidOne.submittedAt == moment("2026-01-05T15:03:00"))
    #expect(paidOne.deed(ofForm: "pay") == opened("p1"))
  }

  @Test(arguments: AttemptEnd.allCases)
  func `an attempt that ended without money submits nothing`(end: AttemptEnd) {
    let application = application(opened("p1"), .attemptEnded("p1", end))
    #expect(
      application.attempt("p1")?.state == .ended(end, at: moment("2026-01-05T15:02:00")))
    #expect(application.openAttempt == nil)
    #expect(application.payment == nil)
    #expect(application.submittedAt == nil)
  }

  @Test func `a notification that comes twice or late changes nothing`() {
    let paidAt = moment("2026-01-05T15:02:00")
    let first = Payment(
      reference: "p1", transaction: "t1", money: Money(cents: 85_00), currency: "USD", use: .fee)
    let again = application(
      opened("p1"), paid("p1"), paid("p1", .credit(.furtherTransaction), transaction: "t2"),
      paid("p1", .credit(.secondPayment)), .attemptUnknown("p1"),
      .attemptEnded("p1", .declined), .attemptHandedOver("p1"))
    #expect(again.attempt("p1")?.state == .paid(first, at: paidAt))
    #expect(again.submittedAt == paidAt)
    #expect(again.attempt("p1")?.received.map(\.payment.transaction) == ["t1", "t2"])
    #expect(again.payment?.attempt.reference == "p1")

    let declinedAt = moment("2026-01-05T15:02:00")
    #expect(
      state(
        opened("p1"), .attemptEnded("p1", .declined), .attemptEnded("p1", .cancelled),
        .attemptHandedOver("p1")) == .ended(.declined, at: declinedAt))
    #expect(
      state(opened("p1"), .attemptUnknown("p1"), .attemptHandedOver("p1"), .attemptUnknown("p1"))
        == .unknown(since: moment("2026-01-05T15:02:00")))
  }

  @Test(arguments: AttemptEnd.allCases)
  func `money that comes after an end still counts`(end: AttemptEnd) {
    let late = application(opened("p1"), .attemptEnded("p1", end), paid("p1"))
    #expect(late.submittedAt == moment("2026-01-05T15:03:00"))
    #expect(late.payment?.attempt.reference == "p1")
  }

  @Test func `a second payment is a credit`() {
    let twice = application(
      opened("p1"), .attemptEnded("p1", .declined), opened("p2"), paid("p2"),
      paid("p1", .credit(.secondPayment)))
    #expect(twice.payment?.attempt.reference == "p2")
    #expect(twice.submittedAt == moment("2026-01-05T15:04:00"))
    #expect(twice.attempts.map(\.isOpen) == [false, false])
    guard case .paid(let credit, _) = twice.attempt("p1")?.state else {
      Issue.record("the second payment is lost")
      return
    }
    #expect(credit.use == .credit(.secondPayment))
  }

  @Test func `the payment that submitted it stays the one, whatever a later line says`() {
    let twice = application(
      opened("p1"), .attemptEnded("p1", .declined), opened("p2"), paid("p2"), paid("p1"))
    #expect(twice.payment?.attempt.reference == "p2")
  }

  @Test func `money for an attempt that was never opened submits nothing`() {
    #expect(application(paid("p1")).submittedAt == nil)
    #expect(application(opened("p1"), paid("p2")).submittedAt == nil)
    #expect(application(opened("p1"), paid("p2")).openAttempt?.attempt.reference == "p1")
  }

  @Test func `the same attempt opened twice is one`() {
    let application = application(opened("p1"), opened("p1"), .attemptEnded("p1", .cancelled))
    #expect(application.attempts.count == 1)
    #expect(application.openAttempt == nil)
  }

  @Test func `the attempt that is open is the last one`() {
    let application = application(opened("p1"), .attemptEnded("p1", .declined), opened("p2"))
    #expect(application.openAttempt?.attempt.reference == "p2")
    #expect(application.attempt("p3") == nil)
  }
}
