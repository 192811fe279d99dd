import Applications
import Rules

// Which applications wait for whom in the agency, without reading any journal: a file for each,
// `queue/<list>/<month>/<day and hour>/<moment>-<number>`, in folders by the hour (UTC) of its moment. So the first
// fifty of a list cost as much with a hundred thousand as with a hundred. A folder that is empty goes.
//
// Like work lists they are lasting before the line that leads into the list and go after the line that
// leads out. A crash leaves at worst one too many: whoever shows one looks at the application.

/// A list of applications in review, or of decided ones.
package enum QueueList: Hashable, Sendable {
  /// All in review, by the moment at which they were received.
  case open
  /// Those that nobody has and that wait for the agency, likewise.
  case waiting
  /// Those that somebody has, likewise.
  case with(StaffName)
  /// Those that nobody has found anything about whose fitness, likewise: many of them may not need it. Those approved
  /// preliminarily are there until that is confirmed or revoked.
  case fitness
  /// Those that are back with the applicant, by the end of the last day.
  case deficient
  /// Those with a decision that another person has to agree to, by the moment of that.
  case confirm
  /// Those whose denial has to be looked at again, by the moment at which that was asked for.
  case appeals
  /// Those that are decided, by the moment since when that holds.
  case decided

  static let plain: [QueueList] = [
    .open, .waiting, .fitness, .deficient, .confirm, .appeals, .decided,
  ]

  /// The name of its folder.
  package var name: String {
    switch self {
    case .open: "open"
    case .waiting: "waiting"
    case .with(let name): "with.\(name)"
    case .fitness: "fitness"
    case .deficient: "deficient"
    case .confirm: "confirm"
    case .appeals: "appeals"
    case .decided: "decided"
    }
  }

  package init?(_ name: String) {
    if let plain = QueueList.plain.first(where: { $0.name == name }) {
      self = plain
    } else if name.hasPrefix("with."), let who = StaffName(String(name.dropFirst(5))) {
      self = .with(who)
    } else {
      return nil
    }
  }

  /// Whether its files say more than their names.
  var hasFacts: Bool { self == .open || self == .decided }
}

/// An application as a list names it.
package struct QueueItem: Hashable, Sendable, Comparable {
  package let moment: Moment
  package let number: ApplicationNumber

  package init(moment: Moment, number: ApplicationNumber) {
    self.moment = moment
    self.number = number
  }

  /// From the name of its file, or from an address.
  package init?(_ name: String) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || parts.count == 3, parts[0].utf8.count == 14,
      let milliseconds = Int(parts[0]), milliseconds >= 0,
      let number = ApplicationNumber(parts[1]), number.text == parts[1]
    else { return nil }
    self.init(moment: Moment(millisecondsSince1970: milliseconds), number: number)
  }

  /// The first part of its file's name.
  package var name: String {
    let digits = String(max(0, moment.millisecondsSince1970))
    let zeros = String(repeating: "0", count: max(0, 14 - digits.utf8.count))
    return "\(zeros)\(digits)-\(number.text)"
  }

  /// The folders it lies in, from its list on.
  var folder: String { "\(month)/\(hour)" }

  /// Like `2026-11`.
  var month: String { String(moment.description.prefix(7)) }

  /// The day of the month and the hour, like `23-02`.
  var hour: String {
    let text = Array(moment.description.utf8)
    return String(decoding: text[8...9] + [UInt8(ascii: "-")] + text[11...12], as: UTF8.self)
  }

  package static func < (left: QueueItem, right: QueueItem) -> Bool { left.name < right.name }
}
