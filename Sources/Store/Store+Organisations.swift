import Applications
import Rules

// An organisation stands in a register, under the word that other journals call it by.

extension Store {
  /// `.taken` when an organisation has this id, or had it.
  package func addOrganisation(
    _ organisation: Organisation, by who: String
  ) throws(StoreError) {
    try enter(
      organisation.id.text, in: .organisations, as: "organisation",
      first: organisation.entry(by: who))
  }

  /// Read without a lock; `nil` when there is and was none.
  package func organisation(_ id: OrganisationID) throws(StoreError) -> Organisation? {
    try registered(id.text, in: .organisations, read: Organisation.init(_:path:))
  }

  /// All there are or were, by id. `unreadable` is told of those whose journals cannot be read.
  package func organisations(
    unreadable: (String) -> Void
  ) throws(StoreError) -> [Organisation] {
    try allRegistered(
      in: .organisations,
      one: { text throws(StoreError) in try OrganisationID(text).flatMap(organisation) },
      unreadable: unreadable)
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
