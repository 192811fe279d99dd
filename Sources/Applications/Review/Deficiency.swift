import Rules

/// What went back to the applicant: a round of putting right.
package struct Deficiency: Hashable, Sendable {
  /// A random word, one within the application.
  package let id: String
  /// The flags that the letter tells of, by their ids.
  package let flags: [String]
  /// The end of the last day to answer.
  package let until: Moment
  package let consequence: DeficiencyRule.Consequence
  /// Signed elements that are asked again from the beginning. What was signed stays beside them.
  package let anew: [Element.ID]
  /// Other elements of the applicant that have to be signed again as they will stand then.
  package let signAgain: [Element.ID]
  /// Parts that go back to those who completed them.
  package let sentBack: [SentBackPart]
  package let letter: SentLetter
  package let key: String

  package init(
    id: String, flags: [String], until: Moment, consequence: DeficiencyRule.Consequence,
    anew: [Element.ID] = [], signAgain: [Element.ID] = [], sentBack: [SentBackPart] = [],
    letter: SentLetter, key: String
  ) {
    self.id = id
    self.flags = flags
    self.until = until
    self.consequence = consequence
    self.anew = anew
    self.signAgain = signAgain
    self.sentBack = sentBack
    self.letter = letter
    self.key = key
  }
}

/// More time to answer the deficiency of the last round.
package struct DeficiencyExtension: Hashable, Sendable {
  /// The end of the new last day.
  package let until: Moment
  /// Why, as typed, for those who work here.
  package let words: String
  package let letter: SentLetter
  package let key: String

  package init(until: Moment, words: String = "", letter: SentLetter, key: String) {
    self.until = until
    self.words = words
    self.letter = letter
    self.key = key
  }
}

/// Such a round, and what became of it.
package struct DeficiencyRecord: Hashable, Sendable {
  package let deficiency: Deficiency
  /// 1 for the first.
  package let round: Int
  package let sentAt: Moment
  package let who: Event.Actor
  /// The end of the last day to answer, as it is now.
  package internal(set) var until: Moment
  package internal(set) var extensions: [Extension] = []
  package internal(set) var answeredAt: Moment?
  /// When it was noted that the last day is over and nothing came.
  package internal(set) var lapsedAt: Moment?

  package struct Extension: Hashable, Sendable {
    package let extended: DeficiencyExtension
    package let at: Moment
    package let who: Event.Actor
  }

  /// Whether the last day is over, and nothing came.
  package func isOver(at now: Moment) -> Bool { answeredAt == nil && now >= until }

  init(_ deficiency: Deficiency, round: Int, _ event: Event) {
    self.deficiency = deficiency
    self.round = round
    sentAt = event.at
    who = event.who
    until = deficiency.until
  }
}
