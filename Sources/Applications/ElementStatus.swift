import Rules

/// How far an element is.
package enum ElementStatus: Hashable, Sendable {
  case notStarted
  case inProgress
  case complete
  /// Somebody else has to complete it.
  case waiting(Party.ID)
}

extension Element {
  /// Everything that keeps `part` from being complete, in the order of the page.
  package func faults(in part: Part) -> [FieldFault] {
    answerFaults(in: part) + sealFault(in: part)
  }

  /// What has to be put right before the element could be sealed.
  package func answerFaults(in part: Part) -> [FieldFault] {
    if none != nil {
      let answered = answered(in: part)
      if part.statesNone {
        return answered.contains(where: \.canBeCleared)
          ? [FieldFault(field: "none", fault: .noneAndAnswers(self))] : []
      }
      if answered.isEmpty, part.attachments.isEmpty {
        return [FieldFault(field: "none", fault: .nothingSupplied(self))]
      }
    }
    return questions.faults(in: part.answers) + attachmentFaults(in: part)
  }

  private func attachmentFaults(in part: Part) -> [FieldFault] {
    guard let rule = attachments else { return [] }
    let undescribed = part.attachments.filter {
      $0.state != .setAside && !$0.lacks(under: rule).isEmpty
    }
    // What was signed stands: a file set aside afterwards is a matter for those who review it.
    let supplied = part.attachments.filter { part.isSealed || $0.state != .setAside }
    var faults = undescribed.map {
      FieldFault(field: "attachments", fault: .undescribedAttachment(self, $0))
    }
    if supplied.count < rule.atLeast {
      let missing = rule.atLeast - supplied.count
      faults.append(
        FieldFault(field: "attachments", fault: .tooFewAttachments(self, missing: missing)))
    }
    return faults
  }

  /// The questions that apply and have something typed that is not blank.
  private func answered(in part: Part) -> [Question] {
    questions.applying(to: part.answers).filter { question in
      question.fields.contains { !part.answers[field: $0].allSatisfy(isBlank) }
    }
  }

  private func sealFault(in part: Part) -> [FieldFault] {
    guard seal != nil, !part.isSealed else { return [] }
    return [FieldFault(field: "signature", fault: .unsigned(self))]
  }

  package func status(of part: Part) -> ElementStatus {
    guard submittedBy == Party.applicant else {
      return part.isUntouched || !faults(in: part).isEmpty ? .waiting(submittedBy) : .complete
    }
    if part.isUntouched { return .notStarted }
    return faults(in: part).isEmpty ? .complete : .inProgress
  }
}

extension Question {
  /// Whether a person can take the answer back: without script a radio button, once chosen, stays.
  fileprivate var canBeCleared: Bool {
    switch kind {
    case .yesOrNo, .oneOf: false
    case .shortText, .longText, .severalOf, .day, .number, .emailAddress, .phoneNumber,
      .confirmation:
      true
    }
  }
}
