extension Element {
  /// The same element, asking the same questions, in the words of `other`: a later edition of it.
  ///
  /// What `other` does not have keeps its own words. Which questions there are, when they apply and what
  /// answers they take is not changed: that is a matter for those who change the rules for applications
  /// already begun.
  package func worded(as other: Element) -> Element {
    Element(
      id: id, title: other.title, why: other.why, clause: clause, submittedBy: submittedBy,
      neededBefore: neededBefore, isRequired: isRequired, guidance: other.guidance,
      none: none.map { other.none ?? $0 }, questions: questions.worded(as: other.questions),
      entries: entries.map { group in other.group(group.id).map(group.worded) ?? group },
      attachments: attachments, seal: seal.map { other.seal ?? $0 }, seenBy: seenBy,
      invitation: invitation.map { $0.worded(as: other.invitation ?? $0) },
      whenDeficient: whenDeficient)
  }
}

extension InvitationRule {
  /// What is signed is signed in words of today; all else stays as it was.
  fileprivate func worded(as other: InvitationRule) -> InvitationRule {
    InvitationRule(
      lastsDays: lastsDays, remindDays: remindDays, resendsAtMost: resendsAtMost, sees: sees,
      seesAnswers: seesAnswers, statement: other.statement, version: other.version)
  }
}

extension EntryGroup {
  fileprivate func worded(as other: EntryGroup) -> EntryGroup {
    EntryGroup(
      id: id, title: other.title, heading: other.heading, guidance: other.guidance, when: when,
      atLeast: atLeast, atMost: atMost, questions: questions.worded(as: other.questions),
      attachments: attachments)
  }
}

extension [Question] {
  fileprivate func worded(as others: [Question]) -> [Question] {
    map { question in others.first { $0.id == question.id }.map(question.worded) ?? question }
  }
}

extension Question {
  fileprivate func worded(as other: Question) -> Question {
    Question(
      id: id, ask: other.ask, hint: other.hint, kind: kind.worded(as: other.kind),
      isRequired: isRequired, when: when, clause: clause, period: period)
  }
}

extension Question.Kind {
  /// The choices are the same ones; what they are called may be new.
  fileprivate func worded(as other: Question.Kind) -> Question.Kind {
    func same(_ one: [Question.Choice], _ other: [Question.Choice]) -> Bool {
      one.map(\.id) == other.map(\.id)
    }
    switch (self, other) {
    case (.oneOf(let mine), .oneOf(let theirs)) where same(mine, theirs): return other
    case (.severalOf(let mine), .severalOf(let theirs)) where same(mine, theirs): return other
    default: return self
    }
  }
}
