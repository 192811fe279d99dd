import Applications
import Rules

extension Agency {
  /// Money as it came, which may be in a currency that is not the agency's, or that nobody here knows.
  package func text(_ money: Money, in code: String) -> String {
    if code == currency.code { return money.text(in: currency) }
    guard let other = Currency(code: code) else { return "\(money.cents) hundredths of \(code)" }
    return "\(code) \(money.plainText(in: other))"
  }
}

extension ReceivedMoney {
  /// What became of it, in a few words.
  package func fate(_ agency: Agency) -> String {
    let (currency, use) = (payment.currency, payment.use)
    var words: [String] =
      switch use {
      case .fee: [acceptance == nil ? "paid this invoice" : "taken for this invoice"]
      case .credit: undecided > .zero ? ["kept as a credit"] : []
      case .held: isUndecided ? ["being looked at by us"] : []
      }
    let ours = Money(cents: min(kept.cents, retained.reduce(0) { $0 + $1.money.cents }))
    if ours > .zero { words.append("\(agency.text(ours, in: currency)) kept by us") }
    let (back, taken) = (returned(byReversal: false), returned(byReversal: true))
    if back > .zero { words.append("\(agency.text(back, in: currency)) sent back") }
    if taken > .zero { words.append("\(agency.text(taken, in: currency)) taken back by the bank") }
    return words.joined(separator: "; ")
  }
}

/// An attempt that is open, as its applicant sees it.
enum OpenPayment: Hashable {
  /// Nothing can have been paid.
  case notBegun
  /// Money may be on its way.
  case awaited
  /// No word came for long.
  case unfinished
  /// The provider is in doubt.
  case checked

  /// `nil` for one that has ended.
  init?(_ record: AttemptRecord, at now: Moment) {
    switch record.state {
    case .opened: self = .notBegun
    case .handedOver: self = record.canBeGivenUp(at: now) ? .unfinished : .awaited
    case .unknown: self = .checked
    case .paid, .held, .ended: return nil
    }
  }

  /// How it stands, beside its name.
  var words: String {
    switch self {
    case .notBegun: "not finished, nothing was paid"
    case .awaited: "not confirmed yet"
    case .unfinished: "unfinished, no word of money has reached us"
    case .checked: "being checked"
    }
  }

  /// In a sentence whether money has moved, and what not to do.
  var sentence: String {
    switch self {
    case .notBegun:
      "You began a payment, and have not gone to the payment page yet. Nothing has been paid."
    case .awaited:
      "You began a payment, and no word of any money has reached us yet. If you have paid, do not pay a second "
        + "time."
    case .unfinished:
      "You went to the payment page, and no word of any money has reached us since. If you have paid, do not "
        + "pay a second time, but ask us."
    case .checked:
      "We are checking your payment: the payment service does not know yet whether it has gone through. Do not "
        + "pay a second time."
    }
  }
}

extension Overview {
  /// The open attempt as its applicant sees it; `nil` when there is none.
  var openPayment: OpenPayment? {
    application.openAttempt.flatMap { OpenPayment($0, at: now) }
  }

  /// The name of whoever has opened it for the applicant; `nil` where that was the applicant.
  var openPaymentsPayer: String? {
    application.openAttempt?.payer.map { application.payers[$0]?.request.name ?? "Somebody else" }
  }

  /// In a sentence for the applicant whether money has moved, and what not to do; `nil` when none is open.
  var openPaymentSentence: String? {
    guard let payer = openPaymentsPayer else { return openPayment?.sentence }
    switch openPayment {
    case .notBegun:
      return
        "\(payer), whom you asked to pay, began a payment, and has not gone to the payment page yet. Nothing "
        + "has been paid."
    case .awaited, .unfinished:
      return
        "\(payer), whom you asked to pay, went to the payment page, and no word of any money has reached us "
        + "yet. Do not pay a second time before you have asked them."
    case .checked, nil: return openPayment?.sentence
    }
  }
}
