/// Who licenses: what definitions say about the agency as a whole.
package struct Agency: Hashable, Sendable {
  package let name: Words
  /// The sentence on every page that says what this site is modelled on, and that it is not that agency.
  package let disclaimer: Words?
  package let contact: Contact
  package let timeZone: TimeZoneTable
  package let currency: Currency
  /// Language tags (BCP 47); the first is the site's own. Never empty.
  package let languages: [String]
  /// An application that is not paid by the end of this many days after the day it was started expires.
  package let applicationDays: Int
  /// So many days before the end a reminder is sent.
  package let reminderDays: [Int]
  /// What is said before and after paying about getting fees back.
  package let refunds: RefundRule?
  /// The rules before it, in the order of their last days.
  package let earlierRefunds: [RefundRule]
  /// What is said before an application is withdrawn about the fee that was paid for it.
  package let withdrawal: RefundRule?
  /// A part that somebody else supplied is carried over into a new application for so many days; `nil`
  /// where it never is.
  package let carryOverDays: Int?
  /// What becomes of the applicant's days while somebody else is awaited, as everybody is told.
  package let waiting: WaitingRule?
  /// The layer of the fee schedule by which people are charged.
  package let feeLayer: FeeLayer.ID
  /// Where anybody can have an address: one there says nothing of the organisation somebody works for.
  package let freeMailDomains: [String]

  package init(
    name: Words, disclaimer: Words? = nil, contact: Contact, timeZone: TimeZoneTable,
    currency: Currency, languages: [String], applicationDays: Int, reminderDays: [Int] = [],
    refunds: RefundRule? = nil, earlierRefunds: [RefundRule] = [], withdrawal: RefundRule? = nil,
    carryOverDays: Int? = nil, waiting: WaitingRule? = nil, feeLayer: FeeLayer.ID = FeeLayer.letter,
    freeMailDomains: [String] = []
  ) {
    self.name = name
    self.disclaimer = disclaimer
    self.contact = contact
    self.timeZone = timeZone
    self.currency = currency
    self.languages = languages
    self.applicationDays = applicationDays
    self.reminderDays = reminderDays
    self.refunds = refunds
    self.earlierRefunds = earlierRefunds
    self.withdrawal = withdrawal
    self.carryOverDays = carryOverDays
    self.waiting = waiting
    self.feeLayer = feeLayer
    self.freeMailDomains = freeMailDomains
  }

  /// What becomes of the days that an applicant has to pay while somebody else has a part.
  package struct WaitingRule: Hashable, Sendable {
    package let clock: Clock
    package let words: Words
    package let clause: Clause?

    package init(clock: Clock, words: Words, clause: Clause? = nil) {
      self.clock = clock
      self.words = words
      self.clause = clause
    }

    package enum Clock: String, Hashable, Sendable {
      /// The days go on.
      case runs
      /// The days stand still while somebody has a part that payment waits for.
      case stops
    }
  }

  package struct Contact: Hashable, Sendable {
    package let emailAddress: String
    package let phoneNumber: String?
    package let hours: Words?

    package init(emailAddress: String, phoneNumber: String? = nil, hours: Words? = nil) {
      self.emailAddress = emailAddress
      self.phoneNumber = phoneNumber
      self.hours = hours
    }
  }
}

/// A page of guidance, written in Markdown.
package struct GuidancePage: Hashable, Sendable {
  package typealias ID = Identifier<GuidancePage>

  /// Also the last part of its address.
  package let id: ID
  package let title: Words
  package let markdown: Words

  package init(id: ID, title: Words, markdown: Words) {
    self.id = id
    self.title = title
    self.markdown = markdown
  }
}

/// A mail or letter: a subject and a body in Markdown, with slots like `{{link}}`.
package struct Letter: Hashable, Sendable {
  package typealias ID = Identifier<Letter>

  package let id: ID
  package let subject: Words
  package let body: Words

  package init(id: ID, subject: Words, body: Words) {
    self.id = id
    self.subject = subject
    self.body = body
  }
}
