/// One thing a form asks.
package struct Question: Hashable, Sendable {
  package typealias ID = Identifier<Question>

  package let id: ID
  /// The question itself, as its label.
  package let ask: Words
  package let hint: Words?
  package let kind: Kind
  /// Whether the element is complete only with an answer (where the question applies at all).
  package let isRequired: Bool
  /// When it applies, over the other answers of the same form.
  package let when: Condition
  /// What the question rests on, where it does not follow from its element.
  package let clause: Clause?
  /// The days on which a form that is begun asks it.
  package let period: Period

  package init(
    id: ID, ask: Words, hint: Words? = nil, kind: Kind, isRequired: Bool = true,
    when: Condition = .always, clause: Clause? = nil, period: Period = .always
  ) {
    self.id = id
    self.ask = ask
    self.hint = hint
    self.kind = kind
    self.isRequired = isRequired
    self.when = when
    self.clause = clause
    self.period = period
  }

  package enum Kind: Hashable, Sendable {
    /// One line, at most so many characters (Unicode scalars).
    case shortText(limit: Int)
    /// Several lines, at most so many characters (Unicode scalars).
    case longText(limit: Int)
    /// `yes` or `no`.
    case yesOrNo
    case oneOf([Choice])
    case severalOf([Choice])
    /// A day, in three fields.
    case day
    /// A whole number.
    case number(ClosedRange<Int>)
    /// An amount of the agency's money, not below zero.
    case money(Currency)
    /// Where somebody lives or is found, in six fields.
    case address
    /// One of the entries of a list; with `takesOthers`, also a name that is not in it.
    case fromList(ChoiceList, takesOthers: Bool)
    case emailAddress
    case phoneNumber
    /// A statement to be ticked; the answer is `yes`.
    case confirmation
  }

  package struct Choice: Hashable, Sendable {
    /// What is stored; never changes meaning.
    package let id: Identifier<Choice>
    package let label: Words
    package let hint: Words?

    package init(id: Identifier<Choice>, label: Words, hint: Words? = nil) {
      self.id = id
      self.label = label
      self.hint = hint
    }
  }

  /// The names of the fields that carry its answer.
  package var fields: [String] {
    switch kind {
    case .day: ["\(id).day", "\(id).month", "\(id).year"]
    case .address: AddressPart.allCases.map { "\(id).\($0.rawValue)" }
    default: [id.text]
    }
  }
}

extension Question {
  /// The answer to a question of Yes or No that what was told before is still all there is.
  package static let nothingNew = "nothing-new"

  /// The fields that carry `text` as its answer, where a day is written `2026-11-22`.
  package func fields(writing text: String) -> [Answers.Field] {
    guard case .day = kind, let day = Day(text) else {
      return [Answers.Field(name: id.text, texts: [text])]
    }
    return zip(fields, [day.dayOfMonth, day.month, day.year]).map {
      Answers.Field(name: $0, texts: [String($1)])
    }
  }
}
