import Applications
import JSON
import Rules
import Signing

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
    do throws(StoreError) {
      account = try Account(Journal(folder: folder), path: folder + "/journal")
    } catch {
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

  /// Gives the account another password, and ends its sessions but the one with the id `kept`, which were
  /// opened with the one before. `owing` goes out when it has happened.
  ///
  /// `isStill` sees the account under its lock; `false`, and nothing has happened, when it says no.
  package func changePassword(
    of id: AccountID, to hash: PasswordHash, at moment: Moment, owing messages: [Message] = [],
    keepingSession kept: String? = nil, if isStill: (Account) -> Bool = { _ in true }
  ) throws(StoreError) -> Bool {
    // Before the line too: a crash right after it leaves nobody in. And after it, for those who came in
    // between; whoever comes later finds the line (`Visit.signIn` looks again).
    let isDone = try change(id, owing: messages) { account throws(StoreError) in
      guard isStill(account) else { return nil }
      try endSessions(of: id, but: kept)
      return JournalEntry(
        at: moment, who: "applicant:\(id)", kind: "password-changed",
        secrets: ["passwordHash": .string(hash.text)])
    }
    guard isDone else { return false }
    do throws(StoreError) { try endSessions(of: id, but: kept) } catch .notWritten(let code) {
      throw .unconfirmed(code)  // The password is another by now.
    }
    return true
  }

  /// Keeps the same password as another hash, unless it is no longer the one that was `old`.
  package func renewPasswordHash(
    of id: AccountID, from old: PasswordHash, to hash: PasswordHash, at moment: Moment
  ) throws(StoreError) {
    try change(id) { account in
      guard account.passwordHash == old else { return nil }
      return JournalEntry(
        at: moment, who: "program:account", kind: "password-rehashed",
        secrets: ["passwordHash": .string(hash.text)])
    }
  }

  /// Appends what `decide` says, if anything, and then posts `messages`. Whether something was appended;
  /// either way what is there afterwards is lasting.
  @discardableResult
  private func change(
    _ id: AccountID, owing messages: [Message] = [],
    _ decide: (Account) throws(StoreError) -> JournalEntry?
  ) throws(StoreError) -> Bool {
    let folder = path(.accounts, id.text)
    var locked = try settled(.accounts, id.text)
    guard let entry = try decide(try Account(locked.journal, path: folder + "/journal")) else {
      try locked.confirm()
      return false
    }
    try locked.append(entry, to: id, owing: messages, in: self)
    return true
  }
}

extension LockedJournal {
  /// Adds a line to the journal of an account, which owes these mails.
  mutating func append(
    _ entry: JournalEntry, to id: AccountID, owing messages: [Message], in store: Store
  ) throws(StoreError) {
    if !messages.isEmpty {
      try store.owe(messages, by: entry, number: journal.lines.count + 1, of: id.text)
    }
    try append(entry)
    if !messages.isEmpty { store.settleAfterwards(id.text, &self) }
  }
}
