import Applications
import Rules

/// The form of one element in one application.
package struct ElementForm: Hashable, Sendable {
  package let overview: Overview
  package let entry: Overview.Entry
  /// What was told in applications before this one.
  package let toldBefore: [ToldBefore]
  /// What the page names as still to be put right.
  package let faults: [FieldFault]
  package let keys: FormKeys

  package var element: Element { entry.element }
  package var part: Part { entry.part }

  /// The same with what the page has to name.
  package func naming(_ faults: [FieldFault]) -> ElementForm {
    ElementForm(overview, entry, toldBefore: toldBefore, faults: faults, keys: keys)
  }

  package init(
    _ overview: Overview, _ entry: Overview.Entry, toldBefore: [ToldBefore] = [],
    faults: [FieldFault] = [], keys: FormKeys
  ) {
    self.overview = overview
    self.entry = entry
    self.toldBefore = toldBefore
    self.faults = faults
    self.keys = keys
  }
}

/// What was sent for an element and cannot be kept, because the element can no longer be changed.
package enum SentInVain: Hashable, Sendable {
  case answers(Answers, statesNone: Bool)
  case entry(EntryGroup, Answers)
  /// The name as typed.
  case signature(String)
  case files(names: [String], description: String, type: String)
  /// What was typed into the fields of a form that is not the element's own, each with what it is.
  case words([TypedWords])
  /// What was said about files that are there.
  case fileDetails([String])
}

package struct TypedWords: Hashable, Sendable {
  package let label: String
  package let text: String

  package init(_ label: String, _ text: String) {
    self.label = label
    self.text = text
  }
}

/// What was typed without an application to keep it in.
package struct HeldForm: Hashable, Sendable {
  package let element: Element.ID
  package let answers: Answers
  package let statesNone: Bool
  /// The entry whose form it was; `nil` for that of the element itself.
  package let entry: HeldEntry?
  /// The application that it was typed in, where that is known.
  package let application: ApplicationNumber?

  package init(
    element: Element.ID, answers: Answers, statesNone: Bool = false,
    entry: HeldEntry? = nil, application: ApplicationNumber? = nil
  ) {
    self.element = element
    self.answers = answers
    self.statesNone = statesNone
    self.entry = entry
    self.application = application
  }
}

/// The entry that a held form was for.
package struct HeldEntry: Hashable, Sendable {
  package let group: EntryGroup.ID
  package let id: String

  package init(group: EntryGroup.ID, id: String) {
    self.group = group
    self.id = id
  }
}
