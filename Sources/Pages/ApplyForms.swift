import Applications
import Rules

/// What keeps a choice of request types from going on.
package enum ApplyFault: Hashable, Sendable {
  case nothingChosen
  /// One of them is not offered today.
  case notOffered
  /// It is not open to this person, because of the first of these rules that is not met.
  case notOpen(Words, EligibilityRule)
  /// These two cannot be in one application.
  case conflict(Words, Words)
}

/// What the page says before an application is started.
package struct StartConfirmation: Hashable, Sendable {
  package let edition: Edition
  package let requests: [RequestType]
  /// To the clarifying questions.
  package let answers: Answers
  /// The same as one text, for the hidden field `answers`.
  package let packedAnswers: String
  package let quote: Result<Quote, PricingRefusal>
  /// The last day on which it could be paid.
  package let lastDay: Day
  /// What it takes over from an application that has ended; `nil` when it begins with nothing.
  package let carryOver: CarryOver?
  /// The offer that the start accepts; `nil` where the applicant began by themselves.
  package let offer: Offered?
  /// Those of the same account that are for one of these requests, and of which something can still come.
  package let before: [Overview]

  package struct Offered: Hashable, Sendable {
    /// The secret word of its link.
    package let link: String
    /// What the organisation is called.
    package let name: String
    /// What it is asked for at once.
    package let parts: [Element]

    package init(link: String, name: String, parts: [Element]) {
      self.link = link
      self.name = name
      self.parts = parts
    }
  }

  package init(
    edition: Edition, requests: [RequestType], answers: Answers, packedAnswers: String,
    quote: Result<Quote, PricingRefusal>, lastDay: Day, carryOver: CarryOver? = nil,
    offer: Offered? = nil, before: [Overview] = []
  ) {
    self.edition = edition
    self.requests = requests
    self.answers = answers
    self.packedAnswers = packedAnswers
    self.quote = quote
    self.lastDay = lastDay
    self.carryOver = carryOver
    self.offer = offer
    self.before = before
  }
}
