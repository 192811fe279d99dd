import Applications
import Markup
import Rules

/// A letter that sends an application back, or gives more time for it, as it is being written.
package struct DeficiencyForm: Hashable, Sendable {
  /// What is said besides, as typed.
  package let words: String
  /// As it would be sent with just these words; `nil` where there is none to send.
  package let letter: SentLetter?
  /// What tells this letter from any other: what was looked at is what is sent.
  package let shown: String
  /// The last day to answer.
  package let lastDay: Day?
  package let faults: [WordsFault]
  package let why: String?

  package init(
    words: String = "", letter: SentLetter? = nil, shown: String = "", lastDay: Day? = nil,
    faults: [WordsFault] = [], why: String? = nil
  ) {
    self.words = words
    self.letter = letter
    self.shown = shown
    self.lastDay = lastDay
    self.faults = faults
    self.why = why
  }
}

extension ReviewCase {
  /// What a letter asks for, one item for each flag: what, why, by which rule, and in whose words. Plain text.
  ///
  /// Of what is under a seal the letter says no more than that there is something: mail is read by others too, and so
  /// are letters here by those who may not see it. The applicant reads it here, signed in.
  package func items(of flags: [FlagRecord]) -> String {
    var items: [String] = []
    var underSeal: Set<Element.ID> = []
    for record in flags.sorted(by: comesFirst) {
      let flag = record.flag
      let title = title(of: flag.element)
      if let element = edition.element(flag.element), element.isUnderSeal {
        guard underSeal.insert(flag.element).inserted else { continue }
        items.append(
          "\(title)\nWhat is asked here, and why, stands on its page when you sign in.")
        continue
      }
      let what = overview.words(of: flag)
      var lines = [flag.target == .element ? title : "\(title): \(what)"]
      lines.append("Why: \(flag.reason.text)" + (flag.reason.clause.map { " (\($0))" } ?? ""))
      if !flag.words.isEmpty { lines.append(flag.words) }
      items.append(lines.joined(separator: "\n"))
    }
    return items.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n\n")
  }

  /// In the order of the page.
  private func comesFirst(_ one: FlagRecord, _ other: FlagRecord) -> Bool {
    func place(_ record: FlagRecord) -> Int {
      overview.elements.firstIndex { $0.element.id == record.flag.element } ?? Int.max
    }
    return (place(one), one.at) < (place(other), other.at)
  }
}
