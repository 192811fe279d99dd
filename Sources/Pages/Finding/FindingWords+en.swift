import Markup
import Rules

/// What a page of the way to an application asks, in English.
struct FindingQuestion: Hashable, Sendable {
  let title: String
  var hint: HTML?
  /// What each answer is called, with a line of help, in the order of the answers.
  var labels: [String: (label: String, hint: HTML?)] = [:]
  var clause: Clause?

  func label(_ answer: String?) -> String {
    answer.flatMap { labels[$0]?.label } ?? answer ?? "I leave this empty"
  }

  static func == (left: FindingQuestion, right: FindingQuestion) -> Bool {
    left.title == right.title
  }

  func hash(into hasher: inout Hasher) { hasher.combine(title) }
}

extension Edition {
  /// The words of what is to be known next about an application for `request`.
  func words(for ask: OpenRequest.Ask, _ request: RequestType) -> FindingQuestion {
    switch ask {
    case .question(let question):
      var words = asked(question)
      for choice in question.kind.choices ?? [] {
        words.labels[choice.id.text] = (text(choice.label), choice.hint.map { inline($0) })
      }
      return words
    case .number(let question, let ranges):
      var words = asked(question)
      for range in ranges {
        words.labels[OpenRequest.Ask.name(range)] = (
          label(of: range, among: ranges), nil
        )
      }
      return words
    case .condition(let condition): return words(for: condition, request)
    }
  }

  private func label(of range: ClosedRange<Int>, among ranges: [ClosedRange<Int>]) -> String {
    if range.count == 1 { return "\(range.lowerBound)" }
    if range == ranges.first { return "\(range.upperBound) or fewer" }
    if range == ranges.last { return "\(range.lowerBound) or more" }
    return "From \(range.lowerBound) to \(range.upperBound)"
  }

  private func asked(
    _ question: Question, yes: String = "Yes", no: String = "No"
  ) -> FindingQuestion {
    FindingQuestion(
      title: text(question.ask), hint: question.hint.map { inline($0) },
      labels: ["yes": (yes, nil), "no": (no, nil)], clause: question.clause)
  }

  private func asked(_ title: String, yes: String = "Yes", no: String = "No") -> FindingQuestion {
    FindingQuestion(title: title, labels: ["yes": (yes, nil), "no": (no, nil)])
  }

  private func words(for condition: Condition, _ request: RequestType) -> FindingQuestion {
    func question(_ id: Question.ID) -> Question? {
      request.questions.first { $0.id == id }
    }
    switch condition {
    case .holds(let kinds, let state): return holding(kinds, state)
    case .profile(let part, let values):
      let place = "Is the \(name(of: part)) of your address"
      return asked(
        values.count == 1
          ? "\(place) \(values[0])?" : "\(place) one of these: \(listed(values, "or"))?")
    case .answered(let id, let values):
      guard let question = question(id) else { break }
      let labels = values.map { value in
        question.kind.choices?.first { $0.id.text == value }.map { text($0.label) } ?? value
      }
      if case .confirmation = question.kind { return asked(question) }
      return asked(question, yes: listed(labels, "or"), no: "Something else")
    case .sum(let sum, let range): return summing(sum, range, sum.questions.compactMap(question))
    case .dayWithin(let point, let years):
      let span = years == 1 ? "in the last year" : "in the last \(years) years"
      if case .answer(let id) = point, let question = question(id) {
        return asked(
          question, yes: "\(span.capitalizedFirst), up to today",
          no: "Longer ago, or not at all")
      }
      return asked("\(begins(point, request)) \(span)?")
    case .day(let point, let first, let last):
      let span = between(first, last, request)
      if case .answer(let id) = point, let question = question(id) {
        return asked(question, yes: span.capitalizedFirst, no: "At another time, or not at all")
      }
      return asked("\(begins(point, request)) \(span)?")
    case .always, .all, .any, .not: break
    }
    return asked("Does the rule below hold for you?")
  }

  // MARK: Certificates and profile

  private func holding(_ kinds: [CertificateKind.ID], _ state: HeldState) -> FindingQuestion {
    let names = kindNames(kinds, "or")
    switch state {
    case .current: return asked("Do you hold \(names) that has not ended?")
    case .ever: return asked("Do you hold, or have you ever held, \(names)?")
    case .ended:
      var words = asked("Did you hold \(names) that has ended?")
      words.hint = "Answer no if you hold one that has not ended."
      return words
    }
  }

  /// `a five-year certificate or an interim certificate`.
  private func kindNames(_ kinds: [CertificateKind.ID], _ word: String) -> String {
    guard !kinds.isEmpty else { return "a certificate of ours" }
    return listed(
      kinds.map { id in
        let title = certificateKind(id).map { text($0.title) } ?? id.text
        return "\(title.article) \(title.lowercasedFirst)"
      }, word)
  }

  private func name(of part: Circumstances.ProfilePart) -> String {
    switch part {
    case .city: "town or city"
    case .region: "state or region"
    case .country: "country"
    case .postalCode: "postal code"
    }
  }

  // MARK: Numbers and days

  private func summing(
    _ sum: Condition.Sum, _ range: ClosedRange<Int>, _ questions: [Question]
  ) -> FindingQuestion {
    let (yes, no) = labels(of: range)
    var words =
      questions.count == 1
      ? asked(questions[0], yes: yes, no: no)
      : asked("What do these come to together?", yes: yes, no: no)
    words.clause = questions.lazy.compactMap(\.clause).first
    var hint: [HTML] = []
    if questions.count > 1 {
      let items = questions.map { "<li>\(text($0.ask))</li>" as HTML }
      hint.append("<ul>\n\(items)\n</ul>")
    }
    if !sum.steps.isEmpty {
      let steps = sum.steps.map { "a number from \($0.from) on counts \($0.counts)" }
      hint.append("<p>Each is counted in steps: \(listed(steps, "and")).</p>")
    }
    if !hint.isEmpty { words.hint = .lines(hint) }
    return words
  }

  private func labels(of range: ClosedRange<Int>) -> (yes: String, no: String) {
    switch (range.lowerBound, range.upperBound) {
    case (let least, 1_000_000...): ("\(least) or more", "Fewer than \(least)")
    case (...0, let most): ("\(most) or fewer", "More than \(most)")
    case (let least, let most) where least == most: ("\(least)", "Another number")
    case (let least, let most): ("From \(least) to \(most)", "Another number")
    }
  }

  /// The beginning of a question about a day of the person's records.
  private func begins(_ point: DayPoint, _ request: RequestType) -> String {
    switch point {
    case .lastDay(let kinds): "Does \(yours(kinds)) end"
    case .firstDay(let kinds): "Did \(yours(kinds)) begin"
    default: "Is \(words(for: point, request))"
    }
  }

  private func yours(_ kinds: [CertificateKind.ID]) -> String {
    guard !kinds.isEmpty else { return "your certificate" }
    return "your "
      + listed(
        kinds.map { certificateKind($0).map { text($0.title).lowercasedFirst } ?? $0.text }, "or")
  }

  private func between(_ first: DayPoint?, _ last: DayPoint?, _ request: RequestType) -> String {
    let first = first.map { words(for: $0, request) }
    let last = last.map { words(for: $0, request) }
    return switch (first, last) {
    case (let first?, let last?): "from \(first) to \(last)"
    case (let first?, nil): "on or after \(first)"
    case (nil, let last?): "on or before \(last)"
    case (nil, nil): "on any day"
    }
  }

  private func words(for point: DayPoint, _ request: RequestType) -> String {
    switch point {
    case .fixed(let day): return Pages.text(of: day)
    case .today: return "today"
    case .answer(let id):
      let ask = request.questions.first { $0.id == id }.map { text($0.ask) } ?? id.text
      return "the day of your answer to “\(ask)”"
    case .lastDay(let kinds): return "the last day of \(yours(kinds))"
    case .firstDay(let kinds): return "the first day of \(yours(kinds))"
    case .yearDay(let day, .today, 0): return "\(Pages.text(of: day)) of this year"
    case .yearDay(let day, let point, let later):
      let year =
        later == 0
        ? "the year" : later == 1 ? "the year after that" : "the year \(later) years after that"
      return "\(Pages.text(of: day)) of \(year) of \(words(for: point, request))"
    }
  }
}

/// `a, b or c`.
private func listed(_ items: [String], _ word: String) -> String {
  guard items.count > 1, let last = items.last else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " \(word) \(last)"
}

extension String {
  /// `five-year certificate`; a word in capitals stays.
  fileprivate var lowercasedFirst: String {
    guard let second = dropFirst().first, second.isLowercase else { return self }
    return prefix(1).lowercased() + dropFirst()
  }

  fileprivate var article: String {
    let word = lowercased()
    let soundsOtherwise = ["one", "uni", "use", "eu"].contains { word.hasPrefix($0) }
    return !soundsOtherwise && "aeiou".contains(word.prefix(1)) ? "an" : "a"
  }
}
