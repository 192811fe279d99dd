import Applications
import Rules

extension Store {
  /// The journal of an offer, and the look-ups that it must have.
  func lookAtOffer(
    _ place: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) {
    guard checkMode(place, isFolder: true, &look),
      let journal = lookAtJournal(place, name, kind: "offer", &look, before: yesterday)
    else { return }
    let path = place + "/journal"
    do throws(StoreError) {
      try lookForLookUps(lookUps(of: Offer(journal, path: path)), path, &look)
    } catch {
      look.take(error, at: path)
    }
  }

  func lookAtOffered(
    _ path: String, of organisation: String, _ name: String, _ look: inout Look,
    before yesterday: Moment
  ) throws(StoreError) {
    guard let id = OfferID(name) else {
      return checkStranger(path, &look, before: yesterday)
    }
    let offer: Offer?
    do throws(StoreError) { offer = try self.offer(id) } catch { return }
    guard offer?.organisation.text != organisation else { return }
    try lead(path, nowhere: "'\(organisation)' has no such offer", &look, before: yesterday)
  }

  func lookAtAcceptance(
    _ path: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) throws(StoreError) {
    guard let id = OfferID(name) else {
      return checkStranger(path, &look, before: yesterday)
    }
    do throws(StoreError) {
      if let offer = try offer(id), try isUnfinished(offer) { return }
    } catch { return }
    try lead(path, nowhere: "no start of offer \(id) is missing", &look, before: yesterday)
  }
}
