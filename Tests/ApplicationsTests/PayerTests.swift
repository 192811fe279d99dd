import Applications
import Rules
import Testing

/// Somebody else is asked to pay: what is locked, until when, and what becomes of the link.
@Suite struct PayerTests {
  private static let until = moment("2026-01-19T05:00:00")

  private func asked(_ id: String = "p", until: Moment = PayerTests.until) -> Event.What {
    .payerAsked(
      PayerRequest(
        id: id, name: "Bo Lind", emailAddress: "bo@lind.example", until: until, link: "\(id)-1",
        key: id))
  }

  /// Events at moments of their own.
  private func application(_ events: (Moment, Event.Actor, Event.What)...) throws -> Application {
    var all = ApplicationsTests.events(start(), [saved()])
    for event in events {
      all.append(Event(number: all.count + 1, at: event.0, who: event.1, what: event.2))
    }
    let number = try #require(ApplicationNumber("k7m42q9p"))
    return try #require(Application(number: number, events: all))
  }

  private func overview(_ application: Application, at now: Moment) -> Overview {
    Overview(application, edition: edition(), now: now)
  }

  private let monday = moment("2026-01-05T18:00:00")
  private let ada = Event.Actor.applicant(account())

  @Test func `a request locks the application until its very moment, and not longer`() throws {
    let application = try application((monday, ada, asked()))
    let last = Self.until.adding(seconds: -1)
    for now in [monday, last] {
      let seen = overview(application, at: now)
      #expect(seen.stage == .payerAsked && seen.stageSince == monday)
      #expect(!seen.canBeCancelled && !seen.canBeWithdrawn && !seen.canBeCarriedOver)
      #expect(application.fate(ofLink: "p-1", of: "p", at: now) == .live)
      #expect(!application.hasExpiredPayer(at: now))
    }
    #expect(overview(application, at: Self.until).stage == .open)
    #expect(application.fate(ofLink: "p-1", of: "p", at: Self.until) == .expired)
    #expect(application.hasExpiredPayer(at: Self.until), "nobody was told")
    #expect(application.fate(ofLink: "other", of: "p", at: monday) == nil)
    #expect(application.fate(ofLink: "p-1", of: "other", at: monday) == nil)
  }

  @Test(arguments: [
    (Event.What.payerTakenBack(PayerMark(request: "p", key: "t")), PayerLinkFate.takenBack),
    (.payerDeclined(PayerRefusal(request: "p", reason: "No", key: "d")), .declined),
    (.payerExpired("p"), .expired), (.cancelled(key: "c"), .settled),
    (.submittedWithoutFee, .settled),
  ])
  func `whatever ends it opens the application and kills the link`(
    end: Event.What, fate: PayerLinkFate
  ) throws {
    let application = try application((monday, ada, asked()), (monday, ada, end))
    #expect(overview(application, at: monday).stage != .payerAsked)
    #expect(application.unendedPayer == nil)
    #expect(application.fate(ofLink: "p-1", of: "p", at: monday) == fate)
    // What has ended stays as it ended.
    let twice = try self.application(
      (monday, ada, asked()), (monday, ada, end),
      (monday, ada, .payerTakenBack(PayerMark(request: "p", key: "x"))),
      (monday, ada, .payerAskedAgain(PayerReminder(request: "p", link: "p-2", key: "y"))))
    #expect(twice.fate(ofLink: "p-1", of: "p", at: monday) == fate)
  }

  @Test func `a newer link takes the place of the one before`() throws {
    let application = try application(
      (monday, ada, asked()),
      (monday, ada, .payerAskedAgain(PayerReminder(request: "p", link: "p-2", key: "a"))))
    #expect(application.fate(ofLink: "p-1", of: "p", at: monday) == .replaced)
    #expect(application.fate(ofLink: "p-2", of: "p", at: monday) == .live)
    #expect(application.payers["p"]?.links.newest.event == 4)
  }

  @Test func `a link goes again three times a day, and five times in all`() throws {
    func limit(_ days: [Int], at day: Int) throws -> SentLinks.Limit? {
      var all = [(monday, ada, asked())]
      for (index, day) in days.enumerated() {
        all.append(
          (
            monday.adding(seconds: day * 86_400 + index), ada,
            .payerAskedAgain(PayerReminder(request: "p", link: "l\(index)", key: "k\(index)"))
          ))
      }
      var application = try application()
      for (index, event) in all.enumerated() {
        application.apply(Event(number: index + 3, at: event.0, who: event.1, what: event.2))
      }
      return application.payers["p"]?.links.limit(at: monday.adding(seconds: day * 86_400 + 60))
    }
    #expect(try limit([0, 0], at: 0) == nil)
    #expect(
      try limit([0, 0, 0], at: 0) == .today(until: monday.adding(seconds: 86_400)))
    #expect(try limit([0, 0, 0], at: 1) == nil)
    #expect(try limit([0, 0, 0, 1], at: 1) == nil)
    #expect(try limit([0, 0, 0, 1, 2], at: 9) == .inAll)
  }

  @Test func `somebody can be asked three times a day, and ten times in all`() throws {
    var application = try application()
    var number = 2
    func ask(at moment: Moment) {
      number += 2
      application.apply(Event(number: number, at: moment, who: ada, what: asked("p\(number)")))
      application.apply(
        Event(
          number: number + 1, at: moment, who: ada,
          what: .payerTakenBack(PayerMark(request: "p\(number)", key: "t\(number)"))))
    }
    for _ in 1...2 { ask(at: monday) }
    #expect(application.canAskPayerFrom(monday) == monday)
    ask(at: monday)
    #expect(application.canAskPayerFrom(monday) == monday.adding(seconds: 86_400))
    for day in 1...7 { ask(at: monday.adding(seconds: day * 86_400)) }
    #expect(application.canAskPayerFrom(monday.adding(seconds: 30 * 86_400)) == nil)
  }

  @Test func `who has begun to pay in time may finish, and is waited for`() throws {
    let just = Self.until.adding(seconds: -60)
    let begun = try application((monday, ada, asked()), (just, .payer("p"), opened("a1")))
    #expect(begun.attempts.map(\.payer) == ["p"])
    for now in [just, Self.until, Self.until.adding(seconds: 3600)] {
      #expect(overview(begun, at: now).stage == .paying)
      #expect(begun.fate(ofLink: "p-1", of: "p", at: now) == .live)
      #expect(!begun.hasExpiredPayer(at: now))
    }
    let declined = try application(
      (monday, ada, asked()), (just, .payer("p"), opened("a1")),
      (just, .provider("simulator"), .attemptEnded("a1", .declined)))
    #expect(overview(declined, at: just).stage == .payerAsked)
    #expect(declined.fate(ofLink: "p-1", of: "p", at: Self.until) == .expired)
    let paid = try application(
      (monday, ada, asked()), (just, .payer("p"), opened("a1")),
      (just, ada, .payerTakenBack(PayerMark(request: "p", key: "t"))),
      (Self.until, .provider("simulator"), paid("a1")))
    #expect(paid.submittedAt == Self.until, "a payment that was begun counts")
    #expect(paid.fate(ofLink: "p-1", of: "p", at: Self.until) == .paidByIt)
    #expect(paid.unendedPayer == nil)
  }

  @Test func `an attempt of the applicant's own is nobody else's`() throws {
    let own = try application(
      (monday, ada, opened("a1")), (monday, ada, .attemptEnded("a1", .abandoned)),
      (monday, ada, asked()), (monday, .provider("simulator"), paid("a1")))
    #expect(own.attempts.map(\.payer) == [nil])
    #expect(own.fate(ofLink: "p-1", of: "p", at: monday) == .settled)
  }
}
