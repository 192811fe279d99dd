import Markup
import Rules

/// What one request costs that was found by answering, by every layer, now and by the next known
/// amounts.
struct FindingCosts {
  let request: RequestType
  let edition: Edition

  /// Numbers that were said; one of everything else.
  let numbers: [Question.ID: Int]

  init(_ open: OpenRequest, _ edition: Edition) {
    request = open.request
    numbers = open.numbers
    self.edition = edition
  }

  var html: HTML {
    .lines(
      [charged] + others + [open, coming, refundWords(edition)]
        + ["<p>You pay at the end. The fee is that of the day you pay.</p>"])
  }

  private var charged: HTML {
    let layer = edition.feeLayer
    let caption =
      edition.fees.layers.isEmpty
      ? "Fees" : "Fees, \(layerTitle(layer, edition).lowercasedIfPlain)"
    switch quote(in: layer) {
    case .success(let quote) where quote.lines.isEmpty: return "<p>There is no fee for this.</p>"
    case .success(let quote):
      return quoteTable(quote, edition, caption: caption) { next($0.fee) }
    case .failure(let refusal): return note("<p>\(edition.sentence(refusal))</p>")
    }
  }

  /// What the other layers say, where that is something else.
  private var others: [HTML] {
    let own = lines(in: edition.feeLayer)
    let layers = [FeeLayer.letter] + edition.fees.layers.map(\.id)
    return layers.filter { $0 != edition.feeLayer }.compactMap { layer in
      guard case .success(let quote) = quote(in: layer), !quote.lines.isEmpty,
        own.map(\.amount) != quote.lines.map(\.amount)
      else { return nil }
      return .lines(
        "<p>\(layerTitle(layer, edition)) says otherwise:</p>",
        quoteTable(quote, edition, caption: layerTitle(layer, edition)))
    }
  }

  // MARK: What is counted

  /// The fees that can be reckoned without knowing how many, or since when: for one of everything, in
  /// time.
  private var reckoned: [RequestType.FeeUse] {
    request.fees.filter { $0.when == .always && !hangsOnMore($0) }
  }

  private func hangsOnMore(_ use: RequestType.FeeUse) -> Bool {
    guard let fee = edition.fees.fee(use.fee) else { return false }
    switch edition.amount(of: fee, for: request.id)?.price {
    case .late: return true
    case .less(.paidBefore, _): return true
    default: return false
    }
  }

  private func quote(in layer: FeeLayer.ID) -> Result<Quote, PricingRefusal> {
    var occasion = Occasion(paid: edition.day)
    occasion.layer = layer
    let asked = RequestType(
      id: request.id, title: request.title, summary: request.summary, whoFor: request.whoFor,
      clause: request.clause, questions: request.questions, elements: [], fees: reckoned)
    return Result { () throws(PricingRefusal) in
      try edition.quote(for: [asked], answers: ones, occasion)
    }
  }

  /// None where there is no price.
  private func lines(in layer: FeeLayer.ID) -> [Quote.Line] {
    if case .success(let quote) = quote(in: layer) { quote.lines } else { [] }
  }

  /// One of everything that is counted, or as few as there may be.
  private var ones: Answers {
    Answers(
      request.questions.compactMap { question in
        guard case .number(let range) = question.kind else { return nil }
        let number = numbers[question.id] ?? min(range.upperBound, max(1, range.lowerBound))
        return Answers.Field(name: question.id.text, texts: [String(number)])
      })
  }

  // MARK: What more there is to say

  /// What hangs on numbers, days and answers that no page asks for.
  private var open: HTML? {
    var items: [HTML] = []
    for use in request.fees {
      guard let fee = edition.fees.fee(use.fee),
        let amount = edition.amount(of: fee, for: request.id)
      else { continue }
      let unit = amount.per ?? fee.per
      let title = edition.text(fee.title)
      let words: HTML = "“\(title)”: \(edition.words(amount)) \(clauseMark(amount.clause))"
      if hangsOnMore(use) {
        items.append("\(words), depending on days that you tell us")
      } else if use.when != .always {
        items.append("\(words), depending on your answers")
      } else if use.count.map({ numbers[$0] != nil }) ?? false {
        continue
      } else if unit == .item || (unit == .certificate && !amount.price.isFree) {
        items.append("For more than one: \(words)")
      }
    }
    guard !items.isEmpty else { return nil }
    return .lines(
      "<p>It may come to more, or to less:</p>", "<ul>", .lines(items.map { "<li>\($0).</li>" }),
      "</ul>")
  }

  /// Amounts that are known already of fees that the table does not show.
  private var coming: HTML? {
    let shown = Set(lines(in: edition.feeLayer).map(\.fee))
    let items = request.fees.compactMap { use -> HTML? in
      guard !shown.contains(use.fee), let fee = edition.fees.fee(use.fee) else { return nil }
      return next(use.fee).map { "<li>“\(edition.text(fee.title))”: \($0)</li>" }
    }
    guard !items.isEmpty else { return nil }
    return .lines("<p>This changes:</p>", "<ul>", .lines(items), "</ul>")
  }

  /// The next amount of a fee with its day and its rule.
  private func next(_ id: Fee.ID) -> HTML? {
    guard let fee = edition.fees.fee(id),
      let next = edition.nextAmount(of: fee, for: request.id, after: edition.day)
    else { return nil }
    return """
      From \(text(of: next.day)): \(edition.words(next.amount)) (\(next.amount.clause.citation))
      """
  }
}

/// What people call a layer: the letter of the rules, or its own title.
func layerTitle(_ layer: FeeLayer.ID, _ edition: Edition) -> String {
  edition.fees.layer(layer).map { edition.text($0.title) } ?? "By the letter of the rules"
}

/// A quote that stands for all days on which nothing changes: since when each amount holds, and no day of
/// payment.
///
/// - `next`: what is said below a line of what it becomes.
func quoteTable(
  _ quote: Quote, _ edition: Edition, caption: String, next: (Quote.Line) -> HTML? = { _ in nil }
) -> HTML {
  var rows = quote.lines.map { line -> [HTML] in
    let count: HTML = line.count > 1 ? "<br>\(line.count) × \(edition.text(line.each))" : ""
    let since: HTML = line.isSeen ? "Seen on" : "Since"
    let note = edition.note(on: line.since) ?? ""
    return [
      """
      \(edition.text(line.what))\(count)<br><span class="aside">\(since) \(text(of: line.since)). \
      \(reasons(line, edition))\(note)</span>\(next(line).map { "<br><span class=\"aside\">\($0)</span>" })
      """,
      "\(line.clause.citation)", "\(edition.price(line.amount))",
    ]
  }
  rows.append(["<strong>Total</strong>", "", "<strong>\(edition.price(quote.total))</strong>"])
  return table(
    caption: caption, columns: [Column("Fee"), Column("Rule"), Column("Amount", isNumber: true)],
    rows: rows)
}

/// The conditions of a line that do not hang on the day.
private func reasons(_ line: Quote.Line, _ edition: Edition) -> HTML {
  let sentences = line.because.compactMap { reason -> String? in
    switch reason {
    case .requested, .held, .seen, .answered, .chosen: nil
    default: edition.sentence(reason)
    }
  }
  return sentences.isEmpty ? "" : "\(sentences.joined(separator: ". ")). "
}

extension Price {
  fileprivate var isFree: Bool { self == .each(.zero) }
}

extension String {
  /// A title in the middle of a caption.
  fileprivate var lowercasedIfPlain: String { prefix(1).lowercased() + dropFirst() }
}
