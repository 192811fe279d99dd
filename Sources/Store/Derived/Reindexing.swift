import Applications
import Files
import Rules

/// Makes everything anew that follows from journals, byte for byte as it was.
///
/// People may be applying meanwhile. What is as it must be is not touched, and read without a lock; anything
/// else is looked at again under the lock of the application or account that it belongs to, and only then
/// written or removed. Nothing is done silently: every file is told.
///
/// ```swift
/// var reindexing = Reindexing(of: store, at: now)
/// for part in reindexing.parts() { reindexing.run(part) }
/// ```
///
/// Mails are no look-ups: no journal says which have gone, and so none is made twice. What is owed is settled
/// by the sweep.
package struct Reindexing {
  package let store: Store
  let isDryRun: Bool
  /// What is younger than a day may lead to something that is just being made.
  let yesterday: Moment
  /// Files that were missing, that were other than they must be, and that led nowhere.
  package private(set) var written: [String] = []
  package private(set) var replaced: [String] = []
  package private(set) var removed: [String] = []
  /// How many were right.
  package private(set) var right = 0
  /// What could not be read: what leads there was left as it is.
  package private(set) var findings: [Finding] = []

  /// `now` is the moment by the clock that stamps files.
  package init(of store: Store, at now: Moment, isDryRun: Bool = false) {
    self.store = store
    self.isDryRun = isDryRun
    yesterday = now.adding(seconds: -86_400)
  }

  /// First the look-ups, because one that is void may be in the place of one that is missing; then what they
  /// lead to.
  package mutating func parts() -> [Verification.Part] {
    makeFolders()
    var look = Look()
    let all = store.parts(&look, before: yesterday)
    findings += look.findings.filter { $0.severity == .error && !written.contains($0.path) }
    let lookUps = all.filter { $0.kind.isLookUp }
    return lookUps + all.filter { [.applications, .accounts, .offers].contains($0.kind) }
  }

  private mutating func makeFolders() {
    // A store of before has no folder for staff and organisations; without anybody in it, nothing is lost.
    for kind in Store.Kind.allCases
    where kind.isLookUp || [.staff, .organisations, .offers].contains(kind) {
      let folder = "\(store.folder)/\(kind.rawValue)"
      do throws(SystemFailure) {
        if try exists(folder) { continue }
        if !isDryRun { try ensureFolder(folder) }
        written.append(kind.rawValue)
      } catch {
        var look = Look()
        look.take(error.asRefusal, at: kind.rawValue)
        findings += look.findings
      }
    }
  }

  package mutating func run(_ part: Verification.Part) {
    var look = Look()
    for name in store.things(in: part, &look, before: yesterday) {
      let place = "\(store.folder)/\(part.folder)/\(name)"
      do throws(StoreError) {
        switch part.kind {
        case .applications: try complete(ApplicationNumber(name))
        case .accounts: try complete(AccountID(name))
        case .offers: try complete(OfferID(name))
        case .offered:
          guard let organisation = OrganisationID(name) else { continue }
          try prune(offersOf: organisation, in: place)
        case .accepting: try prune(acceptance: place, of: OfferID(name))
        case .ofAccount:
          guard let account = AccountID(name) else { continue }
          try prune(startsOf: account, in: place)
        case .addresses: try prune(claim: place)
        case .attempts, .transactions: try prune(attempt: place)
        case .unchecked, .limbo, .asked, .tasks, .returns, .payers, .due:
          try prune(place, of: ApplicationNumber(name))
        case .certificates: try prune(certificate: place, named: CertificateName(name))
        case .worklists: try prune(place, of: WorkItem(name)?.application)
        case .queue, .names: try prune(place, of: Store.number(inTree: name))
        default: break
        }
      } catch {
        look.take(error, at: store.relative(place))
      }
    }
    findings += look.findings.filter { $0.severity == .error }
  }

  // MARK: What is missing

  private mutating func complete(_ number: ApplicationNumber?) throws(StoreError) {
    guard let number, let application = try store.application(number) else { return }
    let lookUps = store.lookUps(of: application)
    let faulty = try store.faulty(lookUps)
    right += lookUps.count - faulty.count
    if faulty.isEmpty { return }
    guard !isDryRun else { return try note(faulty) }
    let folder = store.path(.applications, number.text)
    let locked = try LockedJournal(folder: folder, random: store.random)
    // Whatever was changed in between has changed its look-ups.
    try write(
      try store.faulty(
        store.lookUps(of: try Application(locked.journal, path: folder + "/journal"))))
  }

  private mutating func complete(_ id: AccountID?) throws(StoreError) {
    guard let id, let account = try store.account(id) else { return }
    let lookUps = store.lookUps(of: account)
    let faulty = try store.faulty(lookUps)
    right += lookUps.count - faulty.count
    if faulty.isEmpty { return }
    guard !isDryRun else { return try note(faulty) }
    let folder = store.path(.accounts, id.text)
    let locked = try LockedJournal(folder: folder, random: store.random)
    let now = try Account(locked.journal, path: folder + "/journal")
    for lookUp in try store.faulty(store.lookUps(of: now)) {
      // Claims that lead nowhere went before; one that is here is somebody else's.
      if let other = try store.claimant(of: now.profile.emailAddress), other != id {
        throw .damaged(path: folder, line: 0, reason: "account \(other) has the same address")
      }
      try write([lookUp])
    }
  }

  private mutating func complete(_ id: OfferID?) throws(StoreError) {
    guard let id, let offer = try store.offer(id) else { return }
    let lookUps = try store.lookUps(of: offer)
    let faulty = try store.faulty(lookUps)
    right += lookUps.count - faulty.count
    if faulty.isEmpty { return }
    guard !isDryRun else { return try note(faulty) }
    let folder = store.path(.offers, id.text)
    let locked = try LockedJournal(folder: folder, random: store.random)
    try write(
      try store.faulty(
        try store.lookUps(of: try Offer(locked.journal, path: folder + "/journal"))))
  }

  private mutating func write(_ faulty: [LookUp]) throws(StoreError) {
    try note(faulty)
    for lookUp in faulty {
      try store.make(lookUp)
    }
  }

  private mutating func note(_ faulty: [LookUp]) throws(StoreError) {
    for lookUp in faulty {
      let place = store.relative(lookUp.place)
      if try readFile(lookUp.place, limit: Store.factsLimit) == nil {
        written.append(place)
      } else {
        replaced.append(place)
      }
    }
  }

  // MARK: What leads nowhere

  private mutating func prune(startsOf account: AccountID, in place: String) throws(StoreError) {
    for number in try store.applications(of: account) {
      let store = store
      func isVoid() throws(StoreError) -> Bool {
        try store.application(number)?.applicant != account
      }
      guard try isVoid() else { continue }
      // Whoever starts an application has the lock of the account from before the look-up on.
      try remove("\(place)/\(number.text)", under: store.path(.accounts, account.text), if: isVoid)
    }
  }

  private mutating func prune(
    offersOf organisation: OrganisationID, in place: String
  ) throws(StoreError) {
    for name in try store.list(place) {
      guard let id = OfferID(name) else { continue }
      let path = "\(place)/\(name)"
      if let offer = try store.offer(id), offer.organisation == organisation { continue }
      // It goes before its offer, which may be just being made.
      guard let made = try time(of: path), made < yesterday else { continue }
      try remove(path)
    }
  }

  private mutating func prune(acceptance place: String, of id: OfferID?) throws(StoreError) {
    guard let id else { return }
    let store = store
    func isVoid() throws(StoreError) -> Bool {
      guard let offer = try store.offer(id) else { return true }
      return try !store.isUnfinished(offer)
    }
    guard try isVoid() else { return }
    try remove(place, under: store.path(.offers, id.text), if: isVoid)
  }

  private mutating func prune(claim place: String) throws(StoreError) {
    let name = place.split(separator: "/").last.map(String.init) ?? ""
    let bytes = try readFile(place, limit: 100) ?? []
    guard let id = AccountID(String(decoding: bytes, as: UTF8.self)) else {
      return try remove(place)
    }
    let store = store
    func isVoid() throws(StoreError) -> Bool {
      guard let account = try store.account(id) else { return true }
      return store.lookUps(of: account).allSatisfy { !$0.place.hasSuffix("/" + name) }
    }
    guard try isVoid() else { return }
    try remove(place, under: store.path(.accounts, id.text), if: isVoid)
  }

  private mutating func prune(
    certificate place: String, named name: CertificateName?
  ) throws(StoreError) {
    guard let name, try store.isVoid(certificate: name, at: place) else { return }
    // It goes before the line that grants, which may be just being written.
    guard let made = try time(of: place), made < yesterday else { return }
    try remove(place)
  }

  private mutating func prune(attempt place: String) throws(StoreError) {
    let bytes = try readFile(place, limit: 100) ?? []
    guard let number = ApplicationNumber(String(decoding: bytes, as: UTF8.self)) else {
      return try remove(place)
    }
    try prune(place, of: number)
  }

  /// What an application has no use for. One that is not there may be just being made.
  private mutating func prune(
    _ place: String, of number: ApplicationNumber?
  ) throws(StoreError) {
    guard let number else { return }
    let store = store
    func isVoid() throws(StoreError) -> Bool {
      guard let application = try store.application(number) else { return true }
      return store.lookUps(of: application).allSatisfy { $0.place != place }
    }
    guard try isVoid() else { return }
    if try store.application(number) == nil {
      guard let made = try time(of: place), made < yesterday else { return }
    }
    try remove(place, under: store.path(.applications, number.text), if: isVoid)
  }

  private mutating func remove(
    _ place: String, under folder: String, if isVoid: () throws(StoreError) -> Bool
  ) throws(StoreError) {
    guard !isDryRun else { return removed.append(store.relative(place)) }
    let locked: LockedJournal
    do throws(StoreError) {
      locked = try LockedJournal(folder: folder, random: store.random)
    } catch {
      // Nothing is there that could be changed meanwhile.
      guard error == .missing else { throw error }
      return try remove(place)
    }
    if try isVoid() { try remove(place) }
    _ = consume locked
  }

  private mutating func remove(_ place: String) throws(StoreError) {
    if isDryRun { return removed.append(store.relative(place)) }
    if try store.remove(place) { removed.append(store.relative(place)) }
  }
}

extension Store.Kind {
  /// Whether what lies there follows from journals.
  var isLookUp: Bool {
    [
      .addresses, .attempts, .transactions, .ofAccount, .unchecked, .limbo, .asked, .tasks,
      .returns,
      .offered, .accepting, .payers, .due, .worklists, .certificates, .queue, .names,
    ].contains(self)
  }
}
