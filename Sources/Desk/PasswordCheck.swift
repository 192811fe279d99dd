import CGI
import Pages
import Rules
import Signing
import Store

/// What came of a password that somebody typed.
enum PasswordCheck: Equatable {
  case right
  /// Or there is no such account: the two take the same time.
  case wrong
  case tooManyTries(until: Moment)
  /// As many passwords are being looked at as the machine can bear.
  case busy
}

extension Visit {
  /// Whether this is the password of the account, if there is one with the address that was typed. A right
  /// one is hashed anew where the settings ask for another cost.
  func check(
    _ password: String, for address: String, _ account: Account?
  ) throws -> PasswordCheck {
    let cost = services.settings.passwordCost.hashing
    let tries = signInTries(address, account)
    if let until = try take(tries) { return .tooManyTries(until: until) }
    let outcome = try services.hashing { () -> (isRight: Bool, renewed: PasswordHash?) in
      guard let account else {
        return (PasswordHash.pretendToMatch(password, cost: cost), nil)
      }
      guard account.passwordHash.matches(password) else { return (false, nil) }
      guard account.passwordHash.needsRehash(to: cost) else { return (true, nil) }
      return (true, try PasswordHash(of: password, cost: cost, random: services.random))
    }
    guard let outcome else {
      try giveBack(tries)
      return .busy
    }
    guard outcome.isRight, let account else { return .wrong }
    try settle(tries)
    if let renewed = outcome.renewed {
      try services.store.renewPasswordHash(
        of: account.id, from: account.passwordHash, to: renewed, at: services.now)
    }
    return .right
  }

  /// The hash of a new password; `nil` while too many others are being made.
  func hash(of password: String) throws -> PasswordHash? {
    try services.hashing {
      try PasswordHash(
        of: password, cost: services.settings.passwordCost.hashing, random: services.random)
    }
  }

  /// What keeps a text from being a password.
  func faults(inPassword password: String) -> [AccountFault] {
    // ASVS 5.0, 6.2.1: at least eight characters.
    if password.unicodeScalars.count < 8 { return [.passwordTooShort] }
    // What libcrypt takes (crypt(3), CRYPT_MAX_PASSPHRASE_SIZE).
    if password.utf8.count > 511 || password.utf8.contains(0) { return [.passwordTooLong] }
    return []
  }
}

extension PasswordCheck {
  /// What the page says where the password typed is the present one of somebody who is signed in; `nil`
  /// when it is right.
  func refusal(in visit: Visit) throws -> (fault: AccountFault, status: Status, headers: [Header])?
  {
    switch self {
    case .right: nil
    case .wrong: (.wrongPassword, .unprocessable, [])
    case .tooManyTries(let until):
      (try visit.tooManyTries(until: until), .tooManyRequests, [visit.retryAfter(until)])
    case .busy: (.busy, .unavailable, [])
    }
  }
}
