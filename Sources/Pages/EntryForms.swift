import Applications
import Rules

/// The form of one entry of an element.
package struct EntryForm: Hashable, Sendable {
  /// The element's; its faults are those of this form.
  package let form: ElementForm
  package let group: EntryGroup
  /// The entry's id; of a new one, the one it will have.
  package let id: String
  /// What the fields show.
  package let answers: Answers

  package init(_ form: ElementForm, _ group: EntryGroup, id: String, answers: Answers? = nil) {
    self.form = form
    self.group = group
    self.id = id
    self.answers = answers ?? form.part.entry(id)?.answers ?? Answers()
  }

  /// `nil` for one that was never saved.
  package var supplied: SuppliedEntry? { form.part.entry(id) }
}

/// An action of an element's form besides saving it: the value of the button that was pressed.
package enum EntryAction: Hashable, Sendable {
  case add(EntryGroup.ID)
  case edit(String)
  case remove(String)
  case restore(String)
  case moveUp(String)
  case moveDown(String)

  package var value: String {
    switch self {
    case .add(let group): "add.\(group)"
    case .edit(let id): "edit.\(id)"
    case .remove(let id): "remove.\(id)"
    case .restore(let id): "restore.\(id)"
    case .moveUp(let id): "up.\(id)"
    case .moveDown(let id): "down.\(id)"
    }
  }

  /// `nil` for a value that is none of these.
  package init?(_ value: String) {
    let parts = value.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "add":
      guard let group = EntryGroup.ID(parts[1]) else { return nil }
      self = .add(group)
    case "edit": self = .edit(parts[1])
    case "remove": self = .remove(parts[1])
    case "restore": self = .restore(parts[1])
    case "up": self = .moveUp(parts[1])
    case "down": self = .moveDown(parts[1])
    default: return nil
    }
  }
}
