/// Something that can be applied for.
package struct RequestType: Hashable, Sendable {
  package typealias ID = Identifier<RequestType>

  package let id: ID
  package let title: Words
  /// One sentence for lists.
  package let summary: Words
  /// Who it is for, in Markdown.
  package let whoFor: Words
  package let clause: Clause
  /// The days on which an application for it may be started.
  package let period: Period
  /// How long what is granted lasts, in words.
  package let term: Words?
  /// The rules for how long it lasts, of which the first that applies is meant.
  package let terms: [TermRule]
  /// What a person has to meet before they may apply.
  package let eligibility: [EligibilityRule]
  /// The clarifying questions, asked before the application is started.
  package let questions: [Question]
  package let elements: [ElementUse]
  package let fees: [FeeUse]
  /// Request types that cannot be in the same application.
  package let conflicts: [ID]
  /// The parties whose organisations may open an application for it in somebody's place, who has to accept it.
  package let openedBy: [Party.ID]
  /// What becomes of certificates when it is approved; `nil` where nothing does.
  package let grants: GrantRule?

  package init(
    id: ID, title: Words, summary: Words, whoFor: Words, clause: Clause, period: Period = .always,
    term: Words? = nil, questions: [Question] = [], elements: [ElementUse], fees: [FeeUse],
    conflicts: [ID] = [], terms: [TermRule] = [], eligibility: [EligibilityRule] = [],
    openedBy: [Party.ID] = [], grants: GrantRule? = nil
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.whoFor = whoFor
    self.clause = clause
    self.period = period
    self.term = term
    self.questions = questions
    self.elements = elements
    self.fees = fees
    self.conflicts = conflicts
    self.terms = terms
    self.eligibility = eligibility
    self.openedBy = openedBy
    self.grants = grants
  }

  /// An element this request asks for, when `when` holds over the answers to its clarifying questions.
  package struct ElementUse: Hashable, Sendable {
    package let element: Element.ID
    package let when: Condition

    package init(_ element: Element.ID, when: Condition = .always) {
      self.element = element
      self.when = when
    }
  }

  /// A fee this request owes, when `when` holds over the answers to its clarifying questions.
  package struct FeeUse: Hashable, Sendable {
    package let fee: Fee.ID
    package let when: Condition
    /// The clarifying question whose number says how many are charged, for a fee per item or certificate.
    package let count: Question.ID?
    /// Left out when any of these is in the same application.
    package let notWith: [ID]

    package init(
      _ fee: Fee.ID, when: Condition = .always, count: Question.ID? = nil, notWith: [ID] = []
    ) {
      self.fee = fee
      self.when = when
      self.count = count
      self.notWith = notWith
    }
  }
}
