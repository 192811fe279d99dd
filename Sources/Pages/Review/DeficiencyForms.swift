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
