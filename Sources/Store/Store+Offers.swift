import Applications
import Files
import JSON
import Rules

// Applications that organisations want to open for somebody: a journal for each in `offers`. What leads to it goes first:
// `offered/<shard>/<organisation>/<id>`, an empty file, by which its organisation finds it.
//
// Accepting it concerns two journals, and no program holds two locks. So the acceptance is one line of the offer with all
// that the start needs, and the start follows under a key that the offer gives it:
//
// 1. `accepting/<shard>/<id>` is made lasting;
// 2. under the offer's lock, if it is still open, `accepted` is written: of all who try, one account is in it;
// 3. that account's application is started, or found: a start has a key, and this one's is the offer's;
// 4. `accepting` goes.
//
// A crash behind 2 leaves an offer that is accepted, and no application yet: whoever accepted it finishes the start by
// sending the form again, or the sweep does. There is never a second, because only one account is in the line.

extension Store {
  /// Makes the offer, which nobody has been told of yet. `.taken` when there is one of this id.
  package func open(_ offer: Offer) throws(StoreError) {
    try makeFolders([.offers, .offered, .accepting])
    try replaceFile(offeredPath(offer), with: [], levels: 2, random: random)
    try Journal.make(
      folder: path(.offers, offer.id.text), kind: "offer", id: offer.id.text, first: offer.entry,
      random: random)
  }

  /// Read without a lock; `nil` when there is none.
  package func offer(_ id: OfferID) throws(StoreError) -> Offer? {
    try registered(id.text, in: .offers, read: Offer.init(_:path:))
  }

  /// Those of an organisation, newest first. `unreadable` is told of those whose journals cannot be read.
  package func offers(
    of organisation: OrganisationID, unreadable: (OfferID) -> Void = { _ in }
  ) throws(StoreError) -> [Offer] {
    var offers: [Offer] = []
    for id in try list(path(.offered, organisation.text)).compactMap(OfferID.init) {
      do throws(StoreError) {
        if let offer = try offer(id), offer.organisation == organisation { offers.append(offer) }
      } catch {
        unreadable(id)
      }
    }
    return offers.sorted { ($1.openedAt, $1.id.text) < ($0.openedAt, $0.id.text) }
  }

  /// Adds what `decide` says to the offer, or nothing when it says `nil`; either way what is there afterwards is lasting,
  /// and is returned. `owing` says which mails go out when it has happened.
  package func change(
    _ id: OfferID, at moment: Moment, by who: Event.Actor,
    owing: (Offer) throws -> [Message] = { _ in [] },
    decide: (Offer) throws -> Offer.Change?
  ) throws -> Offer {
    let folder = path(.offers, id.text)
    var locked = try settled(.offers, id.text)
    var offer = try Offer(locked.journal, path: folder + "/journal")
    guard let change = try decide(offer) else {
      try locked.confirm()
      return offer
    }
    offer.take(change, at: moment)
    let entry = change.entry(at: moment, by: who)
    if offer.acceptance != nil {
      try replaceFile(path(.accepting, id.text), with: [], levels: 2, random: random)
    }
    let messages = try owing(offer)
    if !messages.isEmpty {
      try owe(messages, by: entry, number: locked.journal.lines.count + 1, of: id.text)
    }
    try locked.append(entry)
    if !messages.isEmpty { settleAfterwards(id.text, &locked) }
    return offer
  }

  /// The application that has come of an offer; `nil` before.
  package func application(openedBy offer: Offer) throws(StoreError) -> Application? {
    guard let account = offer.acceptance?.account else { return nil }
    let key = Array(offer.opening.key.utf8)
    for number in try applications(of: account)
    where try readFile(ofAccountPath(account, number)) == key {
      if let application = try application(number), application.start.opening == offer.opening {
        return application
      }
    }
    return nil
  }

  /// Those that may have been accepted without an application having come of it.
  package func unfinishedOffers() throws(StoreError) -> [OfferID] {
    var ids: [OfferID] = []
    try forEachThing(of: .accepting) { _, name throws(StoreError) in
      if let id = OfferID(name) { ids.append(id) }
    }
    return ids
  }

  /// After the application is there, or where none will come. What cannot be removed is found out by the next sweep.
  package func forgetAcceptance(of id: OfferID) throws(StoreError) {
    _ = try removeFile(path(.accepting, id.text))
  }

  /// The same for one that nobody has accepted, after a program died before that.
  package func forgetUnaccepted(_ id: OfferID) throws(StoreError) {
    let folder = path(.offers, id.text)
    do throws(StoreError) {
      let locked = try LockedJournal(folder: folder, random: random)
      guard try Offer(locked.journal, path: folder + "/journal").acceptance == nil else { return }
      _ = try removeFile(path(.accepting, id.text))
    } catch {
      guard error == .missing else { throw error }
      try forgetAcceptance(of: id)
    }
  }

  /// Takes the names, the address and the answers out of an offer. Returns how many lines had any. `.missing` when there
  /// is none.
  @discardableResult
  package func erase(
    _ id: OfferID, at moment: Moment, who: String
  ) throws(StoreError) -> Int {
    try eraseMails { $0.name.split(separator: "-").contains { $0 == id.text } }
    try revokeTokens { $0 == id.text }
    return try eraseLines(in: path(.offers, id.text), name: id.text, at: moment, who: who)
  }

  func offeredPath(_ offer: Offer) -> String {
    path(.offered, offer.organisation.text) + "/" + offer.id.text
  }

  /// Whether it was accepted, and nothing has come of it yet that should.
  func isUnfinished(_ offer: Offer) throws(StoreError) -> Bool {
    guard let account = offer.acceptance?.account, try application(openedBy: offer) == nil else {
      return false
    }
    return try self.account(account)?.isConfirmed == true
  }

  /// A store of before has no such folders yet.
  private func makeFolders(_ kinds: [Kind]) throws(StoreError) {
    for kind in kinds {
      do throws(SystemFailure) { try ensureFolder("\(folder)/\(kind.rawValue)") } catch {
        throw .notWritten(error.code)
      }
    }
  }
}
