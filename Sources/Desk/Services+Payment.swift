import Files
import Payments
import Signing

extension Services {
  /// The names that the settings may give to `paymentProvider`.
  static let providers = [SimulatorProvider.configuredName]

  /// The provider that new attempts go to; `nil` while none is configured.
  func provider() throws -> (any Provider)? {
    try settings.paymentProvider.flatMap { try provider(named: $0) }
  }

  /// The provider of that name; `nil` when it is not configured here.
  func provider(named name: String) throws -> (any Provider)? {
    guard name == settings.paymentProvider else { return nil }
    switch name {
    case SimulatorProvider.configuredName:
      return SimulatorProvider(
        keys: try paymentKeys(), action: address(ofProgram: "simulator"))
    default: return nil
    }
  }

  /// The provider's keys, the one that signs first. They lie in files, never in the environment.
  func paymentKeys() throws -> [[UInt8]] {
    let keys = try settings.paymentKeyFiles.map { name throws(Settings.Fault) in
      let path = name.hasPrefix("/") ? name : installation.folder + "/" + name
      guard let bytes = contents(ofFile: path) else {
        throw Settings.Fault(description: "a file of 'paymentKeyFiles' cannot be read")
      }
      let key = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      guard key.count >= 16 else {
        throw Settings.Fault(description: "a payment key is shorter than 16 bytes")
      }
      return Array(key)
    }
    guard !keys.isEmpty else {
      throw Settings.Fault(description: "'paymentKeyFiles' names no key")
    }
    return keys
  }
}

extension RandomSource {
  /// 26 small letters and digits without look-alikes, more than 120 bits: for keys of forms, for names,
  /// and for the references of attempts.
  func word() -> String {
    let alphabet = Array("23456789bcdfghjkmnpqrtvwxyz".utf8)
    return String(
      decoding: bytes(26).map { alphabet[Int($0) % alphabet.count] }, as: UTF8.self)
  }
}
