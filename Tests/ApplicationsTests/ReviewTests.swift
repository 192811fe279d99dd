import Applications
import Rules
import Testing

/// What is done about an application once it is submitted, and how it stands by that.
@Suite struct ReviewTests {
  private let edition = ApplicationsTests.edition(elements: [
    element("mine"), element("conduct", seal: ReviewTests.seal, seenBy: ["fitness"]),
    element("signed", seal: ReviewTests.seal),
  ])
  private static let seal = Element.Seal(version: day("2026-01-01"), statement: "So it is.")
  private static let sam = StaffName("sam").unsafelyUnwrapped
  private let letter = SentLetter(subject: "S", body: "B")
  private let reason = GivenReason(id: "illegible", text: "It cannot be read")

  /// One hour apart, from the morning of 5 January on.
  private func overview(
    _ happenings: [(String, Event.What)], at now: String = "2026-01-06T12:00:00"
  ) -> Overview {
    var application = ApplicationsTests.application()
    application.apply(
      Event(
        number: 2, at: moment("2026-01-05T15:00:00"), who: .applicant(application.applicant),
        what: .submittedWithoutFee))
    for (index, (who, what)) in happenings.enumerated() {
      application.apply(
        Event(
          number: index + 3, at: moment("2026-01-05T16:00:00").adding(seconds: index * 3600),
          who: who == "ada" ? .applicant(application.applicant) : .staff(who), what: what))
    }
    return Overview(application, edition: edition, now: moment(now))
  }

  private func by(_ who: String, _ act: ReviewAct) -> (String, Event.What) { (who, .review(act)) }
  private var claimed: (String, Event.What) {
    by("sam", .assigned(Assignment(to: Self.sam, key: "k1")))
  }
  private func saved(_ element: Element.ID, revision: Int = 1) -> (String, Event.What) {
    (
      "ada",
      .saved(
        Save(
          element: element, revision: revision, answers: answers(("q", "yes")),
          key: "s-\(element)-\(revision)"))
    )
  }
  private func signed(_ element: Element.ID, _ changes: Int) -> (String, Event.What) {
    (
      "ada",
      .sealed(
        Signature(
          element: element, changes: changes, version: day("2026-01-01"), publication: "p",
          digest: "d", name: "Ada", key: "g-\(element)-\(changes)"))
    )
  }
  private func flagged(
    _ id: String, _ element: Element.ID, _ target: Flag.Target = .element
  ) -> (String, Event.What) {
    by("sam", .flagged(Flag(id: id, element: element, target: target, reason: reason, key: id)))
  }
  private func sent(
    _ id: String = "d1", flags: [String] = ["f1"], anew: [Element.ID] = [],
    signAgain: [Element.ID] = [], _ consequence: DeficiencyRule.Consequence = .decided
  ) -> (String, Event.What) {
    by(
      "sam",
      .deficiencySent(
        Deficiency(
          id: id, flags: flags, until: moment("2026-01-20T05:00:00"), consequence: consequence,
          anew: anew, signAgain: signAgain, letter: letter, key: id)))
  }
  private func decided(
    _ id: String, _ outcome: Decision.Outcome, by who: String = "sam"
  ) -> (String, Event.What) {
    by(
      who,
      .decided(
        Decision(
          id: id, outcome: outcome, reasons: outcome == .denied ? [reason] : [], letter: letter,
          key: id)))
  }

  @Test func `it is Pending Review while somebody has it, and Submitted again when they let go`() {
    #expect(overview([]).stage == .submitted)
    let taken = overview([claimed])
    #expect(taken.stage == .pendingReview && taken.stageSince == moment("2026-01-05T16:00:00"))
    #expect(taken.application.receivedAt == moment("2026-01-05T15:00:00"))
    let released = overview([claimed, by("sam", .released(ReviewMark(key: "k2")))])
    #expect(released.stage == .submitted && released.stageSince == moment("2026-01-05T17:00:00"))
    #expect(released.application.review.assignee == nil && released.application.isInReview)
  }

  @Test func `a deficiency opens what was flagged, and keeps the day on which it was received`() {
    let before = [saved("mine"), claimed, flagged("f1", "mine"), flagged("f2", "signed")]
    let back = overview(before + [sent()])
    #expect(back.stage == .deficient && back.reopened.map(\.element.id) == ["mine"])
    #expect(back.application.review.openFlags.map(\.flag.id) == ["f2"])
    #expect(back.application.receivedAt == moment("2026-01-05T15:00:00"))
    #expect(back.application.review.round == 1 && back.canBeWithdrawn)
    let answered = overview(
      before + [
        sent(), saved("mine", revision: 2), ("ada", .review(.deficiencyAnswered(key: "a"))),
      ]
    )
    #expect(answered.stage == .pendingReview && answered.reopened.isEmpty)
    #expect(answered.application.review.deficiencies.last?.answeredAt != nil)
    #expect(answered.application.receivedAt == moment("2026-01-05T15:00:00"))
  }

  @Test func `a flag that was lifted is told to nobody, and one that was told stays`() {
    let lifted = overview([flagged("f1", "mine"), by("sam", .flagLifted("f1", key: "l"))])
    #expect(lifted.application.review.openFlags.isEmpty)
    let told = overview([flagged("f1", "mine"), sent(), by("sam", .flagLifted("f1", key: "l"))])
    #expect(told.application.review.flag("f1")?.state == .sent(deficiency: "d1"))
  }

  @Test func `what was signed under a seal is entered anew, and the old stays beside it`() {
    let done = [saved("conduct"), signed("conduct", 1), saved("signed"), signed("signed", 1)]
    let back = overview(
      done + [claimed, flagged("f1", "mine"), sent(anew: ["conduct"], signAgain: ["signed"])])
    let conduct = back.application.part("conduct")
    #expect(conduct.isUntouched && conduct.answers.isEmpty && conduct.earlier.count == 1)
    let signed = back.application.part("signed")
    #expect(!signed.isSealed && !signed.answers.isEmpty && signed.earlier.isEmpty)
    #expect(back.reopened.map(\.element.id) == ["mine", "conduct", "signed"])
  }

  @Test func `nothing in time goes back to be decided, or closes it, and more time opens it`() {
    let before = [claimed, flagged("f1", "mine")]
    let late = "2026-01-20T05:00:00"
    #expect(overview(before + [sent()], at: "2026-01-20T04:59:59").stage == .deficient)
    #expect(overview(before + [sent()], at: late).stage == .pendingReview)
    let closed = overview(before + [sent("d1", .closed)], at: late)
    #expect(closed.stage == .closed && !closed.canBeWithdrawn && closed.canBeCarriedOver)
    #expect(closed.application.isInReview, "nobody has noted it yet")
    let lapsed = before + [sent("d1", .closed), by("sam", .deficiencyLapsed("d1"))]
    #expect(!overview(lapsed, at: late).application.isInReview)
    let extended = overview(
      lapsed + [
        by(
          "sam",
          .deficiencyExtended(
            DeficiencyExtension(until: moment("2026-02-01T05:00:00"), letter: letter, key: "x")))
      ], at: late)
    #expect(extended.stage == .deficient && extended.application.isInReview)
  }

  @Test func `there is one deficiency at a time, and rounds are counted`() {
    let twice = overview([flagged("f1", "mine"), sent(), flagged("f2", "mine"), sent("d2")])
    #expect(twice.application.review.deficiencies.map(\.deficiency.id) == ["d1"])
    let two = overview([
      flagged("f1", "mine"), sent(), ("ada", .review(.deficiencyAnswered(key: "a"))),
      flagged("f2", "mine"), sent("d2", flags: ["f2"]),
    ])
    #expect(two.application.review.deficiencies.map(\.round) == [1, 2] && two.stage == .deficient)
  }

  @Test func `an approval holds at once, a denial when another person agrees`() {
    let approved = overview([claimed, decided("c1", .approved)])
    #expect(approved.stage == .approved && !approved.application.isInReview)
    let proposed = [claimed, decided("c1", .denied)]
    #expect(overview(proposed).stage == .pendingReview)
    let alone = overview(proposed + [by("sam", .decisionConfirmed("c1", key: "y"))])
    #expect(alone.stage == .pendingReview && alone.application.review.proposedDecision != nil)
    let both = overview(proposed + [by("kim", .decisionConfirmed("c1", key: "y"))])
    #expect(both.stage == .denied && both.application.review.decision?.holdsSince != nil)
    let refused = overview(proposed + [by("kim", .decisionRefused("c1", words: "", key: "y"))])
    #expect(refused.stage == .pendingReview)
    #expect(refused.application.review.proposedDecision == nil)
  }

  @Test func `a decision is undone by a line of its own, and another one follows`() {
    let undone = [
      claimed, decided("c1", .approved),
      by(
        "kim",
        .decisionUndone(
          DecisionUndoing(decision: "c1", reason: "A mistake", letter: letter, key: "u"))),
    ]
    #expect(overview(undone).stage == .pendingReview && overview(undone).application.isInReview)
    let again = overview(undone + [decided("c2", .approved)])
    #expect(again.application.review.decision?.decision.id == "c2")
    #expect(
      overview([decided("c1", .approved), decided("c2", .approved)])
        .application.review.decisions.count == 1)
  }

  @Test func `an element that was found right is so until it changes`() {
    let right = [saved("mine"), by("sam", .accepted("mine", key: "y"))]
    #expect(overview(right).application.isAccepted("mine"))
    #expect(!overview(right + [saved("mine", revision: 2)]).application.isAccepted("mine"))
    #expect(!overview(right + [flagged("f1", "mine")]).application.isAccepted("mine"))
  }

  @Test func `what was found about fitness holds for what was signed then`() {
    let outcome = FitnessOutcome(
      isCleared: true, day: day("2026-01-05"), elements: ["conduct"], key: "y")
    let cleared = [
      saved("conduct"), signed("conduct", 1), by("fay", .fitnessDecided(outcome)),
    ]
    #expect(overview(cleared).application.fitnessNow?.outcome.isCleared == true)
    let anew = cleared + [flagged("f1", "conduct"), sent(anew: ["conduct"])]
    #expect(overview(anew).application.fitnessNow == nil)
    #expect(
      overview(anew + [saved("conduct", revision: 2), signed("conduct", 2)]).application.fitnessNow
        == nil)
  }

  @Test func `a hold ends once, and an appeal is about the denial that holds`() {
    let hold = Hold(reason: reason, stopsClock: true, key: "h")
    let held = overview([by("sam", .held(hold)), by("sam", .held(hold))])
    #expect(held.application.review.holds.count == 1 && held.application.review.hold != nil)
    let resumed = overview([by("sam", .held(hold)), by("sam", .resumed(ReviewMark(key: "r")))])
    #expect(resumed.application.review.hold == nil)
    let appealed = overview([
      decided("c1", .denied), by("kim", .decisionConfirmed("c1", key: "y")),
      ("ada", .review(.appealed(Appeal(text: "No", key: "a")))),
    ])
    #expect(appealed.application.review.openAppeal?.decision == "c1")
    #expect(
      overview([("ada", .review(.appealed(Appeal(text: "No", key: "a"))))])
        .application.review.appeals.isEmpty)
  }
}
