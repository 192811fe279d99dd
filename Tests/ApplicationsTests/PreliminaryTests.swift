import Applications
import Rules
import Testing

/// An approval before fitness is decided, and what it comes to.
@Suite struct PreliminaryTests {
  private let edition = ApplicationsTests.edition(elements: [
    element("conduct", seal: PreliminaryTests.seal, seenBy: ["fitness"])
  ])
  private static let seal = Element.Seal(version: day("2026-01-01"), statement: "So it is.")
  private let letter = SentLetter(subject: "S", body: "B")
  private let confirmed = SentLetter(subject: "Confirmed", body: "B")
  private let reason = GivenReason(id: "conduct", text: "It was found")

  /// One hour apart, from the morning of 5 January on.
  private func application(_ happenings: [(String, Event.What)]) -> Application {
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
    return application
  }

  private func stage(_ happenings: [(String, Event.What)]) -> Overview.Stage {
    Overview(
      application(happenings), edition: edition, now: moment("2026-02-01T12:00:00")
    ).stage
  }

  private func by(_ who: String, _ act: ReviewAct) -> (String, Event.What) { (who, .review(act)) }

  private let signed: [(String, Event.What)] = [
    (
      "ada",
      .saved(Save(element: "conduct", revision: 1, answers: answers(("q", "yes")), key: "s"))
    ),
    (
      "ada",
      .sealed(
        Signature(
          element: "conduct", changes: 1, version: day("2026-01-01"), publication: "p",
          digest: "d", name: "Ada", key: "g"))
    ),
  ]
  private var found: (String, Event.What) {
    by(
      "fay",
      .preliminaryFound(
        PreliminaryFinding(
          conditions: [reason], day: day("2026-01-05"), elements: ["conduct"], key: "p")))
  }
  private func approved(
    until: Day? = day("2026-06-30"), how: GrantRule.How = .issues, as id: String = "c1"
  ) -> (String, Event.What) {
    by(
      "sam",
      .decided(
        Decision(
          id: id, outcome: .approved,
          grants: [
            Grant(
              request: "r", how: how,
              certificate: HeldCertificate(
                kind: "plain", number: "N-1", first: day("2026-01-05"), last: day("2031-01-04")),
              clause: "§ 5")
          ], letter: letter,
          preliminary: Preliminary(
            rule: GivenReason(id: "preliminary", text: "For now"), until: until), key: id)))
  }
  private func outcome(_ isCleared: Bool) -> FitnessOutcome {
    FitnessOutcome(
      isCleared: isCleared, day: day("2026-01-10"), elements: ["conduct"], key: "f\(isCleared)")
  }
  private var cleared: (String, Event.What) {
    by(
      "fay",
      .preliminaryConfirmed(PreliminaryConfirmation(outcome: outcome(true), letter: confirmed)))
  }
  private var notCleared: (String, Event.What) { by("fay", .fitnessDecided(outcome(false))) }
  private func revocation(_ id: String = "r1", by who: String = "fay") -> (String, Event.What) {
    by(
      who,
      .decided(
        Decision(id: id, outcome: .revoked, reasons: [reason], letter: letter, key: id)))
  }
  private func undone(_ id: String) -> (String, Event.What) {
    by(
      "kim",
      .decisionUndone(
        DecisionUndoing(decision: id, reason: "A mistake", letter: letter, key: "u-\(id)")))
  }
  private func agreed(_ who: String = "kim", to id: String = "r1") -> (String, Event.What) {
    by(who, .decisionConfirmed(id, key: "y-\(id)-\(who)"))
  }

  private func standing(_ happenings: [(String, Event.What)]) -> CertificateStanding? {
    CertificateStanding(of: [application(happenings)], imported: []) { $0.number == "N-1" }
  }

  @Test func `it holds at once and is preliminary, no longer than its rule says`() throws {
    let now = application(signed + [found, approved()])
    #expect(stage(signed + [found, approved()]) == .approved)
    #expect(now.isPreliminary && !now.isInReview && now.fitnessNow == nil)
    let certificate = try #require(now.review.decision?.grants.first?.certificate)
    #expect(certificate.isPreliminary && certificate.last == day("2026-06-30"))
    #expect([HeldCertificate]().taking(grantsOf: [now]) == [certificate])
    let short = application(signed + [found, approved(until: day("2040-01-01"))])
    #expect(short.review.decision?.grants.first?.certificate.last == day("2031-01-04"))
    let own = application(signed + [found, approved(until: nil)])
    #expect(own.review.decision?.grants.first?.certificate.last == day("2031-01-04"))
    let renewed = application(signed + [found, approved(how: .renews)])
    #expect(renewed.review.decision?.grants.first?.certificate.last == day("2031-01-04"))
    #expect(renewed.review.decision?.grants.first?.certificate.isPreliminary == true)
  }

  @Test
  func `what was found for it counts while it is about what stands there and nothing is decided`() {
    #expect(application(signed + [found]).preliminaryFinding?.finding.key == "p")
    #expect(application(signed + [found, notCleared]).preliminaryFinding == nil)
    let reopened: (String, Event.What) = by(
      "sam",
      .deficiencySent(
        Deficiency(
          id: "d", flags: [], until: moment("2026-03-01T05:00:00"), consequence: .decided,
          anew: ["conduct"], letter: letter, key: "d")))
    #expect(application(signed + [found, reopened]).preliminaryFinding == nil)
  }

  @Test func `clearing confirms it in one line, and the certificate has its own term`() throws {
    let now = application(signed + [found, approved(), cleared])
    #expect(!now.isPreliminary && now.fitnessNow?.outcome.isCleared == true)
    #expect(now.review.decision?.confirmation?.letter == confirmed)
    let certificate = try #require([HeldCertificate]().taking(grantsOf: [now]).first)
    #expect(!certificate.isPreliminary && certificate.last == day("2031-01-04"))
    #expect(
      standing(signed + [approved(), cleared])?.steps.map(\.what) == [
        .granted(.issues, isPreliminary: true), .confirmed,
      ])
    // Without such an approval the line does nothing, and a second one neither.
    let without = application(signed + [cleared])
    #expect(without.fitnessNow == nil && without.review.decision == nil)
    #expect(application(signed + [approved(), cleared, cleared]).review.fitness.count == 1)
  }

  @Test func `only two people revoke it`() throws {
    let before = signed + [found, approved(), notCleared]
    #expect(application(before).isPreliminary && stage(before) == .approved)
    let proposed = application(before + [revocation()])
    #expect(proposed.isPreliminary && proposed.review.proposedDecision?.decision.id == "r1")
    #expect(application(before + [revocation(), agreed("fay")]).isPreliminary)
    let refused = application(
      before + [revocation(), by("kim", .decisionRefused("r1", words: "", key: "n"))])
    #expect(refused.isPreliminary && refused.review.proposedDecision == nil)
    let both = before + [revocation(), agreed()]
    #expect(stage(both) == .revoked && !application(both).isPreliminary)
    #expect(application(both).review.revoked?.decision.id == "c1")
    #expect([HeldCertificate]().taking(grantsOf: [application(both)]) == [])
    let shown = try #require(standing(both))
    #expect(shown.revokedAt == moment("2026-01-05T22:00:00") && shown.withdrawnAt == nil)
    #expect(shown.steps.map(\.what) == [.granted(.issues, isPreliminary: true), .revoked])
  }

  @Test func `what was revoked is not held by what was granted about it since`() {
    let revoked = application(signed + [approved(), notCleared, revocation(), agreed()])
    var copied = ApplicationsTests.application()
    copied.apply(
      Event(
        number: 2, at: moment("2026-03-01T12:00:00"), who: .staff("sam"),
        what: .review(
          .decided(
            Decision(
              id: "x", outcome: .approved,
              grants: [
                Grant(
                  request: "r", how: .copies,
                  certificate: HeldCertificate(
                    kind: "plain", number: "N-1", first: day("2026-01-05"), last: nil),
                  clause: "§ 6")
              ], letter: letter, key: "x")))))
    #expect([HeldCertificate]().taking(grantsOf: [revoked, copied]) == [])
  }

  @Test func `a plain approval and a denial are not revoked, and nothing is decided beside it`() {
    let plain: (String, Event.What) = by(
      "sam", .decided(Decision(id: "c1", outcome: .approved, letter: letter, key: "c1")))
    #expect(application([plain, revocation(), agreed()]).review.decisions.count == 1)
    #expect(application(signed + [approved(), cleared, revocation()]).review.decisions.count == 1)
    #expect(application(signed + [revocation()]).review.decisions.isEmpty)
    #expect(application(signed + [approved(), approved(as: "c2")]).review.decisions.count == 1)
    #expect(
      application(signed + [approved(), revocation(), revocation("r2")]).review.decisions.count
        == 2)
  }

  @Test func `undone, a revocation leaves the approval as it was, and the approval leaves nothing`()
  {
    let revoked = signed + [approved(), notCleared, revocation(), agreed()]
    let back = application(revoked + [undone("r1")])
    #expect(back.isPreliminary && back.review.decision?.decision.id == "c1")
    #expect(standing(revoked + [undone("r1")])?.revokedAt == nil)
    let none = application(signed + [approved(), undone("c1")])
    #expect(none.isInReview && none.review.decision == nil)
    #expect(standing(signed + [approved(), undone("c1")])?.withdrawnAt != nil)
    // While a revocation waits, the approval stays; and a revoked one is not undone past its revocation.
    #expect(application(signed + [approved(), revocation(), undone("c1")]).isPreliminary)
    #expect(stage(revoked + [undone("c1")]) == .revoked)
  }

  @Test func `nothing is granted about a certificate that is still to be confirmed`() throws {
    let preliminary = HeldCertificate(
      kind: "plain", number: "N-1", first: day("2026-01-05"), last: day("2026-06-30"),
      isPreliminary: true)
    let request = RequestType(
      id: "r", title: "", summary: "", whoFor: "", clause: clause("§ 1"), elements: [], fees: [],
      grants: GrantRule(.copies, ["plain"]))
    let overview = Overview(
      ApplicationsTests.application(), edition: ApplicationsTests.edition(requests: [request]),
      now: moment("2026-02-01T12:00:00"))
    func fault(_ held: [HeldCertificate]) -> GrantFault? {
      do throws(GrantFault) {
        _ = try overview.grants(
          on: day("2026-02-01"),
          in: Circumstances(day: day("2026-02-01"), certificates: held)
        ) { "X" }
        return nil
      } catch { return error }
    }
    #expect(fault([preliminary]) == .preliminary("r"))
    #expect(fault([]) == .nothingHeld("r"))
    #expect(
      fault([
        preliminary,
        HeldCertificate(kind: "plain", number: "N-0", first: day("2020-01-01"), last: nil),
      ]) == nil)
  }

  @Test func `the facts of a queue know it, and a revoked one counts apart`() throws {
    let facts = try #require(CaseFacts(application(signed + [approved()])))
    #expect(facts.isPreliminary && facts.decision == .approved)
    let revoked = try #require(
      CaseFacts(application(signed + [approved(), notCleared, revocation(), agreed()])))
    #expect(!revoked.isPreliminary && revoked.decision == .revoked)
    var figures = ReviewFigures(
      WorkCalendar(timeZone: newYork(), holidays: []), from: moment("2026-01-01T00:00:00"),
      at: moment("2026-02-01T12:00:00"))
    figures.take(decided: revoked, since: moment("2026-01-20T12:00:00"))
    figures.take(decided: facts, since: moment("2026-01-06T12:00:00"))
    #expect(figures.decided.approved == 1 && figures.decided.revoked == 1)
    #expect(figures.decided.count == 2 && figures.decided.percentile(100) == 1)
  }
}
