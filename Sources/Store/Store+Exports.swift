import Applications
import JSON
import Rules

extension Store {
  /// Says in the journal of somebody who works here that they have taken a list away: which, of what sort of
  /// applications, and how many.
  package func noteExport(
    _ what: String, format: String, filter: String, count: Int, by name: StaffName,
    at moment: Moment
  ) throws(StoreError) {
    let folder = path(.staff, name.text)
    var locked = try LockedJournal(folder: folder, random: random)
    try locked.append(
      JournalEntry(
        at: moment, who: Event.Actor.staff(name.text).text, kind: "exported",
        details: [
          "what": .string(what), "format": .string(format), "filter": .string(filter),
          "count": .integer(count),
        ]))
  }
}
