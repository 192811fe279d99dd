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
        if !part.entries.isEmpty {
          return [FieldFault(field: "none", fault: .noneAndEntries(self))]
        }
        return answered.contains(where: \.canBeCleared)
          ? [FieldFault(field: "none", fault: .noneAndAnswers(self))] : []
      }
      if answered.isEmpty, part.attachments(of: nil).isEmpty, part.entries.isEmpty {
        return [FieldFault(field: "none", fault: .nothingSupplied(self))]
      }
    }
    var faults = questions.faults(
      in: part.answers, takingNothingNew: seal?.takesNothingNew == true)
    for group in groups(applyingTo: part.answers) { faults += group.faults(in: part) }
    return faults + attachmentFaults(in: part)
  }

  private func attachmentFaults(in part: Part) -> [FieldFault] {
    guard let rule = attachments else { return [] }
    let files = part.attachments(of: nil)
    var faults = rule.undescribed(of: files).map {
      FieldFault(field: "attachments", fault: .undescribedAttachment(self, $0))
    }
    let missing = rule.missing(of: files, isSigned: part.isSealed)
    if missing > 0 {
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
    guard wording != nil, !part.isSealed else { return [] }
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

extension EntryGroup {
  /// What keeps all entries of this group together from being complete.
  fileprivate func faults(in part: Part) -> [FieldFault] {
    let entries = part.entries(of: id)
    var faults: [FieldFault] = []
    for (index, entry) in entries.enumerated() where !self.faults(in: entry, part).isEmpty {
      faults.append(
        FieldFault(
          field: Self.field(ofEntry: entry.id),
          fault: .incompleteEntry(self, id: entry.id, number: index + 1)))
    }
    if entries.count < atLeast {
      faults.append(
        FieldFault(field: field, fault: .tooFewEntries(self, missing: atLeast - entries.count)))
    }
    if entries.count > atMost {
      faults.append(FieldFault(field: field, fault: .tooManyEntries(self)))
    }
    return faults
  }

  /// Everything that keeps one entry from being complete, in the order of its page.
  package func faults(in entry: SuppliedEntry, _ part: Part) -> [FieldFault] {
    var faults = questions.faults(in: entry.answers)
    guard let rule = attachments else { return faults }
    let files = part.attachments(of: entry.id)
    faults += rule.undescribed(of: files).map {
      FieldFault(field: "attachments", fault: .undescribedEntryAttachment(self, $0))
    }
    let missing = rule.missing(of: files, isSigned: part.isSealed)
    if missing > 0 {
      faults.append(
        FieldFault(field: "attachments", fault: .tooFewEntryAttachments(self, missing: missing)))
    }
    return faults
  }

  /// Where the group stands on the page of its element.
  package var field: String { "entries-\(id)" }
  package static func field(ofEntry id: String) -> String { "entry-\(id)" }
}

extension Element.AttachmentRule {
  /// Those of which something still has to be said.
  fileprivate func undescribed(of files: [Attachment]) -> [Attachment] {
    files.filter { $0.state != .setAside && !$0.lacks(under: self).isEmpty }
  }

  /// How many are missing. What was signed stands: a file set aside afterwards is a matter for those who
  /// review it.
  fileprivate func missing(of files: [Attachment], isSigned: Bool) -> Int {
    max(0, atLeast - files.count { isSigned || $0.state != .setAside })
  }
}

extension Question {
  /// Whether a person can take the answer back: without script a radio button, once chosen, stays.
  fileprivate var canBeCleared: Bool {
    switch kind {
    case .yesOrNo, .oneOf: false
    case .shortText, .longText, .severalOf, .day, .number, .money, .emailAddress, .phoneNumber,
      .address, .fromList, .confirmation:
      true
    }
  }
}
