import Applications
import Rules
import Store

/// What came of closing a task.
package enum ClosedTask: Hashable, Sendable {
  /// It is proposed, and a second person has to confirm it.
  case proposed(ProposalStep)
  /// It is closed: nothing of ours was at stake.
  case closed(NotificationID)
}

extension Services {
  /// Closes the task of this id as `docket store tasks` lists it: money that was held, or is a credit, is
  /// proposed to be kept, or to be accepted; a fee that has gone is proposed to be settled; a
  /// notification about nothing that is known here is closed by one person.
  ///
  /// `proposal` is the name of what is proposed, where it comes by a form.
  ///
  /// - Throws: `NotPossible`, `NotEntitled`.
  package func closeTask(
    _ id: String, reason: String, words: String, by staff: String, accepting: Bool = false,
    isDryRun: Bool = false, proposal: String? = nil
  ) throws -> ClosedTask {
    let member = try self.staff(staff, with: .ofMoney)
    _ = try self.reason(reason)
    guard let task = try moneyTasks(unreadable: { _ in }).first(where: { $0.id == id }) else {
      throw NotPossible(
        "there is no task '\(id)': 'docket store tasks' lists what is open",
        onPage: "It was settled meanwhile")
    }
    let kind: MoneyProposal.Kind
    switch task.kind {
    case .held where accepting: kind = .accept
    case .credit where accepting && task.canBeAccepted: kind = .accept
    case .held, .credit: kind = .keep
    case .reversed: kind = .settleReversal
    case .refunded: kind = .settleRefund
    case .proposed:
      throw NotPossible(
        "it is proposed already: \(task.remedy)", onPage: "Something is proposed about it already")
    case .waiting, .refused:
      throw NotPossible("it goes by itself: \(task.remedy)", onPage: "It goes by itself")
    case .unmatched:
      guard let notification = task.notification else { throw NotPossible("it has no file") }
      if !isDryRun {
        try store.close(
          notification, reason: reason, words: words, by: member.name, at: now)
      }
      return .closed(notification)
    }
    guard !accepting || kind == .accept else {
      throw NotPossible(
        "only held money can be accepted, or what came too late for an application that has more time since, "
          + "and this is \(task.kind.rawValue)")
    }
    return .proposed(
      try propose(
        WantedProposal(
          kind: kind, payment: task.reference, transaction: task.transaction, reason: reason,
          words: words, staff: staff, id: proposal), isDryRun: isDryRun))
  }
}
