/// An instant, in UTC, to the millisecond.
package struct Moment: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Negative before 1970.
  package let millisecondsSince1970: Int

  package init(millisecondsSince1970: Int) { self.millisecondsSince1970 = millisecondsSince1970 }

  /// Reads what `description` writes (RFC 3339 with three decimals and `Z`), and nothing else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."),
      bytes[23] == UInt8(ascii: "Z"),
      let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = number(of: bytes[11..<13]), hour < 24,
      let minute = number(of: bytes[14..<16]), minute < 60,
      let second = number(of: bytes[17..<19]), second < 60,
      let milli = number(of: bytes[20..<23])
    else { return nil }
    let seconds = ((day.daysSince1970 * 24 + hour) * 60 + minute) * 60 + second
    self.init(millisecondsSince1970: seconds * 1000 + milli)
  }

  package func adding(seconds: Int) -> Moment {
    Moment(millisecondsSince1970: millisecondsSince1970 + seconds * 1000)
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.millisecondsSince1970 < right.millisecondsSince1970
  }

  /// Whole seconds since 1970, rounded down.
  package var secondsSince1970: Int {
    let (quotient, rest) = millisecondsSince1970.quotientAndRemainder(dividingBy: 1000)
    return rest < 0 ? quotient - 1 : quotient
  }

  /// `2026-11-22T05:00:00.123Z` (RFC 3339).
  package var description: String {
    let milliseconds = millisecondsSince1970 - secondsSince1970 * 1000
    var (days, seconds) = secondsSince1970.quotientAndRemainder(dividingBy: 86_400)
    if seconds < 0 { (days, seconds) = (days - 1, seconds + 86_400) }
    return "\(Day(daysSince1970: days))T" + padded(seconds / 3600, to: 2) + ":"
      + padded(seconds / 60 % 60, to: 2) + ":" + padded(seconds % 60, to: 2) + "."
      + padded(milliseconds, to: 3) + "Z"
  }
}
