import Notation
import Rules
import Testing

/// The faultless folder with kinds of certificates, a rule of eligibility of every sort and terms.
private let base = Folder()
  .with(
    "certificates.jsonc",
    """
    {
      "certificates": [
        { "id": "novice", "title": "Novice" },
        { "id": "master", "title": "Master" },
      ],
    }
    """
  )
  .with(
    "credentials/pilot.jsonc", "\"questions\": [",
    """
    "lasts": [
        { "years": 2, "clause": "Rule 7", "when": { "question": "night", "is": "no" } },
        { "yearly": "06-30", "yearsLater": 1, "clause": "Rule 7" },
      ],
      "eligibility": [
        {
          "says": "You hold a novice's certificate.",
          "clause": "Rule 8",
          "needs": { "holds": ["novice"], "state": "ever" },
        },
        {
          "says": "You flew lately.",
          "clause": "Rule 9",
          "until": "2024-12-31",
          "needs": {
            "any": [
              { "day": { "question": "flown" }, "withinYears": 5 },
              { "sum": ["hours"], "counting": [{ "from": 10, "counts": 1 }], "atLeast": 1 },
              { "day": "today", "notBefore": { "yearly": "09-01", "of": { "lastDayOf": [] } } },
              { "profile": "country", "in": ["France"] },
            ],
          },
        },
      ],
      "questions": [
        { "id": "flown", "ask": "When did you fly?", "kind": "day", "until": "2024-12-31" },
        { "id": "hours", "ask": "For how long?", "kind": "number", "until": "2024-12-31" },
    """)

/// What is replaced by what, and all that the check says, without the place.
private let mistakes: [(old: String, new: String, says: [String])] = [
  (
    "[\"novice\"], \"state\"", "[\"novise\"], \"state\"",
    ["there is no certificate 'novise'; did you mean \"novice\"?"]
  ),
  (
    "\"ever\"", "\"always\"",
    ["'state' cannot be 'always'; write 'current', 'ended' or 'ever'"]
  ),
  (
    "\"holds\": [\"novice\"], ", "",
    ["this condition has no 'holds'; add \"holds\""]
  ),
  (
    ", \"withinYears\": 5", "",
    ["this condition says nothing of its 'day'; add 'withinYears', 'notBefore' or 'notAfter'"]
  ),
  (
    ", \"atLeast\": 1 }", " }",
    ["this condition says nothing of its 'sum'; add 'atLeast' or 'atMost'"]
  ),
  (
    "\"atLeast\": 1", "\"atLeast\": 3, \"atMost\": 2",
    ["'atLeast' is 3, more than 'atMost', which is 2"]
  ),
  (
    "\"withinYears\": 5", "\"withinYears\": 0",
    ["'withinYears' must be from 1 to 100, not 0"]
  ),
  (
    "{ \"question\": \"flown\" }", "{ \"question\": \"hours\" }",
    ["question 'hours' does not ask for a day; name a question of kind 'day'"]
  ),
  (
    "\"sum\": [\"hours\"]", "\"sum\": [\"night\"]",
    ["question 'night' does not ask for a number; name a question of kind 'number'"]
  ),
  (
    "\"09-01\"", "\"02-29\"",
    ["'yearly' must be a day that every year has, not '02-29'; write month and day, like \"06-30\""]
  ),
  (
    ", \"of\": { \"lastDayOf\": [] }", "", ["this way to a day has no 'of'; add \"of\""]
  ),
  (
    "\"day\": \"today\"", "\"day\": \"tomorrow\"",
    ["'day' must be a day, not 'tomorrow'; write year, month and day, like \"2026-07-01\""]
  ),
  (
    "\"day\": \"today\"", "\"day\": 5",
    [
      "'day' must be a day, \"today\", or a way to a day in { }, not the number 5; write \"today\""
    ]
  ),
  (
    "\"profile\": \"country\"", "\"profile\": \"contry\"",
    ["'profile' cannot be 'contry'; did you mean \"country\"?"]
  ),
  (
    "\"clause\": \"Rule 8\",", "",
    ["this rule of eligibility has no 'clause'; add \"clause\": \"…\""]
  ),
  (
    "\"until\": \"2024-12-31\",\n      \"needs\"", "\"needs\"",
    [
      "the rule holds after 2024-12-31, when nobody is asked 'flown'; "
        + "give the rule \"until\": \"2024-12-31\", or the question a later one",
      "the rule holds after 2024-12-31, when nobody is asked 'hours'; "
        + "give the rule \"until\": \"2024-12-31\", or the question a later one",
    ]
  ),
  (
    "\"kind\": \"day\", \"until\"", "\"kind\": \"day\", \"from\": \"2023-01-01\", \"until\"",
    [
      "the rule holds before 2023-01-01, when nobody is asked 'flown'; "
        + "give the rule \"from\": \"2023-01-01\", or the question an earlier one"
    ]
  ),
  (
    "\"until\": \"2024-12-31\",\n      \"needs\"",
    "\"from\": \"2025-01-01\", \"until\": \"2024-12-31\",\n      \"needs\"",
    [
      "this rule of eligibility ends on 2024-12-31, before it begins on 2025-01-01; "
        + "make 'until' the later of the two"
    ]
  ),
  (
    "\"years\": 2, ", "",
    [
      "this rule for the term does not say how long; "
        + "add \"years\": 5, or \"yearly\": \"06-30\", or \"lastDay\""
    ]
  ),
  (
    "\"years\": 2, ", "\"years\": 2, \"lastDay\": \"2030-01-01\", ",
    [
      "a rule for the term takes only one of 'years' and 'lastDay'; "
        + "make two rules of it, each with a \"when\""
    ]
  ),
  (
    "\"years\": 2, ", "\"years\": 2, \"yearsLater\": 1, ",
    ["'yearsLater' goes with 'yearly' only; take it out"]
  ),
  (
    "{ \"question\": \"night\", \"is\": \"yes\" }", "{ \"holds\": [\"novice\"] }",
    [
      "'holds' can only be looked at in \"eligibility\" and \"lasts\"; "
        + "ask a question instead, and name it here"
    ]
  ),
  (
    "{ \"question\": \"night\", \"is\": \"yes\" }",
    "{ \"not\": { \"profile\": \"city\", \"in\": [\"Rome\"] } }",
    [
      "'profile' can only be looked at in \"eligibility\" and \"lasts\"; "
        + "ask a question instead, and name it here"
    ]
  ),
]

@Suite struct EligibilityMistakes {
  @Test func `the folder the mistakes are made in has none, and says what it says`() throws {
    #expect(base.faults == [])
    let pilot = try #require(base.read().definitions?.requestTypes.first)
    #expect(pilot.eligibility.count == 2)
    #expect(pilot.eligibility[0].needs == .holds(["novice"], .ever))
    #expect(pilot.eligibility[1].period == Period(last: Day("2024-12-31")))
    #expect(
      pilot.eligibility[1].needs
        == .any([
          .dayWithin(.answer("flown"), years: 5),
          .sum(.init(["hours"], steps: [.init(from: 10, counts: 1)]), isIn: 1...Int.max),
          .day(
            .today,
            notBefore: .yearDay(
              try #require(YearDay("09-01")), of: .lastDay(of: []), yearsLater: 0), notAfter: nil),
          .profile(.country, isOneOf: ["France"]),
        ]))
    #expect(
      pilot.terms.map(\.term) == [
        .years(2), .untilYearDay(try #require(YearDay("06-30")), yearsLater: 1),
      ])
    #expect(base.read().definitions?.certificateKinds.map(\.id) == ["novice", "master"])
  }

  @Test(arguments: mistakes.indices)
  func `a mistake is told where it stands, with what to write instead`(index: Int) {
    let mistake = mistakes[index]
    let spoiled = base.with("credentials/pilot.jsonc", mistake.old, mistake.new)
    #expect(spoiled.files != base.files)
    let faults = spoiled.read().diagnostics
    #expect(faults.map { $0.summary + ($0.remedy.map { "; " + $0 } ?? "") } == mistake.says)
    #expect(faults.allSatisfy { $0.place.file == "site/credentials/pilot.jsonc" })
  }

  @Test func `a certificate where none is defined is told`() {
    #expect(
      base.with("certificates.jsonc", nil).faults == [
        "site/credentials/pilot.jsonc:16:28: error: there is no certificate 'novice'; "
          + "there is none in certificates.jsonc"
      ])
  }

  @Test func `the file of certificates has its own mistakes, and near names of it`() {
    #expect(
      base.with("certificates.jsonc", "\"Novice\"", "7").faults == [
        "site/certificates.jsonc:3:32: error: 'title' must be text in quotes, or one text for each language, not the number 7; put it between quotes: \"7\""
      ])
    #expect(
      Folder().with("certificate.jsonc", "{}").faults == [
        "site/certificate.jsonc:1:1: warning: this file is not read; did you mean certificates.jsonc?"
      ])
  }

  @Test func `a publication gives back the same rules`() throws {
    let site = try #require(base.read().site)
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    let reader = PublicationReader(read: { files[$0] })
    #expect(try reader.certificateKinds() == site.definitions.certificateKinds)
    for text in ["2024-12-31", "2025-01-01"] {
      let day = try #require(Day(text))
      #expect(
        try reader.edition(on: day, publication: nil) == Edition(of: site.definitions, on: day))
    }
  }
}
