/// One thing that is otherwise for people, after a change of the definitions or from one day to another.
package struct Change: Hashable, Sendable {
  package let subject: Subject
  /// What people call the subject; by its newer name, where there are two.
  package let title: Words
  package let part: Part
  /// `nil` where it is new.
  package let before: Said?
  /// `nil` where it is gone.
  package let after: Said?

  /// What a change is about.
  package enum Subject: Hashable, Sendable {
    case agency
    /// A fee as one layer has it: the letter, or what was seen for some request types or for all.
    case fee(Fee.ID, FeeLayer.ID, for: [RequestType.ID])
    case request(RequestType.ID)
    case element(Element.ID)
    case certificateKind(CertificateKind.ID)
    /// What staff goes by who look at what was submitted.
    case review
    case list(ChoiceList.ID)
    case letter(Letter.ID)
    case guidance(GuidancePage.ID)
  }

  /// Which part of its subject is otherwise.
  package enum Part: Hashable, Sendable {
    /// The subject itself: it is new, or gone.
    case whole
    /// Whether one may apply for it on the day; the definitions had it before, or still have it.
    case offer
    case text(Text)
    case clause
    case price
    /// What people should know about an amount.
    case note
    case pricedOn
    case firstDay, lastDay
    case term
    case eligibility
    /// A part of an application that a request asks for, or a fee that it owes.
    case needs(Element.ID, Words)
    case owes(Fee.ID, Words)
    /// The same for other people than before.
    case whoNeeds(Element.ID, Words)
    case whoOwes(Fee.ID, Words)
    case conflict(RequestType.ID, Words)
    case question(Question.ID, ask: Words, QuestionPart)
    /// What may be supplied several times.
    case entries(EntryGroup.ID, Words, EntriesPart)
    /// One of the things in a list.
    case item(Identifier<ChoiceList.Item>)
    case submittedBy, neededBefore, isRequired
    /// How somebody else is asked by mail for a part.
    case invitation(InvitationPart)
    case seal, nothingNew, roles
    /// How many files there must be, and may be.
    case leastFiles, mostFiles
    case fileType(Words)
    /// What becomes of certificates when a request is approved, and for whom they end on one day.
    case grants, aligned
    /// What the applicant does with it after submission.
    case whenDeficient
    case review(ReviewPart)
    case refunds, withdrawal
    /// The edition of the text that fees rest on.
    case textEdition
    case applicationDays, reminderDays, carryOverDays, waiting, feeLayer, currency, timeZone,
      contact
  }

  /// A text that people read.
  package enum Text: String, Hashable, Sendable {
    case title, summary, whoFor, term, why, guidance, none, disclaimer, body
  }

  package enum ReviewPart: Hashable, Sendable {
    /// A reason to choose from.
    case reason(ReasonList, String)
    /// The parts of an application that such a reason can be about.
    case elements(ReasonList, String)
    /// Whether days count while something waits for that reason.
    case clock(String)
    /// What was sent back: how long there is to put it right, and what follows.
    case deficiencyDays, deficiencyReminders, consequence, deficiency
    case appealDays, appeal
    /// When an application may be approved before fitness is decided.
    case preliminary, preliminaryDays
    case preliminaryCondition(String)
    /// How it is known whether such a condition holds.
    case preliminaryTest(String)
    /// More time for what has expired: how many days, how often, how long after the last day.
    case reopeningDays, reopeningTimes, reopeningWithin, reopening
    case holidays
  }

  package enum ReasonList: String, Hashable, Sendable { case deficiency, denial, hold }

  package enum InvitationPart: String, Hashable, Sendable {
    case whole, lastsDays, remindDays, resendsAtMost, sees, statement
  }

  package enum EntriesPart: Hashable, Sendable {
    case whole, title, heading, guidance, when, least, most, leastFiles, mostFiles
  }

  package enum QuestionPart: Hashable, Sendable {
    case whole, ask, hint, clause, isRequired, when
    /// What an answer may be.
    case kind
    case choice(Identifier<Question.Choice>)
  }

  /// What stood there, in a form that words can be made of.
  package enum Said: Hashable, Sendable {
    /// That it is there; its name says the rest.
    case there
    case words(Words)
    /// Words together with the rule they rest on.
    case ruled(Words, Clause)
    case clause(Clause)
    case price(Fee.Amount, per: Fee.Unit)
    case term(Term, Clause, forSome: Bool)
    case condition(Condition)
    case kind(Question.Kind)
    case day(Day)
    case number(Int)
    case numbers([Int])
    case isSo(Bool)
    /// A name that needs no translation, like that of a time zone.
    case name(String)
    case edition(TextEdition)
    case pricing(Fee.PricingDay)
    case gate(Element.Gate)
    case reentry(Element.Reentry)
    case grants(GrantRule.How, [Words])
    case clock(Agency.WaitingRule.Clock)
    case consequence(DeficiencyRule.Consequence)
    case preliminaryTest(PreliminaryCondition.Test)
    case days([Day])
  }
}

/// What is otherwise from a day on.
package struct ChangesOfDay: Hashable, Sendable {
  package let day: Day
  package let changes: [Change]

  package init(day: Day, changes: [Change]) {
    self.day = day
    self.changes = changes
  }
}
