import Notation
import Rules
import Testing

/// The faultless folder with a rule for what is approved preliminarily, and something under a seal.
private let base = Folder()
  .with(
    "elements/lamp.jsonc", "\"questions\"",
    """
    "seal": { "version": "2020-01-01", "statement": "It is true." },
      "seenBy": ["fitness"],
      "questions"
    """
  )
  .with(
    "review.jsonc", "\"holidays\"",
    """
    "preliminary": {
        "days": 45,
        "words": "For now.",
        "clause": "Rule 13",
        "conditions": [
          { "id": "kept", "text": "The lamp was kept.", "foundBy": "fitness" },
          { "id": "day", "text": "It is not for flying.", "notFor": ["pilot"] },
        ],
      },
      "holidays"
    """
  )
  .with("letters/decision-preliminary.md", "Subject: For now\n\n{{certificates}} {{rule}}\n")
  .with("letters/fitness-confirmed.md", "Subject: Confirmed\n\n{{certificates}}\n")
  .with("letters/preliminary-revoked.md", "Subject: Revoked\n\n{{reasons}}\n")

@Suite struct PreliminaryMistakes {
  @Test func `the folder the mistakes are made in has none`() { #expect(base.faults == []) }

  @Test(arguments: [
    (
      "review.jsonc", "\"preliminary\"", "\"prelimnary\"",
      [
        "site/review.jsonc:16:3: error: unknown key 'prelimnary' in a review; did you mean \"preliminary\"?"
      ]
    ),
    (
      "review.jsonc", "\"days\": 45", "\"dayz\": 45",
      [
        "site/review.jsonc:17:5: error: unknown key 'dayz' in a rule for a preliminary approval; did you mean \"days\"?"
      ]
    ),
    (
      "review.jsonc", "\"fitness\"", "\"fitnes\"",
      ["site/review.jsonc:21:64: error: 'foundBy' cannot be 'fitnes'; did you mean \"fitness\"?"]
    ),
    (
      "review.jsonc", "[\"pilot\"]", "[\"pilott\"]",
      [
        "site/review.jsonc:22:66: error: there is no credential 'pilott'; did you mean \"pilot\"?"
      ]
    ),
    (
      "review.jsonc", "\"id\": \"day\"", "\"id\": \"kept\"",
      [
        "site/review.jsonc:22:15: error: preliminary condition 'kept' stands here twice; the first is on line 21; give one of them another id"
      ]
    ),
    (
      "review.jsonc", ", \"foundBy\": \"fitness\"", "",
      [
        "site/review.jsonc:21:7: error: a preliminary condition says nothing; give it 'foundBy', or 'notFor'"
      ]
    ),
    (
      "review.jsonc", "\"foundBy\": \"fitness\"",
      "\"foundBy\": \"fitness\", \"notFor\": [\"pilot\"]",
      [
        "site/review.jsonc:21:7: error: a preliminary condition takes only one of 'foundBy' and 'notFor'; keep one of them"
      ]
    ),
    (
      "review.jsonc", "\"clause\": \"Rule 13\",", "",
      [
        "site/review.jsonc:21:7: warning: condition 'kept' has no clause, and neither has the rule; whoever goes by it wants to know where it stands: add \"clause\": \"…\"",
        "site/review.jsonc:22:7: warning: condition 'day' has no clause, and neither has the rule; whoever goes by it wants to know where it stands: add \"clause\": \"…\"",
      ]
    ),
    (
      "elements/lamp.jsonc", "\"seenBy\": [\"fitness\"],", "",
      [
        "site/review.jsonc:16:18: warning: nothing is ever approved preliminarily: no element is under a seal; add \"seenBy\" to the element that is decided later, or take this out"
      ]
    ),
    (
      "letters/fitness-confirmed.md", "{{certificates}}", "{{certificate}}",
      [
        "site/letters/fitness-confirmed.md:3:1: error: this letter has no slot 'certificate'; did you mean {{certificates}}?"
      ]
    ),
  ])
  func `a mistake is told once, where it stands`(
    path: String, old: String, new: String, says: [String]
  ) {
    let folder = base.with(path, old, new)
    #expect(folder.files != base.files)
    #expect(folder.faults == says)
  }

  @Test func `its letters are needed where the rule is, and nowhere else`() {
    let missing = base.with("letters/fitness-confirmed.md", nil)
    #expect(
      missing.faults == [
        "site/letters/fitness-confirmed.md:1:1: error: there is no such letter; Docket sends it; write one"
      ])
    // The folder without the rule has none of the three.
    #expect(Folder().files["letters/fitness-confirmed.md"] == nil && Folder().faults == [])
  }

  @Test func `what was published is what was written`() throws {
    let site = try #require(base.read().site)
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    let review = try PublicationReader { files[$0] }.reviewRules()
    #expect(review == site.definitions.review)
    let rule = try #require(review.preliminary)
    #expect(
      rule
        == PreliminaryRule(
          days: 45, words: "For now.", clause: Clause("Rule 13"),
          conditions: [
            PreliminaryCondition(
              id: "kept", text: "The lamp was kept.", test: .foundBy(.fitness)),
            PreliminaryCondition(
              id: "day", text: "It is not for flying.", test: .notFor(["pilot"])),
          ]))
    #expect(rule.condition(against: ["pilot"])?.id == "day")
    #expect(rule.condition(against: ["other"]) == nil)
    #expect(rule.conditions(foundBy: .fitness).map(\.id) == ["kept"])
    #expect(rule.conditions(foundBy: .review).isEmpty)
  }
}
