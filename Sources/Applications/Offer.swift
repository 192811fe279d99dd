import Rules

/// What journals call an offer: 24 hexadecimal digits.
package struct OfferID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// `nil` for anything that is not 24 small hexadecimal digits.
  package init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 24,
      digits.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    self.text = text
  }

  package var description: String { text }
}

/// An application that an organisation wants to open for somebody. Nothing of an application exists before that person
/// has accepted it; then it is theirs like any other.
package struct Offer: Hashable, Sendable {
  package let id: OfferID
  package let organisation: OrganisationID
  /// What it was called then.
  package let organisationName: String
  /// Whoever opened it, as the organisation's journal calls them.
  package let member: String
  package let request: RequestType.ID
  /// As typed; empty after an erasure, like the next two.
  package let name: String
  package let emailAddress: String
  /// What the person is told besides; may be empty.
  package let words: String
  /// The end of the last day on which it can be accepted.
  package let until: Moment
  package let key: String
  package let openedAt: Moment
  /// How often its link was mailed, and when last.
  package private(set) var sentCount = 0
  package private(set) var sentAt: Moment?
  package private(set) var end: End?
  package private(set) var endedAt: Moment?

  package enum End: Hashable, Sendable {
    case accepted(Acceptance)
    case declined(reason: String)
    case takenBack
  }

  package enum State: Hashable, Sendable {
    case open, accepted, declined, takenBack, expired
  }

  package init(
    id: OfferID, organisation: OrganisationID, organisationName: String, member: String,
    request: RequestType.ID, name: String, emailAddress: String, words: String, until: Moment,
    key: String, openedAt: Moment
  ) {
    self.id = id
    self.organisation = organisation
    self.organisationName = organisationName
    self.member = member
    self.request = request
    self.name = name
    self.emailAddress = emailAddress
    self.words = words
    self.until = until
    self.key = key
    self.openedAt = openedAt
  }

  package func state(at now: Moment) -> State {
    switch end {
    case .accepted: .accepted
    case .declined: .declined
    case .takenBack: .takenBack
    case nil: now >= until ? .expired : .open
    }
  }

  package func isOpen(at now: Moment) -> Bool { state(at: now) == .open }

  /// When it came to its state.
  package func since(at now: Moment) -> Moment {
    endedAt ?? (now >= until ? until : openedAt)
  }

  /// Whether what was personal in it had to be erased.
  package var isErased: Bool { name.isEmpty && emailAddress.isEmpty }

  package var acceptance: Acceptance? {
    if case .accepted(let acceptance) = end { acceptance } else { nil }
  }

  /// What an application that comes of it says of where it came from.
  package var opening: Opening {
    Opening(offer: id, organisation: organisation, name: organisationName)
  }

  /// Takes what has happened to it after all that came before. What has ended stays ended.
  package mutating func take(_ change: Change, at moment: Moment) {
    switch change {
    case .sent: (sentCount, sentAt) = (sentCount + 1, moment)
    case .ended(let end): if self.end == nil { (self.end, endedAt) = (end, moment) }
    }
  }

  package enum Change: Hashable, Sendable {
    case sent
    case ended(End)
  }

  /// The longest of what is typed, in characters (Unicode scalars).
  package static let nameLimit = 200
  package static let wordsLimit = 2000
  /// Its link is mailed so often at most.
  package static let sendLimit = 4
  /// It can be accepted on the day it is opened and so many days after.
  package static let lastsDays = 28
}

/// Who has accepted an offer, and what the application begins with: all that a start needs besides the account, so that
/// one that was cut off can be finished.
package struct Acceptance: Hashable, Sendable {
  package let account: AccountID
  /// To the clarifying questions.
  package let answers: Answers
  package let publication: String
  package let day: Day
  package let deadline: Moment

  package init(
    account: AccountID, answers: Answers, publication: String, day: Day, deadline: Moment
  ) {
    self.account = account
    self.answers = answers
    self.publication = publication
    self.day = day
    self.deadline = deadline
  }
}

/// Which organisation opened an application, by which offer.
package struct Opening: Hashable, Sendable {
  package let offer: OfferID
  package let organisation: OrganisationID
  /// What it was called then.
  package let name: String

  package init(offer: OfferID, organisation: OrganisationID, name: String) {
    self.offer = offer
    self.organisation = organisation
    self.name = name
  }

  /// The key of the start that comes of it: of one offer comes one application.
  package var key: String { "offer-\(offer)" }
}
