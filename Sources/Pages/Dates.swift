import Rules

private let months = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]

/// The day as people read it: `22 November 2026`.
package func text(of day: Day) -> String {
  "\(day.dayOfMonth) \(months[day.month - 1]) \(day.year)"
}

/// A day of every year: `30 June`.
func text(of day: YearDay) -> String { "\(day.dayOfMonth) \(months[day.month - 1])" }

/// The moment as people read it, in the agency's time zone: `22 November 2026, 3:05 pm`.
package func text(of moment: Moment, in zone: TimeZoneTable) -> String {
  let (day, minutes) = zone.local(moment)
  let hour = minutes / 60
  let minute = minutes % 60
  let clock =
    "\((hour + 11) % 12 + 1):\(minute < 10 ? "0" : "")\(minute) \(hour < 12 ? "am" : "pm")"
  return "\(text(of: day)), \(clock)"
}
