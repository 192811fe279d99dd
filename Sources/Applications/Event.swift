import Rules

/// One thing that happened to an application. It is exactly one line of its journal.
package struct Event: Hashable, Sendable {
  /// 1 for the first.
  package let number: Int
  package let at: Moment
  package let who: Actor
  package let what: What

  package init(number: Int, at: Moment, who: Actor, what: What) {
    self.number = number
    self.at = at
    self.who = who
    self.what = what
  }

  /// Who did it, as journals name them.
  package enum Actor: Hashable, Sendable {
    case applicant(AccountID)
    /// A provider's notification, judged and found true, by the provider's configured name.
    case provider(String)
    /// Docket itself, by the program's name.
    case program(String)
    /// Somebody who works for the agency, by a name that says nothing else about them.
    case staff(String)

    /// Who writes the lines that a new application takes over from one of before. They stand right behind
    /// the start, and have come with it or not at all.
    package static let carryOver = Actor.program("carry-over")
  }

  package enum What: Hashable, Sendable {
    case started(Start)
    case saved(Save)
    case entrySaved(EntrySave)
    /// What was in it stays in the journal, and the applicant can bring it back.
    case entryRemoved(EntryMark)
    case entryRestored(EntryMark)
    case entriesOrdered(EntryOrder)
    case attached(Attachment)
    case fileDescribed(FileDescription)
    /// The applicant took the attachment of this id away. Its file stays.
    case fileWithdrawn(String, key: String)
    /// The applicant took that back.
    case fileRestored(String, key: String)
    case fileChecked(FileCheck)
    case sealed(Signature)
    /// A signed element is asked once more, from the beginning. What was signed stays beside it.
    case reopened(Element.ID)
    /// The clarifying questions were answered anew.
    case clarified(Clarification)
    case attemptOpened(Attempt)
    /// The applicant was sent to the provider with the attempt of this reference.
    case attemptHandedOver(String)
    /// The provider said that it does not know yet what became of the attempt of this reference.
    case attemptUnknown(String)
    /// Money came for an attempt: exactly one of these for each sum that a provider has confirmed.
    case attemptPaid(Payment)
    /// The attempt of this reference ended without money.
    case attemptEnded(String, AttemptEnd)
    /// The provider has sent money back.
    case moneyRefunded(ReturnedMoney)
    /// Money was taken back from us: by a bank, or in a dispute. It undoes nothing else.
    case moneyReversed(ReturnedMoney)
    /// Submitted where nothing was owed.
    case submittedWithoutFee
    /// The applicant gave up an application that was not submitted. The text is the form's key.
    case cancelled(key: String)
    /// The applicant took back what had been submitted.
    case withdrawn(Withdrawal)
    case messageWritten(WrittenMessage)
  }
}

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
  /// The key of the form that started it: the same form sent twice starts one application.
  package let key: String

  package init(
    applicant: AccountID, profile: Profile, requests: [RequestType.ID], answers: Answers,
    publication: String, day: Day, deadline: Moment, carriedFrom: ApplicationNumber? = nil,
    key: String
  ) {
    self.applicant = applicant
    self.profile = profile
    self.requests = requests
    self.answers = answers
    self.publication = publication
    self.day = day
    self.deadline = deadline
    self.carriedFrom = carriedFrom
    self.key = key
  }
}

/// What a person says about themselves once, for all applications.
package struct Profile: Hashable, Sendable {
  package var name: String
  package var emailAddress: String
  package var phoneNumber: String
  package var address: PostalAddress

  package init(
    name: String, emailAddress: String, phoneNumber: String = "",
    address: PostalAddress = PostalAddress()
  ) {
    self.name = name
    self.emailAddress = emailAddress
    self.phoneNumber = phoneNumber
    self.address = address
  }

  package struct PostalAddress: Hashable, Sendable {
    package var street: String
    package var city: String
    package var region: String
    package var postalCode: String
    package var country: String

    package init(
      street: String = "", city: String = "", region: String = "", postalCode: String = "",
      country: String = ""
    ) {
      self.street = street
      self.city = city
      self.region = region
      self.postalCode = postalCode
      self.country = country
    }
  }
}

/// One saved state of one element's form.
package struct Save: Hashable, Sendable {
  package let element: Element.ID
  /// 1 for the first save of the element; each save counts one further.
  package let revision: Int
  /// All answers of the element, as typed; they replace those of the revision before.
  package let answers: Answers
  /// Whether the applicant stated that there is nothing to supply.
  package let statesNone: Bool
  /// The key of the form, so that the same form sent twice is one save.
  package let key: String

  package init(
    element: Element.ID, revision: Int, answers: Answers, statesNone: Bool = false, key: String
  ) {
    self.element = element
    self.revision = revision
    self.answers = answers
    self.statesNone = statesNone
    self.key = key
  }
}

/// One saved state of one entry's form.
package struct EntrySave: Hashable, Sendable {
  package let element: Element.ID
  package let group: EntryGroup.ID
  /// A random word that the form was given; a new one makes a new entry.
  package let entry: String
  /// 1 for the first save of the entry; each save counts one further.
  package let revision: Int
  /// All answers of the entry, as typed.
  package let answers: Answers
  package let key: String

  package init(
    element: Element.ID, group: EntryGroup.ID, entry: String, revision: Int, answers: Answers,
    key: String
  ) {
    self.element = element
    self.group = group
    self.entry = entry
    self.revision = revision
    self.answers = answers
    self.key = key
  }
}

/// An entry that was removed or brought back.
package struct EntryMark: Hashable, Sendable {
  package let element: Element.ID
  package let entry: String
  package let key: String

  package init(element: Element.ID, entry: String, key: String) {
    self.element = element
    self.entry = entry
    self.key = key
  }
}

/// The entries of an element in a new order.
package struct EntryOrder: Hashable, Sendable {
  package let element: Element.ID
  /// Those of all groups.
  package let entries: [String]
  package let key: String

  package init(element: Element.ID, entries: [String], key: String) {
    self.element = element
    self.entries = entries
    self.key = key
  }
}

/// The clarifying questions answered anew, before submission.
package struct Clarification: Hashable, Sendable {
  /// All of them; they replace those of before.
  package let answers: Answers
  package let key: String

  package init(answers: Answers, key: String) {
    self.answers = answers
    self.key = key
  }
}

/// An element signed once and for all.
package struct Signature: Hashable, Sendable {
  package let element: Element.ID
  /// The state of the part that was read back and signed: as many changes had been made.
  package let changes: Int
  /// The version of the wording that was signed.
  package let version: Day
  /// The publication that the wording is from, in hexadecimal.
  package let publication: String
  /// SHA-256, in hexadecimal, of all that was read back.
  package let digest: String
  /// The name as typed.
  package let name: String
  package let key: String

  package init(
    element: Element.ID, changes: Int, version: Day, publication: String, digest: String,
    name: String, key: String
  ) {
    self.element = element
    self.changes = changes
    self.version = version
    self.publication = publication
    self.digest = digest
    self.name = name
    self.key = key
  }
}
