import JSON
import Rules
import Signing

/// Stripe Payment Links: one page of Stripe's for each total, and signed events of their server.
///
/// What stands in the link is not signed, so our reference carries a short proof of ours. The browser's way
/// back says nothing.
package struct StripeLinkProvider: Provider {
  package static let kind = "stripe-link"

  package let name: String
  private let links: Links
  /// What Stripe signs its events with; any of them is accepted.
  private let secrets: [[UInt8]]
  /// Ours, for references. The first is used; any of them is accepted.
  private let keys: [[UInt8]]

  /// What an account of Stripe's offers us.
  package struct Links: Hashable, Sendable {
    /// By the total, like `85.00`.
    package let totals: [String: PaymentLink]
    /// The ISO 4217 code of all of them.
    package let currency: String
    /// Whether they belong to Stripe's test mode.
    package let isTest: Bool

    package init(totals: [String: PaymentLink], currency: String, isTest: Bool) {
      self.totals = totals
      self.currency = currency
      self.isTest = isTest
    }
  }

  package struct PaymentLink: Hashable, Sendable {
    /// Where people pay: `https://buy.stripe.com/…`.
    package let address: String
    /// What Stripe's events call it: `plink_…`.
    package let id: String

    package init(address: String, id: String) {
      self.address = address
      self.id = id
    }
  }

  /// The secrets are `whsec_…`, whole. Neither they nor the keys may be none.
  package init(
    name: String = Self.kind, links: Links, secrets: [[UInt8]], keys: [[UInt8]]
  ) {
    precondition(!secrets.isEmpty && !keys.isEmpty, "a provider needs keys")
    self.name = name
    self.links = links
    self.secrets = secrets
    self.keys = keys
  }

  /// Stripe sends an event again for three days; bank transfers may take longer, and then are a credit.
  package var window: Int { 3 * 86_400 }

  package func canTake(_ money: Money, in currency: Currency) -> Bool {
    links.canTake(money, in: currency)
  }

  package func start(_ order: Order, at now: Moment) throws(ProviderFailure) -> WayToPay {
    guard order.currency.code == links.currency,
      let link = links.totals[order.money.plainText(in: order.currency)]
    else { throw ProviderFailure(reason: "there is no payment link for this total any more") }
    let separator = link.address.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
    let id = clientReference(order.reference)
    return .link("\(link.address)\(separator)client_reference_id=\(id)")
  }

  package func judge(_ notification: Notification, at now: Moment) -> Verdict {
    guard let header = notification.signature, let signature = StripeSignature(header) else {
      return .refused(.noSignature)
    }
    if let fault = signature.fault(of: notification.body, signedBy: secrets, at: now) {
      return .refused(fault)
    }
    guard let event = try? JSONNode(strict: notification.body), let type = event["type"]?.string,
      let isLive = event["livemode"]?.bool, let object = event["data"]?["object"]
    else { return .refused(.unreadable) }
    guard isLive != links.isTest else { return .refused(.anotherMode) }
    switch type {
    case "checkout.session.completed", "checkout.session.async_payment_succeeded",
      "checkout.session.async_payment_failed":
      return judge(session: object, hasFailed: type.hasSuffix("failed"))
    case "charge.refunded":
      return judge(object, "amount_refunded") { .refunded($0, currency: $1) }
    case "charge.dispute.created":
      return judge(object, "amount") { .reversed($0, currency: $1) }
    default: return .irrelevant
    }
  }

  private func judge(session: JSONNode, hasFailed: Bool) -> Verdict {
    let given = session["client_reference_id"]?.string.flatMap(reference(of:))
    let isOurLink = session["payment_link"]?.string.map { id in
      links.totals.values.contains { $0.id == id }
    }
    // The account may sell other things too.
    if given == nil, isOurLink != true { return .irrelevant }
    // A link that is not ours may be for anything: whom its money is for, staff finds out.
    let reference = isOurLink == true ? given : nil
    guard let session = CheckoutSession(session) else { return .refused(.unreadable) }
    let what: Report.What =
      switch session.status {
      case _ where hasFailed: .declined
      case "paid", "no_payment_required": .paid(session.money, currency: session.currency)
      default: .undecided
      }
    return .says(Report(reference: reference, transaction: session.transaction, what))
  }

  /// Money that went back. The charge has no reference of ours, only the number of the payment.
  private func judge(
    _ charge: JSONNode, _ amount: String, _ what: (Money, String) -> Report.What
  ) -> Verdict {
    guard let transaction = charge["payment_intent"]?.string, !transaction.isEmpty,
      let cents = charge[amount]?.integer, cents >= 0, let currency = charge["currency"]?.string
    else { return .irrelevant }
    return .says(
      Report(
        reference: nil, transaction: transaction,
        what(Money(cents: cents), currency.uppercased())))
  }
}

extension StripeLinkProvider.Links {
  /// For these two Stripe counts other minor units than ISO 4217.
  private static let otherUnits = ["ISK", "UGX"]

  package func canTake(_ money: Money, in currency: Currency) -> Bool {
    currency.code == self.currency && !Self.otherUnits.contains(currency.code)
      && totals[money.plainText(in: currency)] != nil
  }
}

/// What an event says about one visit to Stripe's page.
private struct CheckoutSession {
  let transaction: String
  let status: String
  let money: Money
  let currency: String

  init?(_ node: JSONNode) {
    guard let id = node["id"]?.string, !id.isEmpty, let status = node["payment_status"]?.string,
      let cents = node["amount_total"]?.integer, cents >= 0,
      let currency = node["currency"]?.string
    else { return nil }
    // Refunds and disputes name the payment, not the visit.
    transaction = node["payment_intent"]?.string ?? id
    self.status = status
    money = Money(cents: cents)
    self.currency = currency.uppercased()
  }
}

// Our reference, a hyphen, and 16 hexadecimal digits by which it is known to be ours. Stripe drops an id with
// anything but letters, digits, - and _, or with more than 200 of them, and takes the money all the same.
extension StripeLinkProvider {
  package func clientReference(_ reference: String) -> String {
    "\(reference)-\(Self.proof(of: reference, keys[0]))"
  }

  /// `nil` unless it is one that we have made.
  package func reference(of id: String) -> String? {
    let bytes = id.utf8
    guard let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")) else { return nil }
    let reference = String(Substring(bytes[..<hyphen]))
    let proof = String(Substring(bytes[hyphen...].dropFirst()))
    var isOurs = false
    for key in keys where areEqualInConstantTime(Self.proof(of: reference, key), proof) {
      isOurs = true
    }
    return isOurs ? reference : nil
  }

  private static func proof(of reference: String, _ key: [UInt8]) -> String {
    hex(hmacSHA256(Array("client_reference_id \(reference)".utf8), key: key).bytes.prefix(8))
  }
}
