import Files
import Applications
import Rules

extension Store {
  /// One look at one thing: all that its own bytes and its neighbours say about it.
  func look(
    _ kind: Kind, _ place: String, _ name: String, before yesterday: Moment
  ) -> Look {
    var look = Look()
    switch kind {
    case .applications: lookAtApplication(place, name, &look, before: yesterday)
    case .accounts: lookAtAccount(place, name, &look, before: yesterday)
    case .staff:
      lookAtRegister(place, name, kind: "staff", &look, before: yesterday) {
        journal, path throws(StoreError) in _ = try StaffMember(journal, path: path)
      }
    case .organisations:
      lookAtRegister(place, name, kind: "organisation", &look, before: yesterday) {
        journal, path throws(StoreError) in _ = try Organisation(journal, path: path)
      }
    case .offers: lookAtOffer(place, name, &look, before: yesterday)
    case .ofAccount, .offered, .sessions, .staffSessions, .heldFrom:
      guard checkMode(place, isFolder: true, &look) else { break }
      for inner in listed(place, &look) {
        let path = "\(place)/\(inner)"
        if inner.hasPrefix(".") {
          checkStranger(path, &look, before: yesterday)
        } else if checkMode(path, isFolder: false, &look) {
          lookAtSmallFile(kind, path, name, inner, &look, before: yesterday)
        }
      }
    default:
      if checkMode(place, isFolder: false, &look) {
        lookAtSmallFile(kind, place, name, "", &look, before: yesterday)
      }
    }
    return look
  }

  /// `inner` is the name inside the thing, where that is a folder.
  private func lookAtSmallFile(
    _ kind: Kind, _ path: String, _ name: String, _ inner: String, _ look: inout Look,
    before yesterday: Moment
  ) {
    do throws(StoreError) {
      switch kind {
      case .notifications, .refused: try lookAtNotification(path, name, &look)
      case .imports: try lookAtImport(path, &look)
      case .addresses: try lookAtClaim(path, name, &look, before: yesterday)
      case .ofAccount: try lookAtStart(path, of: name, inner, &look, before: yesterday)
      case .offered: try lookAtOffered(path, of: name, inner, &look, before: yesterday)
      case .accepting: try lookAtAcceptance(path, name, &look, before: yesterday)
      case .attempts: try lookAtAttempt(path, name, &look, before: yesterday)
      case .transactions: try lookAtTransaction(path, name, &look, before: yesterday)
      case .unchecked: try lookAt(.unchecked, path, name, &look, before: yesterday)
      case .limbo: try lookAt(.limbo, path, name, &look, before: yesterday)
      case .payers: try lookAt(.payers, path, name, &look, before: yesterday)
      case .asked: try lookAt(.asked, path, name, &look, before: yesterday)
      case .tasks: try lookAt(.tasks, path, name, &look, before: yesterday)
      case .returns: try lookAt(.returns, path, name, &look, before: yesterday)
      case .certificates: try lookAtCertificate(path, name, &look, before: yesterday)
      case .worklists:
        try lookAtStanding(
          path, WorkItem(name)?.application, "has no such request", &look, before: yesterday)
      case .due:
        try lookAtStanding(
          path, ApplicationNumber(name), "has no last day then", &look, before: yesterday)
      case .queue, .names:
        try lookAtStanding(
          path, Store.number(inTree: name), "does not belong there", &look, before: yesterday)
      case .batches: try lookAtBatch(path, name, &look)
      case .pending: try lookAtDebt(path, name, &look, before: yesterday)
      case .outbox: try lookAtMail(path, name, &look)
      case .sessions: try lookAtSession(path, of: AccountID(name), inner, &look)
      case .staffSessions: try lookAtSession(path, of: StaffName(name), inner, &look)
      case .tokens: try lookAtToken(path, &look)
      case .held: try lookAtHeld(path, &look)
      // Empty files; what they say is in their names.
      case .heldFrom, .throttles, .incoming, .applications, .accounts, .staff, .organisations,
        .offers, .showing:
        break
      }
    } catch {
      look.take(error, at: path)
    }
  }

  /// Says that a look-up leads nowhere, when it is too old to be somebody's work under way.
  func lead(
    _ path: String, nowhere reason: String, _ look: inout Look, before yesterday: Moment
  ) throws(StoreError) {
    look.leftovers += 1
    guard let made = try time(of: "\(folder)/\(path)"), made < yesterday else { return }
    look.warn(
      path, "leads nowhere: \(reason)",
      remedy: "it is of no consequence; 'docket store reindex' removes it")
  }
}
