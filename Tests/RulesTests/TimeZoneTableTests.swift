import Foundation
import Rules
import Testing

/// The table of a zone from 1970 to 2037, as this machine's Foundation knows it.
func table(_ identifier: String) throws -> TimeZoneTable {
  let zone = try #require(TimeZone(identifier: identifier))
  var at = Date(timeIntervalSince1970: 0)
  var changes = [TimeZoneTable.Change(at: 0, offset: zone.secondsFromGMT(for: at))]
  while let next = zone.nextDaylightSavingTimeTransition(after: at),
    next < Date(timeIntervalSince1970: 2_145_916_800)
  {
    at = next
    changes.append(
      TimeZoneTable.Change(
        at: Int(at.timeIntervalSince1970), offset: zone.secondsFromGMT(for: at)))
  }
  return try #require(TimeZoneTable(name: identifier, changes: changes))
}

func moment(_ text: String) throws -> Moment { try #require(Moment(text)) }

@Suite struct TimeZoneTableTests {
  @Test(arguments: [
    ("America/New_York", "2026-11-22T04:59:59.999Z", "2026-11-21", 23 * 60 + 59),
    ("America/New_York", "2026-11-22T05:00:00.000Z", "2026-11-22", 0),
    ("America/New_York", "2026-03-08T06:59:59.000Z", "2026-03-08", 119),
    ("America/New_York", "2026-03-08T07:00:00.000Z", "2026-03-08", 180),
    ("America/New_York", "2026-11-01T05:59:59.000Z", "2026-11-01", 119),
    ("America/New_York", "2026-11-01T06:00:00.000Z", "2026-11-01", 60),
    ("Pacific/Kiritimati", "2026-01-01T09:59:00.000Z", "2026-01-01", 23 * 60 + 59),
    ("Pacific/Kiritimati", "2026-01-01T10:00:00.000Z", "2026-01-02", 0),
    ("Pacific/Pago_Pago", "2026-01-01T10:59:00.000Z", "2025-12-31", 23 * 60 + 59),
    ("Asia/Kathmandu", "2026-01-01T18:15:00.000Z", "2026-01-02", 0),
    ("UTC", "1969-12-31T23:59:59.999Z", "1969-12-31", 23 * 60 + 59),
  ])
  func `the local day and minutes`(zone: String, text: String, on: String, minutes: Int) throws {
    let zone = zone == "UTC" ? TimeZoneTable.utc : try table(zone)
    let local = zone.local(try moment(text))
    #expect(local.day == day(on))
    #expect(local.minutes == minutes)
  }

  @Test(arguments: [
    ("UTC", "2026-11-22", "2026-11-23T00:00:00.000Z"),
    ("America/New_York", "2026-11-22", "2026-11-23T05:00:00.000Z"),
    // The days the clocks change, and those before.
    ("America/New_York", "2026-03-07", "2026-03-08T05:00:00.000Z"),
    ("America/New_York", "2026-03-08", "2026-03-09T04:00:00.000Z"),
    ("America/New_York", "2026-10-31", "2026-11-01T04:00:00.000Z"),
    ("America/New_York", "2026-11-01", "2026-11-02T05:00:00.000Z"),
    // Midnight itself is skipped: the day ends where one o'clock begins.
    ("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00:00.000Z"),
    ("Asia/Beirut", "2022-03-26", "2022-03-26T22:00:00.000Z"),
    // 23:00 to 24:00 comes twice: the day ends after the second.
    ("America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00.000Z"),
    ("Asia/Beirut", "2022-10-29", "2022-10-29T22:00:00.000Z"),
    // The island that went over the date line had no 30 December.
    ("Pacific/Apia", "2011-12-28", "2011-12-29T10:00:00.000Z"),
    ("Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00.000Z"),
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"),
    ("Pacific/Apia", "2011-12-31", "2011-12-31T10:00:00.000Z"),
    ("Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00:00.000Z"),
    ("Pacific/Kiritimati", "2026-01-01", "2026-01-01T10:00:00.000Z"),
    ("Pacific/Pago_Pago", "2026-01-01", "2026-01-02T11:00:00.000Z"),
    ("Asia/Kathmandu", "2026-01-01", "2026-01-01T18:15:00.000Z"),
  ])
  func `a day ends at local midnight`(zone: String, on: String, end: String) throws {
    let zone = zone == "UTC" ? TimeZoneTable.utc : try table(zone)
    #expect(zone.end(of: day(on)).description == end)
  }

  @Test func `a day that comes back for an hour ends after that hour`() throws {
    // St John's turned its clocks back at one minute past midnight.
    let zone = try table("America/St_Johns")
    let end = zone.end(of: day("2010-11-06"))
    #expect(end.description == "2010-11-07T03:30:00.000Z")
    #expect(zone.day(of: end.adding(seconds: -1)) == day("2010-11-06"))
  }

  @Test func `a clock that jumps over midnight ends the day where it jumps`() throws {
    let zone = try #require(
      TimeZoneTable(
        name: "Half past eleven",
        changes: [.init(at: 0, offset: 0), .init(at: 10 * 86_400 - 1800, offset: 3600)]))
    let end = zone.end(of: Day(daysSince1970: 9))
    #expect(end.secondsSince1970 == 10 * 86_400 - 1800)
    #expect(zone.local(end) == (Day(daysSince1970: 10), 30))
  }

  /// Every fourth zone, at every change of its clocks.
  @Test func `in any zone no moment from the end of a day on is on that day`() throws {
    let zones = TimeZone.knownTimeZoneIdentifiers.sorted().enumerated()
      .filter { $0.offset % 4 == 0 }.map(\.element)
    for identifier in zones + ["Pacific/Apia", "America/St_Johns", "Africa/Casablanca"] {
      let zone = try table(identifier)
      for change in zone.changes.dropFirst() {
        let around = zone.day(of: Moment(millisecondsSince1970: change.at * 1000))
        for date in [around.adding(days: -1), around] {
          let end = zone.end(of: date)
          let holds =
            zone.day(of: end.adding(seconds: -1)) <= date
            && (0..<12).allSatisfy { zone.day(of: end.adding(seconds: $0 * 900)) > date }
          guard holds else {
            Issue.record("\(identifier): \(date) does not end at \(end)")
            return
          }
        }
      }
    }
  }

  @Test(arguments: ["America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Beirut"])
  func `days are those that Foundation's calendar says`(identifier: String) throws {
    let zone = try table(identifier)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: identifier))
    var random = SeededGenerator(seed: 2)
    for _ in 0..<500 {
      let seconds = Int.random(in: 0..<2_145_916_800, using: &random)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute],
        from: Date(timeIntervalSince1970: Double(seconds)))
      let local = zone.local(Moment(millisecondsSince1970: seconds * 1000))
      #expect(local.day.year == parts.year)
      #expect(local.day.month == parts.month)
      #expect(local.day.dayOfMonth == parts.day)
      #expect(local.minutes == (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }
  }

  @Test func `the first offset holds for all time before it, the last for all after`() throws {
    let zone = try #require(
      TimeZoneTable(
        name: "Two", changes: [.init(at: 1000, offset: -3600), .init(at: 2000, offset: 3600)]))
    #expect(zone.local(Moment(millisecondsSince1970: 0)) == (day("1969-12-31"), 23 * 60))
    #expect(zone.local(try moment("2050-01-01T00:00:00.000Z")) == (day("2050-01-01"), 60))
  }

  @Test func `a table without changes, or with changes out of order, is refused`() {
    #expect(TimeZoneTable(name: "None", changes: []) == nil)
    #expect(
      TimeZoneTable(name: "Twice", changes: [.init(at: 1, offset: 0), .init(at: 1, offset: 1)])
        == nil)
    #expect(
      TimeZoneTable(name: "Back", changes: [.init(at: 2, offset: 0), .init(at: 1, offset: 1)])
        == nil)
  }
}
