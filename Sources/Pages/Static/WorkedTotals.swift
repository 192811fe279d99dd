import Markup
import Rules

/// What usual combinations come to by each layer, line by line with clauses: the worked examples of the
/// definitions that have a title, on the day of the edition. Those one cannot apply for then are left out.
func workedTotals(_ examples: [PricedExample], _ edition: Edition) -> HTML? {
  let others = ([FeeLayer.letter] + edition.fees.layers.map(\.id))
    .filter { $0 != edition.feeLayer }
  let layers = [edition.feeLayer] + others
  let tables = examples.compactMap { example in
    example.title.flatMap { table(example, called: edition.text($0), layers, edition) }
  }
  guard !tables.isEmpty else { return nil }
  return .lines(
    "<h2>What usual applications come to</h2>",
    others.isEmpty
      ? nil
      : "<p>The first amount is what we charge. Beside it stands what else there is to know.</p>",
    "<div class=\"wider\">", .lines(tables), "</div>")
}

/// What a line is for, whatever the layer: the fee and who owes it, and which of its lines.
private struct LineName: Hashable {
  let fee: Fee.ID
  let request: RequestType.ID?
  let number: Int
}

private func table(
  _ example: PricedExample, called title: String, _ layers: [FeeLayer.ID], _ edition: Edition
) -> HTML? {
  let results = layers.compactMap { example.quote(in: edition, layer: $0) }
  guard results.count == layers.count else { return nil }
  let quotes = results.map { named($0.lines) }
  var names: [LineName] = []
  for name in quotes.flatMap({ $0.map(\.name) }) where !names.contains(name) { names.append(name) }
  var rows = names.map { name -> [HTML] in
    let lines = quotes.map { $0.first { $0.name == name }?.line }
    return [heading(lines, edition)] + lines.map { cell($0, edition) }
  }
  rows.append(
    ["<strong>Total</strong>"]
      + results.map { result -> HTML in
        switch result {
        case .success(let quote): "<strong>\(edition.price(quote.total))</strong>"
        case .failure(let refusal): "<span class=\"aside\">\(edition.sentence(refusal))</span>"
        }
      })
  return Markup.table(
    caption: title,
    columns: [Column("Fee")]
      + layers.map { layer in
        Column(layers.count == 1 ? "Amount" : layerTitle(layer, edition))
      },
    rows: rows)
}

private func named(_ lines: [Quote.Line]) -> [(name: LineName, line: Quote.Line)] {
  var counts: [Fee.ID: [RequestType.ID?: Int]] = [:]
  return lines.map { line in
    let number = counts[line.fee, default: [:]][line.request, default: 0]
    counts[line.fee, default: [:]][line.request] = number + 1
    return (LineName(fee: line.fee, request: line.request, number: number), line)
  }
}

private func heading(_ lines: [Quote.Line?], _ edition: Edition) -> HTML {
  guard let line = lines.lazy.compactMap(\.self).first else { return "" }
  let request = line.request.flatMap(edition.requestType)
  let about: HTML =
    request.map { "<br><span class=\"aside\">\(edition.text($0.title))</span>" } ?? ""
  return "\(edition.text(line.what))\(about)"
}

private func cell(_ line: Quote.Line?, _ edition: Edition) -> HTML {
  guard let line else { return "–" }
  let count: HTML = line.count > 1 ? "\(line.count) × \(edition.text(line.each)) = " : ""
  return """
    \(count)\(edition.price(line.amount))<br><span class="aside">\(line.clause.citation)</span>
    """
}

extension Result<Quote, PricingRefusal> {
  /// None where there is no price.
  fileprivate var lines: [Quote.Line] {
    if case .success(let quote) = self { quote.lines } else { [] }
  }
}
