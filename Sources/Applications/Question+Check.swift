import Rules

extension [Question] {
  /// What is wrong with `answers` as answers to these questions, in their order. Questions that do
  /// not apply are never wrong, nor are those that follow from them.
  ///
  /// `takingNothingNew`: whether a question of Yes or No may be answered with `Question.nothingNew`.
  package func faults(in answers: Answers, takingNothingNew: Bool = false) -> [FieldFault] {
    let counting = answers.counting(for: self)
    return applying(to: answers).compactMap { question in
      if takingNothingNew, case .yesOrNo = question.kind,
        counting[question.id] == [Question.nothingNew]
      {
        return nil
      }
      return question.fault(in: counting)
    }
  }
}

extension Question {
  /// What is wrong with `answers` as an answer to this question; `nil` when it does. A question that
  /// does not apply is never wrong. A form with several questions is checked by `[Question].faults`.
  package func fault(in answers: Answers) -> FieldFault? {
    guard when.holds(for: answers) else { return nil }
    let texts = fields.flatMap { answers[field: $0] }.filter { !isBlank($0) }
    guard !texts.isEmpty else {
      guard isRequired else { return nil }
      if case .confirmation = kind { return FieldFault(field: id.text, fault: .unconfirmed(self)) }
      return FieldFault(field: fields[0], fault: .unanswered(self))
    }
    if case .address = kind { return addressFault(in: answers) }
    return fault(in: answers, texts: texts).map { FieldFault(field: fields[0], fault: $0) }
  }

  private func fault(in answers: Answers, texts: [String]) -> FieldFault.Fault? {
    switch kind {
    case .shortText(let limit), .longText(let limit):
      texts.contains { length(of: $0) > limit } ? .tooLong(self, limit: limit) : nil
    case .yesOrNo: texts == ["yes"] || texts == ["no"] ? nil : .notAChoice(self)
    case .oneOf(let choices):
      texts.count == 1 && choices.contains { $0.id.text == texts[0] } ? nil : .notAChoice(self)
    case .severalOf(let choices):
      Set(texts).count == texts.count
        && texts.allSatisfy { text in choices.contains { $0.id.text == text } }
        ? nil : .notAChoice(self)
    case .day: day(in: answers) == nil ? .notADay(self) : nil
    case .number(let range):
      texts.count == 1 && wholeNumber(texts[0]).map(range.contains) == true
        ? nil : .notANumber(self, range)
    case .emailAddress:
      texts.count == 1 && isEmailAddress(withoutSpacesAround(texts[0]))
        ? nil : .notAnEmailAddress(self)
    case .phoneNumber:
      texts.count == 1 && isPhoneNumber(withoutSpacesAround(texts[0]))
        ? nil : .notAPhoneNumber(self)
    case .money(let currency):
      texts.count == 1 && Money(typed: texts[0], in: currency) != nil
        ? nil : .notMoney(self, currency)
    case .address: nil
    case .fromList(let list, let takesOthers):
      if texts.contains(where: { length(of: $0) > Self.lineLimit }) {
        .tooLong(self, limit: Self.lineLimit)
      } else if texts.count == 1 && (takesOthers || list.item(meantBy: texts[0]) != nil) {
        nil
      } else {
        .notInList(self, list)
      }
    case .confirmation: texts == ["yes"] ? nil : .unconfirmed(self)
    }
  }

  /// What a line of an address, or a name from a list, may have at most, in characters.
  private static let lineLimit = 200

  /// The first line that does not do.
  private func addressFault(in answers: Answers) -> FieldFault? {
    for part in AddressPart.allCases {
      let field = part.field(of: id)
      let text = answers.text(field)
      if part.isRequired, isBlank(text) {
        return FieldFault(field: field, fault: .addressLacks(self, part))
      }
      if length(of: text) > Self.lineLimit {
        return FieldFault(field: field, fault: .tooLong(self, limit: Self.lineLimit))
      }
    }
    return nil
  }

  /// The day that was typed; `nil` for what is none, and for a question of another kind.
  package func day(in answers: Answers) -> Day? {
    guard case .day = kind else { return nil }
    return answers.day(id)
  }
}

/// How many characters (Unicode scalars) a text has. A line end is one, as it is to the person typing,
/// though browsers send two.
private func length(of text: String) -> Int {
  var count = 0
  var isAfterReturn = false
  for scalar in text.unicodeScalars {
    if !(isAfterReturn && scalar == "\n") { count += 1 }
    isAfterReturn = scalar == "\r"
  }
  return count
}

/// Keyboards put a space after a word they complete.
private func withoutSpacesAround(_ text: String) -> String {
  let start = text.utf8.drop { $0 == UInt8(ascii: " ") }
  let spaces = start.reversed().prefix { $0 == UInt8(ascii: " ") }.count
  return String(decoding: start.dropLast(spaces), as: UTF8.self)
}
