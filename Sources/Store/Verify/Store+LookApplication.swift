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
      lookAtAttachments(
        of: events, erased: Set(journal.lines.filter(\.isErased).map(\.number)), in: place, &look,
        before: yesterday)
      lookAtLedger(of: application, events, path, &look)
      try lookForLookUps(lookUps(of: application), path, &look)
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
  func lookForLookUps(
    _ lookUps: [LookUp], _ path: String, _ look: inout Look
  ) throws(StoreError) {
    for lookUp in try faulty(lookUps) {
      look.error(
        path, "\(lookUp.absence) (\(relative(lookUp.place)))", remedy: Look.reindex)
    }
  }
}
