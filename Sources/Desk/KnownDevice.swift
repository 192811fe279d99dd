import CGI
import Signing
import Store

/// A cookie that says that somebody has signed in here before: `<word>.<proof>`. It opens nothing. It gives
/// this browser a counter of wrong passwords of its own, so that strangers who try passwords elsewhere do not
/// keep out the person whose account it is.
///
/// The proof is made with the account's password hash as its key, which nobody has who does not have the
/// store. So nothing has to be kept, and a new password ends it.
extension Visit {
  static let deviceCookie = "device"
  private static let deviceSeconds = 365 * 24 * 3600

  func deviceCookie(for account: Account) -> Cookie {
    let word = services.random.word()
    return Cookie(
      Self.deviceCookie, "\(word).\(proof(of: word, account))", maxAgeSeconds: Self.deviceSeconds)
  }

  /// What the cookie calls this device, if it is of this account.
  func knownDevice(of account: Account) -> String? {
    let parts = (request.cookie(Self.deviceCookie) ?? "").split(separator: ".")
    guard parts.count == 2 else { return nil }
    let word = String(parts[0])
    guard areEqualInConstantTime(String(parts[1]), proof(of: word, account)) else { return nil }
    return word
  }

  private func proof(of word: String, _ account: Account) -> String {
    hmacSHA256("device \(account.id) \(word)".utf8, key: account.passwordHash.text.utf8).description
  }
}
