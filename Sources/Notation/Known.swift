import JSON
import Rules

/// What one file has to know of the others while it is checked.
struct Known {
  /// The agency's languages, its own first.
  var languages: [String] = ["en"]
  /// `nil` while it cannot be told from agency.jsonc.
  var currency: Currency?
  /// The ids of each family. A family is absent when the file that defines it cannot be read whole:
  /// then nobody can say that an id is wrong.
  var ids: [Kind.Family: [String]] = [:]
  /// What each fee is charged for, where that can be told.
  var feeUnits: [String: Fee.Unit] = [:]
  /// The days that have a name: the first ones of the editions of fees.jsonc.
  var days: [String: Day] = [:]
  /// The questions for a day that each fee is reckoned from.
  var feeQuestions: [String: [String]] = [:]
  let zones: TimeZones

  init(
    agency: JSONNode?, parties: JSONNode?, fees: JSONNode?, certificates: JSONNode?,
    zones: TimeZones
  ) {
    self.zones = zones
    if let languages = agency?["languages"]?.array?.compactMap(\.string), !languages.isEmpty {
      self.languages = languages
    }
    currency = agency?["currency"]?.string.flatMap { Currency(code: $0) }
    ids[.party] = parties?["parties"]?.array.map(Self.ids)
    ids[.certificate] = certificates?["certificates"]?.array.map(Self.ids)
    ids[.fee] = fees?["fees"]?.array.map(Self.ids)
    readSchedule(fees)
    for fee in fees?["fees"]?.array ?? [] {
      guard let id = fee["id"]?.string, feeUnits[id] == nil else { continue }
      feeUnits[id] = fee["per"]?.string.flatMap { Fee.Unit(rawValue: $0) }
    }
  }

  private static func ids(_ nodes: [JSONNode]) -> [String] {
    nodes.compactMap { $0["id"]?.string }
  }
}

/// Where the checker learns about time zones: the caller reads the machine's zone files.
package struct TimeZones: Sendable {
  /// `nil` for a name that is none.
  package let table: @Sendable (String) -> TimeZoneTable?
  /// All names, for proposing the nearest; may be empty.
  package let names: [String]

  package init(names: [String] = [], table: @escaping @Sendable (String) -> TimeZoneTable?) {
    self.names = names
    self.table = table
  }
}
