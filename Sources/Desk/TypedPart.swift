import CGI
import Rules

/// What was typed into the form of one element, whichever page it came from.
struct TypedPart: Equatable {
  var answers: Answers
  /// Whether the box was ticked that says that there is nothing to supply.
  var statesNone: Bool

  /// The name of that box's field; no question has it.
  private static let noneField = "none"

  init(_ answers: Answers, statesNone: Bool) {
    self.answers = answers
    self.statesNone = statesNone
  }

  /// Everything that came, for an element that is not known yet.
  init(_ form: Form) {
    answers = Answers(form.answers)
    statesNone = form[Self.noneField] == "yes"
  }

  /// From one text that `packed` made.
  init(packed text: String) {
    let all = Answers(packed: text)
    answers = Answers(all.fields.filter { $0.name != Self.noneField })
    statesNone = all.text(Self.noneField) == "yes"
  }

  /// All of it as one text, in the form that addresses use.
  var packed: String { all.packed }

  /// The answers with the box among them, as a form has it.
  var all: Answers {
    statesNone
      ? Answers([Answers.Field(name: Self.noneField, texts: ["yes"])] + answers.fields) : answers
  }

  /// What of it belongs to `element`.
  func belonging(to element: Element) -> TypedPart {
    var part = self
    part.answers = answers.belonging(to: element.questions)
    part.statesNone = statesNone && element.none != nil
    return part
  }
}
