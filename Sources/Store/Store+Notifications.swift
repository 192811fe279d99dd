import Files
import Glibc
import Rules
import Signing

// What payment providers send is kept byte for byte before it is judged: money is at stake, and a
// provider that was answered does not send again. `notifications/<shard>/<provider>.<digest of the
// bytes>` waits; when what it says has happened, it is renamed to the same with `.done`. One that is not
// signed as it must be goes to `refused/<shard>/<provider>.<digest>`: anybody can send those, so only
// so many are kept, and not for ever.

/// One notification, by the provider's configured name and its bytes: the same bytes sent again are
/// the same notification.
package struct NotificationID: Hashable, Sendable, CustomStringConvertible {
  package let provider: String
  package let digest: Digest

  package var description: String { "\(provider).\(digest)" }

  init(provider: String, digest: Digest) {
    precondition(
      !provider.isEmpty && !provider.utf8.contains { $0 == UInt8(ascii: "/") || $0 < 0x21 }
        && provider.utf8.first != UInt8(ascii: "."), "a provider's name can stand in a file name")
    self.provider = provider
    self.digest = digest
  }

  init?(name: String) {
    let bytes = name.utf8
    guard bytes.count > 65,
      let digest = Digest(hex: String(decoding: bytes.suffix(64), as: UTF8.self)),
      bytes.dropLast(64).last == UInt8(ascii: ".")
    else { return nil }
    self.init(provider: String(decoding: bytes.dropLast(65), as: UTF8.self), digest: digest)
  }
}

extension Store {
  /// Keeps the bytes. When this returns, they would survive a power cut. `isDone` says whether what
  /// they say has happened before.
  package func keepNotification(
    _ bytes: [UInt8], from provider: String
  ) throws(StoreError) -> (id: NotificationID, isDone: Bool) {
    let id = NotificationID(provider: provider, digest: SHA256.digest(of: bytes))
    do throws(SystemFailure) {
      if try exists(place(of: id) + ".done") { return (id, true) }
    } catch {
      throw .unreadable(error.code)
    }
    try replaceFile(place(of: id), with: bytes, random: random)
    return (id, false)
  }

  /// The bytes of a notification, done or not, or refused.
  package func notification(_ id: NotificationID) throws(StoreError) -> [UInt8]? {
    if let bytes = try readFile(place(of: id)) { return bytes }
    if let bytes = try readFile(place(of: id) + ".done") { return bytes }
    return try readFile(refusedPlace(of: id))
  }

  /// When it came last, by the clock that stamps files; `nil` for one that is done.
  package func arrival(of id: NotificationID) throws(StoreError) -> Moment? {
    if let moment = try time(of: place(of: id)) { return moment }
    return try time(of: refusedPlace(of: id))
  }

  /// Notes that what it says has happened and is lasting. Doing it again is harmless.
  package func markDone(_ id: NotificationID) throws(StoreError) {
    for from in [place(of: id), refusedPlace(of: id)] {
      try move(from, to: place(of: id) + ".done")
    }
  }

  /// Puts it with those that are not signed as they must be, or away where there are too many of those. Whether it
  /// is kept.
  @discardableResult
  package func refuse(
    _ id: NotificationID, limit: Int = Store.refusedLimit
  ) throws(StoreError) -> Bool {
    let place = refusedPlace(of: id)
    if try time(of: place) == nil, try refusedNotifications().count >= limit {
      _ = try removeFile(self.place(of: id))
      return false
    }
    do throws(SystemFailure) { try ensureFolder(parent(of: place), levels: 2) } catch {
      throw error.asRefusal
    }
    try move(self.place(of: id), to: place)
    return true
  }

  /// So many refused ones are kept at most.
  package static let refusedLimit = 1000
  /// They are kept for so many days.
  package static let refusedDays = 30

  /// Those that are not done, for the sweep and for staff: genuine ones that no attempt is known for, and those
  /// whose program died.
  package func openNotifications() throws(StoreError) -> [NotificationID] {
    try notifications(.notifications)
  }

  /// Those that were not signed as they must be.
  package func refusedNotifications() throws(StoreError) -> [NotificationID] {
    try notifications(.refused)
  }

  /// Removes those that were refused before `moment`, by the clock that stamps files. Returns how many there were.
  @discardableResult
  package func sweepRefused(
    before moment: Moment, isDryRun: Bool = false
  ) throws(StoreError) -> Int {
    var count = 0
    try forEachThing(of: .refused) { place, _ throws(StoreError) in
      guard let came = try time(of: place), came < moment else { return }
      if sweep(place, isDryRun: isDryRun) { count += 1 }
    }
    return count
  }

  private func notifications(_ kind: Kind) throws(StoreError) -> [NotificationID] {
    var all: [NotificationID] = []
    try forEachThing(of: kind) { _, name throws(StoreError) in
      if let id = NotificationID(name: name) { all.append(id) }
    }
    return all
  }

  /// Nothing where it has gone already.
  private func move(_ place: String, to other: String) throws(StoreError) {
    do throws(SystemFailure) {
      try renameFile(place, to: other)
      try syncFolder(parent(of: other))
      if parent(of: place) != parent(of: other) { try syncFolder(parent(of: place)) }
    } catch {
      if error.code != ENOENT { throw error.asRefusal }
    }
  }

  private func place(of id: NotificationID) -> String { path(.notifications, id.description) }
  private func refusedPlace(of id: NotificationID) -> String { path(.refused, id.description) }
}
