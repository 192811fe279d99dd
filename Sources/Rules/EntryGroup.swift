/// Something that may be supplied several times in one element: degrees, incidents, employers.
package struct EntryGroup: Hashable, Sendable {
  package typealias ID = Identifier<EntryGroup>

  /// One within its element.
  package let id: ID
  /// One of them, as it stands behind "Add": `degree`.
  package let title: Words
  /// What stands above them all; its title, where there is none.
  package let heading: Words?
  /// Markdown above them.
  package let guidance: Words?
  /// When it applies, over the element's own answers.
  package let when: Condition
  package let atLeast: Int
  package let atMost: Int
  /// Those of each entry.
  package let questions: [Question]
  /// Which files each entry takes.
  package let attachments: Element.AttachmentRule?

  package init(
    id: ID, title: Words, heading: Words? = nil, guidance: Words? = nil,
    when: Condition = .always, atLeast: Int = 0, atMost: Int = 20, questions: [Question],
    attachments: Element.AttachmentRule? = nil
  ) {
    self.id = id
    self.title = title
    self.heading = heading
    self.guidance = guidance
    self.when = when
    self.atLeast = atLeast
    self.atMost = atMost
    self.questions = questions
    self.attachments = attachments
  }

  /// The same with the questions that are asked on `day`.
  func asked(on day: Day) -> EntryGroup {
    EntryGroup(
      id: id, title: title, heading: heading, guidance: guidance, when: when, atLeast: atLeast,
      atMost: atMost, questions: questions.filter { $0.period.contains(day) },
      attachments: attachments)
  }
}

extension Element {
  package func group(_ id: EntryGroup.ID) -> EntryGroup? { entries.first { $0.id == id } }

  /// The groups that apply to the element's own answers.
  package func groups(applyingTo answers: Answers) -> [EntryGroup] {
    guard entries.contains(where: { $0.when != .always }) else { return entries }
    let counting = answers.counting(for: questions)
    return entries.filter { $0.when.holds(for: counting) }
  }
}
