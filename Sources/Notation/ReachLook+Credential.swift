import JSON
import Rules

/// What of a credential nobody comes to.
extension ReachLook {
  mutating func check(_ request: RequestType) {
    for (use, place) in zip(request.elements, node["elements"]?.array ?? []) {
      check(use.when, place["when"], "element '\(use.element)' is never asked for")
    }
    for (use, place) in zip(request.fees, node["fees"]?.array ?? []) {
      check(use.when, place["when"], "fee '\(use.fee)' is never owed")
    }
    if let aligned = request.grants?.aligned {
      check(aligned, node["grants"]?["aligned"], "one last day for all is never asked for")
    }
    checkEligibility(request.eligibility)
    checkTerms(request.terms)
    checkOwed(request)
  }

  private mutating func checkEligibility(_ rules: [EligibilityRule]) {
    let before = diagnostics.count
    for (rule, place) in zip(rules, node["eligibility"]?.array ?? []) {
      let days = Condition.begun(in: rule.period)
      if possibilities.canHold(days) == false {
        error(
          place["until"] ?? place["from"] ?? place,
          "nobody is asked to meet this rule: the credential is not open on its days",
          "change its days, or take the rule out")
      } else if possibilities.canHold(.all([days, rule.when])) == false {
        error(
          place["when"] ?? place, "nobody is asked to meet this rule: its \"when\" never holds",
          remedy(for: rule.when))
      } else if possibilities.canHold(.all([days, rule.when, rule.needs])) == false,
        let needs = place["needs"]
      {
        error(needs, "nobody can meet this rule", remedy(for: .all([rule.when, rule.needs])))
      }
    }
    guard diagnostics.count == before, rules.count > 1, let place = node["eligibility"] else {
      return
    }
    let all = rules.map { rule in
      Condition.any([.not(.begun(in: rule.period)), .not(rule.when), rule.needs])
    }
    if possibilities.canHold(.all(all)) == false {
      error(
        place, "nobody can meet all of these rules",
        "two of them contradict each other: give each a \"when\" that says for whom it is")
    }
  }

  private mutating func checkTerms(_ rules: [TermRule]) {
    var earlier: [Condition] = []
    for (rule, place) in zip(rules, node["lasts"]?.array ?? []) {
      let meant = Condition.all([.begun(in: rule.period), rule.when])
      if possibilities.canHold(meant) == false {
        error(
          place["when"] ?? place, "this rule for the term is never meant",
          "no answers on its days make its \"when\" true; change it, or take the rule out")
      } else if possibilities.canHold(.all([meant] + earlier.map { .not($0) })) == false {
        error(
          place, "this rule for the term is never meant: the ones before it leave nobody to it",
          "put it before them, or give them a \"when\" or an \"until\"")
      }
      earlier.append(meant)
    }
    checkTermGaps(rules)
  }

  /// Days between two rules on which none holds.
  private mutating func checkTermGaps(_ rules: [TermRule]) {
    let places = node["lasts"]?.array ?? []
    for (rule, place) in zip(rules, places) {
      guard let next = rule.period.last?.adding(days: 1), possibilities.period.contains(next),
        !rules.contains(where: { $0.period.contains(next) }),
        let begin = rules.compactMap(\.period.first).filter({ $0 > next }).min(),
        let until = place["until"]
      else { continue }
      error(
        until, "no rule says how long it lasts from \(next) to \(begin.adding(days: -1))",
        "let this one end on \(begin.adding(days: -1)), or another begin on \(next)")
    }
  }

  // MARK: Fees

  /// Everybody owes a fee, be it one of nothing: else nobody can see that the rules ask none.
  private mutating func checkOwed(_ request: RequestType) {
    guard let place = node["fees"],
      case .found(let found) = possibilities.search(.not(.any(request.fees.map(\.when)))),
      found.isCertain
    else { return }
    let answers = found.answers.fields.map { field in
      "'\(field.name)' with \(listed(field.texts, last: "and"))"
    }
    error(
      place,
      "no fee is named for somebody who answers \(answers.joined(separator: ", "))",
      "name one for them; where nothing is charged, a fee of \"0.00\" with the clause that says so")
  }
}

/// What of an element nobody can do.
extension ReachLook {
  mutating func check(_ element: Element) {
    for (group, place) in zip(element.entries, node["entries"]?.array ?? []) {
      check(group.when, place["when"], "entries '\(group.id)' are never asked for")
    }
    checkStatements(element)
    checkLastQuestion(element)
  }

  /// Once its last question is struck, an element without attachments asks for nothing.
  private mutating func checkLastQuestion(_ element: Element) {
    let questions = element.questions
    guard element.attachments == nil, element.none == nil, element.entries.isEmpty,
      !questions.isEmpty,
      let last = questions.map({ $0.period.last ?? .distant }).max(), last < .distant,
      let place = zip(questions, node["questions"]?.array ?? [])
        .first(where: { $0.0.period.last == last })?.1["until"]
    else { return }
    error(
      place,
      "element '\(element.id)' asks for nothing after \(last), so nobody can complete it then",
      "let a question be asked from then on, or end what asks for the element")
  }

  /// In an element that is signed, who answers Yes has to say more.
  private mutating func checkStatements(_ element: Element) {
    for (question, place) in zip(element.questions, node["questions"]?.array ?? []) {
      guard case .yesOrNo = question.kind,
        place["needsStatement"]?.bool ?? (element.seal != nil),
        !element.questions.contains(where: { isStatement($0, on: question) }),
        !element.entries.contains(where: { asksStatement($0, onYesTo: question) })
      else { continue }
      error(
        place["id"] ?? place, "a Yes to '\(question.id)' asks for no statement",
        "add a required question of kind 'long-text' with "
          + "\"when\": { \"question\": \"\(question.id)\", \"is\": \"yes\" }, "
          + "or entries with one, "
          + "or write \"needsStatement\": false")
    }
  }

  /// Whether everybody who says yes to `question` is asked `other`, because of that.
  private func isStatement(_ other: Question, on question: Question) -> Bool {
    switch other.kind {
    case .shortText, .longText: break
    default: return false
    }
    guard other.isRequired, other.period.covers(question.period) else { return false }
    return asks(other.when, onYesTo: question)
  }

  /// Whether everybody who says yes to `question` has to add an entry with a statement.
  private func asksStatement(_ group: EntryGroup, onYesTo question: Question) -> Bool {
    group.atLeast > 0 && asks(group.when, onYesTo: question)
      && group.questions.contains { other in
        switch other.kind {
        case .shortText, .longText:
          other.isRequired && other.when == .always && other.period.covers(question.period)
        default: false
        }
      }
  }

  private func asks(_ when: Condition, onYesTo question: Question) -> Bool {
    guard when.questions.contains(question.id) else { return false }
    let yes = Condition.answered(question: question.id, isOneOf: ["yes"])
    return possibilities.canHold(.all([yes, .begun(in: question.period), .not(when)])) == false
  }
}

extension Day {
  /// Later than every day of a definition.
  fileprivate static let distant = Day(daysSince1970: 10_000_000)
}

extension Period {
  fileprivate func covers(_ other: Period) -> Bool {
    let begins = first.map { first in other.first.map { first <= $0 } ?? false } ?? true
    let ends = last.map { last in other.last.map { $0 <= last } ?? false } ?? true
    return begins && ends
  }
}
