import Applications
import JSON
import Rules
import Signing

// An address is claimed by `addresses/<shard>/<digest of the folded address>`, a file that exists
// once and names an account. The claim goes before the line, `confirmed` or `address-changed`, and both
// under the lock of that account. So a claim whose account is not confirmed, or has another address, was
// left by a crash, or by the account when it took another, and is void; whoever holds the lock of that
// account may take it away.

extension Store {
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
      guard let other = try confirmUnlessClaimed(id, at: moment) else { return .claimed }
      guard try voidClaim(of: other.account, to: other.address) else { return .alreadyClaimed }
    }
  }

  package enum AddressChange: Equatable, Sendable {
    /// The account has it, and the one before belongs to nobody.
    case changed
    /// Another account has it; nothing has changed.
    case alreadyClaimed
    /// The caller said no; nothing has changed.
    case refused
  }

  /// Gives the account another address, which whoever has the account has shown to be theirs. `owing` goes
  /// out when it has happened; `isStill` sees the account under its lock.
  package func changeAddress(
    of id: AccountID, to address: String, at moment: Moment, owing messages: [Message] = [],
    if isStill: (Account) -> Bool = { _ in true }
  ) throws(StoreError) -> AddressChange {
    while true {
      let folder = path(.accounts, id.text)
      var locked = try settled(.accounts, id.text)
      let account = try Account(locked.journal, path: folder + "/journal")
      guard account.isConfirmed, isStill(account) else {
        try locked.confirm()
        return .refused
      }
      if let other = try claim(address, for: id) {
        _ = consume locked  // no program holds two locks
        guard try voidClaim(of: other, to: address) else { return .alreadyClaimed }
        continue
      }
      let entry = JournalEntry(
        at: moment, who: "applicant:\(id)", kind: "address-changed",
        secrets: ["emailAddress": .string(address)])
      try locked.append(entry, to: id, owing: messages, in: self)
      let before = account.profile.emailAddress
      if folded(before) != folded(address) { takeAwayVoidClaim(of: id, to: before) }
      return .changed
    }
  }

  /// Claims the account's address and confirms it, under its lock. The account that has the claim, and to
  /// what, if it is another.
  private func confirmUnlessClaimed(
    _ id: AccountID, at moment: Moment
  ) throws(StoreError) -> (account: AccountID, address: String)? {
    let folder = path(.accounts, id.text)
    var locked = try LockedJournal(folder: folder, random: random)
    let account = try Account(locked.journal, path: folder + "/journal")
    // Whose address is confirmed has it, whichever it is by now.
    let address = account.profile.emailAddress
    if let other = try claim(address, for: id) { return (other, address) }
    if account.isConfirmed {
      try locked.confirm()
    } else {
      try locked.append(JournalEntry(at: moment, who: "applicant:\(id)", kind: "confirmed"))
    }
    return nil
  }

  /// Makes the claim of an account whose lock the caller holds. The account that has it, if it is another.
  private func claim(_ address: String, for id: AccountID) throws(StoreError) -> AccountID? {
    let place = claimPath(address)
    do throws(StoreError) {
      try createFile(place, with: Array(id.text.utf8), random: random)
    } catch {
      guard error == .taken else { throw error }
      guard let other = try claimant(of: address) else { throw .taken }
      if other != id { return other }
      // Ours from before, perhaps not lasting yet.
      try replaceFile(place, with: Array(id.text.utf8), random: random)
    }
    return nil
  }

  /// Takes away the claim of `other` if it is void. `false` when it holds.
  private func voidClaim(of other: AccountID, to address: String) throws(StoreError) -> Bool {
    let folder = path(.accounts, other.text)
    let locked: LockedJournal
    do throws(StoreError) { locked = try LockedJournal(folder: folder, random: random) } catch {
      guard error == .missing else { throw error }
      _ = try removeFile(claimPath(address))
      return true
    }
    let account = try Account(locked.journal, path: folder + "/journal")
    if account.isConfirmed, folded(account.profile.emailAddress) == folded(address) {
      return false
    }
    if try claimant(of: address) == other { _ = try removeFile(claimPath(address)) }
    _ = consume locked
    return true
  }

  /// What fails is left to whoever wants the address: void claims are taken away then.
  private func takeAwayVoidClaim(of id: AccountID, to address: String) {
    do throws(StoreError) {
      if try claimant(of: address) == id { _ = try removeFile(claimPath(address)) }
    } catch { return }
  }

  /// The account that a claim names, whether or not it holds.
  func claimant(of address: String) throws(StoreError) -> AccountID? {
    guard let bytes = try readFile(claimPath(address), limit: 100) else { return nil }
    guard let id = AccountID(String(decoding: bytes, as: UTF8.self)) else {
      throw .damaged(path: claimPath(address), line: 1, reason: "not an account")
    }
    return id
  }

  func claimPath(_ address: String) -> String {
    path(.addresses, SHA256.digest(of: folded(address).utf8).description)
  }
}
