import Applications
import Pages
import Rules
import Testing

/// When an application may be approved before fitness is decided, as its rule and what was found say.
@Suite struct PreliminaryRuleTests {
  private static func rule(_ tests: [PreliminaryCondition.Test]) -> PreliminaryRule {
    PreliminaryRule(
      words: "For now.",
      conditions: tests.enumerated().map { index, test in
        PreliminaryCondition(
          id: PreliminaryCondition.ID("c\(index)").unsafelyUnwrapped, text: "It is so.", test: test)
      })
  }

  private static func review(
    _ rule: PreliminaryRule?, isSealed: Bool = true, _ events: [Event.What] = []
  ) -> ReviewCase {
    var definitions = Sample.definitions
    let oath = Sample.oath
    if isSealed {
      definitions.elements =
        definitions.elements.filter { $0.id != oath.id } + [
          Element(
            id: oath.id, title: oath.title, why: oath.why, clause: oath.clause,
            submittedBy: oath.submittedBy, questions: oath.questions, seal: oath.seal,
            seenBy: ["fitness"], whenDeficient: .anew)
        ]
    }
    let application = Sample.review(Sample.paid + [Sample.claimed] + events).application
    return ReviewCase(
      Overview(
        application, edition: Edition(of: definitions, on: Sample.today), now: Sample.noon),
      rules: ReviewRules(preliminary: rule),
      viewer: StaffMember(
        name: StaffName("lee").unsafelyUnwrapped, fullName: "Lee", emailAddress: "lee@l.example",
        roles: [.specialist], addedAt: Sample.noon))
  }

  private static let found = Event.What.review(
    .preliminaryFound(
      PreliminaryFinding(
        conditions: [], day: Sample.day("2026-11-20"), elements: ["oath"], key: "p")))
  private static func decided(_ isCleared: Bool) -> Event.What {
    .review(
      .fitnessDecided(
        FitnessOutcome(
          isCleared: isCleared, day: Sample.day("2026-11-20"), elements: ["oath"], key: "f")))
  }

  @Test func `it may when nothing is against it, and says why not otherwise`() {
    let both = Self.rule([.foundBy(.review), .foundBy(.fitness)])
    let own = Self.rule([.foundBy(.review)])
    let others = Self.rule([.notFor(["other"])])
    let table: [(ReviewCase, String?)] = [
      (Self.review(nil), "no rule"),
      (Self.review(both, isSealed: false), "nothing that is under a seal"),
      (Self.review(both), "have not found"), (Self.review(both, [Self.found]), nil),
      (Self.review(both, [Self.found, Self.decided(false)]), "have not found"),
      (Self.review(both, [Self.found, Self.decided(true)]), "Fitness is cleared"),
      (Self.review(own), nil), (Self.review(own, [Self.decided(false)]), "have not found"),
      (Self.review(others), nil),
      (Self.review(Self.rule([.notFor(["other", "permit"])])), "has to hold, and does not"),
    ]
    for (review, why) in table {
      guard let why else {
        #expect(review.whyNotPreliminary == nil)
        continue
      }
      #expect(review.whyNotPreliminary?.contains(why) == true, "\(why)")
    }
    #expect(
      !Self.review(both, isSealed: false).knowsPreliminary && !Self.review(nil).knowsPreliminary)
    #expect(Self.review(both).sealedConditions.map(\.id) == ["c1"])
    #expect(Self.review(both).ownConditions.map(\.id) == ["c0"])
    #expect(Self.review(both, [Self.decided(false)]).sealedConditions.isEmpty)
    #expect(
      Self.review(Self.rule([.foundBy(.fitness), .notFor(["permit"])])).sealedConditions.isEmpty)
  }

  @Test func `fitness itself stands in no way of it, and all else does`() {
    let review = Self.review(Self.rule([.foundBy(.review)]))
    #expect(review.obstacles.count == review.preliminaryObstacles.count + 1)
    #expect(review.obstacles.contains { $0.words.contains("not cleared yet") })
    #expect(!review.preliminaryObstacles.contains { $0.words.contains("not cleared yet") })
    #expect(!review.preliminaryObstacles.isEmpty)
  }
}
