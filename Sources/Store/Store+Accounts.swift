import Applications
import JSON
import Rules
import Signing

// An address is claimed by `addresses/<shard>/<digest of the folded address>`, a file that exists
// once and names an account. The claim goes before the line `confirmed`, and both under the lock of
// that account. So a claim whose account is not confirmed, or has another address, was left by a
// crash and is void; whoever holds the lock of that account may take it away.

extension Store {
  /// Makes an account that waits for its address to be confirmed. Several may wait for one address.
  package func register(
    name: String, emailAddress: String, passwordHash: PasswordHash, at moment: Moment
  ) throws(StoreError) -> AccountID {
    while true {
      guard let id = AccountID(drawn(26)) else { continue }
      let entry = JournalEntry(
        at: moment, who: "applicant:\(id)", kind: "registered",
        secrets: [
          "name": .string(name), "emailAddress": .string(emailAddress),
          "passwordHash": .string(passwordHash.text),
        ])
      do throws(StoreError) {
        try Journal.make(
          folder: path(.accounts, id.text), kind: "account", id: id.text, first: entry,
          random: random)
        return id
      } catch .taken {
        continue
      }
    }
  }

  /// The account, confirmed or not; `nil` when there is none.
  package func account(_ id: AccountID) throws(StoreError) -> Account? {
    let folder = path(.accounts, id.text)
    var account: Account
    do throws(StoreError) { account = try Account(Journal(folder: folder), path: folder) } catch {
      if error == .missing { return nil }
      throw error
    }
    try account.takeCertificates(isWhole)
    return account
  }

  /// The confirmed account that has this address; `nil` when nobody has.
  package func account(withAddress address: String) throws(StoreError) -> Account? {
    guard let id = try claimant(of: address), let account = try account(id), account.isConfirmed,
      folded(account.profile.emailAddress) == folded(address)
    else { return nil }
    return account
  }

  package enum Confirmation: Equatable, Sendable {
    /// The address is this account's, from now or from before.
    case claimed
    /// Another account has it; nothing has changed.
    case alreadyClaimed
  }

  /// Says that whoever has the account has the address too. Doing it again is harmless. `.missing`
  /// when there is no such account.
  package func confirm(
    _ id: AccountID, at moment: Moment
  ) throws(StoreError) -> Confirmation {
    while true {
      guard let other = try claim(for: id, at: moment) else { return .claimed }
      guard try voidClaim(of: other, besides: id) else { return .alreadyClaimed }
    }
  }

  /// Keeps what a person says about themselves. The address stays what it is: it is claimed.
  package func changeProfile(
    of id: AccountID, to profile: Profile, at moment: Moment
  ) throws(StoreError) {
    try change(id) { account in
      var profile = profile
      profile.emailAddress = account.profile.emailAddress
      guard profile != account.profile else { return nil }
      return JournalEntry(
        at: moment, who: "applicant:\(id)", kind: "profile-changed",
        secrets: ["profile": profile.node])
    }
  }

  package func changePassword(
    of id: AccountID, to hash: PasswordHash, at moment: Moment
  ) throws(StoreError) {
    try change(id) { _ in
      JournalEntry(
        at: moment, who: "applicant:\(id)", kind: "password-changed",
        secrets: ["passwordHash": .string(hash.text)])
    }
  }

  private func change(
    _ id: AccountID, _ decide: (Account) -> JournalEntry?
  ) throws(StoreError) {
    let folder = path(.accounts, id.text)
    var locked = try LockedJournal(folder: folder, random: random)
    guard let entry = decide(try Account(locked.journal, path: folder)) else {
      return try locked.confirm()
    }
    try locked.append(entry)
  }
}

extension Store {
  /// Claims the account's address and confirms it, under its lock. The account that has the claim,
  /// if it is another.
  private func claim(
    for id: AccountID, at moment: Moment
  ) throws(StoreError) -> AccountID? {
    let folder = path(.accounts, id.text)
    var locked = try LockedJournal(folder: folder, random: random)
    let account = try Account(locked.journal, path: folder)
    let place = claimPath(account.profile.emailAddress)
    do throws(StoreError) {
      try createFile(place, with: Array(id.text.utf8), random: random)
    } catch {
      guard error == .taken else { throw error }
      guard let other = try claimant(of: account.profile.emailAddress) else { throw .taken }
      if other != id { return other }
      // Ours from before, perhaps not lasting yet.
      try replaceFile(place, with: Array(id.text.utf8), random: random)
    }
    if account.isConfirmed {
      try locked.confirm()
    } else {
      try locked.append(JournalEntry(at: moment, who: "applicant:\(id)", kind: "confirmed"))
    }
    return nil
  }

  /// Takes away the claim of `other` to the address of `id` if it is void. `false` when it holds.
  private func voidClaim(
    of other: AccountID, besides id: AccountID
  ) throws(StoreError) -> Bool {
    guard let address = try account(id)?.profile.emailAddress else { throw .missing }
    let folder = path(.accounts, other.text)
    let locked: LockedJournal
    do throws(StoreError) { locked = try LockedJournal(folder: folder, random: random) } catch {
      guard error == .missing else { throw error }
      _ = try removeFile(claimPath(address))
      return true
    }
    let account = try Account(locked.journal, path: folder)
    if account.isConfirmed, folded(account.profile.emailAddress) == folded(address) {
      return false
    }
    if try claimant(of: address) == other { _ = try removeFile(claimPath(address)) }
    _ = consume locked
    return true
  }

  private func claimant(of address: String) throws(StoreError) -> AccountID? {
    guard let bytes = try readFile(claimPath(address), limit: 100) else { return nil }
    guard let id = AccountID(String(decoding: bytes, as: UTF8.self)) else {
      throw .damaged(path: claimPath(address), line: 1, reason: "not an account")
    }
    return id
  }

  private func claimPath(_ address: String) -> String {
    path(.addresses, SHA256.digest(of: folded(address).utf8).description)
  }
}
