/// A date as somebody typed it: three texts, which may be no date at all.
package struct DateAnswer: Hashable, Sendable {
  package enum Part: String, CaseIterable, Hashable, Sendable { case day, month, year }

  package var day: String
  package var month: String
  package var year: String

  package init(day: String = "", month: String = "", year: String = "") {
    self.day = day
    self.month = month
    self.year = year
  }

  package subscript(part: Part) -> String {
    switch part {
    case .day: day
    case .month: month
    case .year: year
    }
  }
}

/// A question for a date that people know by heart: three fields, sent as `<name>.day`, `<name>.month`
/// and `<name>.year`.
///
/// - `order`: as the country writes its dates.
/// - `wrong`: the parts that the error is about; all of them when it is empty.
/// - `isBirthday`: whether the browser may fill in the person's date of birth.
package func dateInput(
  _ field: Field, value: DateAnswer = DateAnswer(),
  order: [DateAnswer.Part] = [.month, .day, .year],
  wrong: Set<DateAnswer.Part> = [], isBirthday: Bool = false, words: ComponentWords = .english
) -> HTML {
  // The error summary leads to `#name`: the first part that is wrong, or the first of all.
  let first = order.first { wrong.contains($0) } ?? order.first
  let parts = order.map { part in
    let name = "\(field.name).\(part.rawValue)"
    let id = part == first ? field.name : name
    let isWrong = field.error != nil && (wrong.isEmpty || wrong.contains(part))
    return """
      <div>
      <label for="\(id)">\(words.name(of: part))</label>
      <input id="\(id)" name="\(name)" type="text" inputmode="numeric"\
      \(part == .year ? FieldWidth.short.attribute : FieldWidth.tiny.attribute)\
      \(attribute: "autocomplete", isBirthday ? "bday-\(part.rawValue)" : nil)\
      \(attribute: "value", value[part].isEmpty ? nil : value[part])\
      \(" aria-invalid=\"true\"", when: isWrong)>
      </div>
      """ as HTML
  }
  return field.fieldset(["<div class=\"date\">\n\(parts)\n</div>"], words: words)
}

extension ComponentWords {
  fileprivate func name(of part: DateAnswer.Part) -> String {
    switch part {
    case .day: day
    case .month: month
    case .year: year
    }
  }
}
