import Applications
import Rules
import Testing

/// The last day to pay, where the agency's clock stops while somebody has a part. Noon is New York's.
@Suite struct DeadlineTests {
  private let element = ApplicationsTests.element(
    "theirs", by: "guild", before: .payment,
    invitation: InvitationRule(
      lastsDays: 20, resendsAtMost: 2, statement: "So it is.", version: day("2020-01-01")))

  /// A day of January, noon.
  private func noon(_ day: Int) -> Moment {
    moment("2026-01-05T17:00:00").adding(seconds: (day - 5) * 86_400)
  }

  private func asked(_ id: String = "i1", until: Int, stopsClock: Bool = true) -> Event.What {
    .partyAsked(
      Invitation(
        id: id, element: "theirs", name: "Cy Byrd", emailAddress: "cy@guild.example",
        until: noon(until), stopsClock: stopsClock, key: id))
  }

  private let declined = Event.What.partyDeclined(
    InvitationDecline(invitation: "i1", reason: "No", key: "d"))

  private func application(_ happenings: [(Int, Event.What)]) -> Application {
    var application = ApplicationsTests.application()
    for (index, (day, what)) in happenings.enumerated() {
      application.apply(
        Event(number: index + 2, at: noon(day), who: .applicant(account()), what: what))
    }
    return application
  }

  private func lastDay(_ application: Application, on day: Int) -> Day {
    Overview(application, edition: edition(elements: [element]), now: noon(day)).lastDay
  }

  @Test func `the clock that runs never moves the last day`() {
    let running = application([(6, asked(until: 26, stopsClock: false)), (16, declined)])
    #expect(lastDay(running, on: 20) == day("2026-04-05"))
    #expect(running.latestDeadline == running.start.deadline)
  }

  @Test func `the clock that stops gives back the days that somebody had the part`() {
    let waiting = application([(6, asked(until: 26))])
    // The day that has begun counts whole.
    #expect(lastDay(waiting, on: 6) == day("2026-04-05"))
    #expect(lastDay(waiting, on: 7) == day("2026-04-06"))
    #expect(lastDay(waiting, on: 16) == day("2026-04-15"))
    let overview = Overview(waiting, edition: edition(elements: [element]), now: noon(16))
    #expect(overview.isClockStopped)
    #expect(overview.latestDeadline == moment("2026-04-26T04:00:00"))
    // Nobody answers: it runs again from their last day on.
    #expect(lastDay(waiting, on: 60) == day("2026-04-25"))
    let answered = application([(6, asked(until: 26)), (16, declined)])
    for on in [16, 20, 90] { #expect(lastDay(answered, on: on) == day("2026-04-15")) }
    #expect(answered.latestDeadline < waiting.latestDeadline)
    let after = Overview(answered, edition: edition(elements: [element]), now: noon(20))
    #expect(!after.isClockStopped && after.deadline == moment("2026-04-16T04:00:00"))
  }

  @Test func `times that overlap count once, and those apart together`() {
    let two = application([
      (6, asked(until: 26)), (8, asked("i2", until: 28)), (16, declined),
    ])
    // The second ends the first; ten days in all, and then twelve more.
    #expect(lastDay(two, on: 28) == day("2026-04-27"))
    let apart = application([
      (6, asked(until: 26)), (8, declined), (20, asked("i2", until: 40)),
      (22, .partyTakenBack("i2", key: "t")),
    ])
    #expect(lastDay(apart, on: 60) == day("2026-04-09"))
  }

  @Test func `what was sent again after its last day counts but for the days between`() {
    let again = application([
      (6, asked(until: 10)),
      (
        20,
        .partyAskedAgain(InvitationRenewal(invitation: "i1", until: noon(24), key: "a"))
      ),
    ])
    #expect(lastDay(again, on: 60) == day("2026-04-13"))
  }

  @Test func `money that comes on a day that was given back is in time`() {
    let answered = application([(6, asked(until: 26)), (16, declined)])
    let late = moment("2026-04-16T03:59:00")
    #expect(late > answered.start.deadline)
    #expect(late < answered.deadline(at: late))
    let overview = { (now: String) in
      Overview(answered, edition: edition(elements: [self.element]), now: moment(now)).stage
    }
    #expect(overview("2026-04-16T03:59:00") == .open)
    #expect(overview("2026-04-16T04:00:00") == .expired)
  }

  @Test func `the last day of a request that stops the clock is not cut by it`() throws {
    let overview = Overview(application([]), edition: edition(elements: [element]), now: noon(85))
    let rule = try #require(element.invitation)
    #expect(overview.invitationEnd(rule, for: element) == moment("2026-04-06T04:00:00"))
  }
}
