import Files
import Rules

// Staff and organisations stand in registers: one journal for each, of the same form as an account's, in a folder
// of the word that other journals call it by. It stays when they have gone, so that a word is never given again.

extension Store {
  /// `.taken` when the word is somebody's, or was.
  func enter(
    _ word: String, in register: Kind, as kind: String, first: JournalEntry
  ) throws(StoreError) {
    // A store of before has no such folder yet.
    do throws(SystemFailure) { try ensureFolder("\(folder)/\(register.rawValue)") } catch {
      throw .notWritten(error.code)
    }
    try Journal.make(
      folder: path(register, word), kind: kind, id: word, first: first, random: random)
  }

  /// Read without a lock; `nil` when the word is nobody's and never was.
  func registered<Entry>(
    _ word: String, in register: Kind,
    read: (Journal, _ path: String) throws(StoreError) -> Entry
  ) throws(StoreError) -> Entry? {
    let folder = path(register, word)
    do throws(StoreError) {
      return try read(Journal(folder: folder), folder + "/journal")
    } catch {
      if error == .missing { return nil }
      throw error
    }
  }

  /// All entries of a register, by word. `one` reads that of a word; `unreadable` is told of those that cannot be
  /// read.
  func allRegistered<Entry>(
    in register: Kind, one: (String) throws(StoreError) -> Entry?, unreadable: (String) -> Void
  ) throws(StoreError) -> [Entry] {
    var all: [(word: String, entry: Entry)] = []
    try forEachThing(of: register) { _, word throws(StoreError) in
      do throws(StoreError) {
        if let entry = try one(word) { all.append((word, entry)) }
      } catch {
        unreadable(word)
      }
    }
    return all.sorted { $0.word < $1.word }.map(\.entry)
  }
}
