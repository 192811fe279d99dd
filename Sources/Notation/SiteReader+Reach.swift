import JSON
import Rules

/// What nobody ever comes to: questions that are never asked, elements and fees whose condition never
/// holds, rules that nobody can meet.
extension SiteReader {
  /// Looks through the files that have no other fault.
  mutating func checkReach(_ drafts: Drafts) {
    for request in drafts.requestTypes {
      guard let file = definitions["credentials/\(request.id).jsonc"] else { continue }
      var look = ReachLook(
        file, Possibilities(request.questions, on: request.period), noun: "credential")
      look.checkQuestions()
      // What waits for a question that is never asked would be told for the same reason.
      if look.diagnostics.isEmpty { look.check(request) }
      keep(look)
    }
    for element in drafts.elements {
      guard let file = definitions["elements/\(element.id).jsonc"] else { continue }
      var look = ReachLook(file, Possibilities(element.questions), noun: "element")
      look.checkQuestions()
      if look.diagnostics.isEmpty { look.check(element) }
      keep(look)
      for (group, place) in zip(element.entries, file.node["entries"]?.array ?? []) {
        var look = ReachLook(
          place, file.source, Possibilities(group.questions), noun: "group of entries")
        look.checkQuestions()
        keep(look)
      }
    }
  }

  /// Without a seal there is nothing that could be decided later.
  mutating func checkPreliminary() {
    guard let review = definitions["review.jsonc"], !review.hasErrors,
      let rule = review.node["preliminary"]
    else { return }
    let elements = definitions.values.filter {
      if case .element = $0.kind { true } else { false }
    }
    guard !elements.isEmpty, elements.allSatisfy({ !$0.hasErrors && $0.node["seenBy"] == nil })
    else { return }
    diagnostics.append(
      Diagnostic(
        .warning, at: review.source.place(at: rule.offset),
        "nothing is ever approved preliminarily: no element is under a seal",
        remedy: "add \"seenBy\" to the element that is decided later, or take this out"))
  }

  private mutating func keep(_ look: ReachLook) { diagnostics += look.diagnostics }
}

/// A look through one file for what nobody comes to.
struct ReachLook {
  let node: JSONNode
  let source: SourceText
  let possibilities: Possibilities
  let noun: String
  var diagnostics: [Diagnostic] = []

  init(_ file: SiteReader.ReadDefinition, _ possibilities: Possibilities, noun: String) {
    self.init(file.node, file.source, possibilities, noun: noun)
  }

  /// `node` has the questions.
  init(_ node: JSONNode, _ source: SourceText, _ possibilities: Possibilities, noun: String) {
    (self.node, self.source) = (node, source)
    self.possibilities = possibilities
    self.noun = noun
  }

  mutating func error(_ place: JSONNode, _ summary: String, _ remedy: String) {
    diagnostics.append(
      Diagnostic(.error, at: source.place(at: place.offset), summary, remedy: remedy))
  }

  mutating func warn(_ place: JSONNode, _ summary: String, _ remedy: String) {
    diagnostics.append(
      Diagnostic(.warning, at: source.place(at: place.offset), summary, remedy: remedy))
  }

  // MARK: Questions

  private var questions: [Question] { possibilities.questions }

  mutating func checkQuestions() {
    let places = node["questions"]?.array ?? []
    let circle = waitingInCircle()
    var never: [Question.ID] = circle.map(\.id)
    if let first = circle.first, let place = zip(questions, places).first(where: { $0.0 == first })
    {
      error(
        place.1["when"] ?? place.1,
        "the questions \(listed(circle.map(\.id.text), last: "and")) wait for each other",
        "let one of them be asked without looking at another")
    }
    for (question, place) in zip(questions, places) where !never.contains(question.id) {
      // Reported once, where the reason is.
      guard !question.when.questions.contains(where: never.contains) else {
        never.append(question.id)
        continue
      }
      let asked = Condition.all([question.when, .begun(in: question.period)])
      guard possibilities.canHold(asked) == false else { continue }
      never.append(question.id)
      tellNever(
        asked: question, place["when"] ?? place["until"] ?? place["from"] ?? place)
    }
  }

  private mutating func tellNever(asked question: Question, _ place: JSONNode) {
    let summary = "question '\(question.id)' is never asked"
    if possibilities.canHold(.begun(in: question.period)) == false {
      error(
        place, summary + ": this \(noun) is not open on its days",
        "change its days, or take the question out")
    } else if Possibilities(questions.map(\.withoutPeriod)).canHold(question.when) != false {
      error(
        place, summary + ": on its days, what it waits for is not asked",
        "let the days of both meet, or change \"when\"")
    } else {
      error(place, summary + ": no answers make its \"when\" true", remedy(for: question.when))
    }
  }

  /// Questions of which each waits for the next, and the last for the first; none where there is no such.
  private func waitingInCircle() -> [Question] {
    for start in questions {
      var path: [Question] = []
      var seen: Set<Question.ID> = []
      func reaches(_ question: Question) -> Bool {
        path.append(question)
        for id in question.when.questions {
          if id == start.id { return true }
          guard seen.insert(id).inserted, let next = questions.first(where: { $0.id == id }) else {
            continue
          }
          if reaches(next) { return true }
        }
        path.removeLast()
        return false
      }
      if reaches(start), path.count > 1 { return path }
    }
    return []
  }

  // MARK: Conditions

  /// Reports `condition` when it can never hold.
  mutating func check(
    _ condition: Condition, _ place: JSONNode?, _ summary: @autoclosure () -> String
  ) {
    guard condition != .always, let place, possibilities.canHold(condition) == false else { return }
    error(place, summary() + ": no answers make its \"when\" true", remedy(for: condition))
  }

  /// What the questions take that a condition looks at.
  func remedy(for condition: Condition) -> String {
    var said: [String] = []
    for question in questions where condition.questions.contains(question.id) {
      switch question.kind {
      case .number(let range):
        said.append("'\(question.id)' takes \(range.lowerBound) to \(range.upperBound)")
      case .oneOf(let choices) where choices.count <= 6:
        said.append("'\(question.id)' is \(listed(choices.map(\.id.text), last: "or"))")
      case .yesOrNo: said.append("'\(question.id)' is 'yes' or 'no'")
      default: continue
      }
    }
    let leaves = Seen([condition], questions).leaves
    if leaves.count == 1, case .day = leaves[0] {
      said.insert("its days do not meet", at: 0)
    } else if leaves.count > 1 || said.isEmpty {
      said.insert("its parts contradict each other", at: 0)
    }
    return said.joined(separator: ", ")
  }
}

extension Condition {
  /// That the form is begun on a day of `period`.
  static func begun(in period: Period) -> Condition {
    guard period != .always else { return .always }
    return .day(
      .today, notBefore: period.first.map { .fixed($0) }, notAfter: period.last.map { .fixed($0) })
  }
}

extension Question {
  fileprivate var withoutPeriod: Question {
    Question(
      id: id, ask: ask, hint: hint, kind: kind, isRequired: isRequired, when: when, clause: clause)
  }
}
