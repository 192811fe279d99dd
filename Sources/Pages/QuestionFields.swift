import Applications
import Markup
import Rules

/// The questions of one form, with what was typed and what has to be put right.
///
/// A question that follows from one choice of a question before it is nested in that choice; the
/// stylesheet hides it until the choice is made, with no script. Any other conditional question is
/// always there, and says in words when it is to be answered. A choice that entries follow from says
/// where they are added.
struct QuestionFields {
  let questions: [Question]
  let answers: Answers
  let faults: [FieldFault]
  /// What can be added below the questions.
  let entries: [EntryGroup]
  /// What was told before, shown beside the question.
  let toldBefore: [ToldBefore]
  let edition: Edition
  private let sentences: Messages

  init(
    _ questions: [Question], answers: Answers, faults: [FieldFault] = [],
    entries: [EntryGroup] = [], toldBefore: [ToldBefore] = [], edition: Edition
  ) {
    self.questions = questions
    self.answers = answers
    self.faults = faults
    self.entries = entries
    self.toldBefore = toldBefore
    self.edition = edition
    sentences = Messages(edition)
  }

  var html: HTML { .lines(questions.filter { host(of: $0) == nil }.map(field)) }

  /// The question and the choice that this one is nested in.
  private func host(of question: Question) -> (question: Question, choice: String)? {
    host(of: question.when).flatMap { $0.question.id == question.id ? nil : $0 }
  }

  private func host(of condition: Condition) -> (question: Question, choice: String)? {
    guard case .answered(let id, let values) = condition, values.count == 1,
      let host = questions.first(where: { $0.id == id }), host.offers(values[0])
    else { return nil }
    return (host, values[0])
  }

  private func followUp(of question: Question, _ choice: String) -> HTML? {
    let nested = questions.filter { other in
      guard let host = host(of: other) else { return false }
      return host.question.id == question.id && host.choice == choice
    }
    let added = entries.filter { group in
      guard let host = host(of: group.when) else { return false }
      return host.question.id == question.id && host.choice == choice
    }
    guard !nested.isEmpty || !added.isEmpty else { return nil }
    return .lines(nested.map(field) + added.map(note))
  }

  private func note(_ group: EntryGroup) -> HTML {
    let heading = edition.text(group.heading ?? group.title).capitalizedFirst
    return """
      <p>Save, and add \(group.atMost == 1 ? "it" : "each one") further down under “\(heading)”.</p>
      """
  }

  private func field(_ question: Question) -> HTML {
    let fault = faults.first { question.fields.contains($0.field) }
    let field = Field(
      question.id.text, label: edition.text(question.ask), hint: hint(of: question),
      error: fault.map(sentences.sentence), isOptional: !question.isRequired)
    let texts = answers[question.id]
    let text = texts.first ?? ""
    switch question.kind {
    case .shortText(let limit):
      return textInput(field, value: text, width: limit <= 12 ? .short : .full)
    case .longText:
      return textArea(field, value: text)
    case .yesOrNo:
      let choices = [choice("yes", "Yes", of: question), choice("no", "No", of: question)]
      guard let told = toldBefore.first(where: { $0.question == question.id }) else {
        return radios(field, choices: choices, chosen: text)
      }
      return .lines(
        radios(field, choices: choices + [told.choice], chosen: text), told.shown)
    case .oneOf(let choices) where isLong(choices, of: question):
      return select(
        field, choices: choices.map { Choice($0.id.text, edition.text($0.label)) }, chosen: text)
    case .oneOf(let choices):
      return radios(field, choices: choices.map { choice($0, of: question) }, chosen: text)
    case .severalOf(let choices):
      return checkboxes(
        field, choices: choices.map { choice($0, of: question) }, chosen: Set(texts))
    case .day:
      return dateInput(field, value: typedDay(question, answers), order: dateOrder(edition.agency))
    case .number:
      return textInput(field, value: text, kind: .digits, width: .short)
    case .money(let currency):
      return moneyInput(field, value: text, sign: currency.symbol)
    case .address:
      return address(question, field)
    case .fromList(let list, takesOthers: false) where list.items.count <= 12:
      return select(
        field, choices: list.items.map { Choice($0.id.text, edition.text($0.name)) },
        chosen: list.item(meantBy: text)?.id.text)
    case .fromList(let list, _):
      // An id stands in an answer that was chosen while the list was short.
      let name = list.items.first { $0.id.text == text }.map { edition.text($0.name) }
      return listInput(
        field, names: list.items.map { edition.text($0.name) }, value: name ?? text)
    case .emailAddress:
      return textInput(field, value: text, kind: .email)
    case .phoneNumber:
      return textInput(field, value: text, kind: .telephone, width: .medium)
    case .confirmation:
      return confirmation(field, isChosen: text == "yes")
    }
  }

  private func address(_ question: Question, _ field: Field) -> HTML {
    var errors: [AddressPart: String] = [:]
    for part in AddressPart.allCases {
      let fault = faults.first { $0.field == part.field(of: question.id) }
      errors[part] = fault.map(sentences.sentence)
    }
    return addressInput(
      field, value: { answers.text($0.field(of: question.id)) }, errors: errors)
  }

  private func hint(of question: Question) -> HTML? {
    let condition: HTML? =
      host(of: question) == nil && question.when != .always
      ? edition.words(for: question.when, questions).map { "Only if \($0)." } : nil
    let lines = [
      condition, question.hint.map { edition.inline($0) }, question.clause.map(clauseMark),
    ].compactMap(\.self)
    guard let first = lines.first else { return nil }
    return lines.dropFirst().reduce(first) { "\($0)<br>\($1)" }
  }

  private func isLong(_ choices: [Question.Choice], of question: Question) -> Bool {
    choices.count > 8 && choices.allSatisfy { followUp(of: question, $0.id.text) == nil }
  }

  private func choice(_ choice: Question.Choice, of question: Question) -> Choice {
    Choice(
      choice.id.text, edition.text(choice.label), hint: choice.hint.map { edition.inline($0) },
      followUp: followUp(of: question, choice.id.text))
  }

  private func choice(_ value: String, _ label: String, of question: Question) -> Choice {
    Choice(value, label, followUp: followUp(of: question, value))
  }
}

extension Question {
  /// Whether it is answered by choosing, and `value` is a choice that can hold further questions.
  fileprivate func offers(_ value: String) -> Bool {
    switch kind {
    case .yesOrNo: value == "yes" || value == "no"
    case .oneOf(let choices), .severalOf(let choices): choices.contains { $0.id.text == value }
    default: false
    }
  }
}

/// The three texts of a day as they were typed.
func typedDay(_ question: Question, _ answers: Answers) -> DateAnswer {
  let texts = question.fields.map(answers.text)
  return DateAnswer(day: texts[0], month: texts[1], year: texts[2])
}

/// The order in which people write a date. Those who pay in US dollars put the month first; a setting
/// of the agency would be better, and comes when an agency needs another.
func dateOrder(_ agency: Agency) -> [DateAnswer.Part] {
  agency.currency.code == "USD" ? [.month, .day, .year] : [.day, .month, .year]
}
