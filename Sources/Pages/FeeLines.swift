import Markup
import Rules

/// What an application costs, line by line, each with the clause it rests on.
func quoteTable(_ quote: Quote, _ edition: Edition) -> HTML {
  var rows = quote.lines.map { line -> [HTML] in
    let count: HTML = line.count > 1 ? "<br>\(line.count) × \(edition.text(line.each))" : ""
    let request = line.request.flatMap(edition.requestType)
    let about: HTML =
      request.map { "<br><span class=\"aside\">\(edition.text($0.title))</span>" } ?? ""
    return [
      "\(edition.text(line.what))\(about)\(count)", "\(line.clause.citation)",
      "\(edition.price(line.amount))",
    ]
  }
  rows.append(["<strong>Total</strong>", "", "<strong>\(edition.price(quote.total))</strong>"])
  return table(
    caption: "Fees on \(text(of: quote.day))",
    columns: [Column("Fee"), Column("Rule"), Column("Amount", isNumber: true)], rows: rows)
}

/// The same, or why there is no price yet.
func costSection(_ quote: Result<Quote, PricingRefusal>, _ edition: Edition) -> HTML {
  switch quote {
  case .success(let quote) where quote.lines.isEmpty: "<p>There is no fee for this.</p>"
  case .success(let quote): quoteTable(quote, edition)
  case .failure(let refusal): note("<p>\(sentence(refusal, edition))</p>")
  }
}

private func sentence(_ refusal: PricingRefusal, _ edition: Edition) -> String {
  switch refusal {
  case .noAmountYet(let fee, let first):
    let title = edition.fees.fee(fee).map { edition.text($0.title) } ?? fee.text
    return
      "We cannot say what this costs: the first amount we know for \(title) is from \(text(of: first))."
  case .noCount:
    return "We cannot say what this costs yet: the answer that says how many is missing."
  case .noSuchFee:
    return "We cannot say what this costs: a fee is missing from our schedule. Please contact us."
  }
}

/// What is said about getting fees back, with its clause; nothing where the agency says nothing.
func refundWords(_ edition: Edition) -> HTML {
  refundWords(edition.agency, edition.language)
}

func refundWords(_ agency: Agency, _ language: String) -> HTML {
  guard let refunds = agency.refunds else { return "" }
  return "<p>\(refunds.words.text(in: language)) \(clauseMark(refunds.clause))</p>"
}

extension Fee.Unit {
  /// What one amount is for.
  var words: String {
    switch self {
    case .application: "Once for an application"
    case .request: "For each credential"
    case .item: "For each one"
    }
  }
}
