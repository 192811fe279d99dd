import Rules

/// A payment provider: where an applicant is sent to pay, and how what comes back is judged.
///
/// Card data never touches Docket. Nothing here reaches out over the network.
package protocol Provider: Sendable {
  /// The name it has in the settings; it stands in addresses and journals.
  var name: String { get }

  /// The form that takes an applicant to the provider with `order`.
  func handOver(_ order: Order, at now: Moment) -> HandOver

  /// What a notification says, decided by its signed part alone. Says nothing about whether the
  /// attempt exists or the amount is the one that was asked: the caller compares.
  func judge(_ notification: Notification) -> Verdict
}

/// What the applicant is to pay.
package struct Order: Hashable, Sendable {
  /// The attempt's reference.
  package let reference: String
  package let money: Money
  package let currency: Currency
  /// The absolute address the provider sends the browser back to.
  package let returnAddress: String
  /// The absolute address the provider notifies.
  package let notifyAddress: String

  package init(
    reference: String, money: Money, currency: Currency, returnAddress: String,
    notifyAddress: String
  ) {
    self.reference = reference
    self.money = money
    self.currency = currency
    self.returnAddress = returnAddress
    self.notifyAddress = notifyAddress
  }
}

/// A form on a page of ours that goes to the provider when its button is pressed.
package struct HandOver: Hashable, Sendable {
  /// The absolute address of the provider's page, or one relative to our programs.
  package let action: String
  /// Hidden fields in this order.
  package let fields: [Field]

  package init(action: String, fields: [Field]) {
    self.action = action
    self.fields = fields
  }

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }
}

/// What came back from a provider, by the browser or by its server.
package struct Notification: Sendable {
  /// Form fields in the order they came, where the body was a form.
  package let fields: [HandOver.Field]

  package init(fields: [HandOver.Field]) { self.fields = fields }
}

/// What a notification means.
package enum Verdict: Hashable, Sendable {
  /// Not from the provider, or not whole: change nothing, keep it for staff.
  case refused(Fault)
  case paid(reference: String, transaction: String, money: Money, currency: String)
  case declined(reference: String)
  case cancelled(reference: String)
  /// The provider does not know yet.
  case undecided(reference: String)

  package enum Fault: String, Hashable, Sendable {
    case noSignature = "no signature"
    case wrongSignature = "wrong signature"
    /// A fact that decides is outside the signed part.
    case unsignedField = "a deciding field is not signed"
    case anotherAccount = "signed for another account"
    case unreadable = "a field cannot be read"
  }
}
