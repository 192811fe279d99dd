import Applications
import Rules
import Testing

@Suite struct InvitationTests {
  private let rule = InvitationRule(
    lastsDays: 10, remindDays: [3], resendsAtMost: 2, statement: "So it is.",
    version: day("2020-01-01"))

  private func edition(_ gate: Element.Gate = .decision) -> Edition {
    ApplicationsTests.edition(elements: [
      element("mine"), element("theirs", by: "guild", before: gate, invitation: rule),
    ])
  }

  private func asked(
    _ id: String = "i1", until: String = "2026-01-16T05:00:00", key: String = "ask"
  ) -> Event.What {
    .partyAsked(
      Invitation(
        id: id, element: "theirs", name: "Cy Byrd", emailAddress: "cy@guild.example",
        until: moment(until), key: key))
  }

  /// Events of the applicant, or of whoever was asked by the invitation `i1`.
  private func application(_ happenings: [(Event.What, isParty: Bool)]) -> Application {
    var application = ApplicationsTests.application()
    for (index, (what, isParty)) in happenings.enumerated() {
      application.apply(
        Event(
          number: index + 2, at: moment("2026-01-05T16:00:00").adding(seconds: index * 3600),
          who: isParty ? .party("i1") : .applicant(account()), what: what))
    }
    return application
  }

  private func overview(
    _ application: Application, at now: String = "2026-01-06T12:00:00",
    gate: Element.Gate = .decision
  ) -> Overview { Overview(application, edition: edition(gate), now: moment(now)) }

  private let signing: Event.What = .sealed(
    Signature(
      element: "theirs", changes: 1, version: day("2020-01-01"), publication: publication,
      digest: "ef", name: "Cy Byrd", role: "Master", key: "sign"))

  @Test func `who holds it follows from what happened, and from the clock`() throws {
    let record = { (overview: Overview) in
      try #require(overview.entry("theirs")?.invitation).state(at: overview.now)
    }
    var overview = overview(application([]))
    #expect(try overview.canAsk(#require(overview.entry("theirs"))))
    overview = self.overview(application([(asked(), false)]))
    #expect(try record(overview) == .asked)
    #expect(try !overview.canAsk(#require(overview.entry("theirs"))))
    let begun = application([(asked(), false), (.partyBegan("i1", key: "b"), true)])
    #expect(try record(self.overview(begun)) == .begun)
    // To the very moment.
    #expect(try record(self.overview(begun, at: "2026-01-16T04:59:59")) == .begun)
    overview = self.overview(begun, at: "2026-01-16T05:00:00")
    #expect(try record(overview) == .expired)
    #expect(try overview.canAsk(#require(overview.entry("theirs"))))
    #expect(begun.awaitsParties)
  }

  @Test func `it is complete once it is signed, and not before`() throws {
    let answered = saved(answers(("q", "yes")), element: "theirs")
    var filled = application([(asked(), false), (answered, true)])
    #expect(overview(filled).entry("theirs")?.status == .waiting("guild"))
    #expect(filled.savedAt == nil, "the applicant has saved nothing")
    filled = application([(asked(), false), (answered, true), (signing, true)])
    let after = overview(filled)
    #expect(after.entry("theirs")?.status == .complete)
    #expect(!filled.awaitsParties)
    #expect(try after.canSendBack(#require(after.entry("theirs"))))
  }

  @Test func `sent back, its answers stay and the turn is another`() throws {
    let answered = saved(answers(("q", "yes")), element: "theirs")
    let back = SentBackPart(
      invitation: "i1", reason: "Wrong", until: moment("2026-01-20T05:00:00"), key: "back")
    let returned = application([
      (asked(), false), (answered, true), (signing, true), (.partSentBack(back), false),
    ])
    let record = try #require(returned.invitation("i1"))
    #expect(record.turn == 2 && record.signedAt == nil && record.beganAt == nil)
    #expect(record.until == moment("2026-01-20T05:00:00") && returned.awaitsParties)
    #expect(returned.part("theirs").answers.text("q") == "yes")
    #expect(overview(returned).entry("theirs")?.status == .waiting("guild"))
  }

  @Test func `whoever is asked next begins with nothing, and an old form is an old one`() {
    let answered = saved(answers(("q", "mine")), element: "theirs")
    let decline = InvitationDecline(invitation: "i1", reason: "No", key: "no")
    let next = application([
      (asked(), false), (answered, true), (.partyDeclined(decline), true),
      (asked("i2", key: "ask-2"), false),
    ])
    let part = next.part("theirs")
    #expect(part.answers.isEmpty && part.isUntouched && part.revision == 1)
    #expect(
      next.invitation("i1")?.state(at: moment("2026-01-06T12:00:00")) == .declined(reason: "No"))
    #expect(next.invitation(for: "theirs")?.invitation.id == "i2")
  }

  @Test func `a part that leaves an organisation begins with nothing, wherever it goes`() {
    let answered = saved(answers(("q", "mine")), element: "theirs")
    let next = Invitation(
      id: "i2", element: "theirs", name: "Another", emailAddress: "",
      until: moment("2026-02-01T05:00:00"), key: "r")
    let now = moment("2026-01-06T12:00:00")
    let rerouted = application([
      (asked(), false), (answered, true),
      (.partyRerouted(Rerouting(ended: "i1", next: next, reason: "Closed")), false),
    ])
    #expect(rerouted.invitation("i1")?.state(at: now) == .released)
    #expect(rerouted.invitation(for: "theirs")?.state(at: now) == .asked)
    #expect(rerouted.part("theirs").answers.isEmpty && rerouted.awaitsParties)
    let released = application([
      (asked(), false), (answered, true),
      (.partyRerouted(Rerouting(ended: "i1", next: nil, reason: "Closed")), false),
    ])
    #expect(released.invitation(for: "theirs")?.state(at: now) == .released)
    #expect(released.part("theirs").answers.isEmpty && !released.awaitsParties)
    let overview = overview(released)
    #expect(overview.entry("theirs").map { overview.canAsk($0) } == true)
    #expect(overview.entry("theirs").map { overview.canAskAgain($0) } == false)
  }

  @Test func `it is sent again as often as the rule says, also after its last day`() throws {
    func again(_ key: String) -> (Event.What, isParty: Bool) {
      (
        .partyAskedAgain(
          InvitationRenewal(
            invitation: "i1", until: moment("2026-02-01T05:00:00"), key: key)), false
      )
    }
    var overview = overview(application([(asked(), false), again("1")]), at: "2026-03-01T12:00:00")
    #expect(try overview.canAskAgain(#require(overview.entry("theirs"))))
    overview = self.overview(application([(asked(), false), again("1"), again("2")]))
    #expect(try !overview.canAskAgain(#require(overview.entry("theirs"))))
    overview = self.overview(
      application([(asked(), false), (.partyTakenBack("i1", key: "t"), false)]))
    #expect(try !overview.canAskAgain(#require(overview.entry("theirs"))))
  }

  @Test func `what may follow may come after submission; what payment waits for may not`() throws {
    let paidFor = application([(asked(), false), (.submittedWithoutFee, false)])
    for (gate, takes) in [(Element.Gate.decision, true), (.payment, false)] {
      let overview = overview(paidFor, gate: gate)
      #expect(try overview.takesPart(of: #require(overview.entry("theirs")?.element)) == takes)
    }
    let gone = application([(asked(), false), (.cancelled(key: "c"), false)])
    #expect(!gone.awaitsParties)
    let overview = overview(gone)
    #expect(try !overview.canTakeBack(#require(overview.entry("theirs"))))
  }

  @Test func `a request that payment waits for ends with the application`() throws {
    let late = overview(application([]), at: "2026-04-01T12:00:00", gate: .payment)
    let theirs = try #require(late.entry("theirs")?.element)
    #expect(late.invitationEnd(rule, for: theirs) == late.application.start.deadline)
    let free = overview(application([]), at: "2026-04-01T12:00:00")
    let other = try #require(free.entry("theirs")?.element)
    #expect(free.invitationEnd(rule, for: other) == moment("2026-04-12T04:00:00"))
  }
}
