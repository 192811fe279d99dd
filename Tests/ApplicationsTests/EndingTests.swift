import Applications
import Rules
import Testing

@Suite struct EndingTests {
  private static let early = moment("2026-01-06T15:00:00")
  private static let late = moment("2026-06-06T15:00:00")

  private func overview(_ happenings: Event.What..., at now: Moment = early) -> Overview {
    Overview(application(happenings), edition: edition(), now: now)
  }

  private func withdrawn(_ reason: String = "", key: String = "w") -> Event.What {
    .withdrawn(Withdrawal(reason: reason, key: key))
  }

  @Test func `a cancelled application stays so, also past its last day, and keeps what was typed`()
  {
    let seen = overview(saved(), .cancelled(key: "c"))
    #expect(seen.stage == .cancelled && !seen.canBeCancelled && !seen.canBeWithdrawn)
    #expect(seen.stageSince == moment("2026-01-05T15:02:00"))
    #expect(seen.application.part("e").answers.text("q") == "yes")
    #expect(seen.application.deed(ofForm: "c") == .cancelled(key: "c"))
    #expect(overview(saved(), .cancelled(key: "c"), at: Self.late).stage == .cancelled)
  }

  @Test func `only an open application may be cancelled`() {
    #expect(overview(saved()).canBeCancelled)
    #expect(!overview(saved(), opened("p1")).canBeCancelled, "while a payment is under way")
    #expect(!overview(saved(), opened("p1"), paid("p1")).canBeCancelled)
    #expect(!overview(saved(), at: Self.late).canBeCancelled, "expired")
    #expect(overview(saved(), opened("p1"), .attemptEnded("p1", .declined)).canBeCancelled)
  }

  @Test func `only a submitted application may be withdrawn, and not while money is on its way`() {
    #expect(!overview(saved()).canBeWithdrawn)
    #expect(overview(saved(), opened("p1"), paid("p1")).canBeWithdrawn)
    #expect(overview(saved(), .submittedWithoutFee).canBeWithdrawn)
    #expect(
      !overview(saved(), opened("p1"), .attemptEnded("p1", .declined), opened("p2"), paid("p1"))
        .canBeWithdrawn, "a second payment is open")
  }

  @Test func `a withdrawn application is withdrawn, and the first time counts`() {
    let seen = overview(
      saved(), opened("p1"), paid("p1"), withdrawn("I moved", key: "w1"), withdrawn(key: "w2"))
    #expect(seen.stage == .withdrawn && !seen.canBeWithdrawn && !seen.canBeCancelled)
    #expect(seen.application.withdrawal?.reason == "I moved")
    #expect(seen.application.submittedAt != nil && seen.application.payment != nil)
    #expect(seen.stageSince == moment("2026-01-05T15:04:00"))
  }

  @Test func `money that comes after cancelling submits nothing, and is a credit`() {
    let seen = overview(
      saved(), opened("p1"), .attemptEnded("p1", .declined), .cancelled(key: "c"),
      paid("p1", .credit(.applicationEnded)))
    #expect(seen.stage == .cancelled && seen.application.submittedAt == nil)
    #expect(seen.application.payment == nil)
  }

  @Test func `a new application may follow one that has ended undecided`() {
    #expect(overview(saved(), at: Self.late).canBeCarriedOver)
    #expect(overview(saved(), .cancelled(key: "c")).canBeCarriedOver)
    #expect(overview(.submittedWithoutFee, withdrawn()).canBeCarriedOver)
    #expect(!overview(saved()).canBeCarriedOver)
    #expect(overview(saved(), opened("p1"), at: Self.late).canBeCarriedOver, "no word ever came")
    #expect(!overview(saved(), .submittedWithoutFee).canBeCarriedOver)
  }

  @Test func `messages stand in their threads, and each says whose it is`() {
    func wrote(_ thread: String, _ text: String, _ key: String) -> Event.What {
      .messageWritten(WrittenMessage(thread: thread, subject: "S-\(text)", text: text, key: key))
    }
    var application = application(wrote("t1", "one", "k1"), wrote("t2", "two", "k2"))
    application.apply(
      Event(
        number: 4, at: Self.early, who: .program("office"), what: wrote("t1", "three", "k3")))
    #expect(application.threads.map(\.id) == ["t1", "t2"])
    #expect(application.threads.map(\.subject) == ["S-one", "S-two"])
    #expect(application.threads[0].messages.map(\.text) == ["one", "three"])
    #expect(application.threads[0].messages.map(\.isFromOffice) == [false, true])
    #expect(application.writtenCount == 2 && application.lastEvent == 4)
    #expect(application.savedAt == nil, "nothing of the application has changed")
  }
}
