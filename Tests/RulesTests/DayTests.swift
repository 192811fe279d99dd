import Foundation
import Rules
import Testing

@Suite struct DayTests {
  @Test func `every day of two centuries is the day Foundation says, both ways`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let first = day("1900-01-01").daysSince1970
    let last = day("2100-12-31").daysSince1970
    #expect(last - first == 73_413)
    for number in first...last {
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let mine = Day(daysSince1970: number)
      guard mine.year == parts.year, mine.month == parts.month, mine.dayOfMonth == parts.day,
        mine.daysSince1970 == number, Day(mine.description) == mine
      else {
        Issue.record("\(number): \(mine), but Foundation says \(parts)")
        return
      }
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("0001-01-01", -719_162),
    ("9999-12-31", 2_932_896),
  ])
  func `known numbers of days`(text: String, number: Int) {
    #expect(day(text).daysSince1970 == number)
    #expect(Day(daysSince1970: number).description == text)
  }

  @Test(arguments: [
    "", "2026-11-2", "2026-11-022", "26-11-22", "2026/11/22", "2026-13-01", "2026-00-10",
    "2026-01-00", "2026-04-31", "2026-02-29", "1900-02-29", "0000-01-01", " 2026-11-22",
    "2026-11-22 ", "2026-11-22\n", "+026-11-22", "-026-11-22", "2026-+1-22", "2026-1１-2",
    "２026-11-2", "2026-11-2é", "2026–11-22", "20261122", "2026-1a-22", "2026-11-22T00:00:00Z",
  ])
  func `everything else than four, two and two digits of a real day is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    (2024, 2, 29, true), (2023, 2, 29, false), (2000, 2, 29, true), (2100, 2, 29, false),
    (2026, 4, 30, true), (2026, 4, 31, false), (2026, 12, 31, true), (2026, 12, 32, false),
    (0, 1, 1, false), (10_000, 1, 1, false), (2026, 0, 1, false), (2026, 1, 0, false),
    (Int.max, 1, 1, false), (2026, Int.min, 1, false), (2026, 1, Int.max, false),
  ])
  func `the calendar has a day or not`(year: Int, month: Int, dayOfMonth: Int, exists: Bool) {
    #expect((Day(year: year, month: month, dayOfMonth: dayOfMonth) != nil) == exists)
  }

  @Test(arguments: [
    ("2026-01-01", 90, "2026-04-01"), ("2024-01-01", 90, "2024-03-31"),
    ("2025-12-02", 90, "2026-03-02"), ("2026-03-01", -1, "2026-02-28"),
    ("2024-03-01", -1, "2024-02-29"), ("2026-05-05", 0, "2026-05-05"),
  ])
  func `days are counted over months and leap days`(from: String, days: Int, to: String) {
    #expect(day(from).adding(days: days) == day(to))
    #expect(day(from).days(until: day(to)) == days)
  }

  @Test func `days are in order`() {
    let days = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01", "2027-01-01"].map(day)
    #expect(days.shuffled().sorted() == days)
  }
}
