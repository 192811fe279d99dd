import Rules

/// A Yes that the applicant has signed in an application before, which was submitted: what a question shows
/// beside itself, so that nobody has to remember how they have put it.
///
/// It is never filled in anywhere. Where the seal allows it, *nothing is new* is an answer of its own, and what
/// it points to is signed with it.
package struct ToldBefore: Hashable, Sendable {
  package let question: Question.ID
  /// The application that it was told in.
  package let overview: Overview
  /// The element as it was worded there.
  package let element: Element
  /// What was signed.
  package let part: Part
  package let signedAt: Moment

  /// For each question of `element` that the seal allows it for, the newest that was told in `applications`.
  package static func all(of element: Element, in applications: [Overview]) -> [ToldBefore] {
    guard element.seal?.takesNothingNew == true else { return [] }
    var signed: [(overview: Overview, part: Part, at: Moment)] = []
    for overview in applications where overview.application.submittedAt != nil {
      let part = overview.application.part(element.id)
      for part in [part] + part.earlier {
        if let moment = part.sealedAt { signed.append((overview, part, moment)) }
      }
    }
    signed.sort { $0.at > $1.at }
    return element.questions.compactMap { question in
      guard case .yesOrNo = question.kind,
        let newest = signed.first(where: { $0.part.answers[question.id] == ["yes"] }),
        let then = newest.overview.edition.element(element.id)
      else { return nil }
      return ToldBefore(
        question: question.id, overview: newest.overview, element: then, part: newest.part,
        signedAt: newest.at)
    }
  }

  /// Whether `part` answers its question with nothing being new, and so points to what was told here.
  package func isPointedTo(by part: Part) -> Bool {
    part.answers[question] == [Question.nothingNew]
  }

  /// The questions and entries that follow from the Yes.
  package var questions: [Question] {
    element.questions.applying(to: part.answers).filter { $0.when.questions.contains(question) }
  }

  package var groups: [EntryGroup] {
    element.groups(applyingTo: part.answers).filter { $0.when.questions.contains(question) }
  }
}

extension Element {
  /// The answers that nothing is new where nothing was told.
  package func nothingToldFaults(
    in part: Part, toldBefore: [ToldBefore]
  ) -> [FieldFault] {
    questions.applying(to: part.answers).compactMap { question in
      guard case .yesOrNo = question.kind, part.answers[question.id] == [Question.nothingNew],
        !toldBefore.contains(where: { $0.question == question.id })
      else { return nil }
      return FieldFault(field: question.id.text, fault: .notAChoice(question))
    }
  }
}
