import Applications
import Markup
import Rules

/// The questions that apply and their answers, to be read back. A question without an answer says so.
func readBack(_ questions: [Question], _ answers: Answers, _ edition: Edition) -> [SummaryRow] {
  questions.applying(to: answers).map {
    SummaryRow(edition.text($0.ask), answerText($0, answers, edition).map { "\($0)" })
  }
}

/// An answer in words; `nil` where there is none. What is not one of the choices is shown as typed.
func answerText(_ question: Question, _ answers: Answers, _ edition: Edition) -> String? {
  let texts = answers[question.id]
  switch question.kind {
  case .yesOrNo, .confirmation:
    guard let text = texts.first else { return nil }
    return switch text {
    case "yes": "Yes"
    case "no": "No"
    case Question.nothingNew: "Yes, as told before, and nothing is new since then"
    default: text
    }
  case .oneOf(let choices), .severalOf(let choices):
    let labels = texts.map { text in
      choices.first { $0.id.text == text }.map { edition.text($0.label) } ?? text
    }
    return labels.isEmpty ? nil : labels.joined(separator: "\n")
  case .day:
    if let day = question.day(in: answers) { return text(of: day) }
    let typed = typedDay(question, answers)
    let parts = dateOrder(edition.agency).map { typed[$0] }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  case .money(let currency):
    return texts.first.map { Money(typed: $0, in: currency)?.text(in: currency) ?? $0 }
  case .address:
    let lines = question.fields.map(answers.text).filter { !isBlank($0) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  case .fromList(let list, _):
    return texts.first.map { text in
      list.items.first { $0.id.text == text }.map { edition.text($0.name) } ?? text
    }
  default:
    return texts.first
  }
}

/// Everything that was supplied for an element, to be read and not changed.
func suppliedRows(_ element: Element, _ part: Part, _ edition: Edition) -> [SummaryRow] {
  if part.statesNone, let none = element.none {
    return [SummaryRow(edition.text(element.title), "\(edition.text(none))")]
  }
  return readBack(element.questions, part.answers, edition)
}

/// A size as people know it from their own machine, in units of a thousand.
func byteCountText(_ count: Int) -> String {
  switch count {
  case ..<1_000: "\(count) bytes"
  case ..<1_000_000: "\((count + 500) / 1_000) kB"
  default: "\(count / 1_000_000).\(count / 100_000 % 10) MB"
  }
}
