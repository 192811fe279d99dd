import Rules
import Testing

@testable import Applications

/// An application that has expired gets more time. It could be paid until the end of 5 April 2026; all at noon in New York.
@Suite struct MoreTimeTests {
  private static let rule = ReopeningRule(days: 30, times: 2, withinDays: 60, words: "Ask us.")

  /// The noon of a day, by its text.
  private static func noon(_ text: String) -> Moment { moment(text + "T16:00:00") }

  private static func given(_ until: String, key: String = "m1") -> Event.What {
    .givenMoreTime(
      MoreTime(
        until: newYork().end(of: day(until)), reason: "She was ill.", key: key))
  }

  private static func application(_ happenings: [(on: String, Event.What)] = []) -> Application {
    var one = ApplicationsTests.application()
    for (index, happening) in happenings.enumerated() {
      one.apply(
        Event(
          number: index + 2, at: noon(happening.on), who: .staff("kim"), what: happening.1))
    }
    return one
  }

  private static func overview(
    _ happenings: [(on: String, Event.What)] = [], on today: String,
    elements: [Element] = [element()]
  ) -> Overview {
    Overview(
      application(happenings), edition: edition(elements: elements), now: noon(today))
  }

  @Test(
    arguments: [
      ("2026-04-05", nil, .notExpired), ("2026-04-06", nil, .noRule),
      ("2026-04-05", rule, .notExpired), ("2026-04-06", rule, nil), ("2026-06-04", rule, nil),
      ("2026-06-05", rule, .tooLate(day("2026-06-04"))),
    ] as [(String, ReopeningRule?, Overview.NoMoreTime?)])
  func `it is given after the last day, for as long as the rule says`(
    on today: String, by rule: ReopeningRule?, why: Overview.NoMoreTime?
  ) {
    #expect(Self.overview(on: today).whyNoMoreTime(by: rule) == why)
  }

  @Test(arguments: [
    [("2026-04-06", Event.What.cancelled(key: "c"))], [("2026-04-06", .submittedWithoutFee)],
    [("2026-04-05", opened("p1"))],
  ])
  func `what has ended otherwise, or waits for money, gets none`(
    happenings: [(String, Event.What)]
  ) {
    let overview = Self.overview(happenings.map { (on: $0.0, $0.1) }, on: "2026-04-06")
    #expect(overview.whyNoMoreTime(by: Self.rule) == .notExpired)
  }

  @Test func `the last day is the one that was given, and counts from today`() {
    let expired = Self.overview(on: "2026-04-20")
    #expect(expired.stage == .expired && expired.lastDay(by: Self.rule) == day("2026-05-20"))
    let happenings = [(on: "2026-04-20", Self.given("2026-05-20"))]
    let open = Self.overview(happenings, on: "2026-04-20")
    #expect(open.stage == .open && open.lastDay == day("2026-05-20") && open.daysLeft == 30)
    #expect(open.application.latestDeadline == newYork().end(of: day("2026-05-20")))
    #expect(Self.overview(happenings, on: "2026-05-20").stage == .open)
    let over = Self.overview(happenings, on: "2026-05-21")
    #expect(over.stage == .expired && over.stageSince == newYork().end(of: day("2026-05-20")))
    #expect(over.whyNoMoreTime(by: Self.rule) == nil)
    let twice = happenings + [(on: "2026-05-22", Self.given("2026-06-21", key: "m2"))]
    #expect(Self.overview(twice, on: "2026-06-22").whyNoMoreTime(by: Self.rule) == .tooOften(2))
  }

  @Test func `nothing is lost, and the form that gave it is known`() {
    let before = ApplicationsTests.application(saved(), attached())
    var after = before
    let what = Self.given("2026-05-20")
    after.apply(Event(number: 4, at: Self.noon("2026-04-20"), who: .staff("kim"), what: what))
    #expect(after.part("e") == before.part("e") && after.attachments == before.attachments)
    #expect(after.hasDone(what, byForm: "m1"))
    #expect(after.moreTimes.map(\.given.reason) == ["She was ill."])
    #expect(after.savedAt == before.savedAt, "the applicant has changed nothing")
  }

  /// Of a clock that stopped before, nothing is given back a second time.
  @Test func `the clock begins anew, and stops again`() {
    let theirs = element(
      "theirs", by: "guild",
      invitation: InvitationRule(
        lastsDays: 20, resendsAtMost: 2, statement: "So it is.", version: day("2020-01-01")))
    func asked(_ id: String, until: String) -> Event.What {
      .partyAsked(
        Invitation(
          id: id, element: "theirs", name: "Cy Byrd", emailAddress: "cy@guild.example",
          until: Self.noon(until), stopsClock: true, key: id))
    }
    let first = [(on: "2026-03-01", asked("i1", until: "2026-03-11"))]
    #expect(Self.overview(first, on: "2026-04-20", elements: [theirs]).lastDay == day("2026-04-15"))
    let again = first + [(on: "2026-04-20", Self.given("2026-05-20"))]
    #expect(Self.overview(again, on: "2026-04-21", elements: [theirs]).lastDay == day("2026-05-20"))
    let stopped = again + [(on: "2026-04-25", asked("i2", until: "2026-05-05"))]
    let overview = Self.overview(stopped, on: "2026-04-28", elements: [theirs])
    #expect(overview.lastDay == day("2026-05-23") && overview.isClockStopped)
    #expect(
      Self.overview(stopped, on: "2026-05-29", elements: [theirs]).lastDay == day("2026-05-30"))
  }

  @Test func `an attempt of before is waited for again, and its money is the fee`() {
    let happenings = [
      (on: "2026-04-01", opened("p1")), (on: "2026-04-20", Self.given("2026-05-20")),
    ]
    #expect(Self.overview([happenings[0]], on: "2026-04-20").stage == .expired)
    #expect(Self.overview(happenings, on: "2026-04-20").stage == .paying)
    let one = Self.application(happenings)
    #expect(
      one.use(
        of: Money(cents: 85_00), currency: "USD", transaction: "t1", reference: "p1",
        at: Self.noon("2026-04-21")) == .fee)
  }

  @Test
  func `money that came too late is taken for the fee by two people, where there is more time`() {
    let late = [
      (on: "2026-04-01", opened("p1")), (on: "2026-04-10", paid("p1", .credit(.afterDeadline))),
    ]
    let proposal = MoneyProposal(
      id: "q1", kind: .accept, reference: "p1", transaction: "t1", money: Money(cents: 85_00),
      currency: "USD", reason: "late", words: "")
    let before = Self.application(late)
    #expect(!before.canAccept("t1", for: "p1"))
    #expect(before.fault(proposing: proposal) == .otherKind(.credit(.afterDeadline)))
    let reopened = late + [(on: "2026-04-20", Self.given("2026-05-20"))]
    #expect(Self.overview(reopened, on: "2026-04-20").stage == .open)
    #expect(Self.application(reopened).canAccept("t1", for: "p1"))
    var one = Self.application(reopened + [(on: "2026-04-21", .moneyProposed(proposal))])
    one.apply(
      Event(
        number: one.lastEvent + 1, at: Self.noon("2026-04-22"), who: .staff("mara"),
        what: .moneyConfirmed("q1")))
    #expect(one.submittedAt == Self.noon("2026-04-22") && one.payment?.attempt.reference == "p1")
    #expect(one.paymentTasks.isEmpty && one.openProposals.isEmpty)
    #expect(one.register.map(\.from) == [.credits] && one.register.map(\.to) == [.fees])
    // Whoever has paid again meanwhile has it back.
    let second =
      reopened + [
        (on: "2026-04-21", opened("p2")), (on: "2026-04-21", paid("p2", transaction: "t2")),
      ]
    #expect(Self.application(second).fault(proposing: proposal) == .cannotSubmit)
    #expect(Self.application(second).paymentTasks.map(\.kind) == [.credit(.afterDeadline)])
  }
}
