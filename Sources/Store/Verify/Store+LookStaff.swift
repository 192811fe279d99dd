import Applications
import Rules

extension Store {
  /// The journal of somebody who works for the agency.
  func lookAtStaff(
    _ place: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) {
    guard checkMode(place, isFolder: true, &look),
      let journal = lookAtJournal(place, name, kind: "staff", &look, before: yesterday)
    else { return }
    let path = place + "/journal"
    do throws(StoreError) { _ = try StaffMember(journal, path: path) } catch {
      look.take(error, at: path)
    }
  }
}
