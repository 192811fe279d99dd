import Files
import Payments
import Rules

/// One way to pay, as the settings list them.
package struct PaymentWay: Hashable, Sendable {
  /// Stands in addresses and journals. The kind's, where the settings give no other.
  package var name: String
  package var kind: Kind
  /// Files with the provider's keys, from the installation's folder: the first signs, all are accepted.
  package var keyFiles: [String]
  /// Takes no new attempts. What it says about earlier ones still counts.
  package var isRetired = false

  package enum Kind: Hashable, Sendable {
    case simulator
    case secureAcceptance(SecureAcceptanceProvider.Account)
    /// `referenceKeyFiles`: ours, by which a reference is known to be ours.
    case stripeLink(StripeLinkProvider.Links, referenceKeyFiles: [String])
    case exec(OutsideProgram, description: String, days: Int)
    /// `instructions`: a file of Markdown, from the installation's folder.
    case manual(instructions: String, days: Int)

    package var name: String {
      switch self {
      case .simulator: SimulatorProvider.kind
      case .secureAcceptance: SecureAcceptanceProvider.kind
      case .stripeLink: StripeLinkProvider.kind
      case .exec: ExecProvider.kind
      case .manual: ManualProvider.kind
      }
    }
  }

  package init(_ kind: Kind, name: String? = nil, keyFiles: [String] = []) {
    self.name = name ?? kind.name
    self.kind = kind
    self.keyFiles = keyFiles
  }

  /// The pretend provider of a demonstration.
  package static func simulator(keyFiles: [String] = ["keys/simulator"]) -> PaymentWay {
    PaymentWay(.simulator, keyFiles: keyFiles)
  }

  /// Whether a new attempt at this total may go there.
  package func canTake(_ money: Money, in currency: Currency) -> Bool {
    guard !isRetired else { return false }
    return switch kind {
    case .stripeLink(let links, _): links.canTake(money, in: currency)
    case .simulator, .secureAcceptance, .exec, .manual: true
    }
  }
}
