import Rules
import Testing

/// Somebody with a certificate for 2020 to 2024, another for 2021 to 2025, and one without an end.
private func person(on today: String) -> Circumstances {
  Circumstances(
    day: day(today),
    certificates: [
      HeldCertificate(kind: "oven", number: "1", first: day("2020-01-01"), last: day("2024-12-31")),
      HeldCertificate(kind: "oven", number: "2", first: day("2021-07-01"), last: day("2025-06-30")),
      HeldCertificate(kind: "bread", number: "3", first: day("2019-01-01"), last: nil),
    ], profile: [.country: "United States"])
}

private func typed(_ question: String, _ day: String) -> [(String, String)] {
  let parts = day.split(separator: "-").map(String.init)
  return zip(["year", "month", "day"], parts).map { ("\(question).\($0)", $1) }
}

@Suite struct ConditionOverPersonsTests {
  @Test(arguments: [
    (["oven"], HeldState.current, "2025-06-30", true),
    (["oven"], .current, "2025-07-01", false),
    (["oven"], .current, "2019-12-31", false),
    // One has ended, but another of the kind still holds.
    (["oven"], .ended, "2025-01-01", false),
    (["oven"], .ended, "2025-07-01", true),
    (["bread"], .ended, "2025-07-01", false),
    (["oven"], .ever, "2019-12-31", true),
    (["cake"], .ever, "2025-01-01", false),
    (["cake", "bread"], .current, "2025-01-01", true),
    ([], .current, "2025-07-01", true),
    ([], .ended, "2025-07-01", false),
  ])
  func `what somebody holds on a day`(
    kinds: [String], state: HeldState, today: String, holds: Bool
  ) {
    let condition = Condition.holds(kinds.compactMap { CertificateKind.ID($0) }, state)
    #expect(condition.verdict(for: nil, in: person(on: today)) == holds)
  }

  @Test(arguments: [
    ("5", "", false), ("6", "", true), ("2", "4", true), ("2", "3", false), ("many", "6", true),
    ("", "", false), ("999999999", "999999999", true),
  ])
  func `numbers are added up, and what is none counts nothing`(
    first: String, second: String, holds: Bool
  ) {
    let condition = Condition.sum(.init(["a", "b"]), isIn: 6...Int.max)
    #expect(condition.holds(for: answers(("a", first), ("b", second))) == holds)
  }

  @Test func `a sum counts every entry of one question`() {
    let entries = Answers([Answers.Field(name: "hours", texts: ["3", "2", "1"])])
    #expect(Condition.sum(.init(["hours"]), isIn: 6...6).holds(for: entries))
    #expect(!Condition.sum(.init(["hours"]), isIn: 0...5).holds(for: entries))
  }

  @Test(arguments: [
    // Half years: 140 days are two, 70 are one.
    (["140", "140"], true), (["139", "140"], false), (["70", "70", "70", "70"], true),
    (["140", "70", "70"], true), (["140", "70", "69"], false), (["366"], false),
  ])
  func `days of work count as whole and half years`(days: [String], holds: Bool) {
    let sum = Condition.Sum(
      ["days"], steps: [.init(from: 70, counts: 1), .init(from: 140, counts: 2)])
    let given = Answers([Answers.Field(name: "days", texts: days)])
    #expect(Condition.sum(sum, isIn: 4...Int.max).holds(for: given) == holds)
  }

  @Test(arguments: [
    ("2025-09-01", true), ("2025-09-02", false), ("2020-01-01", true), ("1-2-3", false),
    ("2025-02-30", false),
  ])
  func `by 1 September of the year in which the last certificate ends`(done: String, holds: Bool) {
    let condition = Condition.day(
      .answer("done"), notBefore: nil,
      notAfter: .yearDay(yearDay("09-01"), of: .lastDay(of: ["oven"]), yearsLater: 0))
    let given = Answers(typed("done", done).map { Answers.Field(name: $0.0, texts: [$0.1]) })
    #expect(condition.verdict(for: given, in: person(on: "2025-08-01")) == holds)
    #expect(condition.verdict(for: nil, in: person(on: "2025-08-01")) == nil)
    #expect(condition.verdict(for: Answers(), in: person(on: "2025-08-01")) == false)
    // Who holds nothing has no such day.
    #expect(condition.verdict(for: given, in: Circumstances(day: day("2025-08-01"))) == false)
  }

  @Test func `days are compared with both ends, and with the day of applying`() {
    func holds(_ condition: Condition) -> Bool? {
      condition.verdict(for: nil, in: person(on: "2025-01-01"))
    }
    #expect(holds(.day(.today, notBefore: .fixed(day("2025-01-01")), notAfter: nil)) == true)
    #expect(holds(.day(.today, notBefore: nil, notAfter: .fixed(day("2024-12-31")))) == false)
    #expect(
      holds(.day(.firstDay(of: ["oven"]), notBefore: .fixed(day("2021-07-01")), notAfter: .today))
        == true)
    // One without an end has no last day to compare.
    #expect(holds(.day(.lastDay(of: []), notBefore: .today, notAfter: nil)) == false)
    #expect(holds(.dayWithin(.lastDay(of: ["oven"]), years: 1)) == false)
    #expect(holds(.dayWithin(.firstDay(of: ["oven"]), years: 4)) == true)
    #expect(holds(.dayWithin(.firstDay(of: ["oven"]), years: 3)) == false)
  }

  @Test func `what the profile says is compared without regard to capitals`() {
    let condition = Condition.profile(.country, isOneOf: ["united states", "Canada"])
    #expect(condition.verdict(for: nil, in: person(on: "2025-01-01")) == true)
    #expect(condition.verdict(for: nil, in: Circumstances(day: day("2025-01-01"))) == false)
  }

  @Test func `what is not known stays open, unless the rest decides it`() {
    let open = yes("asked")
    let here = person(on: "2025-01-01")
    let met = Condition.holds(["oven"], .current)
    #expect(open.verdict(for: nil, in: here) == nil)
    #expect(Condition.not(open).verdict(for: nil, in: here) == nil)
    #expect(Condition.any([open, met]).verdict(for: nil, in: here) == true)
    #expect(Condition.all([open, met]).verdict(for: nil, in: here) == nil)
    #expect(Condition.all([open, .not(met)]).verdict(for: nil, in: here) == false)
    #expect(Condition.any([open, .not(met)]).verdict(for: nil, in: here) == nil)
    // Answers alone never satisfy what asks for a person.
    #expect(!met.holds(for: Answers()))
    #expect(!Condition.not(met).holds(for: Answers()))
  }
}

@Suite struct StandingTests {
  private func standing(_ given: Answers?, on today: String) -> Standing {
    let until = Period(last: day("2024-12-31"))
    let request = RequestType(
      id: "a", title: "", summary: "", whoFor: "", clause: clause("§"),
      questions: [
        question("abroad"), question("hours", .number(0...99), when: yes("abroad"), period: until),
      ], elements: [], fees: [],
      eligibility: [
        EligibilityRule(says: "held", clause: clause("§1"), needs: .holds(["oven"], .current)),
        EligibilityRule(
          says: "hours", clause: clause("§2"), when: yes("abroad"),
          needs: .sum(.init(["hours"]), isIn: 6...99), period: until),
      ])
    return request.standing(for: given, in: person(on: today))
  }

  @Test func `before any answer only what is certain is told`() {
    let standing = standing(nil, on: "2024-12-31")
    #expect(standing.isOpen)
    #expect(standing.undecided.map(\.clause.citation) == ["§2"])
  }

  @Test func `answers decide, and a rule is for those it is for`() {
    #expect(standing(answers(("abroad", "no")), on: "2024-12-31").isOpen)
    // Left from before somebody changed their mind: it does not count.
    #expect(standing(answers(("abroad", "no"), ("hours", "1")), on: "2024-12-31").isOpen)
    #expect(standing(answers(("abroad", "yes"), ("hours", "6")), on: "2024-12-31").isOpen)
    let short = standing(answers(("abroad", "yes"), ("hours", "5")), on: "2024-12-31")
    #expect(short.failing.map(\.clause.citation) == ["§2"])
  }

  @Test func `what was struck is asked of nobody from the next day on`() {
    let given = answers(("abroad", "yes"), ("hours", "0"))
    #expect(!standing(given, on: "2024-12-31").isOpen)
    #expect(standing(given, on: "2025-01-01").isOpen)
  }

  @Test func `every rule that is not met is told`() {
    let standing = standing(answers(("abroad", "yes"), ("hours", "0")), on: "2019-06-01")
    #expect(standing.failing.map(\.clause.citation) == ["§1", "§2"])
  }

  @Test func `an edition has the rules of its day`() {
    let rule = EligibilityRule(
      says: "x", clause: clause("§1"), needs: .always, period: Period(last: day("2025-12-31")))
    let request = RequestType(
      id: "a", title: "", summary: "", whoFor: "", clause: clause("§"), elements: [], fees: [],
      terms: [TermRule(term: .years(1), clause: clause("§"), period: rule.period)],
      eligibility: [rule])
    let before = edition(requests: [request], on: day("2025-12-31")).requestTypes[0]
    #expect(before.eligibility == [rule])
    #expect(before.terms.count == 1)
    let after = edition(requests: [request], on: day("2026-01-01")).requestTypes[0]
    #expect(after.eligibility == [])
    #expect(after.terms == [])
  }
}
