import Rules

/// A payment provider: where an applicant is sent to pay, and how what comes back is judged.
///
/// Card data never touches Docket.
package protocol Provider: Sendable {
  /// The name it has in the settings; it stands in addresses and journals.
  var name: String { get }

  /// For so many seconds after an attempt was opened its word may still come. Money that comes later is
  /// money, but the application may have expired meanwhile.
  var window: Int { get }

  /// Whether an order of this much can be placed with it.
  func canTake(_ money: Money, in currency: Currency) -> Bool

  /// How an applicant gets to the provider with `order`. Asking twice places no second order.
  func start(_ order: Order, at now: Moment) throws(ProviderFailure) -> WayToPay

  /// What a notification says, decided by its signed part alone. Says nothing about whether the
  /// attempt exists or the amount is the one that was asked: the caller compares.
  func judge(_ notification: Notification, at now: Moment) -> Verdict

  /// Asks the provider itself what became of an order; `nil` where it cannot be asked.
  func ask(about order: Order, at now: Moment) throws(ProviderFailure) -> Verdict?
}

extension Provider {
  package func canTake(_ money: Money, in currency: Currency) -> Bool { true }

  package func ask(about order: Order, at now: Moment) throws(ProviderFailure) -> Verdict? { nil }
}

/// The provider could not be reached, or did not answer as it must. Nothing is known, so nothing changes.
package struct ProviderFailure: Error, Hashable, Sendable {
  /// For the log and for staff: never a key, never a name of an applicant.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}

/// How an applicant gets to a provider.
package enum WayToPay: Hashable, Sendable {
  /// A form that goes there when its button is pressed.
  case form(HandOver)
  /// A complete address to follow.
  case link(String)
  /// Paid in another way, with the attempt's reference written on it; the words are the settings' own.
  case instructions(String)
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
  /// The body, byte for byte.
  package let body: [UInt8]
  /// Form fields in the order they came, where the body was a form.
  package let fields: [HandOver.Field]
  /// The header that has the signature, where the provider signs in one.
  package let signature: String?

  package init(body: [UInt8] = [], fields: [HandOver.Field] = [], signature: String? = nil) {
    self.body = body
    self.fields = fields
    self.signature = signature
  }
}

/// What a notification means.
package enum Verdict: Hashable, Sendable {
  /// Not from the provider, or not whole: change nothing, keep it for staff.
  case refused(Fault)
  /// Genuine, and about nothing that Docket keeps.
  case irrelevant
  case says(Report)

  package enum Fault: String, Hashable, Sendable {
    case noSignature = "no signature"
    case wrongSignature = "wrong signature"
    /// A fact that decides is outside the signed part.
    case unsignedField = "a deciding field is not signed"
    case anotherAccount = "signed for another account"
    /// A test payment where live ones are taken, or the other way round.
    case anotherMode = "signed in another mode"
    /// Too old, or from the future.
    case outOfTime = "signed at another time"
    case unreadable = "a field cannot be read"
  }
}

/// What a provider says about one attempt.
package struct Report: Hashable, Sendable {
  /// The attempt's; `nil` where the provider names none that could be ours: then nobody knows whom the money
  /// is for, and staff has to find out.
  package let reference: String?
  /// The provider's own number of the payment; empty where there is none yet.
  package let transaction: String
  package let what: What

  package init(reference: String?, transaction: String, _ what: What) {
    self.reference = reference
    self.transaction = transaction
    self.what = what
  }

  package enum What: Hashable, Sendable {
    /// `currency`: as the provider writes it, in capitals.
    case paid(Money, currency: String)
    case declined
    case cancelled
    /// The provider does not know yet.
    case undecided
    /// The provider has sent money back, because we asked for it: all that has gone back of this transaction so
    /// far, so that the same word twice changes nothing.
    case refunded(Money, currency: String)
    /// Money was taken back from us, by the bank or in a dispute: likewise all so far.
    case reversed(Money, currency: String)
  }
}
