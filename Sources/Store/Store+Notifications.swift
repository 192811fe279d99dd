import Files
import Glibc
import Rules
import Signing

// What payment providers send is kept byte for byte before it is judged: money is at stake, and a
// provider that was answered does not send again. `notifications/<shard>/<provider>.<digest of the
// bytes>` waits; when what it says has happened, it is renamed to the same with `.done`.

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

  fileprivate init?(name: String) {
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

  /// The bytes of a notification, done or not.
  package func notification(_ id: NotificationID) throws(StoreError) -> [UInt8]? {
    if let bytes = try readFile(place(of: id)) { return bytes }
    return try readFile(place(of: id) + ".done")
  }

  /// Notes that what it says has happened and is lasting. Doing it again is harmless.
  package func markDone(_ id: NotificationID) throws(StoreError) {
    do throws(SystemFailure) {
      try renameFile(place(of: id), to: place(of: id) + ".done")
      try syncFolder(parent(of: place(of: id)))
    } catch {
      if error.code != ENOENT { throw error.asRefusal }
    }
  }

  /// Those that are not done, for the sweep and for staff: their bytes say what nobody has dealt
  /// with.
  package func openNotifications() throws(StoreError) -> [NotificationID] {
    do throws(SystemFailure) {
      let top = "\(folder)/\(Kind.notifications.rawValue)"
      var all: [NotificationID] = []
      for shard in try names(in: top) {
        all += try names(in: "\(top)/\(shard)").compactMap(NotificationID.init(name:))
      }
      return all
    } catch {
      throw .unreadable(error.code)
    }
  }

  private func place(of id: NotificationID) -> String { path(.notifications, id.description) }
}
