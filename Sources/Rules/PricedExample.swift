/// What an application comes to, as an author worked it out.
package struct PricedExample: Hashable, Sendable {
  /// What it shows, for authors.
  package let name: String
  /// What people call it, where it is shown to them; `nil` for one that is only checked.
  package let title: Words?
  package let requests: [RequestType.ID]
  package let answers: Answers
  /// The day of starting and paying, and what else the price hangs on.
  package let occasion: Occasion
  package let total: Money

  package init(
    name: String, title: Words? = nil, requests: [RequestType.ID], answers: Answers,
    occasion: Occasion, total: Money
  ) {
    self.name = name
    self.title = title
    self.requests = requests
    self.answers = answers
    self.occasion = occasion
    self.total = total
  }

  package var day: Day { occasion.paid }

  /// What it comes to in another edition, by that edition's own day; `nil` where one cannot apply for it
  /// then.
  package func quote(
    in edition: Edition, layer: FeeLayer.ID
  ) -> Result<Quote, PricingRefusal>? {
    let requests = requests.compactMap(edition.requestType)
    guard requests.count == self.requests.count else { return nil }
    var occasion = occasion
    occasion.paid = edition.day
    occasion.started = nil
    occasion.received = nil
    occasion.layer = layer
    return Result { () throws(PricingRefusal) in
      try edition.quote(for: requests, answers: answers, occasion)
    }
  }
}
