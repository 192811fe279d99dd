import Markup
import Rules

extension Edition {
  /// What is charged for `fee` on the day of the edition, by the layer the agency goes by.
  func amount(
    of fee: Fee, for request: RequestType.ID?, in layer: FeeLayer.ID? = nil
  ) -> Fee.Amount? {
    fees.seen(fee.id, for: request, on: day, in: layer ?? agency.feeLayer) ?? fee.amount(on: day)
  }
}

/// The amount that holds, and the next one if it is known already.
func amountWords(_ fee: Fee, _ edition: Edition, for request: RequestType.ID? = nil) -> HTML {
  let now: HTML =
    if let amount = edition.amount(of: fee, for: request) {
      "\(edition.words(amount))"
    } else {
      "Not charged yet"
    }
  guard let next = fee.nextAmount(after: edition.day) else { return now }
  return
    "\(now)<br><span class=\"aside\">From \(text(of: next.from)): \(edition.words(next))</span>"
}

/// What the other layers say where that is not what is charged, each with its source.
func otherLayers(_ fee: Fee, _ edition: Edition, for request: RequestType.ID?) -> HTML {
  let charged = edition.amount(of: fee, for: request)
  let letter: [HTML] =
    edition.agency.feeLayer == FeeLayer.letter
    ? []
    : [fee.amount(on: edition.day)].compactMap { $0 }.filter { $0.price != charged?.price }
      .map {
        "<br><span class=\"aside\">By the letter: \(edition.words($0)) (\($0.clause.citation))</span>"
      }
  let others = edition.fees.layers.filter { $0.id != edition.agency.feeLayer }
  let seen = others.compactMap { layer -> HTML? in
    guard
      let amount = edition.fees.seen(fee.id, for: request, on: edition.day, in: layer.id),
      amount.price != charged?.price
    else { return nil }
    return """
      <br><span class="aside">\(edition.text(layer.title)): \(edition.words(amount)) \
      (\(amount.clause.citation), seen on \(text(of: amount.from)))</span>
      """
  }
  return (letter + seen).reduce("") { "\($0)\($1)" }
}

/// Since when an amount holds, and what people should know about that day.
func sinceWords(_ amount: Fee.Amount, _ edition: Edition) -> HTML {
  let notes = [edition.note(on: amount.from), amount.note.map(edition.text)].compactMap { $0 }
  guard !notes.isEmpty else { return "\(text(of: amount.from))" }
  return
    "\(text(of: amount.from))<br><span class=\"aside\">\(notes.joined(separator: " "))</span>"
}
