import Applications
import Files
import JSON
import Payments
import Rules

// The setting 'payment': a list of ways to pay, the preferred one first.

extension SettingsReader {
  mutating func paymentWays() throws(Settings.Fault) -> [PaymentWay] {
    var ways: [PaymentWay] = []
    for (index, members) in try objects("payment").enumerated() {
      var reader = SettingsReader(members: members, place: "'payment', item \(index + 1): ")
      let way = try reader.paymentWay()
      guard !ways.contains(where: { $0.name == way.name }) else {
        throw reader.fault(
          "the name '\(way.name)' is taken: give one of the two a \"name\" of its own, and the provider "
            + "the addresses with that name")
      }
      ways.append(way)
    }
    return ways
  }

  private mutating func paymentWay() throws(Settings.Fault) -> PaymentWay {
    guard let provider = try text("provider") else {
      throw fault("'provider' is needed: \(Self.providers)")
    }
    let kind: PaymentWay.Kind
    switch provider {
    case SimulatorProvider.kind: kind = .simulator
    case SecureAcceptanceProvider.kind: kind = .secureAcceptance(try secureAcceptance())
    case StripeLinkProvider.kind: kind = try stripeLink()
    case ExecProvider.kind: kind = try exec()
    case ManualProvider.kind: kind = try manual()
    default:
      throw fault("there is no payment provider '\(provider)', only \(Self.providers)")
    }
    var way = PaymentWay(kind, name: try text("name"), keyFiles: try texts("keyFiles"))
    guard isPlainWord(way.name, atMost: 40) else {
      throw fault("'name' is made of small letters, digits and -, no more than 40")
    }
    if kind.signs, way.keyFiles.isEmpty {
      throw fault("'keyFiles' is needed: files with the provider's keys, like [\"keys/payment\"]")
    }
    way.isRetired = try truth("retired") ?? false
    if let unread { throw fault("there is no setting '\(unread)' for \(provider)") }
    return way
  }

  private static let providers = "secure-acceptance, stripe-link, exec, manual and simulator"

  private mutating func secureAcceptance() throws(Settings.Fault)
    -> SecureAcceptanceProvider
    .Account
  {
    let action = try needed(
      "address",
      "like https://testsecureacceptance.cybersource.com/pay: the one for tests, or for live")
    guard isSecureAddress(action) else { throw fault("'address' must begin with https://") }
    let accessKey = try needed("accessKey", "the access key of the profile")
    let profile = try needed("profile", "the profile's id")
    let locale = try text("locale") ?? "en-us"
    for (name, value) in [("accessKey", accessKey), ("profile", profile), ("locale", locale)] {
      // Commas join what is signed.
      guard value.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }) else {
        throw fault("'\(name)' is made of letters, digits and -: copy it from the profile")
      }
    }
    return SecureAcceptanceProvider.Account(
      action: action, accessKey: accessKey, profile: profile, locale: locale,
      namesAddresses: try truth("namesAddresses") ?? false)
  }

  private mutating func stripeLink() throws(Settings.Fault) -> PaymentWay.Kind {
    let code = try needed("currency", "that of the payment links, like USD")
    guard let currency = Currency(code: code) else {
      throw fault("'currency' is three capital letters, like USD")
    }
    let isTest = try truth("test") ?? false
    guard let members = try object("links"), !members.isEmpty else {
      throw fault(
        "'links' is needed: for each total its payment link, like { \"20.00\": { \"link\": "
          + "\"https://buy.stripe.com/…\", \"id\": \"plink_…\" } }")
    }
    var totals: [String: StripeLinkProvider.PaymentLink] = [:]
    for member in members {
      guard let total = Money(member.name, in: currency), total > .zero,
        total.plainText(in: currency) == member.name
      else {
        throw fault(
          "'links': '\(member.name)' is no total: write it with all its digits and no sign, like "
            + Money(cents: 2000).plainText(in: currency))
      }
      let link = try paymentLink(member, isTest: isTest)
      if totals.values.contains(where: { $0.id == link.id || $0.address == link.address }) {
        throw fault("'links': two totals have the same payment link: each needs one of its own")
      }
      totals[member.name] = link
    }
    let files = try texts("referenceKeyFiles")
    guard !files.isEmpty else {
      throw fault(
        "'referenceKeyFiles' is needed: files with a long random text of your own, by which references "
          + "are known to be ours")
    }
    return .stripeLink(
      StripeLinkProvider.Links(totals: totals, currency: code, isTest: isTest),
      referenceKeyFiles: files)
  }

  private func paymentLink(
    _ member: JSONMember, isTest: Bool
  ) throws(Settings.Fault) -> StripeLinkProvider.PaymentLink {
    var reader = SettingsReader(
      members: member.node.members ?? [], place: place + "'links', '\(member.name)': ")
    let address = try reader.needed("link", "the payment link, like https://buy.stripe.com/…")
    let id = try reader.needed("id", "the id of the payment link, like plink_…")
    if let unread = reader.unread { throw reader.fault("there is no setting '\(unread)' here") }
    guard isSecureAddress(address), !address.utf8.contains(UInt8(ascii: "#")) else {
      throw reader.fault("'link' must begin with https://, and have no #")
    }
    guard id.hasPrefix("plink_"), id.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == 0x5F }) else {
      throw reader.fault("'id' begins with plink_: Stripe's page of the payment link shows it")
    }
    if address.hasPrefix("https://buy.stripe.com/"),
      address.hasPrefix("https://buy.stripe.com/test_") != isTest
    {
      throw reader.fault(
        isTest
          ? "'link' is a live one, and \"test\" is true"
          : "'link' is one of the test mode: take the live one, or set \"test\": true")
    }
    return StripeLinkProvider.PaymentLink(address: address, id: id)
  }

  private mutating func exec() throws(Settings.Fault) -> PaymentWay.Kind {
    let words = try texts("command")
    guard let path = words.first,
      let program = OutsideProgram(path: path, arguments: Array(words.dropFirst()))
    else {
      throw fault(
        "'command' is needed: a list of a whole path and its arguments, like [\"/srv/docket/bin/portal\"]"
      )
    }
    return .exec(
      program, description: try text("description") ?? "",
      days: try number("days", in: 1...90) ?? 3)
  }

  private mutating func manual() throws(Settings.Fault) -> PaymentWay.Kind {
    let file = try needed(
      "instructions", "a file that says how to pay, in Markdown, like payment.md")
    return .manual(instructions: file, days: try number("days", in: 1...365) ?? 30)
  }

  private mutating func needed(
    _ name: String, _ what: String
  ) throws(Settings.Fault) -> String {
    guard let text = try text(name) else { throw fault("'\(name)' is needed: \(what)") }
    return text
  }
}

extension PaymentWay.Kind {
  /// Whether it cannot do without keys.
  fileprivate var signs: Bool {
    switch self {
    case .simulator, .secureAcceptance, .stripeLink: true
    case .exec, .manual: false
    }
  }
}

private func isSecureAddress(_ text: String) -> Bool {
  text.hasPrefix("https://") && text.utf8.count > 8
    && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"\\<>".utf8.contains($0) }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
