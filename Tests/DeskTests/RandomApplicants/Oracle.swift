import Applications
import Rules

/// Says by itself what is complete, from what was asked and what is in the store. It is as simple as can
/// be, and shares nothing with what Docket goes by.
struct Oracle {
  let agency: RandomAgency

  /// The parts an application is asked for.
  func asked(_ application: Application) -> [RandomAgency.Part] {
    let requests = application.start.requests.compactMap { agency.request($0.text) }
    let answers = SuppliedAnswers(application.answers)
    let ids = requests.flatMap { request in
      let visible = answers.visible(among: request.questions)
      return request.parts.filter { $0.when.holds(for: visible) }.map(\.id)
    }
    return agency.parts.filter { ids.contains($0.id) }
  }

  /// Whether everything is there that payment waits for.
  func canBeSubmitted(_ application: Application, signed: Set<String>) -> Bool {
    asked(application).allSatisfy { part in
      !part.isRequired || isComplete(part, of: application, isSigned: signed.contains(part.id))
    }
  }

  func isComplete(
    _ part: RandomAgency.Part, of application: Application, isSigned: Bool
  ) -> Bool {
    guard let id = Element.ID(part.id) else { return false }
    let supplied = application.part(id)
    guard supplied.savedAt != nil, !part.isSealed && part.isTheApplicants || isSigned else {
      return false
    }
    let answers = SuppliedAnswers(supplied.answers)
    if part.hasNone, supplied.statesNone {
      return supplied.entries.isEmpty
        && !part.questions.contains { question in
          question.canBeTakenBack && question.applies(among: part.questions, to: answers)
            && question.isAnswered(in: answers)
        }
    }
    if part.hasNone, supplied.entries.isEmpty, supplied.attachments(of: nil).isEmpty,
      !part.questions.contains(where: {
        $0.applies(among: part.questions, to: answers) && $0.isAnswered(in: answers)
      })
    {
      return false
    }
    return answers.suffice(for: part.questions)
      && part.groups.allSatisfy { group in
        !group.when.holds(for: answers.visible(among: part.questions))
          || isComplete(group, in: supplied)
      }
      && has(supplied.attachments(of: nil), by: part.files)
  }

  private func isComplete(_ group: RandomAgency.Group, in part: Part) -> Bool {
    let entries = part.entries.filter { $0.group.text == group.id }
    return (group.atLeast...group.atMost).contains(entries.count)
      && entries.allSatisfy { entry in
        SuppliedAnswers(entry.answers).suffice(for: group.questions)
          && has(part.attachments(of: entry.id), by: group.files)
      }
  }

  private func has(_ files: [Attachment], by rule: RandomAgency.FileRule?) -> Bool {
    guard let rule else { return true }
    return files.count >= rule.atLeast
      && files.allSatisfy { file in
        !file.description.allSatisfy(\.isWhitespace)
          && file.description.unicodeScalars.count <= 200
          && RandomAgency.fileTypes.contains(file.type)
      }
  }
}

/// Texts by the names of their fields.
struct SuppliedAnswers {
  private var texts: [String: [String]] = [:]

  init(_ fields: [(String, String)]) {
    for (name, text) in fields where !text.isEmpty { texts[name, default: []].append(text) }
  }

  init(_ answers: Answers) {
    self.init(answers.fields.flatMap { f in f.texts.map { (f.name, $0) } })
  }

  subscript(_ name: String) -> [String] { texts[name] ?? [] }

  func hasText(_ name: String) -> Bool {
    self[name].contains { !$0.allSatisfy(\.isWhitespace) }
  }

  /// Without those of questions that do not apply. Conditions only look at questions that come before.
  func visible(among questions: [RandomAgency.Ask]) -> SuppliedAnswers {
    var seen = SuppliedAnswers([])
    for question in questions where question.when.holds(for: seen) {
      for field in question.fields { seen.texts[field] = texts[field] }
    }
    return seen
  }

  func suffice(for questions: [RandomAgency.Ask]) -> Bool {
    questions.allSatisfy { question in
      guard question.applies(among: questions, to: self) else { return true }
      return question.isAnswered(in: self) ? question.isGood(in: self) : !question.isRequired
    }
  }
}

extension RandomAgency.When {
  func holds(for answers: SuppliedAnswers) -> Bool {
    switch self {
    case .always: true
    case .answered(let question, let values): answers[question].contains(where: values.contains)
    case .sum(let questions, let least):
      questions.flatMap { answers[$0] }.compactMap(Int.init).reduce(0, +) >= least
    case .any(let parts): parts.contains { $0.holds(for: answers) }
    case .all(let parts): parts.allSatisfy { $0.holds(for: answers) }
    case .not(let part): !part.holds(for: answers)
    }
  }
}

extension RandomAgency.Ask {
  fileprivate var fields: [String] {
    switch kind {
    case .day: ["\(id).day", "\(id).month", "\(id).year"]
    case .address:
      ["street", "second-line", "city", "region", "postal-code", "country"].map { "\(id).\($0)" }
    default: [id]
    }
  }

  func applies(among questions: [RandomAgency.Ask], to answers: SuppliedAnswers) -> Bool {
    when.holds(for: answers.visible(among: questions))
  }

  func isAnswered(in answers: SuppliedAnswers) -> Bool { fields.contains(where: answers.hasText) }

  /// A radio button, once chosen, stays.
  fileprivate var canBeTakenBack: Bool {
    switch kind {
    case .yesNo, .oneOf: false
    default: true
    }
  }

  fileprivate func isGood(in answers: SuppliedAnswers) -> Bool {
    let texts = answers[id]
    let text = texts.first ?? ""
    switch kind {
    case .text(let limit), .longText(let limit): return text.unicodeScalars.count <= limit
    case .yesNo: return texts == ["yes"] || texts == ["no"]
    case .oneOf(let choices): return texts.count == 1 && choices.contains(text)
    case .severalOf(let choices): return texts.allSatisfy(choices.contains)
    case .day:
      return ["29", "1"].contains(answers["\(id).day"].first) && answers["\(id).month"] != ["13"]
    case .number(let range): return Int(text).map(range.contains) ?? false
    case .money: return text.contains(/^[€0-9.,]+$/)
    case .email: return text.contains("@")
    case .phone: return text.hasPrefix("+")
    case .address:
      return ["street", "city", "country"].allSatisfy { answers.hasText("\(id).\($0)") }
    case .fromList(let others):
      return others || RandomAgency.listed.contains { $0.0 == text || $0.1 == text }
    case .confirmation: return text == "yes"
    }
  }
}
