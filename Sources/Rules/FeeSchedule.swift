/// The fees of an agency: what the rules say, and beside it what the agency is seen to charge.
package struct FeeSchedule: Hashable, Sendable {
  /// The fees by the letter of the rules, which every layer begins from.
  package let fees: [Fee]
  package let layers: [FeeLayer]
  /// The editions of the text the fees rest on, in the order of their first days.
  package let editions: [TextEdition]
  package let refundReasons: [RefundReason]

  package init(
    fees: [Fee], layers: [FeeLayer] = [], editions: [TextEdition] = [],
    refundReasons: [RefundReason] = []
  ) {
    self.fees = fees
    self.layers = layers
    self.editions = editions
    self.refundReasons = refundReasons
  }

  package func fee(_ id: Fee.ID) -> Fee? { fees.first { $0.id == id } }

  package func layer(_ id: FeeLayer.ID) -> FeeLayer? { layers.first { $0.id == id } }

  /// The edition of the text that holds on `day`; `nil` before the first known one.
  package func textEdition(on day: Day) -> TextEdition? { editions.last { $0.from <= day } }

  /// What `layer` says of `fee` for `request` on `day`; `nil` where the letter is all there is.
  package func seen(
    _ fee: Fee.ID, for request: RequestType.ID?, on day: Day, in layer: FeeLayer.ID
  ) -> Fee.Amount? {
    let sightings = self.layer(layer)?.sightings.filter { $0.fee == fee } ?? []
    let closest =
      sightings.first { sighting in request.map(sighting.requests.contains) ?? false }
      ?? sightings.first { $0.requests.isEmpty }
    return closest?.amounts.last { $0.from <= day }
  }
}

/// What an agency is seen to charge where that is not what the letter says, by its own source.
package struct FeeLayer: Hashable, Sendable {
  package typealias ID = Identifier<FeeLayer>

  /// The layer of no sightings: what the rules say.
  package static let letter: ID = "letter"

  package let id: ID
  package let title: Words
  package let sightings: [Sighting]

  package init(id: ID, title: Words, sightings: [Sighting]) {
    self.id = id
    self.title = title
    self.sightings = sightings
  }

  /// What was seen of one fee. The day of an amount is the one it was *seen on*: since when it has been
  /// charged, and until when, a sighting cannot say. The clause is its source.
  package struct Sighting: Hashable, Sendable {
    package let fee: Fee.ID
    /// For these request types only; for all, when empty.
    package let requests: [RequestType.ID]
    package let amounts: [Fee.Amount]

    package init(fee: Fee.ID, requests: [RequestType.ID] = [], amounts: [Fee.Amount]) {
      self.fee = fee
      self.requests = requests
      self.amounts = amounts
    }
  }
}

/// One edition of the text that fees rest on.
package struct TextEdition: Hashable, Sendable {
  package typealias ID = Identifier<TextEdition>

  package let id: ID
  package let title: Words
  package let from: Day
  /// What a person should know about that day, like that it is still to be confirmed.
  package let note: Words?

  package init(id: ID, title: Words, from: Day, note: Words? = nil) {
    self.id = id
    self.title = title
    self.from = from
    self.note = note
  }
}
