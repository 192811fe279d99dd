import Rules
import Signing

/// CyberSource's Secure Acceptance Hosted Checkout, which others sell under names of their own: a signed form
/// out by the browser, signed fields back by the browser and by the provider's server.
///
/// Whether money moves is decided by the address: the provider has one for tests and one for live payments.
package struct SecureAcceptanceProvider: Provider {
  package static let kind = "secure-acceptance"

  package let name: String
  private let account: Account
  /// The first signs; any of them is accepted.
  private let keys: [[UInt8]]

  /// What the provider calls a profile, and where its page is.
  package struct Account: Hashable, Sendable {
    package let action: String
    package let accessKey: String
    package let profile: String
    /// The language of the provider's page, like `en-us`.
    package let locale: String
    /// Whether the form names our own addresses: only where the profile allows it. Else they are set there.
    package let namesAddresses: Bool

    package init(
      action: String, accessKey: String, profile: String, locale: String = "en-us",
      namesAddresses: Bool = false
    ) {
      self.action = action
      self.accessKey = accessKey
      self.profile = profile
      self.locale = locale
      self.namesAddresses = namesAddresses
    }
  }

  /// The keys are the profile's secret keys as the provider shows them; there must be one.
  package init(name: String = Self.kind, account: Account, keys: [[UInt8]]) {
    precondition(!keys.isEmpty, "a provider needs a key to sign with")
    self.name = name
    self.account = account
    self.keys = keys
  }

  /// Three days: for banks that hold a payment back to look at it.
  package var window: Int { 3 * 86_400 }

  package func start(_ order: Order, at now: Moment) -> WayToPay {
    let addresses =
      account.namesAddresses
      ? [
        HandOver.Field("override_custom_receipt_page", order.returnAddress),
        HandOver.Field("override_custom_cancel_page", order.returnAddress),
        HandOver.Field("override_backoffice_post_url", order.notifyAddress),
      ] : []
    // The order is the provider's own, and part of what is signed.
    let head = [
      HandOver.Field("access_key", account.accessKey),
      HandOver.Field("profile_id", account.profile),
      HandOver.Field("transaction_uuid", Self.transactionID(of: order.reference)),
    ]
    let rest =
      [
        HandOver.Field("unsigned_field_names", ""),
        // Whole seconds: yyyy-MM-dd'T'HH:mm:ss'Z'.
        HandOver.Field("signed_date_time", String(now.description.prefix(19)) + "Z"),
        HandOver.Field("locale", account.locale), HandOver.Field("transaction_type", "sale"),
        HandOver.Field("reference_number", order.reference),
        HandOver.Field("amount", order.money.plainText(in: order.currency)),
        HandOver.Field("currency", order.currency.code),
      ] + addresses
    let names = (head.map(\.name) + ["signed_field_names"] + rest.map(\.name))
      .joined(separator: ",")
    let fields = head + [HandOver.Field("signed_field_names", names)] + rest
    let signature = SignedFields.signature(of: fields, with: keys[0])
    return .form(
      HandOver(action: account.action, fields: fields + [HandOver.Field("signature", signature)]))
  }

  /// New for each attempt, and the same whenever that is handed over again: by this the provider takes one
  /// order once. 32 hexadecimal digits.
  package static func transactionID(of reference: String) -> String {
    hex(SHA256.digest(of: Array("transaction of \(reference)".utf8)).bytes.prefix(16))
  }

  package func judge(_ notification: Notification, at now: Moment) -> Verdict {
    switch SignedFields(notification.fields).verified(by: keys) {
    case .failure(.noSignature): .refused(.noSignature)
    case .failure(.wrongSignature): .refused(.wrongSignature)
    case .success(let signed): judge(signed, hasUnsignedAmount: hasUnsigned(notification, signed))
    }
  }

  /// Whether the sum that was taken came outside the signed part.
  private func hasUnsigned(_ notification: Notification, _ signed: SignedFields) -> Bool {
    signed["auth_amount"] == nil && notification.fields.contains { $0.name == "auth_amount" }
  }

  private func judge(_ signed: SignedFields, hasUnsignedAmount: Bool) -> Verdict {
    guard let decision = signed["decision"], let accessKey = signed["req_access_key"],
      let profile = signed["req_profile_id"], let reference = signed["req_reference_number"],
      let transactionID = signed["req_transaction_uuid"], let asked = signed["req_amount"],
      let code = signed["req_currency"], !hasUnsignedAmount
    else { return .refused(.unsignedField) }
    guard areEqualInConstantTime(accessKey, account.accessKey),
      areEqualInConstantTime(profile, account.profile)
    else { return .refused(.anotherAccount) }
    // The same key may sign for another shop: what names no attempt of ours is for staff to find out.
    let own = areEqualInConstantTime(transactionID, Self.transactionID(of: reference))
    func says(_ what: Report.What, _ transaction: String) -> Verdict {
      .says(Report(reference: own ? reference : nil, transaction: transaction, what))
    }
    switch decision {
    case "CANCEL": return says(.cancelled, signed["transaction_id"] ?? "")
    case "DECLINE", "ERROR": return says(.declined, signed["transaction_id"] ?? "")
    default: break
    }
    guard let reason = signed["reason_code"], let transaction = signed["transaction_id"],
      !transaction.isEmpty
    else { return .refused(.unsignedField) }
    // 100: all of it; 110: only a part, which the caller finds too little.
    guard decision == "ACCEPT" && reason == "100" || reason == "110" else {
      return says(.undecided, transaction)
    }
    guard let currency = Currency(code: code), Money(asked, in: currency) != nil,
      let taken = Money(signed["auth_amount"] ?? asked, in: currency),
      reason == "100" || signed["auth_amount"] != nil
    else { return .refused(.unreadable) }
    // Where the two differ, what was taken is what came.
    return says(.paid(taken, currency: code), transaction)
  }
}
