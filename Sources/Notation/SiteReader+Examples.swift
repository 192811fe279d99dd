import JSON
import Rules

extension SiteReader {
  /// Works out the examples of the fee schedule, and reports those that do not come out.
  ///
  /// An example is left alone while a file it needs has faults of its own.
  mutating func checkExamples(_ drafts: inout Drafts) {
    for (path, fault) in drafts.unbuildable {
      guard let source = definitions[path]?.source else { continue }
      diagnostics.append(
        Diagnostic(
          .error, at: source.place(at: fault.offset), "this cannot be understood",
          remedy: "expected \(fault.expected); please report this to the makers of Docket"))
    }
    guard let file = definitions["fees.jsonc"], !file.hasErrors, let agency = drafts.agency else {
      return
    }
    for node in file.node["examples"]?.array ?? [] {
      guard let example = example(node, agency.currency, drafts),
        let edition = drafts.edition(on: example.day),
        example.requests.allSatisfy({ id in drafts.requestTypes.contains { $0.id == id } })
      else { continue }
      let before = diagnostics.count
      checkAnswers(node, of: example, drafts, file.source)
      checkCounts(node, of: example, file.source)
      if diagnostics.count == before { work(example, node, edition, file.source) }
      if diagnostics.count == before { drafts.examples.append(example) }
    }
  }

  private func example(
    _ node: JSONNode, _ currency: Currency, _ drafts: Drafts
  ) -> PricedExample? {
    guard let name = node["name"]?.string, let day = node["on"]?.string.flatMap(drafts.known.day),
      let total = node["total"]?.string.flatMap({ Money($0, in: currency) })
    else { return nil }
    var occasion = Occasion(paid: day)
    occasion.layer = node["layer"]?.string.flatMap { .init($0) }
    occasion.options = Set((node["options"]?.array ?? []).compactMap(\.string))
    for member in node["counts"]?.members ?? [] {
      guard let id = RequestType.ID(member.name), let text = member.node.string else { continue }
      occasion.counts[id] = wholeNumber(text)
    }
    let requests =
      (node["requests"]?.array ?? []).compactMap { $0.string.flatMap { .init($0) } }
      as [RequestType.ID]
    let questions = drafts.requestTypes.filter { requests.contains($0.id) }.flatMap(\.questions)
    let fields = (node["answers"]?.members ?? []).flatMap { member -> [Answers.Field] in
      let texts = (member.node.array ?? [member.node]).compactMap(\.string)
      let question = questions.first { $0.id.text == member.name }
      guard texts.count == 1, let question else { return [.init(name: member.name, texts: texts)] }
      return question.fields(writing: texts[0])
    }
    return PricedExample(
      name: name, title: title(node), requests: requests,
      answers: Answers(fields), occasion: occasion, total: total)
  }

  /// `nil` also for one that is wrong, which the tables have told.
  private func title(_ node: JSONNode) -> Words? {
    do throws(Unbuildable) { return try node["title"]?.words() } catch { return nil }
  }

  /// Every answer is one to a clarifying question of what is applied for.
  private mutating func checkAnswers(
    _ node: JSONNode, of example: PricedExample, _ drafts: Drafts, _ source: SourceText
  ) {
    let requests = drafts.requestTypes.filter { example.requests.contains($0.id) }
    let questions = requests.flatMap(\.questions)
    for member in node["answers"]?.members ?? [] {
      guard let question = questions.first(where: { $0.id.text == member.name }) else {
        let near = nearest(to: member.name, among: questions.map(\.id.text))
        diagnostics.append(
          Diagnostic(
            .error, at: source.place(at: member.nameOffset),
            "no credential of this example asks '\(member.name)'",
            remedy: near.map { "did you mean \"\($0)\"?" }))
        continue
      }
      for answer in member.node.array ?? [member.node] {
        guard let text = answer.string, let remedy = question.refusal(of: text) else { continue }
        diagnostics.append(
          Diagnostic(
            .error, at: source.place(at: answer.offset),
            "the answer to '\(member.name)' is never '\(text)'", remedy: remedy))
      }
    }
  }

  /// Every count is of something that is applied for, and a number from 1 on.
  private mutating func checkCounts(
    _ node: JSONNode, of example: PricedExample, _ source: SourceText
  ) {
    for member in node["counts"]?.members ?? [] {
      if !example.requests.contains(where: { $0.text == member.name }) {
        let near = nearest(to: member.name, among: example.requests.map(\.text))
        diagnostics.append(
          Diagnostic(
            .error, at: source.place(at: member.nameOffset),
            "this example does not apply for '\(member.name)'",
            remedy: near.map { "did you mean \"\($0)\"?" }))
      } else if (member.node.string.flatMap(wholeNumber) ?? 0) < 1 {
        diagnostics.append(
          Diagnostic(
            .error, at: source.place(at: member.node.offset),
            "'\(member.node.string ?? "")' does not say how many",
            remedy: "write a number from 1 on in quotes"))
      }
    }
  }

  private mutating func work(
    _ example: PricedExample, _ node: JSONNode, _ edition: Edition, _ source: SourceText
  ) {
    var requests: [RequestType] = []
    for id in example.requests {
      guard let request = edition.requestType(id) else {
        let place = node["requests"]?.array?.first { $0.string == id.text } ?? node
        diagnostics.append(
          Diagnostic(
            .error, at: source.place(at: place.offset),
            "nobody can apply for '\(id)' on \(example.day)", remedy: nil))
        return
      }
      requests.append(request)
    }
    do {
      let quote = try edition.quote(
        for: requests, answers: example.answers, example.occasion)
      guard quote.total != example.total, let place = node["total"] else { return }
      let currency = edition.agency.currency
      let lines = quote.lines.map { line in
        let count = line.count > 1 ? "\(line.count) × \(line.each.text(in: currency)) = " : ""
        return "\(line.fee) \(count)\(line.amount.text(in: currency)) (\(line.clause))"
      }
      diagnostics.append(
        Diagnostic(
          .error, at: source.place(at: place.offset),
          "'\(example.name)' comes to \(quote.total.text(in: currency)), not "
            + example.total.text(in: currency),
          remedy: lines.isEmpty
            ? "nothing is charged" : "charged are " + lines.joined(separator: " + ")))
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, at: source.place(at: node.offset),
          "'\(example.name)' has no price: \(error.sentence)", remedy: error.remedy))
    }
  }
}

extension PricingRefusal {
  fileprivate var sentence: String {
    switch self {
    case .noAmountYet(let fee, let first): "fee '\(fee)' has no amount before \(first)"
    case .noCount(let question): "no answer to '\(question)' says how many"
    case .noSuchFee(let fee): "there is no fee '\(fee)'"
    case .unnamed(let fee, let words): "fee '\(fee)': \(words.texts[0].text)"
    case .noDay(let question): "no answer to '\(question)' says the day"
    case .optionNotFor(let option): "no fee of these credentials goes by '\(option)'"
    case .circular(let fee): "fee '\(fee)' is reckoned from itself"
    case .tooMuch(let fee): "fee '\(fee)' comes to more than can be charged"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .noAmountYet: "choose a later day, or add the earlier amount"
    case .noCount(let question): "add \"\(question)\": \"1\" to the answers"
    case .noSuchFee: "add it to \"fees\""
    case .unnamed: "choose another day or layer"
    case .noDay(let question):
      "add \"\(question)\": \"2026-07-01\" to the answers"
    case .optionNotFor: "take the option out"
    case .circular: "name fees that do not depend on it"
    case .tooMuch: "make it less"
    }
  }
}

extension Question {
  /// What to write instead of `text`; `nil` when it can be the answer.
  fileprivate func refusal(of text: String) -> String? {
    let possible: [String]
    switch kind {
    case .yesOrNo: possible = ["yes", "no"]
    case .confirmation: possible = ["yes"]
    case .oneOf(let choices), .severalOf(let choices): possible = choices.map(\.id.text)
    case .number(let range):
      if let number = Int(text), range.contains(number) { return nil }
      return "write a number from \(range.lowerBound) to \(range.upperBound) in quotes"
    case .day:
      return Day(text) == nil ? "write year, month and day, like \(Notation.Kind.day.sample)" : nil
    default: return nil
    }
    guard !possible.contains(text) else { return nil }
    return nearest(to: text, among: possible).map { "did you mean \"\($0)\"?" }
      ?? "it can be \(listed(possible, last: "or"))"
  }
}
