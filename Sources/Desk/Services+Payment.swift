import Applications
import Files
import Glibc
import Payments
import Rules
import Signing
import Store

extension Services {
  /// The way to pay that a new attempt at this total goes to: the first that can take it.
  func wayToPay(_ money: Money, in currency: Currency) -> PaymentWay? {
    settings.payment.first { $0.canTake(money, in: currency) }
  }

  /// The provider of that name, retired ones too; `nil` when it is not configured here.
  package func provider(named name: String) throws -> (any Provider)? {
    guard let way = settings.payment.first(where: { $0.name == name }) else { return nil }
    return try provider(way)
  }

  /// What the provider is told about an attempt; `nil` where the attempt's currency is none.
  package func order(for attempt: Attempt) -> Order? {
    Currency(code: attempt.currency).map { currency in
      Order(
        reference: attempt.reference, money: attempt.quote.total, currency: currency,
        returnAddress: address(ofProgram: "payment/return/\(attempt.provider)"),
        notifyAddress: address(ofProgram: "payment/notify/\(attempt.provider)"))
    }
  }

  func provider(_ way: PaymentWay) throws -> any Provider {
    switch way.kind {
    case .simulator:
      SimulatorProvider(
        name: way.name, keys: try keys(in: way.keyFiles), action: address(ofProgram: "simulator"))
    case .secureAcceptance(let account):
      SecureAcceptanceProvider(name: way.name, account: account, keys: try keys(in: way.keyFiles))
    case .stripeLink(let links, let referenceKeyFiles):
      StripeLinkProvider(
        name: way.name, links: links, secrets: try keys(in: way.keyFiles),
        keys: try keys(in: referenceKeyFiles))
    case .exec(let program, let description, let days):
      ExecProvider(
        name: way.name, description: description, keyFiles: way.keyFiles.map(path(ofFile:)),
        folder: installation.payment, days: days
      ) { input throws(ProviderFailure) in
        try answer(of: program, to: input)
      }
    case .manual(let file, let days):
      ManualProvider(name: way.name, instructions: try instructions(in: file), days: days)
    }
  }
}

/// Keys lie in files, never in the environment, and are read when they are used.
extension Services {
  /// The first signs; all are accepted, so that a key can be replaced by another.
  func keys(in files: [String]) throws(Settings.Fault) -> [[UInt8]] {
    var keys: [[UInt8]] = []
    for name in files { keys.append(try key(in: name)) }
    return keys
  }

  private func key(in name: String) throws(Settings.Fault) -> [UInt8] {
    let bytes: [UInt8]
    let mode: mode_t
    do throws(SystemFailure) {
      let file = try File(path(ofFile: name), followingLinks: true)
      mode = try file.status().mode
      bytes = try file.read(limit: 4096)
    } catch {
      throw Settings.Fault(
        description: "the key file '\(name)' of 'payment' cannot be read (errno \(error.code)): "
          + "it must be there, and belong to the user the programs run as")
    }
    guard mode & 0o007 == 0 else {
      throw Settings.Fault(
        description: "others than its owner and group may read the key file '\(name)': "
          + "chmod 640 it, and take a new key")
    }
    let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard lines.count == 1, let key = lines.first, key.count >= 16 else {
      throw Settings.Fault(
        description: "the key file '\(name)' must hold one key in one line, of 16 bytes or more")
    }
    return Array(key)
  }

  private func instructions(in name: String) throws(Settings.Fault) -> String {
    guard let bytes = contents(ofFile: path(ofFile: name)),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      throw Settings.Fault(
        description: "the file '\(name)' with instructions to pay cannot be read as UTF-8")
    }
    return text
  }

  private func path(ofFile name: String) -> String {
    name.hasPrefix("/") ? name : installation.folder + "/" + name
  }

  private func answer(
    of program: OutsideProgram, to input: [UInt8]
  ) throws(ProviderFailure) -> [UInt8] {
    let limits = (seconds: paymentSeconds, bytes: 64 * 1024)
    let (ending, output) = program.answer(
      to: input, scratch: store.incomingFolder, timeLimitSeconds: limits.seconds,
      byteLimit: limits.bytes)
    switch ending {
    case .ended(0, _): return output
    case .ended(let code, let words):
      throw ProviderFailure(reason: "'\(program.path)' ended with \(code): \(words)")
    case .tookTooLong:
      throw ProviderFailure(reason: "'\(program.path)' took more than \(limits.seconds) seconds")
    case .notStarted(let fault):
      throw ProviderFailure(reason: "'\(program.path)' could not be started (errno \(fault))")
    case .noRoom(let fault):
      throw ProviderFailure(reason: "no room for what '\(program.path)' says (errno \(fault))")
    }
  }
}

extension RandomSource {
  /// 26 small letters and digits without look-alikes, more than 120 bits: for keys of forms, for names,
  /// and for the references of attempts.
  package func word() -> String {
    let alphabet = Array("23456789bcdfghjkmnpqrtvwxyz".utf8)
    return String(
      decoding: bytes(26).map { alphabet[Int($0) % alphabet.count] }, as: UTF8.self)
  }
}
