import Rules

/// What of one element its applicant can change while the application is back with them.
///
/// Only what was flagged opens, and what follows from it: a question that is asked because of a flagged one, and
/// the entries that it asks for. All else stays as it was submitted.
package struct Reopening: Hashable, Sendable {
  /// Everything of the element.
  package let isWhole: Bool
  package let questions: Set<Question.ID>
  /// The entries that can be changed or removed.
  package let entries: Set<String>
  /// The groups to which entries can be added, all of whose entries are open.
  package let groups: Set<EntryGroup.ID>
  private let files: Set<String>

  /// - `flags`: those that the applicant was told of, on this element.
  init(_ element: Element, _ part: Part, flags: [Flag], isAnew: Bool) {
    isWhole = isAnew || flags.contains { $0.target == .element }
    var questions: Set<Question.ID> = []
    var entries: Set<String> = []
    var files: Set<String> = []
    for flag in flags {
      switch flag.target {
      case .element: break
      case .question(let id): questions.insert(id)
      case .entry(let id): entries.insert(id)
      case .file(let id): files.insert(id)
      }
    }
    var count = 0
    while count != questions.count {
      count = questions.count
      let open = questions
      questions.formUnion(
        element.questions.filter { !open.isDisjoint(with: $0.when.questions) }.map(\.id))
    }
    let open = questions
    groups = Set(
      element.entries.filter { !open.isDisjoint(with: $0.when.questions) }.map(\.id))
    self.questions = questions
    self.entries = entries
    self.files = Self.withSuccessors(files, in: part)
  }

  /// What took the place of an open file is open too.
  private static func withSuccessors(_ files: Set<String>, in part: Part) -> Set<String> {
    var all = files
    var count = -1
    while count != all.count {
      count = all.count
      for file in part.attachments + part.withdrawn {
        if let old = file.replaces, all.contains(old) { all.insert(file.id) }
      }
    }
    return all
  }

  package func opens(_ question: Question) -> Bool { isWhole || questions.contains(question.id) }

  /// Also one that is not there yet.
  package func opens(entry id: String, of group: EntryGroup.ID) -> Bool {
    isWhole || entries.contains(id) || groups.contains(group)
  }

  /// Whether entries of the group can be added and ordered, and each of them changed.
  package func opensAll(of group: EntryGroup.ID) -> Bool { isWhole || groups.contains(group) }

  package func opens(_ file: Attachment, of group: EntryGroup.ID?) -> Bool {
    isWhole || files.contains(file.id)
      || (file.entry.map { entry in group.map { opens(entry: entry, of: $0) } ?? false } ?? false)
  }

  /// Whether files can be added to the element, or to one of its entries.
  package func takesFiles(ofEntry entry: SuppliedEntry?) -> Bool {
    isWhole || (entry.map { opens(entry: $0.id, of: $0.group) } ?? false)
  }

  /// What of `typed` is kept over the answers of before: those to what is not open stay.
  package func kept(_ typed: Answers, over before: Answers, of element: Element) -> Answers {
    guard !isWhole else { return typed }
    let fields = Set(element.questions.filter(opens).flatMap(\.fields))
    return Answers(
      before.fields.filter { !fields.contains($0.name) }
        + typed.fields.filter { fields.contains($0.name) })
  }

  /// Whether there is anything to change: else it is signed again as it stands.
  package var hasSomething: Bool {
    isWhole || !questions.isEmpty || !entries.isEmpty || !files.isEmpty
  }
}

extension Overview {
  /// The flags that the applicant has to answer now, on an element where one is named.
  package func flags(on element: Element.ID? = nil) -> [Flag] {
    guard let open = application.deficiency(at: now) else { return [] }
    return application.review.flags(of: open).map(\.flag)
      .filter { element == nil || $0.element == element }
  }

  /// What of an element the applicant can change now because it was sent back; `nil` for one that was not, and
  /// wherever the application is not with its applicant to be put right.
  package func reopening(of element: Element.ID) -> Reopening? {
    guard let open = application.deficiency(at: now),
      let entry = reopened.first(where: { $0.element.id == element }),
      entry.element.submittedBy == Party.applicant
    else { return nil }
    return Reopening(
      entry.element, entry.part, flags: flags(on: element),
      isAnew: open.deficiency.anew.contains(element))
  }

  /// Why a reopened element keeps the answer from being sent; `nil` for one that does not.
  package func openItem(_ entry: Entry) -> OpenItem? {
    guard let open = application.deficiency(at: now) else { return nil }
    guard entry.element.submittedBy == Party.applicant else {
      // As before payment: what may follow later holds nothing up.
      guard entry.status != .complete, entry.element.neededBefore == .payment else { return nil }
      return .withOthers
    }
    if entry.status != .complete { return .notComplete }
    guard reopening(of: entry.element.id)?.hasSomething == true else { return nil }
    return (entry.part.savedAt.map { $0 >= open.sentAt } ?? false) ? nil : .notLookedAt
  }

  package enum OpenItem: Hashable, Sendable {
    /// Something in it is missing, or it is not signed.
    case notComplete
    /// Nothing of it was saved since it was sent back.
    case notLookedAt
    /// Whoever completes it has it again.
    case withOthers
  }

  /// The next element of the applicant's own that keeps the answer from being sent: one after `id` before the others.
  package func nextItem(after id: Element.ID) -> Element? {
    let own = openItems.map(\.entry.element).filter { $0.submittedBy == Party.applicant }
    func place(_ id: Element.ID) -> Int {
      elements.firstIndex { $0.element.id == id } ?? elements.count
    }
    let here = place(id)
    return own.first { place($0.id) > here } ?? own.first
  }

  /// What keeps the answer from being sent, in the order of the page.
  package var openItems: [(entry: Entry, item: OpenItem)] {
    reopened.compactMap { entry in openItem(entry).map { (entry, $0) } }
  }
}
