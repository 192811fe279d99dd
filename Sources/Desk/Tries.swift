import CGI
import Notation
import Pages
import Rules
import Signing
import Store

/// What one try counts for. It may be when each of its counters says so.
struct Tries {
  struct Counter {
    let what: String
    let allowance: Allowance
    /// Whether it starts anew once a try has come right.
    var isForgottenWhenRight = false
  }

  let counters: [Counter]
}

extension Visit {
  /// Wrong passwords. A device on which this person has signed in before has a counter of its own, so that
  /// strangers who try to get in cannot keep its owner out.
  func signInTries(_ address: String, _ account: Account?) -> Tries {
    let throttling = services.settings.throttling
    let hourly = Allowance.perHour(throttling.signInTriesPerHour)
    if let account, let device = knownDevice(of: account) {
      return Tries(counters: [
        .init(what: "sign-in device \(device)", allowance: hourly, isForgottenWhenRight: true)
      ])
    }
    let name = folded(address)
    let network = networkAddress?.network ?? ""
    return Tries(
      counters: [
        .init(what: "sign-in \(network) \(name)", allowance: hourly, isForgottenWhenRight: true),
        .init(
          what: "sign-in of \(name)",
          allowance: .perDay(throttling.signInTriesForAccountPerDay)),
      ] + fromNetwork("sign-in", throttling.signInTriesFromNetworkPerHour))
  }

  /// Mails that go to an address somebody has typed.
  func mailTries(_ kind: String, to address: String) -> Tries {
    let throttling = services.settings.throttling
    return Tries(
      counters: [
        .init(
          what: "mail \(kind) \(folded(address))", allowance: .perHour(throttling.mailsPerHour))
      ] + fromNetwork("mail \(kind)", throttling.mailsFromNetworkPerHour))
  }

  func fromNetwork(_ kind: String, _ count: Int) -> [Tries.Counter] {
    // Where the server does not say, all would be counted as one.
    guard let network = networkAddress?.network else { return [] }
    return [.init(what: "\(kind) from \(network)", allowance: .perHour(count))]
  }

  /// The network address the request came from; behind a proxy as the settings say.
  var networkAddress: NetworkAddress? {
    NetworkAddress(
      of: request, proxies: services.settings.proxies.compactMap { NetworkAddress($0) })
  }

  /// Counts a try before it is made, so that a thousand at once are not one. `nil` when it may be; else the
  /// moment from which it may, and nothing was counted.
  func take(_ tries: Tries) throws -> Moment? {
    var taken: [Tries.Counter] = []
    for counter in tries.counters {
      if let until = try services.store.take(
        counter.what, of: counter.allowance, at: services.now)
      {
        try giveBack(Tries(counters: taken))
        return until
      }
      taken.append(counter)
    }
    return nil
  }

  /// For a try that was none, because nothing came of it.
  func giveBack(_ tries: Tries) throws {
    for counter in tries.counters {
      try services.store.giveBack(counter.what, of: counter.allowance)
    }
  }

  /// For a try that was right.
  func settle(_ tries: Tries) throws {
    for counter in tries.counters {
      if counter.isForgottenWhenRight {
        services.store.forget(counter.what)
      } else {
        try services.store.giveBack(counter.what, of: counter.allowance)
      }
    }
  }

  /// The moment in the agency's words, rounded up to the minute.
  func words(for moment: Moment) throws -> String {
    let agency = try services.publication(services.newestPublication()).agency()
    return text(of: moment.adding(seconds: 59), in: agency.timeZone)
  }

  func tooManyTries(until moment: Moment) throws -> AccountFault {
    .tooManyTries(until: try words(for: moment))
  }

  /// What a browser that asks by itself is told.
  func retryAfter(_ moment: Moment) -> Header {
    Header(
      "Retry-After", String(max(1, moment.secondsSince1970 - services.now.secondsSince1970 + 1)))
  }
}
