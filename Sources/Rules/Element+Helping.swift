// What of an applicant's own parts somebody else may fill in for them.

extension Element {
  /// Whether the applicant can let somebody help with it: it is the applicant's own, nothing in it is signed, it is
  /// not for the eyes of a few alone, and it has something besides statements.
  package var canBeHelped: Bool {
    submittedBy == Party.applicant && seal == nil && invitation == nil && seenBy.isEmpty
      && !(asHelped.questions.isEmpty && asHelped.entries.isEmpty)
  }

  /// The same element as a helper has it: without the statements, which are the applicant's own word.
  package var asHelped: Element {
    Element(
      id: id, title: title, why: why, clause: clause, submittedBy: submittedBy,
      neededBefore: neededBefore, isRequired: isRequired, guidance: guidance, none: none,
      questions: questions.filter { !$0.isStatement },
      entries: entries.map(\.asHelped).filter { !$0.questions.isEmpty }, attachments: attachments,
      seal: seal, seenBy: seenBy, invitation: invitation, whenDeficient: whenDeficient)
  }

  /// The fields of its own statements, which a helper does not see.
  package var statements: [Question] { questions.filter(\.isStatement) }
}

extension EntryGroup {
  fileprivate var asHelped: EntryGroup {
    EntryGroup(
      id: id, title: title, heading: heading, guidance: guidance, when: when, atLeast: atLeast,
      atMost: atMost, questions: questions.filter { !$0.isStatement }, attachments: attachments)
  }

  /// The fields of its statements, which a helper does not see.
  package var statements: [Question] { questions.filter(\.isStatement) }
}

extension Question {
  /// Whether it is a statement to be ticked rather than asked.
  fileprivate var isStatement: Bool { kind == .confirmation }
}
