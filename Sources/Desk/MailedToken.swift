import Applications
import CGI
import Rules
import Store

/// What a mailed link stands for: an account as it was when the link was made, and what else it needs.
struct MailedToken: Equatable {
  let account: AccountID
  /// `Account.keyhole` of then: a link of before a new password, or a new address, fits no longer.
  let keyhole: String
  /// What was asked for.
  let wish: String

  init(_ account: Account, wish: String = "") {
    self.account = account.id
    keyhole = account.keyhole
    self.wish = wish
  }

  /// As the store keeps it: three words, of which the last may be empty.
  var subject: String { "\(account.text) \(keyhole) \(wish)" }

  init?(subject: String) {
    let parts = subject.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let account = AccountID(String(parts[0])) else { return nil }
    self.account = account
    keyhole = String(parts[1])
    wish = String(parts[2])
  }

  func fits(_ account: Account) -> Bool { account.id == self.account && account.keyhole == keyhole }
}

extension Visit {
  /// Makes a link's token. Without an account one is made all the same, and leads nowhere: so both take the
  /// same time.
  func mailedToken(
    _ purpose: String, _ token: MailedToken?, lasting seconds: Int
  ) throws -> String {
    try services.store.issueToken(
      for: purpose, subject: token?.subject ?? "", until: services.now.adding(seconds: seconds))
  }

  /// What the token in the path stands for, and whose it is, if it still fits. Changes nothing.
  func mailedToken(_ purpose: String) throws -> (token: MailedToken, account: Account)? {
    guard
      let token = try services.store.peekToken(request["token"], for: purpose, at: services.now)
        .flatMap(MailedToken.init(subject:)),
      let account = try services.store.account(token.account), token.fits(account)
    else { return nil }
    return (token, account)
  }
}
