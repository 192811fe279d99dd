import Applications
import Markup
import Rules

/// What has become of the price since the applicant was last told it, line by line with the rules;
/// nothing where it is the same.
func priceChange(
  from told: PriceTold?, to quote: Result<Quote, PricingRefusal>, _ edition: Edition
) -> HTML? {
  guard let told, case .success(let quote) = quote else { return nil }
  let changes = told.changes(to: quote)
  guard !changes.isEmpty else { return nil }
  let when =
    switch told.when {
    case .started(let day): "since you started on \(text(of: day))"
    case .attempted(let day): "since your attempt to pay on \(text(of: day))"
    }
  let items = changes.map { change -> HTML in
    """
    <li>\(edition.text(change.what)): from \(words(change.before, edition)) \
    to \(words(change.now, edition))</li>
    """
  }
  return note(
    """
    <p><strong>The price has changed \(when).</strong> You pay the fee of the day you pay.</p>
    <ul>
    \(items)
    </ul>
    <p>In all: from \(edition.text(told.quote.total)) to \(edition.text(quote.total)).</p>
    """)
}

private func words(_ charged: PriceTold.Charged?, _ edition: Edition) -> HTML {
  guard let charged else { return "nothing" }
  return "\(edition.text(charged.money)) \(clauseMark(charged.clause))"
}

/// The edition that an invoice or a receipt goes by.
func pricedBy(_ pricing: (publication: String?, day: Day)) -> String {
  let rules = "Rules of \(text(of: pricing.day))"
  return pricing.publication.map { "\(rules), edition \($0.prefix(8))" } ?? rules
}

extension Overview {
  /// The fees that cost something else when they are paid later.
  var movingFees: Set<Fee.PricingDay> { isPriceSettled ? [] : [.payment, .receipt] }
}
