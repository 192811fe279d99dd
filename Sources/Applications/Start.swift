import Rules

/// What was chosen when an application was started.
package struct Start: Hashable, Sendable {
  package let applicant: AccountID
  /// The applicant as the profile had them on that day.
  package let profile: Profile
  package let requests: [RequestType.ID]
  /// To the clarifying questions.
  package let answers: Answers
  /// The publication it is bound to, in hexadecimal.
  package let publication: String
  /// The day, in the agency's time zone, whose edition it follows.
  package let day: Day
  /// The end of the last day on which it can be paid.
  package let deadline: Moment
  /// The application whose answers and files it took over; what they were follows in the next lines.
  package let carriedFrom: ApplicationNumber?
  /// Which organisation opened it; `nil` for one that the applicant began.
  package let opening: Opening?
  /// The key of the form that started it: the same form sent twice starts one application.
  package let key: String

  package init(
    applicant: AccountID, profile: Profile, requests: [RequestType.ID], answers: Answers,
    publication: String, day: Day, deadline: Moment, carriedFrom: ApplicationNumber? = nil,
    opening: Opening? = nil, key: String
  ) {
    self.applicant = applicant
    self.profile = profile
    self.requests = requests
    self.answers = answers
    self.publication = publication
    self.day = day
    self.deadline = deadline
    self.carriedFrom = carriedFrom
    self.opening = opening
    self.key = key
  }
}
