import Applications
import Files
import JSON
import Rules

// An organisation has a journal of the same form as an account, under the word that other journals call it
// by. It stays when the organisation is withdrawn, so that the word is never given again.

extension Store {
  /// `.taken` when an organisation has this id, or had it.
  package func addOrganisation(
    _ organisation: Organisation, by who: String
  ) throws(StoreError) {
    // A store of before has no such folder yet.
    do throws(SystemFailure) { try ensureFolder("\(folder)/\(Kind.organisations.rawValue)") } catch
    {
      throw .notWritten(error.code)
    }
    try Journal.make(
      folder: path(.organisations, organisation.id.text), kind: "organisation",
      id: organisation.id.text, first: organisation.entry(by: who), random: random)
  }

  /// Read without a lock; `nil` when there is and was none.
  package func organisation(_ id: OrganisationID) throws(StoreError) -> Organisation? {
    let folder = path(.organisations, id.text)
    do throws(StoreError) {
      return try Organisation(Journal(folder: folder), path: folder + "/journal")
    } catch {
      if error == .missing { return nil }
      throw error
    }
  }

  /// All there are or were, by id. `unreadable` is told of those whose journals cannot be read.
  package func organisations(
    unreadable: (String) -> Void
  ) throws(StoreError) -> [Organisation] {
    var all: [Organisation] = []
    try forEachThing(of: .organisations) { _, text throws(StoreError) in
      guard let id = OrganisationID(text) else { return }
      do throws(StoreError) {
        if let organisation = try organisation(id) { all.append(organisation) }
      } catch {
        unreadable(text)
      }
    }
    return all.sorted { $0.id.text < $1.id.text }
  }

  /// Appends what `decide` makes of the organisation as it is under its lock; nothing where it makes `nil`.
  ///
  /// Returns the organisation afterwards, and whether it has changed; either way what it says is lasting.
  /// `.missing` when there is none.
  package func change(
    _ id: OrganisationID, at moment: Moment, by who: String,
    decide: (Organisation) throws -> Organisation.Change?
  ) throws -> (organisation: Organisation, isChanged: Bool) {
    let folder = path(.organisations, id.text)
    var locked = try LockedJournal(folder: folder, random: random)
    var organisation = try Organisation(locked.journal, path: folder + "/journal")
    guard let change = try decide(organisation) else {
      try locked.confirm()
      return (organisation, false)
    }
    try locked.append(change.entry(at: moment, by: who))
    organisation.take(change, at: moment)
    return (organisation, true)
  }
}
