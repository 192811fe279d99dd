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
  package let refunds: CitedWords?

  package init(
    name: Words, disclaimer: Words? = nil, contact: Contact, timeZone: TimeZoneTable,
    currency: Currency, languages: [String], applicationDays: Int, reminderDays: [Int] = [],
    refunds: CitedWords? = nil
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

  /// Something said to people together with what it rests on.
  package struct CitedWords: Hashable, Sendable {
    package let words: Words
    package let clause: Clause

    package init(words: Words, clause: Clause) {
      self.words = words
      self.clause = clause
    }
  }
}

/// The fees of an agency.
package struct FeeSchedule: Hashable, Sendable {
  package let fees: [Fee]

  package init(fees: [Fee]) { self.fees = fees }

  package func fee(_ id: Fee.ID) -> Fee? { fees.first { $0.id == id } }
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
