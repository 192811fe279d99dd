import JSON
import Rules

/// A day that is written by the name of an edition: `as-amended`, `before as-amended`.
struct NamedDay {
  let name: String
  let isBefore: Bool

  /// `nil` for what cannot be such a name.
  init?(_ text: String) {
    let start = "before "
    isBefore = text.hasPrefix(start)
    name = isBefore ? String(text.dropFirst(start.count)) : text
    guard let first = name.utf8.first, (0x61...0x7A).contains(first),
      TextEdition.ID(name) != nil
    else { return nil }
  }
}

extension Known {
  /// The day that `text` writes, or names.
  func day(_ text: String) -> Day? {
    if let day = Day(text) { return day }
    guard let named = NamedDay(text), let day = days[named.name] else { return nil }
    return named.isBefore ? day.adding(days: -1) : day
  }

  /// What the fee schedule says that other files, and its own parts, go by.
  mutating func readSchedule(_ fees: JSONNode?) {
    guard let fees else { return }
    ids[.layer] =
      [FeeLayer.letter.text] + (fees["layers"]?.array ?? []).compactMap { $0["id"]?.string }
    for edition in fees["editions"]?.array ?? [] {
      guard let id = edition["id"]?.string, let day = edition["from"]?.string.flatMap({ Day($0) })
      else { continue }
      days[id] = day
    }
    for fee in fees["fees"]?.array ?? [] {
      guard let id = fee["id"]?.string else { continue }
      feeQuestions[id] =
        [fee["countedFrom"]?["question"]?.string].compactMap { $0 }
        + (fee["amounts"]?.array ?? []).compactMap { $0["less"]?["paidOn"]?.string }
    }
  }

  /// The clarifying questions of all credentials; unknown while one of them cannot be read whole.
  mutating func readQuestions(of credentials: [SiteReader.ReadDefinition]) {
    guard !credentials.contains(where: \.isPartial) else { return }
    ids[.asked] = credentials.flatMap { $0.node["questions"]?.array ?? [] }
      .compactMap { $0["id"]?.string }
  }
}

/// The number that digits and a point write, without the point: `"12.5"` with four places is 125,000.
/// `nil` for anything else, and for more than five digits before the point.
func scaled(_ text: String, places: Int) -> Int? {
  let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), (1...5).contains(parts[0].count),
    parts.count == 1 || (1...places).contains(parts[1].count)
  else { return nil }
  var number = 0
  let decimals = parts.count == 2 ? Array(parts[1]) : []
  let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: places - decimals.count)
  for digit in Array(parts[0]) + decimals + zeros {
    guard (0x30...0x39).contains(digit) else { return nil }
    number = number * 10 + Int(digit - 0x30)
  }
  return number
}
