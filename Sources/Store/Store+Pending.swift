import Files
import Applications
import JSON
import Rules

// What a change owes once its line is there. `pending/<shard>/<number>` is written and synced
// before the line; it holds the mails themselves and says by which line they are owed. When the
// line is there, they are posted, and the file goes. All of it happens under the lock of the
// application or the account:
//
// - crash before the line: the next who holds the lock finds a debt whose line is not there, and
//   drops it;
// - crash after the line: he finds the line, syncs it (it may only be in memory), and posts;
// - crash after posting: he posts again, which changes nothing, because a mail has a name.

extension Store {
  /// The applications, accounts, offers and staff that owe something.
  package func owing() throws(StoreError) -> [String] { try pendingNames() }

  /// Settles whatever a crash has left owing. Returns how many applications and accounts owed something.
  ///
  /// Those that are damaged or take no changes keep their debt, and the others get theirs; `unsettled` is told
  /// which.
  @discardableResult
  package func settlePending(
    unsettled: (_ name: String) -> Void = { _ in }
  ) throws(StoreError) -> Int {
    var count = 0
    for name in try pendingNames() {
      let folder: String
      if let staff = StaffName.ofDebt(name) {
        folder = path(.staff, staff.text)
      } else if ApplicationNumber(name) != nil {
        folder = path(.applications, name)
      } else if AccountID(name) != nil {
        folder = path(.accounts, name)
      } else if OfferID(name) != nil {
        folder = path(.offers, name)
      } else {
        continue
      }
      count += 1
      do throws(StoreError) {
        var locked = try LockedJournal(folder: folder, random: random)
        try settle(name, &locked)
      } catch {
        switch error {
        case .damaged, .newer, .readOnly, .missing: unsettled(name)
        default: throw error
        }
      }
    }
    return count
  }

  /// Makes lasting that `entry`, which will be the line of this number and is not there yet, will owe these
  /// mails. `name` is the number of the application, or the account.
  func owe(
    _ messages: [Message], by entry: JournalEntry, number: Int, of name: String
  ) throws(StoreError) {
    if isPlanted("debt-forgotten") { return }
    let debt: JSONNode = [
      "number": .integer(number), "at": .string(entry.at.description),
      "kind": .string(entry.kind), "messages": .array(messages.map(\.node)),
    ]
    try replaceFile(path(.pending, name), with: debt.bytes, random: random)
  }

  /// Opens a journal for a change, and settles what an earlier one owes.
  ///
  /// What is refused here is unconfirmed: the same form may have done its work before, and that has not been
  /// looked up yet.
  func settled(
    _ kind: Kind, _ name: String, debt: String? = nil
  ) throws(StoreError) -> LockedJournal {
    do throws(StoreError) {
      var locked = try LockedJournal(folder: path(kind, name), random: random)
      try settle(debt ?? name, &locked)
      return locked
    } catch .notWritten(let code) {
      throw .unconfirmed(code)
    }
  }

  /// Settles what an earlier change of this application or account owes. The caller holds the lock, and
  /// says whether it has synced the journal itself.
  func settle(
    _ name: String, _ locked: inout LockedJournal, isSynced: Bool = false
  ) throws(StoreError) {
    let place = path(.pending, name)
    guard let debt = try debt(at: place) else { return }
    let line = locked.journal.lines.first { $0.number == debt.number }
    if let line, line.at == debt.at, line.kind == debt.kind {
      if !isSynced { try locked.confirm() }
      for message in debt.messages { try post(message, at: debt.at) }
    }
    _ = try removeFile(place)
  }

  /// Throws what `settle` would throw about a debt that cannot be read.
  func checkDebt(at place: String) throws(StoreError) { _ = try debt(at: place) }

  private func debt(at place: String) throws(StoreError) -> Debt? {
    guard let bytes = try readFile(place, limit: 1 << 24) else { return nil }
    do throws(LineFault) { return try Debt(bytes) } catch {
      throw error.storeError(path: place, number: 0)
    }
  }

  /// The same after a line that this program has just written. What fails is still owed, and
  /// settled by the next; the event has happened all the same.
  func settleAfterwards(_ name: String, _ locked: inout LockedJournal) {
    do throws(StoreError) { try settle(name, &locked, isSynced: true) } catch { return }
  }

  private func pendingNames() throws(StoreError) -> [String] {
    do throws(SystemFailure) {
      let top = "\(folder)/\(Kind.pending.rawValue)"
      var all: [String] = []
      for shard in try names(in: top) { all += try names(in: "\(top)/\(shard)") }
      return all
    } catch {
      throw .unreadable(error.code)
    }
  }
}

private struct Debt {
  var number: Int
  var at: Moment
  var kind: String
  var messages: [Message] = []

  init(_ bytes: [UInt8]) throws(LineFault) {
    guard let node = try? JSONNode(strict: bytes) else { throw .wrong("not JSON") }
    var members = Members(node)
    number = try members.integer("number")
    at = try members.text("at", Moment.init)
    kind = try members.string("kind")
    for node in try members.array("messages") {
      var message = Members(node)
      messages.append(try Message(&message))
      try message.end()
    }
    try members.end()
  }
}
