import Rules

extension Store {
  /// A journal of somebody who works for the agency, or of an organisation; `read` makes of it what it is.
  func lookAtRegister(
    _ place: String, _ name: String, kind: String, _ look: inout Look, before yesterday: Moment,
    read: (Journal, _ path: String) throws(StoreError) -> Void
  ) {
    guard checkMode(place, isFolder: true, &look),
      let journal = lookAtJournal(place, name, kind: kind, &look, before: yesterday)
    else { return }
    let path = place + "/journal"
    do throws(StoreError) { try read(journal, path) } catch { look.take(error, at: path) }
  }
}
