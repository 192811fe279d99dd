import Applications
import Files
import Rules
import Signing

extension Store {
  /// The journal of an application, line by line; the files it names; and the look-ups that it must have.
  func lookAtApplication(
    _ place: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) {
    guard checkMode(place, isFolder: true, &look),
      let journal = lookAtJournal(place, name, kind: "application", &look, before: yesterday)
    else { return }
    let path = place + "/journal"
    do throws(StoreError) {
      let events = try journal.events(path: path)
      let application = try Application(journal, path: path)
      notePublications(events, &look)
      lookAtAttachments(of: events, in: place, &look, before: yesterday)
      lookAtLedger(of: application, events, path, &look)
      try lookForLookUps(of: application, path, &look)
    } catch {
      look.take(error, at: path)
    }
  }

  private func notePublications(_ events: [Event], _ look: inout Look) {
    for event in events {
      let publication: String? =
        switch event.what {
        case .started(let start): start.publication
        case .attemptOpened(let attempt): attempt.publication
        case .sealed(let signature): signature.publication
        default: nil
        }
      guard let publication, look.publications[publication] == nil else { continue }
      look.publications[publication] = event.number + 1
    }
  }

  /// Without these somebody does not find what is there.
  private func lookForLookUps(
    of application: Application, _ path: String, _ look: inout Look
  ) throws(StoreError) {
    let number = application.number
    let start = ofAccountPath(application.applicant, number)
    if try readFile(start, limit: 4096) != Array(application.start.key.utf8) {
      look.error(
        path, line: 2,
        "not in the list of its applicant (\(start.dropFirst(folder.utf8.count + 1)))",
        remedy: Look.reindex)
    }
    for record in application.attempts {
      let place = attemptPath(record.attempt.reference)
      if try readFile(place, limit: 100) != Array(number.text.utf8) {
        look.error(
          path, "the payment attempt \(record.attempt.reference) does not lead here",
          remedy: Look.reindex)
      }
    }
    if !application.uncheckedAttachments.isEmpty,
      try readFile(self.path(.unchecked, number.text)) == nil
    {
      look.error(
        path, "has files that nobody has looked at, and is not in the list of those",
        remedy: Look.reindex)
    }
  }
}
