/// What somebody typed into the fields of a form, exactly as typed.
///
/// A draft may be incomplete or wrong, so nothing here is checked. A field has a name (most often its
/// question's id; a date has `<id>.day`, `<id>.month` and `<id>.year`) and one or more texts.
package struct Answers: Hashable, Sendable {
  /// Fields in the order they came, without empty texts, and without fields that have no other.
  package private(set) var fields: [Field]

  package struct Field: Hashable, Sendable {
    package let name: String
    package let texts: [String]

    package init(name: String, texts: [String]) {
      self.name = name
      self.texts = texts
    }
  }

  package init(_ fields: [Field] = []) {
    self.fields = fields.compactMap { field in
      guard field.texts.contains(where: \.isEmpty) else { return field.texts.isEmpty ? nil : field }
      let texts = field.texts.filter { !$0.isEmpty }
      return texts.isEmpty ? nil : Field(name: field.name, texts: texts)
    }
  }

  package var isEmpty: Bool { fields.isEmpty }

  /// All texts of the field of that name; none when it was left empty.
  package subscript(field name: String) -> [String] {
    fields.first { $0.name == name }?.texts ?? []
  }

  package subscript(question: Question.ID) -> [String] { self[field: question.text] }

  /// Those fields alone that belong to one of the questions.
  package func belonging(to questions: [Question]) -> Answers {
    let names = Set(questions.flatMap(\.fields))
    return Answers(fields.filter { names.contains($0.name) })
  }

  /// The one text of a field, or the empty text.
  package func text(_ field: String) -> String { self[field: field].first ?? "" }
}
