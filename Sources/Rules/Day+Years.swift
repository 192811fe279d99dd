extension Day {
  /// The same day so many years later, or earlier. The 29 February of a year that has none is 1 March:
  /// years that begin on a leap day are never cut short. Held between the years 1 and 9999.
  package func adding(years: Int) -> Day {
    let later = min(9999, max(1, year + years))
    return Day(year: later, month: month, dayOfMonth: dayOfMonth)
      ?? Day(year: later, month: 3, dayOfMonth: 1) ?? self
  }

  /// Whether it lies in the so many years that end with `day`: `day` is this day or later, and not
  /// later than its anniversary.
  package func isWithin(years: Int, before day: Day) -> Bool {
    self <= day && day <= adding(years: years)
  }
}

/// A day of every year, like 30 June.
package struct YearDay: Hashable, Sendable, CustomStringConvertible {
  /// 1 to 12.
  package let month: Int
  /// 1 to 31, and never 29 February, which most years do not have.
  package let dayOfMonth: Int

  /// Reads `06-30`, and nothing else. `nil` for a day that not every year has.
  package init?(_ text: String) {
    guard text.utf8.count == 5, let day = Day("2001-" + text) else { return nil }
    month = day.month
    dayOfMonth = day.dayOfMonth
  }

  /// The one of the calendar year that lies so many years after that of `day`.
  package func day(inYearOf day: Day, yearsLater: Int = 0) -> Day {
    Day(year: min(9999, max(1, day.year + yearsLater)), month: month, dayOfMonth: dayOfMonth) ?? day
  }

  package var description: String { padded(month, to: 2) + "-" + padded(dayOfMonth, to: 2) }
}
