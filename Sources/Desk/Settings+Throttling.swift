import Store

/// How often what can be guessed, or what sends mails, may be tried. What is over comes back evenly: of 10
/// an hour, one every six minutes.
package struct Throttling: Hashable, Sendable {
  /// Wrong passwords for one email address from one network address, or from one known device.
  package var signInTriesPerHour = 10
  /// Wrong passwords from one network address, for all email addresses together: many people may share it.
  package var signInTriesFromNetworkPerHour = 100
  /// Wrong passwords for one email address from everywhere, but from devices that are known.
  package var signInTriesForAccountPerDay = 100
  /// Mails of one kind that forms of strangers send to one email address.
  package var mailsPerHour = 5
  /// The same from one network address, to all email addresses.
  package var mailsFromNetworkPerHour = 50

  package init() {}
}

extension Allowance {
  static func perHour(_ count: Int) -> Allowance { Allowance(count, inSeconds: 3600) }
  static func perDay(_ count: Int) -> Allowance { Allowance(count, inSeconds: 86_400) }
}
