/// A part of an application that somebody has to supply.
package struct Element: Hashable, Sendable {
  package typealias ID = Identifier<Element>

  package let id: ID
  package let title: Words
  /// Why it is asked, in a sentence or two of Markdown.
  package let why: Words
  package let clause: Clause
  /// Who is able to complete it.
  package let submittedBy: Party.ID
  /// What has to wait for it.
  package let neededBefore: Gate
  /// Whether an application can be complete without it.
  package let isRequired: Bool
  /// Markdown above the questions.
  package let guidance: Words?
  /// The statement that completes the element for someone who has nothing to supply ("I have never
  /// held one"). `nil` where there is no such way.
  package let none: Words?
  package let questions: [Question]
  /// What may be supplied several times, in the order of the page.
  package let entries: [EntryGroup]
  /// Files of the element as a whole; those of an entry have a rule of their own.
  package let attachments: AttachmentRule?
  /// What is signed, once and for all, when the element is complete. `nil` for one that stays open.
  package let seal: Seal?
  /// The roles that may see the answers; empty for all who work on applications.
  package let seenBy: [String]
  /// How a person is asked for it by mail. `nil` where nobody is, and always for what the applicant supplies.
  package let invitation: InvitationRule?
  /// What the applicant does with it when it is among what has to be put right after submission.
  package let whenDeficient: Reentry

  package init(
    id: ID, title: Words, why: Words, clause: Clause, submittedBy: Party.ID,
    neededBefore: Gate = .payment, isRequired: Bool = true, guidance: Words? = nil,
    none: Words? = nil, questions: [Question] = [], entries: [EntryGroup] = [],
    attachments: AttachmentRule? = nil, seal: Seal? = nil, seenBy: [String] = [],
    invitation: InvitationRule? = nil, whenDeficient: Reentry = .changed
  ) {
    self.id = id
    self.title = title
    self.why = why
    self.clause = clause
    self.submittedBy = submittedBy
    self.neededBefore = neededBefore
    self.isRequired = isRequired
    self.guidance = guidance
    self.none = none
    self.questions = questions
    self.entries = entries
    self.attachments = attachments
    self.seal = seal
    self.seenBy = seenBy
    self.invitation = invitation
    self.whenDeficient = whenDeficient
  }

  package enum Reentry: String, Hashable, Sendable {
    /// What was supplied stays, and is corrected.
    case changed
    /// It is supplied again from nothing, and signed again. What was signed before stays sealed beside it, and
    /// none of it is filled in.
    case anew
  }

  package enum Gate: String, Hashable, Sendable {
    /// Payment is closed until the element is complete.
    case payment
    /// It may arrive after submission.
    case decision
  }

  /// The wording somebody signs when an element is sealed.
  package struct Seal: Hashable, Sendable {
    /// The day this wording was first used; stored with the signature.
    package let version: Day
    package let statement: Words
    /// Whether somebody who has answered Yes in an application before, and signed that, may answer that nothing
    /// is new since.
    package let takesNothingNew: Bool

    package init(version: Day, statement: Words, takesNothingNew: Bool = false) {
      self.version = version
      self.statement = statement
      self.takesNothingNew = takesNothingNew
    }
  }

  /// Which files an element takes.
  package struct AttachmentRule: Hashable, Sendable {
    /// How many there must be, unless the applicant has nothing to supply.
    package let atLeast: Int
    package let atMost: Int
    /// What a file may be, for the applicant to choose from. Never empty.
    package let types: [Question.Choice]

    package init(atLeast: Int, atMost: Int, types: [Question.Choice]) {
      self.atLeast = atLeast
      self.atMost = atMost
      self.types = types
    }
  }
}
