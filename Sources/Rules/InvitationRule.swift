/// How a person is asked by mail to complete an element of somebody else's application.
package struct InvitationRule: Hashable, Sendable {
  /// The request is good for the day it is sent and so many days after.
  package let lastsDays: Int
  /// So many days before its last day a reminder is sent.
  package let remindDays: [Int]
  /// How often the applicant may send the same request again.
  package let resendsAtMost: Int
  /// What the person sees of the applicant besides the name, the number of the application and what it is for.
  package let sees: [Field]
  /// The clarifying questions whose answers the person sees.
  package let seesAnswers: [Question.ID]
  /// What the person signs, and the first day of that wording.
  package let statement: Words
  package let version: Day

  package init(
    lastsDays: Int, remindDays: [Int] = [], resendsAtMost: Int = 3, sees: [Field] = [],
    seesAnswers: [Question.ID] = [], statement: Words, version: Day
  ) {
    self.lastsDays = lastsDays
    self.remindDays = remindDays
    self.resendsAtMost = resendsAtMost
    self.sees = sees
    self.seesAnswers = seesAnswers
    self.statement = statement
    self.version = version
  }

  /// A field of the applicant's profile.
  package enum Field: String, Hashable, Sendable, CaseIterable {
    case email, phone, address
  }
}

extension Element {
  /// The wording that is signed when it is complete, by whoever completes it.
  package var wording: (version: Day, statement: Words)? {
    if let invitation { return (invitation.version, invitation.statement) }
    return seal.map { ($0.version, $0.statement) }
  }
}
