import Rules

/// One saved state of one element's form.
package struct Save: Hashable, Sendable {
  package let element: Element.ID
  /// 1 for the first save of the element; each save counts one further.
  package let revision: Int
  /// All answers of the element, as typed; they replace those of the revision before.
  package let answers: Answers
  /// Whether the applicant stated that there is nothing to supply.
  package let statesNone: Bool
  /// The key of the form, so that the same form sent twice is one save.
  package let key: String

  package init(
    element: Element.ID, revision: Int, answers: Answers, statesNone: Bool = false, key: String
  ) {
    self.element = element
    self.revision = revision
    self.answers = answers
    self.statesNone = statesNone
    self.key = key
  }
}

/// One saved state of one entry's form.
package struct EntrySave: Hashable, Sendable {
  package let element: Element.ID
  package let group: EntryGroup.ID
  /// A random word that the form was given; a new one makes a new entry.
  package let entry: String
  /// 1 for the first save of the entry; each save counts one further.
  package let revision: Int
  /// All answers of the entry, as typed.
  package let answers: Answers
  package let key: String

  package init(
    element: Element.ID, group: EntryGroup.ID, entry: String, revision: Int, answers: Answers,
    key: String
  ) {
    self.element = element
    self.group = group
    self.entry = entry
    self.revision = revision
    self.answers = answers
    self.key = key
  }
}

/// An entry that was removed or brought back.
package struct EntryMark: Hashable, Sendable {
  package let element: Element.ID
  package let entry: String
  package let key: String

  package init(element: Element.ID, entry: String, key: String) {
    self.element = element
    self.entry = entry
    self.key = key
  }
}

/// The entries of an element in a new order.
package struct EntryOrder: Hashable, Sendable {
  package let element: Element.ID
  /// Those of all groups.
  package let entries: [String]
  package let key: String

  package init(element: Element.ID, entries: [String], key: String) {
    self.element = element
    self.entries = entries
    self.key = key
  }
}

/// The clarifying questions answered anew, before submission.
package struct Clarification: Hashable, Sendable {
  /// All of them; they replace those of before.
  package let answers: Answers
  package let key: String

  package init(answers: Answers, key: String) {
    self.answers = answers
    self.key = key
  }
}
