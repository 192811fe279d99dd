import Markup
import Rules

extension Edition {
  /// What is charged for `fee` on the day of the edition, by the layer the agency goes by.
  func amount(
    of fee: Fee, for request: RequestType.ID?, in layer: FeeLayer.ID? = nil
  ) -> Fee.Amount? {
    fees.seen(fee.id, for: request, on: day, in: layer ?? feeLayer) ?? fee.amount(on: day)
  }
}

extension Edition {
  /// The first day after `day` on which something else is charged for `fee`, and what that is.
  func nextAmount(
    of fee: Fee, for request: RequestType.ID?, after day: Day
  ) -> (day: Day, amount: Fee.Amount)? {
    func amount(on day: Day) -> Fee.Amount? {
      fees.seen(fee.id, for: request, on: day, in: feeLayer) ?? fee.amount(on: day)
    }
    let sightings = fees.layer(feeLayer)?.sightings.filter { $0.fee == fee.id } ?? []
    let days = (fee.amounts + sightings.flatMap(\.amounts)).map(\.from).filter { $0 > day }
    let now = amount(on: day).map(words)
    for day in days.sorted() {
      if let amount = amount(on: day), words(amount) != now { return (day, amount) }
    }
    return nil
  }
}

/// The next amount, on a line of its own; nothing where none is known.
func nextAmountWords(
  _ fee: Fee, _ edition: Edition, for request: RequestType.ID?, after day: Day
) -> HTML {
  guard let next = edition.nextAmount(of: fee, for: request, after: day) else { return "" }
  return """
    <br><span class="aside">From \(text(of: next.day)): \(edition.words(next.amount))</span>
    """
}

/// The amount that holds, and the next one if it is known already.
func amountWords(_ fee: Fee, _ edition: Edition, for request: RequestType.ID? = nil) -> HTML {
  let now: HTML =
    if let amount = edition.amount(of: fee, for: request) {
      "\(edition.words(amount))"
    } else {
      "Not charged yet"
    }
  return "\(now)\(nextAmountWords(fee, edition, for: request, after: edition.day))"
}

/// What the other layers say where that is not what is charged, each with its source.
func otherLayers(_ fee: Fee, _ edition: Edition, for request: RequestType.ID?) -> HTML {
  let charged = edition.amount(of: fee, for: request)
  let letter: [HTML] =
    edition.feeLayer == FeeLayer.letter
    ? []
    : [fee.amount(on: edition.day)].compactMap { $0 }.filter { $0.price != charged?.price }
      .map {
        "<br><span class=\"aside\">By the letter: \(edition.words($0)) (\($0.clause.citation))</span>"
      }
  let others = edition.fees.layers.filter { $0.id != edition.feeLayer }
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
