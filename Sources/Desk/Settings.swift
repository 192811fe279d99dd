import Applications
import JSON
import Signing

/// What the admin of a host decides, in `docket.jsonc` at the top of the installation.
package struct Settings: Hashable, Sendable {
  /// The address people reach the site at, ending in `/`. Links in mails and to payment providers are
  /// made from it, never from what a browser sends.
  package var baseURL: String
  /// Whether this is a demonstration: every page says so, and the simulator may be the provider.
  package var isDemonstration = false
  /// The absolute path of a program that takes a mail as `sendmail -t -i` does; `nil` keeps all mail in
  /// the outbox.
  package var mailCommand: String?
  /// The sender of all mail.
  package var mailFrom: String
  /// How people can pay, the preferred way first; none until one is chosen.
  package var payment: [PaymentWay] = []
  /// After somebody has gone to pay, or while the provider is in doubt, so many minutes pass before they may
  /// begin another payment.
  package var paymentCheckingMinutes = 180
  /// Somebody else who is asked to pay has so many days for it, and never longer than the last day.
  package var payerDays = 14
  package var passwordCost = PasswordCost.standard
  /// The largest file that can be attached, in millions of bytes.
  package var attachmentMegabytes = 30
  /// The largest form with files.
  package var uploadMegabytes = 60
  /// All files of one application together, those that were withdrawn included.
  package var applicationMegabytes = 300
  /// What looks at every file before anybody opens it; `nil` where nothing does.
  package var scanner: Scanner?
  /// A session ends after so many minutes without a request.
  package var idleMinutes = 60
  /// A session ends after so many hours whatever happens.
  package var sessionHours = 12

  package var throttling = Throttling()
  /// Network addresses of proxies in front of the web server. Of a request that comes from one of them,
  /// `X-Forwarded-For` says who has sent it.
  package var proxies: [String] = []

  /// Demonstrations only: so many days are added to the clock, to see deadlines pass.
  package var clockShiftDays = 0
  /// Demonstrations only: the simulator keeps its notifications in `simulator/` instead of sending them.
  package var simulatorHoldsNotifications = false
  /// Demonstrations only: the second factor's clock stands still at this second since 1970, so that a sign-in can be
  /// tried again and again.
  package var codesStandAt: Int?

  package enum PasswordCost: String, Hashable, Sendable, CaseIterable {
    /// What ASVS 5.0 asks: about 0.4 seconds and 128 MB for each sign-in.
    case standard
    /// For small machines: about 0.05 seconds and 16 MB.
    case light

    var hashing: PasswordHash.Cost { self == .standard ? .standard : .light }
  }

  package init(baseURL: String, mailFrom: String) {
    self.baseURL = baseURL
    self.mailFrom = mailFrom
  }

  package var isSecure: Bool { baseURL.utf8.starts(with: "https://".utf8) }

  /// What is wrong with a settings file, in the words that are printed.
  package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// Reads a settings file. The first thing that is wrong is thrown: a host does not run on a guess.
  package init(reading text: [UInt8]) throws(Fault) {
    let reading = readTolerantly(text)
    if let fault = reading.faults.first { throw Fault(description: fault.summary) }
    guard let members = reading.node?.members else {
      throw Fault(description: "the settings are not one object in braces")
    }
    var reader = SettingsReader(members: members)
    let base = try reader.text("baseURL")
    guard let base, base.hasSuffix("/"), base.hasPrefix("http://") || base.hasPrefix("https://")
    else {
      throw Fault(
        description: "'baseURL' is needed: an address that begins with https:// and ends with /")
    }
    guard isOriginOfBrowsers(base) else {
      throw Fault(
        description: "'baseURL' must name the host as browsers do: in small letters, "
          + "without :443 for https or :80 for http, and with nothing after '?' or '#'")
    }
    guard let from = try reader.text("mailFrom"), isEmailAddress(from) else {
      throw Fault(description: "'mailFrom' is needed: the e-mail address that mails come from")
    }
    self.init(baseURL: base, mailFrom: from)
    isDemonstration = try reader.truth("demonstration") ?? false
    mailCommand = try reader.text("mailCommand")
    if let mailCommand, !mailCommand.hasPrefix("/") {
      throw Fault(description: "'mailCommand' must be a whole path, like /usr/sbin/sendmail")
    }
    payment = try reader.paymentWays()
    paymentCheckingMinutes = try reader.number("paymentCheckingMinutes", in: 5...14_400) ?? 180
    payerDays = try reader.number("payerDays", in: 1...90) ?? 14
    if let cost = try reader.text("passwordCost") {
      guard let cost = PasswordCost(rawValue: cost) else {
        throw Fault(description: "'passwordCost' is standard or light")
      }
      passwordCost = cost
    }
    attachmentMegabytes = try reader.number("attachmentMegabytes", in: 1...500) ?? 30
    uploadMegabytes =
      try reader.number("uploadMegabytes", in: 1...2000) ?? max(60, attachmentMegabytes)
    applicationMegabytes =
      try reader.number("applicationMegabytes", in: 1...1_000_000) ?? max(300, attachmentMegabytes)
    guard attachmentMegabytes <= uploadMegabytes, attachmentMegabytes <= applicationMegabytes else {
      throw Fault(
        description: "'attachmentMegabytes' must be no more than 'uploadMegabytes' and "
          + "'applicationMegabytes'")
    }
    let words = try reader.texts("scanner")
    if !words.isEmpty {
      guard let scanner = Scanner(words) else {
        throw Fault(
          description:
            "'scanner' must be a list like [\"/usr/bin/clamdscan\", \"--fdpass\", \"{}\"]: "
            + "a whole path, then its arguments, one of them {} for the file")
      }
      self.scanner = scanner
    }
    idleMinutes = try reader.number("idleMinutes", in: 5...1440) ?? 60
    sessionHours = try reader.number("sessionHours", in: 1...168) ?? 12
    try readThrottling(&reader)
    clockShiftDays = try reader.number("clockShiftDays", in: -36_500...36_500) ?? 0
    simulatorHoldsNotifications = try reader.truth("simulatorHoldsNotifications") ?? false
    codesStandAt = try reader.number("codesStandAt", in: 0...100_000_000_000)
    if let unknown = reader.unread { throw Fault(description: "there is no setting '\(unknown)'") }
    if codesStandAt != nil, !isDemonstration {
      throw Fault(
        description: "'codesStandAt' is for demonstrations: take it out, or set "
          + "\"demonstration\": true")
    }
    if clockShiftDays != 0 || simulatorHoldsNotifications, !isDemonstration {
      throw Fault(
        description: "'clockShiftDays' and 'simulatorHoldsNotifications' are for demonstrations: "
          + "take them out, or set \"demonstration\": true")
    }
    if !isDemonstration, payment.contains(where: { $0.kind == .simulator }) {
      throw Fault(
        description: "the simulator takes no money: it needs \"demonstration\": true, "
          + "or another provider in 'payment'")
    }
  }
}

extension Settings {
  private mutating func readThrottling(_ reader: inout SettingsReader) throws(Fault) {
    func count(_ name: String, _ standard: Int) throws(Fault) -> Int {
      try reader.number(name, in: 1...1_000_000) ?? standard
    }
    let standard = throttling
    throttling.signInTriesPerHour = try count("signInTriesPerHour", standard.signInTriesPerHour)
    throttling.signInTriesFromNetworkPerHour = try count(
      "signInTriesFromNetworkPerHour", standard.signInTriesFromNetworkPerHour)
    throttling.signInTriesForAccountPerDay = try count(
      "signInTriesForAccountPerDay", standard.signInTriesForAccountPerDay)
    throttling.mailsPerHour = try count("mailsPerHour", standard.mailsPerHour)
    throttling.mailsFromNetworkPerHour = try count(
      "mailsFromNetworkPerHour", standard.mailsFromNetworkPerHour)
    proxies = try reader.texts("proxies")
    if let wrong = proxies.first(where: { NetworkAddress($0) == nil }) {
      throw Fault(
        description: "'proxies' lists network addresses, like 10.0.0.2: '\(wrong)' is none")
    }
  }
}

/// Whether the scheme, host and port of an address stand as a browser would send them in `Origin` (RFC 6454,
/// 6.1): the two are compared, and every form would be refused.
private func isOriginOfBrowsers(_ address: String) -> Bool {
  let isSecure = address.hasPrefix("https://")
  let rest = address.utf8.dropFirst(isSecure ? 8 : 7)
  let host = String(Substring(rest.prefix { $0 != UInt8(ascii: "/") }))
  return !host.isEmpty && !host.hasSuffix(isSecure ? ":443" : ":80")
    && host.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "-.:[]".utf8.contains(byte)
      }
    } && !rest.contains { $0 <= 0x20 || $0 >= 0x7F || "?#\"\\".utf8.contains($0) }
}
