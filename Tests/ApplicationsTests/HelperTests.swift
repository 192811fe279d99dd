import Applications
import Rules
import Testing

@Suite struct HelperTests {
  private static let seal = Element.Seal(version: day("2020-01-01"), statement: "I swear.")
  private let elements = [
    element("mine"), element("other"), element("sworn", seal: seal),
    element("secret", seenBy: ["few"]),
    element("word", questions: [question("true", .confirmation)]), element("theirs", by: "guild"),
  ]

  private func named(
    _ id: String = "h1", _ elements: [Element.ID] = ["mine", "sworn", "theirs", "secret", "word"],
    isTold: Bool = false
  ) -> Event.What {
    .helperNamed(
      Helper(
        id: id, elements: elements, name: "Pat Lee", emailAddress: "\(id)@home.example",
        isTold: isTold, until: moment("2026-01-20T05:00:00"), key: "name-\(id)"))
  }

  /// Events of the applicant, or of the helper `h1`.
  private func application(_ happenings: [(Event.What, isHelper: Bool)]) -> Application {
    var application = ApplicationsTests.application()
    for (index, (what, isHelper)) in happenings.enumerated() {
      application.apply(
        Event(
          number: index + 2, at: moment("2026-01-05T16:00:00").adding(seconds: index * 3600),
          who: isHelper ? .helper("h1") : .applicant(account()), what: what))
    }
    return application
  }

  private func overview(
    _ application: Application, at now: String = "2026-01-06T12:00:00"
  ) -> Overview {
    Overview(application, edition: edition(elements: elements), now: moment(now))
  }

  @Test func `only the applicant's own parts that nobody signs can be chosen`() throws {
    let overview = overview(application([(named(), false)]))
    #expect(overview.helpable.map(\.element.id) == ["mine", "other"])
    // Whatever a line of the journal lists.
    let record = try #require(overview.application.helper("h1"))
    #expect(overview.entries(of: record).map(\.element.id) == ["mine"])
  }

  @Test func `how it stands follows from what happened, and from the clock`() throws {
    func state(
      _ happenings: [(Event.What, isHelper: Bool)], at now: String = "2026-01-06T12:00:00"
    ) throws -> HelperRecord.State {
      try #require(application([(named(), false)] + happenings).helper("h1")).state(at: moment(now))
    }
    let begun: (Event.What, isHelper: Bool) = (.helperBegan("h1", key: "b"), true)
    #expect(try state([]) == .named)
    #expect(try state([begun]) == .begun)
    // To the very moment.
    #expect(try state([begun], at: "2026-01-20T04:59:59") == .begun)
    #expect(try state([begun], at: "2026-01-20T05:00:00") == .expired)
    #expect(try state([begun, (.helperRevoked("h1", key: "r"), false)]) == .revoked)
    #expect(
      try state([(.helperStopped("h1", key: "s"), true), (.helperRevoked("h1", key: "r"), false)])
        == .stopped)
    let renewal = HelperRenewal(helper: "h1", until: moment("2026-02-20T05:00:00"), key: "n")
    let renewed = application([(named(), false), (.helperRenewed(renewal), false)])
    #expect(renewed.helper("h1")?.turn == 2)
    #expect(renewed.helper("h1")?.isOpen(at: moment("2026-02-20T04:59:59")) == true)
  }

  @Test func `who filled in what is known field by field, until the applicant changes it`() {
    let both = answers(("q", "theirs"), ("r", "theirs too"))
    func save(_ answers: Answers, _ revision: Int) -> Event.What {
      .saved(Save(element: "mine", revision: revision, answers: answers, key: "s\(revision)"))
    }
    var now = application([
      (named(), false), (save(answers(("q", "mine")), 1), false), (save(both, 2), true),
    ])
    #expect(now.part("mine").helpedFields == ["q": "h1", "r": "h1"])
    #expect(now.part("mine").savedByHelper == "h1")
    let saved = now.savedAt
    #expect(saved == moment("2026-01-05T17:00:00"), "the applicant has not saved since")
    now.apply(
      Event(
        number: 9, at: moment("2026-01-06T08:00:00"), who: .applicant(account()),
        what: save(answers(("q", "mine again"), ("r", "theirs too")), 3)))
    #expect(now.part("mine").helpedFields == ["r": "h1"])
    #expect(now.part("mine").savedByHelper == nil && now.savedAt != saved)
  }

  @Test func `so many help at a time, and nobody is named once it is over`() {
    let five = (1...5).map { (named("x\($0)", ["mine"]), isHelper: false) }
    #expect(overview(application(Array(five.dropLast()))).canNameHelper)
    #expect(!overview(application(five)).canNameHelper)
    #expect(overview(application(five + [(.helperRevoked("x1", key: "r"), false)])).canNameHelper)
    #expect(!overview(application([(.cancelled(key: "c"), false)])).canNameHelper)
  }

  @Test func `who is told is whom the applicant chose, as long as they are concerned`() {
    let now = moment("2026-01-06T12:00:00")
    func told(_ more: [(Event.What, isHelper: Bool)], _ isTold: Bool = true) -> [Follower] {
      application([(named(isTold: isTold), false)] + more).followers(at: now)
    }
    #expect(told([]) == [.helper("h1")])
    #expect(told([], false) == [])
    let yes = UpdatesChoice(whom: .helper("h1"), isTold: true, key: "u")
    let no = UpdatesChoice(whom: .helper("h1"), isTold: false, key: "u")
    #expect(told([(.updatesChosen(yes), false)], false) == [.helper("h1")])
    #expect(told([(.updatesChosen(no), false)]) == [])
    #expect(told([(.helperRevoked("h1", key: "r"), false)]) == [])
    let asked = Event.What.partyAsked(
      Invitation(
        id: "i1", element: "theirs", name: "Cy", emailAddress: "cy@guild.example", isTold: true,
        until: moment("2026-01-20T05:00:00"), key: "a"))
    #expect(told([(asked, false)]) == [.helper("h1"), .party("i1")])
    #expect(told([(asked, false), (.partyTakenBack("i1", key: "t"), false)]) == [.helper("h1")])
  }
}
