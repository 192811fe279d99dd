import Applications
import Files
import Glibc
import JSON
import Rules
import Signing

// Where the law demands that something personal goes, it goes from everywhere in the store: from the lines of
// the journal, which keep their hashes; the attachments; torn tails; mails that were sent; forms that wait to be
// taken back; sessions and mailed links. What stays says that something happened and when, which files
// there were by their digests, and all about money.
//
// What leads to the rest goes last: a program that dies on the way is started again with the same words, and
// finds what is left. Backups are another matter: FORMAT.md.

extension Store {
  /// Erases what is personal in an application. Returns how many lines had any. Doing it again is harmless,
  /// and finishes what a crash has interrupted. `.missing` when there is none.
  @discardableResult
  package func erase(
    _ number: ApplicationNumber, at moment: Moment, who: String
  ) throws(StoreError) -> Int {
    try eraseMails { $0.isAbout(number) }
    try revokeTokens { $0.split(separator: " ").contains { $0 == number.text } }
    let application = try application(number)
    for name in application?.grantedNames ?? [] { _ = try removeFile(certificatePath(name)) }
    // The offer it came of has the same person in it.
    if let offer = application?.start.opening?.offer {
      do throws(StoreError) { try erase(offer, at: moment, who: who) } catch {
        if error != .missing { throw error }
      }
    }
    // Afterwards nobody knows any more where these were.
    if let application {
      for file in nameFiles(of: application) { _ = try remove(file.place) }
    }
    let folder = path(.applications, number.text)
    let count = try eraseLines(in: folder, name: number.text, at: moment, who: who)
    do throws(SystemFailure) {
      let attachments = folder + "/attachments"
      let files = try names(in: attachments)
      for name in files { try unlinkFile(attachments + "/" + name) }
      if !files.isEmpty { try syncFolder(attachments) }
      let tails = try names(in: folder).filter { $0.hasPrefix("tail-") }
      for name in tails { try unlinkFile(folder + "/" + name) }
      if !tails.isEmpty { try syncFolder(folder) }
    } catch {
      throw .unconfirmed(error.code)
    }
    _ = try removeFile(path(.unchecked, number.text))
    return count
  }

  /// Erases what is personal in an account, after which nobody can sign in to it; its applications are
  /// erased before, one by one. Returns how many lines had any. `address` is one it has, or had when this
  /// was begun. Doing it again is harmless, and finishes what a crash has interrupted.
  @discardableResult
  package func erase(
    _ id: AccountID, reachedBy address: String, at moment: Moment, who: String
  ) throws(StoreError) -> Int {
    try endSessions(of: id)
    let folder = path(.accounts, id.text)
    let addresses = Set(
      try Journal(folder: folder).addresses.map(folded) + [folded(address)])
    try eraseMails { addresses.contains(folded($0.to)) }
    try discardHeld(of: id)
    try revokeTokens { $0.contains(id.text) }
    let count = try eraseLines(in: folder, name: id.text, at: moment, who: who)
    for address in addresses where try claimant(of: address) == id {
      _ = try removeFile(claimPath(address))
    }
    return count
  }

  /// Erases the full name and the address of somebody who has worked here, what they signed in with, and the mails
  /// with their links; the name that journals carry stays. Returns how many lines had any. Doing it again is harmless,
  /// and finishes what a crash has interrupted. `.missing` when there is nobody.
  @discardableResult
  package func erase(
    _ name: StaffName, at moment: Moment, who: String
  ) throws(StoreError) -> Int {
    if let address = try staffMember(name)?.emailAddress, !address.isEmpty {
      try eraseMails { $0.name.hasPrefix("staff-") && folded($0.to) == folded(address) }
    }
    return try eraseLines(in: path(.staff, name.text), name: name.text, at: moment, who: who)
  }

  /// Erases the full name and the address of somebody who has acted for an organisation; the word that journals
  /// call them by stays. As above.
  @discardableResult
  package func erase(
    member: String, of id: OrganisationID, at moment: Moment, who: String
  ) throws(StoreError) -> Int {
    try eraseLines(in: path(.organisations, id.text), name: id.text, at: moment, who: who) {
      $0.details["member"]?.string == member
    }
  }

  /// The account that has this address, or had it when its erasure was cut off; `nil` when none has.
  package func accountToErase(_ address: String) throws(StoreError) -> AccountID? {
    try claimant(of: address)
  }

  func eraseLines(
    in folder: String, name: String, at moment: Moment, who: String,
    where isMeant: (JournalLine) -> Bool = { _ in true }
  ) throws(StoreError) -> Int {
    var locked = try LockedJournal(folder: folder, random: random)
    try settle(name, &locked)
    let numbers = locked.journal.lines.filter { $0.secrets != nil && !$0.isErased && isMeant($0) }
      .map(\.number)
    if numbers.isEmpty {
      try locked.confirm()
    } else {
      try locked.erase(numbers, at: moment, who: who)
    }
    return numbers.count
  }
}

extension Journal {
  /// Every address the account has had.
  fileprivate var addresses: [String] {
    lines.compactMap { line in
      ["registered", "address-changed"].contains(line.kind)
        ? line.secrets?["emailAddress"]?.string : nil
    }
  }
}

extension Message {
  /// Mails about an application have its number in their names, between hyphens or at the end.
  fileprivate func isAbout(_ number: ApplicationNumber) -> Bool {
    name.split(separator: "-").contains { $0 == number.text }
  }
}
