import Rules

extension Question {
  /// What is wrong with `answers` as an answer to this question; `nil` when it does. A question that
  /// does not apply is never wrong.
  package func fault(in answers: Answers) -> FieldFault? {
    guard when.holds(for: answers) else { return nil }
    let texts = fields.flatMap { answers[field: $0] }.filter { !isBlank($0) }
    guard !texts.isEmpty else {
      guard isRequired else { return nil }
      if case .confirmation = kind { return FieldFault(field: id.text, fault: .unconfirmed(self)) }
      return FieldFault(field: fields[0], fault: .unanswered(self))
    }
    return fault(in: answers, texts: texts).map { FieldFault(field: fields[0], fault: $0) }
  }

  private func fault(in answers: Answers, texts: [String]) -> FieldFault.Fault? {
    switch kind {
    case .shortText(let limit), .longText(let limit):
      texts[0].unicodeScalars.count > limit ? .tooLong(self, limit: limit) : nil
    case .yesOrNo: texts == ["yes"] || texts == ["no"] ? nil : .notAChoice(self)
    case .oneOf(let choices):
      texts.count == 1 && choices.contains { $0.id.text == texts[0] } ? nil : .notAChoice(self)
    case .severalOf(let choices):
      texts.allSatisfy { text in choices.contains { $0.id.text == text } } ? nil : .notAChoice(self)
    case .day: day(in: answers) == nil ? .notADay(self) : nil
    case .number(let range):
      wholeNumber(texts[0]).map(range.contains) == true ? nil : .notANumber(self, range)
    case .emailAddress: isEmailAddress(texts[0]) ? nil : .notAnEmailAddress(self)
    case .phoneNumber: isPhoneNumber(texts[0]) ? nil : .notAPhoneNumber(self)
    case .confirmation: texts == ["yes"] ? nil : .unconfirmed(self)
    }
  }

  /// The day that was typed in the three fields; `nil` when the calendar has no such day.
  package func day(in answers: Answers) -> Day? {
    let numbers = fields.map { wholeNumber(answers.text($0)) }
    guard case .day = kind, let day = numbers[0], let month = numbers[1], let year = numbers[2]
    else { return nil }
    return Day(year: year, month: month, dayOfMonth: day)
  }
}

/// Whether mail could reach `text`: something, one `@`, a domain with a point; no spaces or control
/// characters; at most 254 bytes (RFC 5321 §4.5.3.1.3). Only a mail that arrives proves more.
package func isEmailAddress(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
  guard bytes.count <= 254, parts.count == 2, (1...64).contains(parts[0].count) else {
    return false
  }
  let forbidden = Set("<>()[],;:\\\"".utf8)
  guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !forbidden.contains($0) }) else {
    return false
  }
  let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return labels.count >= 2
    && labels.allSatisfy { !$0.isEmpty && $0.first != UInt8(ascii: "-") && $0.count <= 63 }
    && parts[0].first != UInt8(ascii: "-")
}

/// Whether `text` could be called: 7 to 15 digits (ITU-T E.164), with the signs people put between
/// them, perhaps an extension after `x` or `ext`.
package func isPhoneNumber(_ text: String) -> Bool {
  let lowered = text.lowercased()
  let number = lowered.utf8.prefix { $0 != UInt8(ascii: "x") && $0 != UInt8(ascii: "e") }
  let extension_ = lowered.utf8.dropFirst(number.count)
  let digits = number.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
  let signs = Set(" +-.()/".utf8)
  guard (7...15).contains(digits),
    number.allSatisfy({
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || signs.contains($0)
    })
  else { return false }
  return extension_.count <= 12
    && extension_.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || Set(" ext.".utf8).contains($0)
    }
}
