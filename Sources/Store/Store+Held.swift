import Applications
import Files
import Glibc
import JSON
import Rules
import Signing

/// A form that was sent by somebody whom we did not know, or no longer: nothing typed is lost.
package struct HeldPost: Equatable, Sendable {
  /// Who may have it back; `nil` for anybody who has the cookie.
  package let account: AccountID?
  /// What the form was for, as the caller says.
  package let purpose: String
  package let body: String
  package let heldAt: Moment
  package let until: Moment
}

// `held/<shard>/<digest of the cookie>`, and, so that nobody fills the disk, an empty file for each
// under `held-from/<shard>/<digest of the network address>/`.

extension Store {
  /// The most bytes that are held for one form.
  package static let heldByteLimit = 65_536

  /// Keeps `body` under the cookie's value, in place of what was there. `.tooLarge` past 64 kB,
  /// `.tooMany` when `cap` forms from that network address are held already.
  package func hold(
    _ body: String, purpose: String, cookie: String, for account: AccountID?,
    from address: String, at now: Moment, until end: Moment, cap: Int = 20
  ) throws(StoreError) {
    guard body.utf8.count <= Store.heldByteLimit else { throw .tooLarge }
    let name = heldName(cookie)
    let counter = path(.heldFrom, SHA256.digest(of: address.utf8).description)
    let others = try liveNames(in: counter, at: now).filter { $0 != name }
    guard others.count < cap else { throw .tooMany }
    let node: JSONNode = [
      "account": account.map { .string($0.text) } ?? .null, "purpose": .string(purpose),
      "body": .string(body), "at": .string(now.description), "until": .string(end.description),
    ]
    try replaceFile("\(counter)/\(name)", with: [], levels: 2, random: random)
    try replaceFile(path(.held, name), with: node.bytes, random: random)
  }

  /// What is held under the cookie's value; `nil` when nothing is, or no longer.
  package func held(_ cookie: String, at now: Moment) throws(StoreError) -> HeldPost? {
    try held(named: heldName(cookie), at: now)
  }

  /// Lets it go. `true` when there was something.
  @discardableResult
  package func discardHeld(_ cookie: String) throws(StoreError) -> Bool {
    try removeFile(path(.held, heldName(cookie)))
  }

  /// Lets go all that is held for an account.
  func discardHeld(of account: AccountID) throws(StoreError) {
    try forEachThing(of: .held) { place, _ throws(StoreError) in
      guard let bytes = try readFile(place), let node = try? JSONNode(strict: bytes),
        HeldPost(node)?.account == account
      else { return }
      _ = try removeFile(place)
    }
  }

  /// Removes the forms whose time has passed, and what counts them. Returns how many forms there were.
  @discardableResult
  package func sweepHeld(at now: Moment, isDryRun: Bool = false) throws(StoreError) -> Int {
    var count = 0
    try forEachThing(of: .held) { place, name throws(StoreError) in
      if try held(named: name, at: now) == nil, sweep(place, isDryRun: isDryRun) { count += 1 }
    }
    if isDryRun { return count }
    try forEachThing(of: .heldFrom) { folder, _ throws(StoreError) in
      // Takes away the names that count nothing any more.
      if try liveNames(in: folder, at: now).isEmpty { rmdir(folder) }
    }
    return count
  }

  private func held(named name: String, at now: Moment) throws(StoreError) -> HeldPost? {
    guard let bytes = try readFile(path(.held, name)), let node = try? JSONNode(strict: bytes),
      let post = HeldPost(node), now < post.until
    else { return nil }
    return post
  }

  /// The forms from one address that are still held; the names of others go.
  private func liveNames(in folder: String, at now: Moment) throws(StoreError) -> [String] {
    let all: [String]
    do throws(SystemFailure) { all = try names(in: folder) } catch {
      throw .unreadable(error.code)
    }
    var live: [String] = []
    for name in all {
      if try held(named: name, at: now) != nil {
        live.append(name)
      } else {
        _ = try removeFile("\(folder)/\(name)")
      }
    }
    return live
  }

  private func heldName(_ cookie: String) -> String { SHA256.digest(of: cookie.utf8).description }
}

extension HeldPost {
  init?(_ node: JSONNode) {
    guard let account = node["account"], let purpose = node["purpose"]?.string,
      let body = node["body"]?.string, let heldAt = node["at"]?.string.flatMap(Moment.init),
      let until = node["until"]?.string.flatMap(Moment.init)
    else { return nil }
    self.account = account.string.flatMap(AccountID.init)
    if self.account == nil, !account.isNull { return nil }
    self.purpose = purpose
    self.body = body
    self.heldAt = heldAt
    self.until = until
  }
}
