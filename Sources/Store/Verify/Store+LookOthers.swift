import Applications
import JSON
import Rules
import Signing

// What is no journal, leads to none, and is no mail.

extension Store {
  /// What a payment provider sent is named by its own digest.
  func lookAtNotification(
    _ path: String, _ name: String, _ look: inout Look
  ) throws(StoreError) {
    let done = ".done"
    let bare = name.hasSuffix(done) ? String(name.dropLast(done.count)) : name
    guard let bytes = try readFile("\(folder)/\(path)") else { return }
    if !bare.hasSuffix("." + SHA256.digest(of: bytes).description) {
      look.error(
        path, "damaged: not what the provider sent", remedy: "bring it back from a backup")
    }
  }

  /// When a list of certificates came in.
  func lookAtImport(_ path: String, _ look: inout Look) throws(StoreError) {
    guard let bytes = try readFile("\(folder)/\(path)", limit: 100),
      Moment(String(decoding: bytes, as: UTF8.self)) == nil
    else { return }
    look.error(path, line: 1, "does not say when a list came in", remedy: Look.restore)
  }

  /// `owner` is `nil` where the folder is called by no name of anybody.
  func lookAtSession(
    _ path: String, of owner: (some SessionOwner)?, _ name: String, _ look: inout Look
  ) throws(StoreError) {
    guard let bytes = try readFile("\(folder)/\(path)", limit: 4096) else { return }
    let never = Moment(millisecondsSince1970: 0)
    if let owner, SessionOf(bytes, id: name, owner: owner, seenAt: never) != nil {
      return
    }
    look.warn(path, "cannot be read: somebody has to sign in again", remedy: Look.sweep)
  }

  func lookAtToken(_ path: String, _ look: inout Look) throws(StoreError) {
    guard let bytes = try readFile("\(folder)/\(path)", limit: 8192) else { return }
    let end = (try? JSONNode(strict: bytes))?["until"]?.string.flatMap(Moment.init)
    if end != nil { return }
    look.warn(path, "cannot be read: a mailed link does not open", remedy: Look.sweep)
  }

  func lookAtHeld(_ path: String, _ look: inout Look) throws(StoreError) {
    guard let bytes = try readFile("\(folder)/\(path)") else { return }
    if let node = try? JSONNode(strict: bytes), HeldPost(node) != nil { return }
    look.warn(path, "cannot be read: a form that was held is lost", remedy: Look.sweep)
  }
}

extension Look {
  static let sweep = "'docket store sweep' removes it"
}
