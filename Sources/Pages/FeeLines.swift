import Markup
import Rules

/// What an application costs, line by line, each with the clause it rests on, and the next amount where
/// one is known.
///
/// - `moving`: the fees whose amounts may still become others: by the day that picks them.
func quoteTable(
  _ quote: Quote, _ edition: Edition, moving: Set<Fee.PricingDay> = []
) -> HTML {
  var seen: Set<Fee.ID> = []
  var rows = quote.lines.map { line -> [HTML] in
    let fee = edition.fees.fee(line.fee).flatMap { moving.contains($0.pricedOn) ? $0 : nil }
    let isFirst = seen.insert(line.fee).inserted
    let next: HTML =
      fee.map { fee in
        isFirst ? nextAmountWords(fee, edition, for: line.request, after: quote.day) : ""
      } ?? ""
    let count: HTML = line.count > 1 ? "<br>\(line.count) × \(edition.text(line.each))" : ""
    let request = line.request.flatMap(edition.requestType)
    let about: HTML =
      request.map { "<br><span class=\"aside\">\(edition.text($0.title))</span>" } ?? ""
    return [
      "\(edition.text(line.what))\(about)\(count)\(conditions(line, edition))\(next)",
      "\(line.clause.citation)",
      "\(edition.price(line.amount))",
    ]
  }
  rows.append(["<strong>Total</strong>", "", "<strong>\(edition.price(quote.total))</strong>"])
  return table(
    caption: "Fees on \(text(of: quote.day))",
    columns: [Column("Fee"), Column("Rule"), Column("Amount", isNumber: true)], rows: rows)
}

/// The conditions of a line that were met, but for the request, which stands above them.
private func conditions(_ line: Quote.Line, _ edition: Edition) -> HTML {
  let sentences = line.because.compactMap { reason -> String? in
    if case .requested = reason { nil } else { edition.sentence(reason) }
  }
  guard !sentences.isEmpty else { return "" }
  return "<br><span class=\"aside\">\(sentences.joined(separator: ". ")).</span>"
}

/// The same, or why there is no price yet.
func costSection(
  _ quote: Result<Quote, PricingRefusal>, _ edition: Edition, moving: Set<Fee.PricingDay> = []
) -> HTML {
  switch quote {
  case .success(let quote) where quote.lines.isEmpty: "<p>There is no fee for this.</p>"
  case .success(let quote): quoteTable(quote, edition, moving: moving)
  case .failure(let refusal): note("<p>\(edition.sentence(refusal))</p>")
  }
}

/// What is said about getting fees back that are paid on the day of the edition, with its clause;
/// nothing where the agency says nothing.
func refundWords(_ edition: Edition) -> HTML {
  refundWords(edition.agency, edition.language, paid: edition.day)
}

func refundWords(_ agency: Agency, _ language: String, paid day: Day) -> HTML {
  guard let refunds = agency.refunds(on: day) else { return "" }
  return "<p>\(refunds.words.text(in: language)) \(clauseMark(refunds.clause))</p>"
}

extension Fee.Unit {
  /// What one amount is for.
  var words: String {
    switch self {
    case .certificate: "For each certificate"
    case .application: "Once for an application"
    case .request: "For each credential"
    case .item: "For each one"
    }
  }
}
