import Notation
import Rules
import Testing

/// The faultless folder with a certificate that is granted, and something that is signed.
private let base = Folder()
  .with(
    "certificates.jsonc",
    """
    { "certificates": [{ "id": "novice", "title": "Novice" }, { "id": "master", "title": "Master" }] }
    """
  )
  .with(
    "credentials/pilot.jsonc", "\"fees\"",
    """
    "grants": {
        "how": "issues",
        "certificates": ["novice"],
        "aligned": { "question": "night", "is": "yes" },
      },
      "fees"
    """
  )
  .with(
    "elements/lamp.jsonc", "\"questions\"",
    """
    "whenDeficient": "anew",
      "seal": { "version": "2020-01-01", "statement": "It is true." },
      "questions"
    """)

@Suite struct ReviewMistakes {
  @Test func `the folder the mistakes are made in has none`() { #expect(base.faults == []) }

  /// What is replaced by what in which file, and all that the check says.
  @Test(arguments: [
    (
      "review.jsonc", "\"denialReasons\"", "\"denyalReasons\"",
      [
        "site/review.jsonc:6:3: error: unknown key 'denyalReasons' in a review; did you mean \"denialReasons\"?"
      ]
    ),
    (
      "review.jsonc", "[\"lamp\"]", "[\"lump\"]",
      ["site/review.jsonc:3:78: error: there is no element 'lump'; did you mean \"lamp\"?"]
    ),
    (
      "review.jsonc", "\"id\": \"wet\"", "\"id\": \"torn\"",
      [
        "site/review.jsonc:4:13: error: reason 'torn' stands here twice; the first is on line 3; give one of them another id"
      ]
    ),
    (
      "review.jsonc", "\"stops\"", "\"stands\"",
      ["site/review.jsonc:7:73: error: 'clock' cannot be 'stands'; write 'runs' or 'stops'"]
    ),
    (
      "review.jsonc", "[5]", "[5, 20]",
      [
        "site/review.jsonc:10:25: error: a reminder 20 days before the end of 20 would never be sent; write a number below 20"
      ]
    ),
    (
      "review.jsonc", "\"closed\"", "\"close\"",
      [
        "site/review.jsonc:11:20: error: 'consequence' cannot be 'close'; did you mean \"closed\"?"
      ]
    ),
    (
      "review.jsonc", ", \"clause\": \"Rule 11\"", "",
      [
        "site/review.jsonc:6:21: warning: reason 'stormy' has no clause; whoever is denied for it wants to know the rule: add \"clause\": \"…\""
      ]
    ),
    (
      "review.jsonc", "\"times\": 2", "\"times\": 0",
      ["site/review.jsonc:15:39: error: 'times' must be from 1 to 20, not 0"]
    ),
    (
      "review.jsonc", "\"withinDays\"", "\"withnDays\"",
      [
        "site/review.jsonc:15:42: error: unknown key 'withnDays' in a rule for opening again; did you mean \"withinDays\"?"
      ]
    ),
    (
      "review.jsonc", "\"times\": 2, ", "",
      [
        "site/review.jsonc:15:16: error: this rule for opening again has no 'times'; add \"times\": 20"
      ]
    ),
    (
      "review.jsonc", "[\"2026-12-25\"]", "[\"2026-12-25\", \"2026-12-25\"]",
      [
        "site/review.jsonc:16:30: error: '2026-12-25' stands here twice; the first is on line 16; keep one of them"
      ]
    ),
    (
      "credentials/pilot.jsonc", "[\"novice\"]", "[\"novise\"]",
      [
        "site/credentials/pilot.jsonc:18:22: error: there is no certificate 'novise'; did you mean \"novice\"?"
      ]
    ),
    (
      "credentials/pilot.jsonc", "[\"novice\"]", "[]",
      [
        "site/credentials/pilot.jsonc:18:21: error: nothing says what is issued; name exactly one kind of certificates.jsonc"
      ]
    ),
    (
      "credentials/pilot.jsonc", "[\"novice\"]", "[\"novice\", \"master\"]",
      [
        "site/credentials/pilot.jsonc:18:21: error: only one certificate is issued at a time; name exactly one kind of certificates.jsonc"
      ]
    ),
    (
      "credentials/pilot.jsonc", "\"aligned\": { \"question\": \"night\", \"is\": \"yes\" }",
      "\"aligned\": { \"holds\": [\"master\"] }",
      [
        "site/credentials/pilot.jsonc:19:18: error: 'holds' can only be looked at in \"eligibility\" and \"lasts\"; ask a question instead, and name it here"
      ]
    ),
    (
      "elements/lamp.jsonc",
      "\"seal\": { \"version\": \"2020-01-01\", \"statement\": \"It is true.\" },",
      "",
      [
        "site/elements/lamp.jsonc:7:20: error: element 'lamp' is entered anew, but nothing in it is signed; take it out, or add the \"seal\" that is signed"
      ]
    ),
    (
      "elements/lamp.jsonc", "\"submittedBy\": \"applicant\"", "\"submittedBy\": \"club\"",
      [
        "site/elements/lamp.jsonc:7:20: error: element 'lamp' is entered anew, and 'club' completes it; take it out: what others signed goes back to them as it is"
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

  @Test func `nothing can be sent back without a reason, or without days`() {
    let reasons = """
      "deficiencyReasons": [
          { "id": "torn", "text": "It is torn.", "clause": "Rule 10", "elements": ["lamp"] },
          { "id": "wet", "text": "It is wet." },
        ],
      """
    #expect(
      base.with("review.jsonc", reasons, "").faults == [
        "site/review.jsonc:5:17: error: nothing can be sent back: there is no reason to choose; add \"deficiencyReasons\""
      ])
    let rule = """
      "deficiency": {
          "days": 20,
          "reminderDays": [5],
          "consequence": "closed",
          "words": "After that it is closed.",
        },
      """
    #expect(
      base.with("review.jsonc", rule, "").faults == [
        "site/review.jsonc:2:24: warning: nothing is ever sent back for these reasons; add \"deficiency\", which says how long there is to put something right"
      ])
  }

  @Test func `a site without it is warned, and published with no rules of review`() throws {
    let folder = base.with("review.jsonc", nil)
    #expect(
      folder.faults == [
        "site/review.jsonc:1:1: warning: there is no such file; without it nothing that was submitted can be sent back, held or denied"
      ])
    let site = try #require(folder.read().site)
    #expect(site.definitions.review == ReviewRules())
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    #expect(files["review.json"] == nil)
    #expect(try PublicationReader { files[$0] }.reviewRules() == ReviewRules())
  }

  @Test func `what was published is what was written`() throws {
    let site = try #require(base.read().site)
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    let review = try PublicationReader { files[$0] }.reviewRules()
    #expect(review == site.definitions.review)
    #expect(
      review
        == ReviewRules(
          deficiencyReasons: [
            ReviewReason(
              id: "torn", text: "It is torn.", clause: Clause("Rule 10"), elements: ["lamp"]),
            ReviewReason(id: "wet", text: "It is wet."),
          ],
          denialReasons: [
            ReviewReason(id: "stormy", text: "You fly in storms.", clause: Clause("Rule 11"))
          ],
          holdReasons: [HoldReason(id: "calm", text: "There is no wind.", clock: .stops)],
          deficiency: DeficiencyRule(
            days: 20, reminderDays: [5], consequence: .closed, words: "After that it is closed."),
          appeal: AppealRule(days: 10, words: "Write to us.", clause: Clause("Rule 12")),
          reopening: ReopeningRule(
            days: 30, times: 2, withinDays: 90, words: "Ask us.", clause: Clause("Rule 13")),
          holidays: [try #require(Day("2026-12-25"))]))
    let pilot = try #require(site.definitions.requestTypes.first)
    #expect(
      pilot.grants
        == GrantRule(
          .issues, ["novice"], aligned: .answered(question: "night", isOneOf: ["yes"])))
    #expect(site.definitions.elements.first { $0.id == "lamp" }?.whenDeficient == .anew)
  }
}
