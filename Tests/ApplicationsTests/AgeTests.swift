import Applications
import Rules
import Testing

/// Working days: what counts, and what does not.
@Suite struct AgeTests {
  /// Thanksgiving is the only day off here.
  private let calendar = WorkCalendar(timeZone: .utc, holidays: [named("2026-11-26")])

  @Test(arguments: [
    ("2026-11-23", "2026-11-23", 0),  // the same day
    ("2026-11-23", "2026-11-24", 1), ("2026-11-23", "2026-11-25", 2),
    ("2026-11-25", "2026-11-27", 1),  // over the holiday
    ("2026-11-27", "2026-11-30", 1),  // over the weekend
    ("2026-11-28", "2026-11-29", 0), ("2026-11-28", "2026-11-30", 1),
    ("2026-11-23", "2026-12-23", 21), ("2026-11-24", "2026-11-23", 0),
    ("1969-12-29", "1970-01-05", 5),
  ])
  func `the day it came does not count, the day of now does`(
    from: String, until: String, days: Int
  ) {
    #expect(calendar.workingDays(from: at(from), until: at(until)) == days)
  }

  @Test func `a time with the applicant does not count, and counts once where two overlap`() {
    func days(_ pauses: [(String, String?)]) -> Int {
      calendar.workingDays(
        from: at("2026-11-30"), until: at("2026-12-11"),
        without: pauses.map { Pause(from: at($0.0), until: $0.1.map { at($0) }) })
    }
    #expect(days([]) == 9)
    #expect(days([("2026-12-01", "2026-12-03")]) == 7)
    #expect(days([("2026-12-01", "2026-12-01")]) == 9)
    #expect(days([("2026-12-01", "2026-12-03"), ("2026-12-02", "2026-12-04")]) == 6)
    #expect(days([("2026-12-01", nil)]) == 1)
    #expect(days([("2026-12-01", "2027-01-01")]) == 1)
    #expect(days([("2026-11-01", "2026-11-20")]) == 9)
    #expect(days([("2026-12-11", nil)]) == 9)
  }
}

private func named(_ text: String) -> Day { Day(text).unsafelyUnwrapped }

/// Noon of a day.
private func at(_ text: String) -> Moment {
  Moment(millisecondsSince1970: (named(text).daysSince1970 * 86_400 + 43_200) * 1000)
}
