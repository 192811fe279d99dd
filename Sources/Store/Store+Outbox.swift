import Files
import Glibc
import JSON
import Rules
import Signing

// The outbox: `new/<name>` waits, `sent/<shard>/<name>` has gone, `failed/<shard>/<name>` will not
// go. A mail is posted under its name once: whatever has been sent or has failed is not posted
// again.

/// A mail in the outbox.
package struct PostedMessage: Equatable, Sendable {
  package let message: Message
  package let postedAt: Moment
  /// Why the last try failed; empty when there was none.
  package let reason: String
}

extension Store {
  package enum Box: String, Sendable, CaseIterable {
    case new, sent, failed
  }

  /// Puts a mail into the outbox, unless one of that name has been there before.
  package func post(_ message: Message, at moment: Moment) throws(StoreError) {
    for box in [Box.sent, .failed] where try isThere(message.name, in: box) { return }
    do throws(StoreError) {
      try createFile(
        path(of: message.name, in: .new),
        with: PostedMessage(message: message, postedAt: moment, reason: "").bytes, random: random)
    } catch {
      guard error == .taken else { throw error }
      // Whoever wrote it may not have come to the sync.
      do throws(SystemFailure) { try syncFolder(outbox(.new)) } catch {
        throw .unconfirmed(error.code)
      }
    }
  }

  /// What is in a box, oldest first.
  package func messages(in box: Box) throws(StoreError) -> [PostedMessage] {
    var found: [PostedMessage] = []
    for name in try messageNames(in: box) {
      guard let message = try posted(name, in: box) else { continue }
      found.append(message)
    }
    return found.sorted { ($0.postedAt, $0.message.name) < ($1.postedAt, $1.message.name) }
  }

  /// Sends what waits, oldest first: `send` returns `nil` when the mail has gone, or why it has
  /// not, and then it waits on, with the reason. Each is locked meanwhile, so that two programs do
  /// not send it both. Returns how many have gone.
  @discardableResult
  package func deliver(
    _ send: (Message, _ postedAt: Moment) -> String?
  ) throws(StoreError) -> Int {
    var count = 0
    for waiting in try messages(in: .new) {
      let name = waiting.message.name
      let here = path(of: name, in: .new)
      do throws(SystemFailure) {
        let file = try File(here, writing: true)
        guard try file.tryLock(), try file.status().isSameFile(as: File.Status(of: here)) else {
          continue
        }
        if try exists(path(of: name, in: .sent)) {
          try unlinkFile(here)
          continue
        }
        if let reason = send(waiting.message, waiting.postedAt) {
          try note(reason, about: waiting)
        } else {
          try move(name, to: .sent)
          count += 1
        }
      } catch {
        if error.code == ENOENT { continue }
        throw error.asRefusal
      }
    }
    return count
  }

  private func move(_ name: String, to box: Box) throws(SystemFailure) {
    let place = path(of: name, in: box)
    try ensureFolder(parent(of: place))
    try renameFile(path(of: name, in: .new), to: place)
    try syncFolder(parent(of: place))
    try syncFolder(outbox(.new))
  }

  private func note(_ reason: String, about waiting: PostedMessage) throws(SystemFailure) {
    guard reason != waiting.reason else { return }
    let noted = PostedMessage(
      message: waiting.message, postedAt: waiting.postedAt, reason: reason)
    do throws(StoreError) {
      try replaceFile(
        path(of: waiting.message.name, in: .new), with: noted.bytes, random: random)
    } catch {
      return  // Only the reason is lost.
    }
  }

  private func posted(_ name: String, in box: Box) throws(StoreError) -> PostedMessage? {
    try posted(at: path(of: name, in: box))
  }

  /// The mail in a file; `nil` when there is none.
  func posted(at place: String) throws(StoreError) -> PostedMessage? {
    guard let bytes = try readFile(place, limit: 1 << 22) else { return nil }
    do throws(LineFault) { return try PostedMessage(bytes) } catch {
      throw error.storeError(path: place, number: 0)
    }
  }

  private func messageNames(in box: Box) throws(StoreError) -> [String] {
    do throws(SystemFailure) {
      let top = outbox(box)
      if box == .new { return try names(in: top) }
      var all: [String] = []
      for shard in try names(in: top) { all += try names(in: "\(top)/\(shard)") }
      return all
    } catch {
      throw .unreadable(error.code)
    }
  }

  private func isThere(_ name: String, in box: Box) throws(StoreError) -> Bool {
    do throws(SystemFailure) { return try exists(path(of: name, in: box)) } catch {
      throw .unreadable(error.code)
    }
  }

  private func path(of name: String, in box: Box) -> String {
    box == .new ? "\(outbox(box))/\(name)" : "\(outbox(box))/\(Store.shard(name))/\(name)"
  }

  private func outbox(_ box: Box) -> String { "\(folder)/\(Kind.outbox.rawValue)/\(box.rawValue)" }
}

extension PostedMessage {
  fileprivate var bytes: [UInt8] {
    let node: JSONNode = [
      "message": message.node, "postedAt": .string(postedAt.description),
      "reason": .string(reason),
    ]
    return node.bytes
  }

  fileprivate init(_ bytes: [UInt8]) throws(LineFault) {
    guard let node = try? JSONNode(strict: bytes) else { throw .wrong("not JSON") }
    var members = Members(node)
    var inner = try members.members("message")
    message = try Message(&inner)
    postedAt = try members.text("postedAt", Moment.init)
    reason = try members.string("reason")
  }
}
