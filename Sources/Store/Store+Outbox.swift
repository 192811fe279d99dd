import Files
import Glibc
import Rules
import Signing

// The outbox: `new/<name>` waits, `sent/<shard>/<name>` has gone, `failed/<shard>/<name>` will not
// go. A mail is posted under its name once: whatever has been sent or has failed is not posted
// again.
//
// Trying one goes: lock its file; read it; ask the mailer; rename it to `sent`, which needs no room on
// a full disk; sync; only then note in it when. A crash between the mailer's yes and the rename leaves it
// waiting, and it goes once more under the same Message-ID: the one gap there is.

extension Store {
  package enum Box: String, Sendable, CaseIterable {
    case new, sent, failed
  }

  /// Puts a mail into the outbox, unless one of that name has been there before.
  package func post(_ message: Message, at moment: Moment) throws(StoreError) {
    for box in [Box.sent, .failed] where try has(message.name, in: box) { return }
    do throws(StoreError) {
      try createFile(
        path(of: message.name, in: .new),
        with: PostedMessage(message: message, postedAt: moment).bytes, random: random)
    } catch {
      guard error == .taken else { throw error }
      // Whoever wrote it may not have come to the sync.
      do throws(SystemFailure) { try syncFolder(outbox(.new)) } catch {
        throw .unconfirmed(error.code)
      }
    }
  }

  /// Whether a mail of this name is or was in the outbox.
  package func hasPosted(_ name: String) throws(StoreError) -> Bool {
    for box in Box.allCases where try has(name, in: box) { return true }
    return false
  }

  /// The names of what is in a box, in the order of their bytes.
  package func mailNames(in box: Box) throws(StoreError) -> [String] {
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

  /// A mail, read without a lock; `nil` when none of this name is in the box.
  package func mail(_ name: String, in box: Box) throws(StoreError) -> PostedMessage? {
    guard isMessageName(name) else { return nil }
    return try posted(at: path(of: name, in: box))
  }

  /// The mail in a file; `nil` when there is none.
  func posted(at place: String) throws(StoreError) -> PostedMessage? {
    guard let bytes = try readFile(place, limit: 1 << 22) else { return nil }
    return try posted(bytes, place)
  }

  /// What is in a box, oldest first.
  package func messages(in box: Box) throws(StoreError) -> [PostedMessage] {
    var found: [PostedMessage] = []
    for name in try mailNames(in: box) {
      guard let message = try mail(name, in: box) else { continue }
      found.append(message)
    }
    return found.sorted { ($0.postedAt, $0.message.name) < ($1.postedAt, $1.message.name) }
  }

  /// What came of trying to send a mail.
  package enum Delivery: Equatable, Sendable {
    case gone
    /// Not now, for that reason; the next try is then.
    case waits(until: Moment, reason: String)
    /// Never, for that reason.
    case givenUp(reason: String)
  }

  /// Tries a mail that waits and is due. It is locked meanwhile, so that no two programs send it. `nil`
  /// when there is nothing to try: it has gone, is not due, or another program has it.
  package func deliver(
    _ name: String, at moment: Moment, _ send: (PostedMessage) -> Delivery
  ) throws(StoreError) -> Delivery? {
    let here = path(of: name, in: .new)
    guard isMessageName(name), let bytes = try readFile(here, limit: 1 << 22) else { return nil }
    var mail = try posted(bytes, here)
    guard mail.isDue(at: moment) else { return nil }
    do throws(SystemFailure) {
      let file = try File(here, writing: true)
      guard try file.tryLock(), try file.status().isSameFile(as: File.Status(of: here)),
        try file.read() == bytes
      else { return nil }
      for box in [Box.sent, .failed] where try exists(path(of: name, in: box)) {
        try unlinkFile(here)
        return nil
      }
      // What could fail for want of room fails before the mail goes.
      try ensureFolder(parent(of: path(of: name, in: .sent)))
      if isPlanted("mail-moved-before-it-is-sent") { try move(mail, to: .sent) }
      let delivery = send(mail)
      mail.tries += 1
      switch delivery {
      case .gone:
        (mail.endedAt, mail.nextTry, mail.reason) = (moment, nil, "")
        try move(mail, to: .sent)
      case .waits(let next, let reason):
        (mail.nextTry, mail.reason) = (next, reason)
        note(mail, in: .new)
      case .givenUp(let reason):
        (mail.endedAt, mail.nextTry, mail.reason) = (moment, nil, reason)
        try move(mail, to: .failed)
      }
      return delivery
    } catch {
      if error.code == ENOENT { return nil }
      throw error.asRefusal
    }
  }

  /// Lets a mail go once more that has gone, was given up, or waits for its next try: it is due at once.
  /// `false` when there is none of this name.
  package func postAgain(_ name: String) throws(StoreError) -> Bool {
    for box in [Box.new, .failed, .sent] {
      guard var mail = try mail(name, in: box), !mail.message.isErased else { continue }
      (mail.tries, mail.nextTry, mail.endedAt, mail.reason) = (0, nil, nil, "")
      if box != .new {
        do throws(SystemFailure) {
          try renameFile(path(of: name, in: box), to: path(of: name, in: .new))
          try syncFolder(outbox(.new))
          try syncFolder(parent(of: path(of: name, in: box)))
        } catch {
          if error.code == ENOENT { continue }
          throw error.asRefusal
        }
      }
      try replaceFile(path(of: name, in: .new), with: mail.bytes, random: random)
      return true
    }
    return false
  }

  private func move(_ mail: PostedMessage, to box: Box) throws(SystemFailure) {
    let name = mail.message.name
    let place = path(of: name, in: box)
    try ensureFolder(parent(of: place))
    try renameFile(path(of: name, in: .new), to: place)
    try syncFolder(parent(of: place))
    try syncFolder(outbox(.new))
    note(mail, in: box)
  }

  /// What fails here is only what is known of the tries.
  private func note(_ mail: PostedMessage, in box: Box) {
    do throws(StoreError) {
      try replaceFile(path(of: mail.message.name, in: box), with: mail.bytes, random: random)
    } catch {
      return
    }
  }

  private func posted(_ bytes: [UInt8], _ place: String) throws(StoreError) -> PostedMessage {
    do throws(LineFault) { return try PostedMessage(bytes) } catch {
      throw error.storeError(path: place, number: 0)
    }
  }

  private func has(_ name: String, in box: Box) throws(StoreError) -> Bool {
    do throws(SystemFailure) { return try exists(path(of: name, in: box)) } catch {
      throw .unreadable(error.code)
    }
  }

  func path(of name: String, in box: Box) -> String {
    box == .new ? "\(outbox(box))/\(name)" : "\(outbox(box))/\(Store.shard(name))/\(name)"
  }

  private func outbox(_ box: Box) -> String { "\(folder)/\(Kind.outbox.rawValue)/\(box.rawValue)" }
}
