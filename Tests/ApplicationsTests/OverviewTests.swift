import Applications
import Rules
import Testing

@Suite struct OverviewTests {
  private static let early = moment("2026-01-06T15:00:00")
  /// 5 April 2026 is the last day; it ends in New York at four in the morning, UTC.
  private static let deadline = moment("2026-04-06T04:00:00")

  private func overview(
    _ application: Application, _ edition: Edition = edition(), at now: Moment = early
  ) -> Overview {
    Overview(application, edition: edition, now: now)
  }

  private func ids(_ entries: [Overview.Entry]) -> [Element.ID] { entries.map(\.element.id) }

  // What is missing, and who holds it

  @Test func `elements stand in the order of the page, each with its status`() {
    let page = edition(elements: [
      element("one"), element("two", by: "guild"), element("three"), element("four"),
    ])
    let seen = overview(
      application(saved(element: "three"), saved(Answers(), element: "four", key: "k2")), page)
    #expect(ids(seen.elements) == ["one", "two", "three", "four"])
    #expect(
      seen.elements.map(\.status) == [.notStarted, .waiting("guild"), .complete, .inProgress])
    #expect(seen.entry("three")?.part.revision == 1)
    #expect(seen.entry("five") == nil)
  }

  @Test func `payment waits for the required parts that are not complete`() {
    let page = edition(elements: [
      element("done"), element("missing"), element("begun"), element("guild", by: "guild"),
      element("optional", isRequired: false),
      element("later", before: .decision), element("guild-later", by: "guild", before: .decision),
    ])
    let begun = application(saved(element: "done"), saved(Answers(), element: "begun", key: "k2"))
    #expect(ids(overview(begun, page).blockers) == ["missing", "begun", "guild"])
    #expect(!overview(begun, page).isComplete)
  }

  @Test func `what is needed before the decision does not hold payment up`() {
    let page = edition(elements: [
      element("e"), element("later", by: "guild", before: .decision),
    ])
    #expect(overview(application(saved()), page).blockers.isEmpty)
    #expect(overview(application(saved()), page).isComplete)
  }

  @Test func `an element is asked by the answers to the clarifying questions`() {
    let asking = RequestType(
      id: "r", title: "A request", summary: "", whoFor: "", clause: clause("§ 1"),
      questions: [question("abroad")], elements: [.init("e", when: yes("abroad"))],
      fees: [.init("f")])
    let page = edition(requests: [asking])
    let home = application(from: start(answers: answers(("abroad", "no"))))
    let abroad = application(from: start(answers: answers(("abroad", "yes"))))
    #expect(overview(home, page).elements.isEmpty)
    #expect(overview(home, page).isComplete)
    #expect(ids(overview(abroad, page).blockers) == ["e"])
  }

  @Test func `an application whose request the edition does not have is never complete`() {
    let unknown = application(saved(), from: start(requests: ["r", "unknown"]))
    #expect(overview(unknown).requests.map(\.id) == ["r"])
    #expect(!overview(unknown).isComplete)
  }

  @Test func `an application that asks for an element the edition does not have is never complete`()
  {
    let page = edition(requests: [request(elements: ["e", "lost"])])
    #expect(!overview(application(saved()), page).isComplete)
  }

  @Test func `the next element is the applicant's, and not yet signed`() {
    let seal = Element.Seal(version: day("2020-01-01"), statement: "All is true.")
    let page = edition(elements: [
      element("one"), element("two", by: "guild"), element("three", seal: seal), element("four"),
    ])
    let fresh = overview(application(), page)
    #expect(fresh.next(after: "one")?.id == "three")
    #expect(fresh.next(after: "three")?.id == "four")
    #expect(fresh.next(after: "four") == nil)
    #expect(fresh.next(after: "unknown") == nil)
    #expect(fresh.next(after: "two")?.id == "three")

    let signed = overview(application(saved(element: "three"), sealed("three")), page)
    #expect(signed.next(after: "one")?.id == "four")
    #expect(signed.next(after: "two")?.id == "four")
  }

  // Stages

  @Test func `an application is open until its last day has ended where the agency is`() {
    let begun = application(saved())
    let last = Moment(millisecondsSince1970: Self.deadline.millisecondsSince1970 - 1)
    #expect(overview(begun).stage == .open)
    #expect(overview(begun, at: last).stage == .open)
    #expect(overview(begun, at: Self.deadline).stage == .expired)
    #expect(overview(begun, at: Self.deadline.adding(seconds: 86_400)).stage == .expired)
    for now in [Self.early, last, Self.deadline] {
      #expect(overview(begun, at: now).lastDay == day("2026-04-05"))
    }
  }

  @Test func `the deadline is the end of the day that many days after the start`() {
    let end = newYork().end(of: day("2026-01-05").adding(days: 90))
    #expect(end == Self.deadline)
  }

  @Test(arguments: [
    ("2026-01-05T15:00:00", 90), ("2026-01-06T04:59:59", 90), ("2026-01-06T05:00:00", 89),
    // Clocks go forward on 8 March: that day is 23 hours long and counts as one.
    ("2026-03-08T04:59:59", 29), ("2026-03-08T05:00:00", 28), ("2026-03-09T03:59:59", 28),
    ("2026-03-09T04:00:00", 27), ("2026-04-05T04:00:00", 0), ("2026-04-06T03:59:59", 0),
    ("2026-04-06T04:00:00", -1),
  ])
  func `days left change at local midnight`(now: String, left: Int) {
    #expect(overview(application(), at: moment(now)).daysLeft == left)
  }

  @Test func `a payment that was begun in time is waited for`() {
    let now = Self.deadline.adding(seconds: -86_400)
    let events: [(Moment, Event.What)] = [
      (now, opened("p1")), (now.adding(seconds: 60), .attemptHandedOver("p1")),
    ]
    var paying = application(saved())
    for (place, event) in events.enumerated() {
      paying.apply(Event(number: place + 3, at: event.0, who: .program("x"), what: event.1))
    }
    let afterwards = Self.deadline.adding(seconds: 3600)
    #expect(overview(paying, at: now.adding(seconds: 120)).stage == .paying)
    #expect(overview(paying, at: afterwards).stage == .paying)
    let last = now.adding(seconds: 3 * 86_400)
    #expect(overview(paying, at: last).stage == .paying, "the last moment of the provider's time")
    #expect(overview(paying, at: last.adding(seconds: 1)).stage == .expired)
    let early = application(saved(), opened("p1"), .attemptHandedOver("p1"))
    #expect(overview(early).stage == .paying)
    #expect(overview(early, at: Self.deadline).stage == .expired)

    let declined = application(saved(), opened("p1"), .attemptEnded("p1", .declined))
    #expect(overview(declined).stage == .open)
    #expect(overview(declined, at: afterwards).stage == .expired)

    let late = application(saved(), opened("p1"), .attemptEnded("p1", .declined), paid("p1"))
    #expect(overview(late, at: afterwards).stage == .submitted)
  }

  @Test
  func
    `money that is held for staff keeps the application from expiring and from a second payment`()
  {
    let held = application(saved(), opened("p1"), paid("p1", .held, cents: 84_99))
    #expect(overview(held).stage == .paying)
    #expect(overview(held, at: Self.deadline).stage == .paying)
    let settled = application(
      saved(), opened("p1"), paid("p1", .held, transaction: "t0", cents: 84_99), paid("p1"))
    #expect(overview(settled, at: Self.deadline).stage == .submitted)
  }

  @Test func `once submitted it stays so`() {
    let afterwards = Self.deadline.adding(seconds: 86_400)
    for done in [
      application(saved(), opened("p1"), paid("p1")), application(saved(), .submittedWithoutFee),
      application(saved(), opened("p1"), .attemptEnded("p1", .declined), opened("p2"), paid("p1")),
    ] {
      #expect(overview(done).stage == .submitted)
      #expect(overview(done, at: afterwards).stage == .submitted)
    }
  }

  // What it costs

  private static let dearer = edition(
    fees: [fee("f", ("2017-03-06", 85_00), ("2026-02-01", 100_00))])

  @Test(arguments: [
    ("2026-02-01T04:59:59", 85_00), ("2026-02-01T05:00:00", 100_00),
  ])
  func `a price follows the day where the agency is`(now: String, cents: Int) throws {
    let quote = try overview(application(), Self.dearer, at: moment(now)).quote()
    #expect(quote.total == Money(cents: cents))
  }

  @Test func `a price is frozen while a payment is open, held or made`() throws {
    let later = moment("2026-03-01T15:00:00")
    for frozen in [
      application(opened("p1")), application(opened("p1"), paid("p1")),
      application(opened("p1"), paid("p1", .held, cents: 84_99)),
      application(
        opened("p1"), .attemptEnded("p1", .declined), opened("p2", cents: 100_00), paid("p1")),
    ] {
      #expect(try overview(frozen, Self.dearer, at: later).quote().total == Money(cents: 85_00))
    }
    let ended = application(opened("p1"), .attemptEnded("p1", .declined))
    #expect(try overview(ended, Self.dearer, at: later).quote().total == Money(cents: 100_00))
  }

  @Test func `what was submitted without a fee costs nothing later either`() throws {
    let page = edition(fees: [fee("f", ("2017-03-06", 0), ("2026-02-01", 100_00))])
    let done = application(saved(), .submittedWithoutFee)
    #expect(try overview(done, page, at: moment("2026-03-01T15:00:00")).quote().total == .zero)
  }
}
