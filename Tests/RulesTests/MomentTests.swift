import Foundation
import Rules
import Testing

@Suite struct MomentTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (-1000, "1969-12-31T23:59:59.000Z"), (-1001, "1969-12-31T23:59:58.999Z"),
    (951_868_799_999, "2000-02-29T23:59:59.999Z"), (1_795_323_900_123, "2026-11-22T05:05:00.123Z"),
    (-86_400_000, "1969-12-31T00:00:00.000Z"), (-86_400_001, "1969-12-30T23:59:59.999Z"),
  ])
  func `is written and read`(milliseconds: Int, text: String) {
    let moment = Moment(millisecondsSince1970: milliseconds)
    #expect(moment.description == text)
    #expect(Moment(text) == moment)
  }

  @Test func `any moment reads as Foundation writes it, and comes back`() {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      // 1900 to 2100; whole milliseconds are exact in Foundation's floating point, give or take one
      // half, so that it does not round another way.
      let milliseconds = Int.random(in: -2_208_988_800_000..<4_102_444_800_000, using: &random)
      let moment = Moment(millisecondsSince1970: milliseconds)
      let date = Date(timeIntervalSince1970: (Double(milliseconds) + 0.25) / 1000)
      #expect(moment.description == style.format(date))
      #expect(Moment(moment.description) == moment)
    }
  }

  @Test(arguments: [
    (0, 0), (999, 0), (1000, 1), (-1, -1), (-999, -1), (-1000, -1), (-1001, -2),
  ])
  func `whole seconds are rounded down`(milliseconds: Int, seconds: Int) {
    #expect(Moment(millisecondsSince1970: milliseconds).secondsSince1970 == seconds)
  }

  @Test(arguments: [
    "", "2026-11-22T05:00:00Z", "2026-11-22T05:00:00.1234Z", "2026-11-22 05:00:00.123Z",
    "2026-11-22T05:00:00.123z", "2026-11-22T05:00:00.123+", "2026-11-22T24:00:00.000Z",
    "2026-11-22T05:60:00.000Z", "2026-11-22T05:00:60.000Z", "2026-02-30T05:00:00.000Z",
    "2026-11-22T5:000:00.000Z", "2026-11-22T05:00:00,123Z", "2026-11-22T05:00:00.12éZ",
  ])
  func `another spelling is refused`(text: String) { #expect(Moment(text) == nil) }

  @Test(arguments: [
    "2026-11-22T+5:00:00.000Z", "2026-11-22T05:+1:00.000Z", "2026-11-22T05:00:+9.000Z",
    "2026-11-22T05:00:00.+12Z", "2026-11-22T-0:00:00.000Z",
  ])
  func `a sign among the digits is refused`(text: String) { #expect(Moment(text) == nil) }

  @Test func `moments are in order, and seconds are added`() {
    let moment = Moment(millisecondsSince1970: -500)
    #expect(moment < moment.adding(seconds: 1))
    #expect(moment.adding(seconds: 1) == Moment(millisecondsSince1970: 500))
    #expect(moment.adding(seconds: 1).adding(seconds: -1) == moment)
  }
}
