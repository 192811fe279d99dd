/// Working days that an application has taken so far, in groups for reports and filters.
package enum AgeGroup: String, Hashable, Sendable, CaseIterable {
  case upTo5 = "0-5"
  case upTo10 = "6-10"
  case upTo20 = "11-20"
  case upTo40 = "21-40"
  case more = "41-"

  package init(workingDays days: Int) {
    switch days {
    case ...5: self = .upTo5
    case ...10: self = .upTo10
    case ...20: self = .upTo20
    case ...40: self = .upTo40
    default: self = .more
    }
  }

  /// As people read it.
  package var words: String {
    switch self {
    case .upTo5: "0 to 5"
    case .upTo10: "6 to 10"
    case .upTo20: "11 to 20"
    case .upTo40: "21 to 40"
    case .more: "over 40"
    }
  }
}
