import Rules
import Signing

/// The pretend payment provider of a demonstration. It signs both ways like a real hosted page, and no
/// money moves.
package struct SimulatorProvider: Provider {
  package static let kind = "simulator"

  package let name: String
  /// The first signs; any of them is accepted.
  private let keys: [[UInt8]]
  private let action: String

  /// The keys, of which there must be one, are shared by the hand-over and the simulator's own page, whose
  /// address is `action`.
  package init(name: String = Self.kind, keys: [[UInt8]], action: String) {
    precondition(!keys.isEmpty, "a provider needs a key to sign with")
    self.name = name
    self.keys = keys
    self.action = action
  }

  /// Three days, as with providers whose servers send again that long.
  package var window: Int { 3 * 86_400 }

  package func start(_ order: Order, at now: Moment) -> WayToPay {
    let fields = SignedFields([
      HandOver.Field("reference", order.reference),
      HandOver.Field("amount", order.money.plainText(in: order.currency)),
      HandOver.Field("currency", order.currency.code),
      HandOver.Field("signed_at", now.description),
      HandOver.Field("return_address", order.returnAddress),
      HandOver.Field("notify_address", order.notifyAddress),
    ])
    return .form(HandOver(action: action, fields: fields.signed(with: keys[0]).fields))
  }

  package func judge(_ notification: Notification, at now: Moment) -> Verdict {
    let signed: SignedFields
    switch SignedFields(notification.fields).verified(by: keys) {
    case .failure(.noSignature): return .refused(.noSignature)
    case .failure(.wrongSignature): return .refused(.wrongSignature)
    case .success(let fields): signed = fields
    }
    guard let decision = signed["decision"], let reference = signed["reference"],
      let transaction = signed["transaction"], let amount = signed["amount"],
      let code = signed["currency"]
    else { return .refused(.unsignedField) }
    guard let currency = Currency(code: code), let money = Money(amount, in: currency) else {
      return .refused(.unreadable)
    }
    let what: Report.What =
      switch decision {
      case "paid": .paid(money, currency: code)
      case "declined": .declined
      case "cancelled": .cancelled
      case "refunded": .refunded(money, currency: code)
      case "reversed": .reversed(money, currency: code)
      default: .undecided
      }
    return .says(Report(reference: reference, transaction: transaction, what))
  }
}

/// The simulator's own side: what it was asked, and what it answers.
package struct SimulatedOrder: Hashable, Sendable {
  package let reference: String
  package let amount: String
  package let currency: String
  package let returnAddress: String
  package let notifyAddress: String

  /// `nil` when the fields are not signed by one of `keys`: a hosted page refuses those.
  package init?(_ fields: [HandOver.Field], keys: [[UInt8]]) {
    guard case .success(let signed) = SignedFields(fields).verified(by: keys),
      let reference = signed["reference"], let amount = signed["amount"],
      let currency = signed["currency"], let returnAddress = signed["return_address"],
      let notifyAddress = signed["notify_address"]
    else { return nil }
    self.reference = reference
    self.amount = amount
    self.currency = currency
    self.returnAddress = returnAddress
    self.notifyAddress = notifyAddress
  }

  /// A signed notification that says `decision` about this order, or about half of its amount.
  package func notification(
    _ decision: String, transaction: String, key: [UInt8], isHalf: Bool = false
  ) -> [HandOver.Field] {
    let half = Currency(code: currency).flatMap { currency in
      Money(amount, in: currency).map { Money(cents: $0.cents / 2).plainText(in: currency) }
    }
    return SignedFields([
      HandOver.Field("decision", decision),
      HandOver.Field("reference", reference),
      HandOver.Field("transaction", transaction),
      HandOver.Field("amount", isHalf ? half ?? amount : amount),
      HandOver.Field("currency", currency),
    ]).signed(with: key).fields
  }
}
