import Rules

/// One message of the applicant to the office or back. Who wrote it is who did the event.
package struct WrittenMessage: Hashable, Sendable {
  /// A random word; one that is new begins a thread.
  package let thread: String
  /// Counts where it begins a thread.
  package let subject: String
  package let text: String
  package let key: String

  package init(thread: String, subject: String, text: String, key: String) {
    self.thread = thread
    self.subject = subject
    self.text = text
    self.key = key
  }

  /// In characters (Unicode scalars).
  package static let subjectLimit = 120
  package static let textLimit = 4000
  /// As many messages an applicant may write in one application.
  package static let countLimit = 200
}

/// What was written about one subject, oldest first.
package struct MessageThread: Hashable, Sendable {
  package let id: String
  package let subject: String
  package internal(set) var messages: [Message]

  package struct Message: Hashable, Sendable {
    /// That of the event.
    package let number: Int
    package let at: Moment
    package let who: Event.Actor
    package let text: String

    /// Whether the office wrote it.
    package var isFromOffice: Bool { if case .applicant = who { false } else { true } }
  }

  package var last: Message? { messages.last }
}

extension Application {
  /// How many messages the applicant has written.
  package var writtenCount: Int {
    threads.reduce(0) { $0 + $1.messages.count { !$0.isFromOffice } }
  }
}
