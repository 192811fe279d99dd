import Rules

extension Application {
  /// The request to somebody else to pay by which it is locked: its time is not over, and nobody has ended it.
  package func askedPayer(at moment: Moment) -> PayerRecord? {
    guard let record = unendedPayer, moment < record.request.until else { return nil }
    return record
  }

  /// The same, also when its time is over and nobody was told that yet.
  package var unendedPayer: PayerRecord? {
    submittedAt == nil && cancelledAt == nil ? payers.unended : nil
  }

  /// From when on it can ask somebody else to pay; `nil` where it has asked too often. A moment that has passed
  /// means now.
  package func canAskPayerFrom(_ moment: Moment) -> Moment? { payers.canAskFrom(moment) }

  /// Whether the time of a request is over, and its applicant has to be told. While a payment is under way nobody is.
  package func hasExpiredPayer(at moment: Moment) -> Bool {
    guard let record = unendedPayer else { return false }
    return moment >= record.request.until && awaitedAttempt(at: moment) == nil
      && heldAttempt == nil
  }

  /// What can be done with a link that was mailed to a payer. `nil` for one that this application does not know.
  package func fate(ofLink link: String, of request: String, at moment: Moment) -> PayerLinkFate? {
    guard let record = payers[request], record.links.contains(link) else { return nil }
    if submittedAt != nil {
      return payment?.payer == request ? .paidByIt : .settled
    }
    if cancelledAt != nil { return .settled }
    switch record.state {
    case .declined: return .declined
    case .takenBack: return .takenBack
    case .expired: return .expired
    case .asked: break
    }
    if record.links.newest.link != link { return .replaced }
    // Who began in time may finish.
    if moment < record.request.until || awaitedAttempt(at: moment)?.payer == request {
      return .live
    }
    return .expired
  }
}

package enum PayerLinkFate: Hashable, Sendable {
  /// One can pay, go on paying, or decline.
  case live
  /// It was paid through this very request.
  case paidByIt
  /// Nothing is left to pay: it was paid in another way, or has ended.
  case settled
  case declined
  case takenBack
  case expired
  /// A newer link was sent.
  case replaced
}
