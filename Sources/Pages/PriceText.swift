import Rules

/// A quote as plain text, as `docket price` prints it: each line with its clause and the conditions that
/// were met, the total, and what the amounts rest on.
package func priceText(_ quote: Quote, _ edition: Edition, layer: FeeLayer.ID) -> String {
  let total = edition.text(quote.total)
  let width = (quote.lines.map { edition.text($0.amount) } + [total]).map(\.count).max() ?? 0
  func right(_ text: String) -> String { String(repeating: " ", count: width - text.count) + text }
  let margin = String(repeating: " ", count: width + 4)
  var rows: [String] = []
  for line in quote.lines {
    let count = line.count == 1 ? "" : " (\(line.count) × \(edition.text(line.each)))"
    rows.append(
      "\(right(edition.text(line.amount)))  \(edition.text(line.what))\(count), \(line.clause), "
        + (line.isSeen ? "seen on" : "since") + " \(line.since)")
    rows += line.because.map { margin + edition.sentence($0) }
  }
  rows.append("\(right(total))  total on \(quote.day)")
  rows += basis(of: quote, edition, layer)
  return rows.joined(separator: "\n")
}

private func basis(of quote: Quote, _ edition: Edition, _ layer: FeeLayer.ID) -> [String] {
  var rows: [String] = []
  if let text = edition.fees.textEdition(on: quote.day) {
    rows.append("By \(edition.text(text.title))" + layerWords(layer, edition) + ".")
  }
  if let refunds = edition.agency.refunds(on: quote.day) {
    rows.append("\(edition.text(refunds.words)) (\(refunds.clause))")
  }
  return rows
}

private func layerWords(_ layer: FeeLayer.ID, _ edition: Edition) -> String {
  guard !edition.fees.layers.isEmpty else { return "" }
  return edition.fees.layer(layer).map { ", with \(edition.text($0.title))" } ?? ", by the letter"
}
