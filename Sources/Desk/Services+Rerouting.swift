import Applications
import Notation
import Rules
import Store

/// What became of the open requests of an organisation that completes no more parts.
package struct ReroutedRequests: Hashable, Sendable {
  package var done: [Request] = []
  /// Applications that cannot be read or changed now: the same again does what is left.
  package var unreadable: [ApplicationNumber] = []

  package struct Request: Hashable, Sendable {
    package let number: ApplicationNumber
    package let element: Element.ID
  }
}

extension Services {
  /// Gives every open request of `organisation`, which was withdrawn, to `other`, or to the applicant to name somebody.
  ///
  /// Each is one line of its application, so it can be cut off anywhere and begun again. `progress` is called once for
  /// each request. In a dry run nothing changes.
  package func reroute(
    from organisation: OrganisationID, to other: Organisation?, reason: String,
    by staff: StaffName, isDryRun: Bool, progress: () -> Void = {}
  ) throws -> ReroutedRequests {
    var all = ReroutedRequests()
    for item in try store.openWork(of: organisation) {
      defer { progress() }
      do {
        var element: Element.ID?
        func decide(_ application: Application) throws -> Event.What? {
          let what = try rerouting(
            item.request, of: application, from: organisation, to: other, reason: reason)
          element = what == nil ? nil : application.invitation(item.request)?.invitation.element
          return what
        }
        if isDryRun {
          if let application = try store.application(item.application) {
            _ = try decide(application)
          }
        } else {
          _ = try change(item.application, by: .staff(staff.text), decide: decide)
        }
        if let element { all.done.append(.init(number: item.application, element: element)) }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .unreadable: all.unreadable.append(item.application)
        // The list may have one of an application that was never made.
        case .missing: continue
        default: throw error
        }
      } catch is PublicationError {
        all.unreadable.append(item.application)
      }
    }
    return all
  }

  /// `nil` for a request that waits for that organisation no more.
  private func rerouting(
    _ id: String, of application: Application, from organisation: OrganisationID,
    to other: Organisation?, reason: String
  ) throws -> Event.What? {
    guard let record = application.invitation(id), record.isPending, !application.isErased,
      record.invitation.organisationID == organisation
    else { return nil }
    let overview = try overview(of: application, isPriced: false, forms: [])
    guard let element = overview.entry(record.invitation.element)?.element,
      overview.takesPart(of: element)
    else { return nil }
    // Never to an organisation of another kind than the part asks for.
    let next = other.flatMap { other -> Invitation? in
      guard let rule = element.invitation, other.isActive, other.party == element.submittedBy
      else { return nil }
      return Invitation(
        id: random.word(), element: element.id, of: other.id, name: other.name,
        until: overview.invitationEnd(rule, for: element),
        stopsClock: overview.edition.stopsClock(element), key: "rerouted-\(id)")
    }
    return .partyRerouted(Rerouting(ended: id, next: next, reason: reason))
  }
}
