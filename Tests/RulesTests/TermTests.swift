import Rules
import Testing

@Suite struct TermTests {
  @Test(arguments: [
    ("2026-11-22", 5, "2031-11-22"), ("2026-11-22", -5, "2021-11-22"),
    ("2024-02-29", 4, "2028-02-29"), ("2024-02-29", 1, "2025-03-01"),
    ("2024-02-29", -1, "2023-03-01"), ("2023-02-28", 1, "2024-02-28"),
    ("1900-02-28", 4, "1904-02-28"), ("2000-02-29", 100, "2100-03-01"),
    ("9998-06-01", 5, "9999-06-01"), ("2-1-1", 0, ""),
  ])
  func `a day so many years later, whatever the leap years do`(
    from: String, years: Int, then: String
  ) {
    #expect((Day(from)?.adding(years: years).description ?? "") == then)
  }

  @Test(arguments: [
    // The anniversary is the last day that counts.
    ("2011-11-22", 5, "2016-11-22", true), ("2011-11-21", 5, "2016-11-22", false),
    ("2016-11-22", 5, "2016-11-22", true), ("2016-11-23", 5, "2016-11-22", false),
    // A leap day has its anniversary on 1 March.
    ("2012-02-29", 5, "2017-03-01", true), ("2012-02-29", 5, "2017-03-02", false),
    ("2012-02-28", 5, "2017-03-01", false), ("2011-02-28", 5, "2016-02-29", false),
    ("2011-03-01", 5, "2016-02-29", true),
  ])
  func `within so many years before a day`(
    event: String, years: Int, before: String, isWithin: Bool
  ) {
    #expect(day(event).isWithin(years: years, before: day(before)) == isWithin)
  }

  @Test(arguments: [
    (Term.years(5), "2026-07-01", "2031-06-30"), (.years(1), "2026-01-01", "2026-12-31"),
    (.years(1), "2024-02-29", "2025-02-28"), (.years(4), "2024-03-01", "2028-02-29"),
    (.years(1), "2023-03-01", "2024-02-29"),
    (.untilYearDay(yearDay("06-30"), yearsLater: 1), "2016-08-15", "2017-06-30"),
    (.untilYearDay(yearDay("06-30"), yearsLater: 1), "2016-01-01", "2017-06-30"),
    (.untilYearDay(yearDay("06-30"), yearsLater: 1), "2016-12-31", "2017-06-30"),
    (.untilYearDay(yearDay("12-31"), yearsLater: 0), "2016-12-31", "2016-12-31"),
    // What would end before it begins lasts a day.
    (.untilYearDay(yearDay("06-30"), yearsLater: 0), "2016-08-15", "2016-08-15"),
    (.untilDay(day("2026-06-30")), "2025-01-01", "2026-06-30"),
    (.untilDay(day("2026-06-30")), "2026-07-01", "2026-07-01"),
  ])
  func `a term has a last day`(term: Term, from: String, last: String) {
    #expect(term.lastDay(from: day(from)) == day(last))
  }

  @Test(arguments: ["02-29", "13-01", "06-31", "6-30", "0630", "2026-06-30", ""])
  func `a day of the year is one that every year has`(text: String) {
    #expect(YearDay(text) == nil)
  }

  @Test func `the first rule that applies on the day and to the person is meant`() {
    let request = RequestType(
      id: "a", title: "", summary: "", whoFor: "", clause: clause("§"),
      questions: [question("full")], elements: [], fees: [],
      terms: [
        TermRule(
          term: .years(5), clause: clause("§3(2)"), when: yes("full"),
          period: Period(last: day("2017-03-05"))),
        TermRule(
          term: .years(1), clause: clause("§3(1)"), period: Period(last: day("2017-03-05"))),
        TermRule(term: .years(9), clause: clause("§2"), period: Period(first: day("2017-03-06"))),
      ])
    func citation(on today: String, _ given: Answers?) -> String? {
      request.term(for: given, in: Circumstances(day: day(today)))?.clause.citation
    }
    #expect(citation(on: "2017-03-05", answers(("full", "yes"))) == "§3(2)")
    #expect(citation(on: "2017-03-05", answers(("full", "no"))) == "§3(1)")
    #expect(citation(on: "2017-03-05", nil) == nil)
    #expect(citation(on: "2017-03-06", nil) == "§2")
  }
}

func yearDay(_ text: String) -> YearDay {
  guard let day = YearDay(text) else { preconditionFailure("no such day of the year: \(text)") }
  return day
}
