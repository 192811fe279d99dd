import Pages
import Rules

/// The days between two changes of the definitions: on all of them every edition, and so every page,
/// says the same.
struct Stretches {
  private let definitions: Definitions
  /// The first days of all stretches but the first, which has none.
  private let firstDays: [Day]

  init(of definitions: Definitions) {
    self.definitions = definitions
    firstDays = definitions.changeDays
  }

  /// The number of the stretch that `day` lies in; 0 is the one before the first change.
  func index(of day: Day) -> Int { firstDays.count { $0 <= day } }

  /// `nil` for the first one, which has always been.
  func firstDay(of index: Int) -> Day? { index == 0 ? nil : firstDays[index - 1] }

  func edition(of index: Int, standard: Day) -> Edition {
    let day = firstDay(of: index) ?? firstDays.first?.adding(days: -1) ?? standard
    return Edition(of: definitions, on: day)
  }

  /// For each of the pages of one stretch, since when it has read like this and when it will read
  /// otherwise. Found by making the pages of the others, one stretch after the other, as long as there
  /// is one that is still the same: nobody has to say on what a page depends.
  func marks(
    for pages: [String: Page], in index: Int, making make: (Int) -> [String: Page]
  ) -> [String: EditionMark] {
    func firstOther(_ indices: some Sequence<Int>) -> [String: Int] {
      var found: [String: Int] = [:]
      for other in indices where found.count < pages.count {
        let there = make(other)
        for (path, page) in pages where found[path] == nil && there[path] != page {
          found[path] = other
        }
      }
      return found
    }
    let before = firstOther((0..<index).reversed())
    let after = firstOther((index + 1)..<(firstDays.count + 1))
    var marks: [String: EditionMark] = [:]
    for path in pages.keys {
      marks[path] = .standing(
        since: before[path].flatMap { firstDay(of: $0 + 1) },
        until: after[path].flatMap { firstDay(of: $0) })
    }
    return marks
  }
}
