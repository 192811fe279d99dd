import Rules

/// Many parts that an organisation completes at once, from one file: read back, and then signed by one person.
package struct Batch: Hashable, Sendable {
  /// A random word.
  package let id: String
  package let organisation: OrganisationID
  /// Whoever sent the file, by the word that the organisation's journal calls them, and what they are called.
  package let member: String
  package let memberName: String
  package let element: Element.ID
  /// The publication in whose words it is read back and signed, in hexadecimal.
  package let publication: String
  package let until: Moment
  package let lines: [Line]

  package struct Line: Hashable, Sendable {
    /// That of the file.
    package let line: Int
    package let application: ApplicationNumber
    /// The id of the invitation.
    package let request: String
    /// That of the part when the file was read: what somebody changes meanwhile is not overwritten.
    package let revision: Int
    package let answers: Answers

    package init(
      line: Int, application: ApplicationNumber, request: String, revision: Int, answers: Answers
    ) {
      self.line = line
      self.application = application
      self.request = request
      self.revision = revision
      self.answers = answers
    }
  }

  package init(
    id: String, organisation: OrganisationID, member: String, memberName: String,
    element: Element.ID, publication: String, until: Moment, lines: [Line]
  ) {
    self.id = id
    self.organisation = organisation
    self.member = member
    self.memberName = memberName
    self.element = element
    self.publication = publication
    self.until = until
    self.lines = lines
  }

  package static let lineLimit = 1000
  package static let byteLimit = 2_000_000
}

/// One signature for all lines of a batch.
package struct BatchSignature: Hashable, Sendable {
  /// As typed.
  package let name: String
  package let role: String
  package let at: Moment

  package init(name: String, role: String, at: Moment) {
    self.name = name
    self.role = role
    self.at = at
  }
}

/// What has become of a batch that was signed.
package struct BatchOutcome: Hashable, Sendable {
  package let organisation: OrganisationID
  package let member: String
  package let element: Element.ID
  package let signedAt: Moment
  package let endedAt: Moment
  package let lines: [Line]

  package struct Line: Hashable, Sendable {
    package let line: Int
    package let application: ApplicationNumber
    /// Why it was not signed; empty where it was.
    package let why: String

    package init(line: Int, application: ApplicationNumber, why: String) {
      self.line = line
      self.application = application
      self.why = why
    }
  }

  package init(_ batch: Batch, signedAt: Moment, endedAt: Moment, lines: [Line]) {
    self.init(
      organisation: batch.organisation, member: batch.member, element: batch.element,
      signedAt: signedAt, endedAt: endedAt, lines: lines)
  }

  package init(
    organisation: OrganisationID, member: String, element: Element.ID, signedAt: Moment,
    endedAt: Moment, lines: [Line]
  ) {
    self.organisation = organisation
    self.member = member
    self.element = element
    self.signedAt = signedAt
    self.endedAt = endedAt
    self.lines = lines
  }
}
