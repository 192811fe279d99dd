import Applications
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
    deviceCookie(Self.deviceCookie, of: account.id.text, key: account.passwordHash.text)
  }

  /// What the cookie calls this device, if it is of this account.
  func knownDevice(of account: Account) -> String? {
    knownDevice(Self.deviceCookie, of: account.id.text, key: account.passwordHash.text)
  }

  /// The same for somebody who works for the agency.
  func deviceCookie(_ name: String, of owner: String, key: String) -> Cookie {
    let word = services.random.word()
    return Cookie(
      name, "\(word).\(proof(of: word, owner, key: key))", maxAgeSeconds: Self.deviceSeconds)
  }

  func knownDevice(_ name: String, of owner: String, key: String) -> String? {
    let parts = (request.cookie(name) ?? "").split(separator: ".")
    guard parts.count == 2 else { return nil }
    let word = String(parts[0])
    guard areEqualInConstantTime(String(parts[1]), proof(of: word, owner, key: key)) else {
      return nil
    }
    return word
  }

  private func proof(of word: String, _ owner: String, key: String) -> String {
    hmacSHA256("device \(owner) \(word)".utf8, key: key.utf8).description
  }
}
