import Applications
import JSON
import Rules

extension Store {
  /// The journal of an account, the claim of its address, and the imports that its lines belong to.
  func lookAtAccount(
    _ place: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) {
    guard checkMode(place, isFolder: true, &look),
      let journal = lookAtJournal(place, name, kind: "account", &look, before: yesterday)
    else { return }
    let path = place + "/journal"
    do throws(StoreError) {
      let account = try Account(journal, path: path)
      try lookForLookUps(lookUps(of: account), path, &look)
      for line in journal.lines where line.kind == "certificates-imported" {
        guard let name = line.details["import"]?.string, try !isWhole(import: name) else {
          continue
        }
        look.leftovers += 1
        guard line.at < yesterday else { continue }
        look.warn(
          path, line: line.number + 1, "belongs to a list of certificates that never came in whole",
          remedy: "it means nothing; 'docket store import-certificates' brings the list in again")
      }
    } catch {
      look.take(error, at: path)
    }
  }
}
