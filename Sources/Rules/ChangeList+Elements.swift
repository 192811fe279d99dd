extension ChangeList {
  /// The parts of applications.
  mutating func addElements(_ before: Edition, _ after: Edition) {
    addNamed(
      before.elements, after.elements, id: \.id, title: \.title, subject: Change.Subject.element
    ) { old, new, list in
      list.compare(.text(.title), old.title, new.title)
      list.compare(.text(.why), old.why, new.why)
      list.compare(.text(.guidance), old.guidance, new.guidance)
      list.compare(.text(.none), old.none, new.none)
      list.compare(.clause, old.clause, new.clause)
      list.compare(
        .submittedBy, before.party(old.submittedBy)?.title, after.party(new.submittedBy)?.title)
      list.add(.neededBefore, .gate(old.neededBefore), .gate(new.neededBefore))
      list.add(.isRequired, .isSo(old.isRequired), .isSo(new.isRequired))
      list.add(.seal, old.seal.map { .words($0.statement) }, new.seal.map { .words($0.statement) })
      list.add(
        .nothingNew, .isSo(old.seal?.takesNothingNew == true),
        .isSo(new.seal?.takesNothingNew == true))
      list.addInvitation(old.invitation, new.invitation)
      list.add(
        .roles, .name(old.seenBy.joined(separator: ", ")),
        .name(new.seenBy.joined(separator: ", ")))
      list.add(.whenDeficient, .reentry(old.whenDeficient), .reentry(new.whenDeficient))
      list.addQuestions(old.questions, new.questions)
      list.addEntries(old.entries, new.entries)
      list.addFiles(old.attachments, new.attachments)
    }
  }

  private mutating func addInvitation(_ old: InvitationRule?, _ new: InvitationRule?) {
    guard let old, let new else {
      return add(.invitation(.whole), old.map { _ in .there }, new.map { _ in .there })
    }
    add(.invitation(.lastsDays), .number(old.lastsDays), .number(new.lastsDays))
    add(.invitation(.remindDays), .numbers(old.remindDays), .numbers(new.remindDays))
    add(.invitation(.resendsAtMost), .number(old.resendsAtMost), .number(new.resendsAtMost))
    add(.invitation(.sees), .name(old.seen), .name(new.seen))
    compare(.invitation(.statement), old.statement, new.statement)
  }

  /// What may be supplied several times. Questions of an entry are compared like those of its element.
  private mutating func addEntries(_ old: [EntryGroup], _ new: [EntryGroup]) {
    for (oldGroup, newGroup) in paired(old, new, by: \.id) {
      guard let group = newGroup ?? oldGroup else { continue }
      func part(_ part: Change.EntriesPart) -> Change.Part {
        .entries(group.id, group.heading ?? group.title, part)
      }
      add(part(.whole), oldGroup.map { _ in .there }, newGroup.map { _ in .there })
      guard let oldGroup, let newGroup else { continue }
      compare(part(.title), oldGroup.title, newGroup.title)
      compare(part(.heading), oldGroup.heading, newGroup.heading)
      compare(part(.guidance), oldGroup.guidance, newGroup.guidance)
      add(part(.when), .condition(oldGroup.when), .condition(newGroup.when))
      add(part(.least), .number(oldGroup.atLeast), .number(newGroup.atLeast))
      add(part(.most), .number(oldGroup.atMost), .number(newGroup.atMost))
      addQuestions(oldGroup.questions, newGroup.questions)
      let (oldFiles, newFiles) = (oldGroup.attachments, newGroup.attachments)
      add(
        part(.leastFiles), .number(oldFiles?.atLeast ?? 0), .number(newFiles?.atLeast ?? 0))
      add(part(.mostFiles), .number(oldFiles?.atMost ?? 0), .number(newFiles?.atMost ?? 0))
      addFileTypes(oldFiles, newFiles)
    }
  }

  /// The lists that questions let people choose from.
  mutating func addLists(_ old: [ChoiceList], _ new: [ChoiceList]) {
    addNamed(old, new, id: \.id, title: \.title, subject: Change.Subject.list) { old, new, list in
      list.compare(.text(.title), old.title, new.title)
      list.compare(.clause, old.clause, new.clause)
      for (oldItem, newItem) in paired(old.items, new.items, by: \.id) {
        guard let id = (newItem ?? oldItem)?.id else { continue }
        list.compare(.item(id), oldItem?.name, newItem?.name)
      }
    }
  }

  private mutating func addFiles(_ old: Element.AttachmentRule?, _ new: Element.AttachmentRule?) {
    add(.leastFiles, .number(old?.atLeast ?? 0), .number(new?.atLeast ?? 0))
    add(.mostFiles, .number(old?.atMost ?? 0), .number(new?.atMost ?? 0))
    addFileTypes(old, new)
  }

  private mutating func addFileTypes(
    _ old: Element.AttachmentRule?, _ new: Element.AttachmentRule?
  ) {
    for (oldType, newType) in paired(old?.types ?? [], new?.types ?? [], by: \.id) {
      guard let type = newType ?? oldType else { continue }
      compare(.fileType(type.label), oldType?.label, newType?.label)
    }
  }

  /// The questions of a form on the two days.
  mutating func addQuestions(_ old: [Question], _ new: [Question]) {
    for (oldQuestion, newQuestion) in paired(old, new, by: \.id) {
      guard let question = newQuestion ?? oldQuestion else { continue }
      func part(_ part: Change.QuestionPart) -> Change.Part {
        .question(question.id, ask: question.ask, part)
      }
      guard let oldQuestion, let newQuestion else {
        add(part(.whole), oldQuestion?.said, newQuestion?.said)
        continue
      }
      compare(part(.ask), oldQuestion.ask, newQuestion.ask)
      compare(part(.hint), oldQuestion.hint, newQuestion.hint)
      compare(part(.clause), oldQuestion.clause, newQuestion.clause)
      add(part(.isRequired), .isSo(oldQuestion.isRequired), .isSo(newQuestion.isRequired))
      add(part(.when), .condition(oldQuestion.when), .condition(newQuestion.when))
      guard let oldChoices = oldQuestion.kind.choices, let newChoices = newQuestion.kind.choices
      else {
        add(part(.kind), .kind(oldQuestion.kind.withoutItems), .kind(newQuestion.kind.withoutItems))
        continue
      }
      if oldQuestion.kind.takesSeveral != newQuestion.kind.takesSeveral {
        add(part(.kind), .kind(oldQuestion.kind), .kind(newQuestion.kind))
      }
      for (oldChoice, newChoice) in paired(oldChoices, newChoices, by: \.id) {
        guard let id = (newChoice ?? oldChoice)?.id else { continue }
        compare(part(.choice(id)), oldChoice?.label, newChoice?.label)
      }
    }
  }
}

extension InvitationRule {
  fileprivate var seen: String {
    (sees.map(\.rawValue) + seesAnswers.map(\.text)).joined(separator: ", ")
  }
}

extension Question {
  fileprivate var said: Change.Said { clause.map { .ruled(ask, $0) } ?? .words(ask) }
}

extension Question.Kind {
  /// What may be chosen; `nil` where nothing is chosen.
  package var choices: [Question.Choice]? {
    switch self {
    case .oneOf(let choices), .severalOf(let choices): choices
    default: nil
    }
  }

  /// What is in a list is told once, of the list.
  fileprivate var withoutItems: Question.Kind {
    guard case .fromList(let list, let takesOthers) = self else { return self }
    return .fromList(ChoiceList(id: list.id, title: list.title), takesOthers: takesOthers)
  }

  fileprivate var takesSeveral: Bool { if case .severalOf = self { true } else { false } }
}
