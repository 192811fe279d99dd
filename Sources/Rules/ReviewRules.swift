/// What definitions say about looking at what was submitted (`review.jsonc`).
package struct ReviewRules: Hashable, Sendable {
  /// Why something has to be put right.
  package let deficiencyReasons: [ReviewReason]
  /// Why an application is denied.
  package let denialReasons: [ReviewReason]
  package let holdReasons: [HoldReason]
  /// `nil` where nothing is ever sent back: whatever was submitted is decided as it is.
  package let deficiency: DeficiencyRule?
  /// What the letter of a denial says about another look; `nil` where there is none.
  package let appeal: AppealRule?
  /// `nil` where nothing is approved before everything about it is known.
  package let preliminary: PreliminaryRule?
  /// How an application that has expired gets more time; `nil` where none does.
  package let reopening: ReopeningRule?
  /// Days of the week on which nobody works, besides Saturdays and Sundays.
  package let holidays: [Day]

  package init(
    deficiencyReasons: [ReviewReason] = [], denialReasons: [ReviewReason] = [],
    holdReasons: [HoldReason] = [], deficiency: DeficiencyRule? = nil, appeal: AppealRule? = nil,
    preliminary: PreliminaryRule? = nil, reopening: ReopeningRule? = nil, holidays: [Day] = []
  ) {
    self.deficiencyReasons = deficiencyReasons
    self.denialReasons = denialReasons
    self.holdReasons = holdReasons
    self.deficiency = deficiency
    self.appeal = appeal
    self.preliminary = preliminary
    self.reopening = reopening
    self.holidays = holidays
  }

  /// The same with another rule for what is approved before everything is known.
  package func with(preliminary: PreliminaryRule?) -> ReviewRules {
    ReviewRules(
      deficiencyReasons: deficiencyReasons, denialReasons: denialReasons,
      holdReasons: holdReasons, deficiency: deficiency, appeal: appeal, preliminary: preliminary,
      reopening: reopening, holidays: holidays)
  }
}

/// Why staff sends something back, or denies an application: what they choose from.
package struct ReviewReason: Hashable, Sendable {
  package typealias ID = Identifier<ReviewReason>

  /// It stands in journals, and never changes meaning.
  package let id: ID
  package let text: Words
  /// `nil` where no rule says it.
  package let clause: Clause?
  /// The elements it can be about; empty for any.
  package let elements: [Element.ID]

  package init(id: ID, text: Words, clause: Clause? = nil, elements: [Element.ID] = []) {
    self.id = id
    self.text = text
    self.clause = clause
    self.elements = elements
  }
}

/// Why an application is not worked on for a time.
package struct HoldReason: Hashable, Sendable {
  package typealias ID = Identifier<HoldReason>

  /// It stands in journals, and never changes meaning.
  package let id: ID
  package let text: Words
  package let clause: Clause?
  /// Whether the days count meanwhile that the agency takes.
  package let clock: Agency.WaitingRule.Clock

  package init(id: ID, text: Words, clause: Clause? = nil, clock: Agency.WaitingRule.Clock) {
    self.id = id
    self.text = text
    self.clause = clause
    self.clock = clock
  }
}

/// How long an applicant has to put right what was sent back, and what follows when they do not.
package struct DeficiencyRule: Hashable, Sendable {
  /// After the day of the letter.
  package let days: Int
  /// So many days before the end a reminder is sent.
  package let reminderDays: [Int]
  package let consequence: Consequence
  /// How everybody is told.
  package let words: Words
  package let clause: Clause?

  package init(
    days: Int, reminderDays: [Int] = [], consequence: Consequence, words: Words,
    clause: Clause? = nil
  ) {
    self.days = days
    self.reminderDays = reminderDays
    self.consequence = consequence
    self.words = words
    self.clause = clause
  }

  package enum Consequence: String, Hashable, Sendable, CaseIterable {
    /// It goes back into its place, and is decided by what is there.
    case decided
    /// The application is closed undecided. Staff may open it again.
    case closed
  }
}

/// For how long, and by which rule, somebody can ask that a denial is looked at again.
package struct AppealRule: Hashable, Sendable {
  /// After the day of the letter.
  package let days: Int
  package let words: Words
  package let clause: Clause?

  package init(days: Int, words: Words, clause: Clause? = nil) {
    self.days = days
    self.words = words
    self.clause = clause
  }
}

/// How staff may give an application that has expired more time to be finished and paid.
package struct ReopeningRule: Hashable, Sendable {
  /// After the day on which it is given.
  package let days: Int
  /// How often for one application.
  package let times: Int
  /// For so many days after its last day.
  package let withinDays: Int
  package let words: Words
  package let clause: Clause?

  package init(
    days: Int, times: Int, withinDays: Int, words: Words, clause: Clause? = nil
  ) {
    self.days = days
    self.times = times
    self.withinDays = withinDays
    self.words = words
    self.clause = clause
  }
}
