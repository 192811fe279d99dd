import Files
import JSON
import Rules

extension Store {
  /// Reads a journal and checks every hash and digest of it. `nil`, and a finding, where it cannot be read.
  func lookAtJournal(
    _ place: String, _ name: String, kind: String, _ look: inout Look, before yesterday: Moment
  ) -> Journal? {
    lookAtFiles(in: place, &look, before: yesterday)
    let path = place + "/journal"
    let journal: Journal
    do throws(StoreError) {
      journal = try Journal(folder: "\(folder)/\(place)")
    } catch {
      look.take(error, at: path)
      return nil
    }
    look.lines += journal.lines.count
    guard journal.kind == kind, journal.id == name else {
      look.error(
        path, line: 1, "the journal of \(journal.kind) \(journal.id), not of \(name)",
        remedy: "it was moved here: bring it back to where it belongs, or this one from a backup")
      return nil
    }
    lookForErasures(journal, path, &look)
    return journal
  }

  /// A private part that is blank must be explained by a line.
  private func lookForErasures(_ journal: Journal, _ path: String, _ look: inout Look) {
    var explained: Set<Int> = []
    for line in journal.lines where line.kind == "erased" {
      for node in line.details["lines"]?.array ?? [] {
        node.integer.map { _ = explained.insert($0) }
      }
    }
    for line in journal.lines where line.isErased && !explained.contains(line.number) {
      look.error(
        path, line: line.number + 1, "what is personal was blanked, and no line says by whom",
        remedy: Look.restore)
    }
  }

  /// What lies beside a journal.
  private func lookAtFiles(in place: String, _ look: inout Look, before yesterday: Moment) {
    for name in listed(place, &look) {
      let path = "\(place)/\(name)"
      switch name {
      case "journal":
        guard checkMode(path, isFolder: false, &look) else { continue }
        if (try? Store.isMarked("\(folder)/\(place)")) == true { look.isReadOnly = true }
      case "attachments": checkMode(path, isFolder: true, &look)
      case "readonly":
        look.isReadOnly = true
        checkMode(path, isFolder: false, &look)
      case _ where name.hasPrefix("tail-"):
        look.leftovers += 1
        checkMode(path, isFolder: false, &look)
      default: checkStranger(path, &look, before: yesterday)
      }
    }
  }
}
